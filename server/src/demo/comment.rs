//! Comments on a customer.

use super::{
    customer::Draft,
    firm::{Consultant, Firm},
    sentences::filled,
};
use store::demo::{CommentRow, ContactRow, Moment};

/// Days back to which comments go: three years.
const OLDEST: i64 = 3 * 365;

/// How many comments a customer has: none to 30, mostly few.
pub(super) fn how_many(firm: &mut Firm) -> i64 {
    let (low, high) = [(0, 0), (1, 5), (6, 12), (13, 20), (21, 30)][firm.random.weighted(&[12, 35, 30, 15, 8])];
    firm.random.between(low, high)
}

/// Comments by different colleagues about what one does with customers; the newest is as old as the last dealings.
pub(super) fn stream(firm: &mut Firm, draft: &Draft, contacts: &[ContactRow], count: i64) -> Vec<CommentRow> {
    let sentences = firm.profile.sentences.comments;
    let there: Vec<&str> = contacts
        .iter()
        .filter(|contact| contact.ended_at.is_none())
        .map(|contact| contact.first_name.as_str())
        .collect();
    // An odd step with no factor in common with the number of sentences repeats none before all were said.
    let (mut next, step) = (firm.random.place(sentences.len()), firm.random.pick(&[3, 5, 7, 9, 11, 13]));
    (0..count)
        .map(|place| {
            let days = if place == 0 { draft.quiet } else { firm.random.between(draft.quiet, oldest(draft)) };
            let author = if firm.random.chance(60) { draft.responsible } else { firm.any_colleague() };
            let mut colleague = firm.any_colleague();
            if colleague.id == author.id {
                colleague = *firm.consultants.iter().find(|other| other.id != author.id).unwrap_or(&colleague);
            }
            let number = firm.random.between(2, 6).to_string();
            let week = firm.clock.week(days - firm.random.between(7, 28)).to_string();
            let contact = if there.is_empty() { "" } else { firm.random.pick(&there) };
            let values = [
                ("contact", contact),
                ("colleague", colleague.first_name),
                ("n", number.as_str()),
                ("week", week.as_str()),
            ];
            let body = filled(sentences[next], &values);
            next = (next + step) % sentences.len();
            let minute = firm.office_minute();
            let mut comment = row(firm, draft, author, firm.clock.at(days, minute), body);
            if place > 0 && firm.random.chance(3) {
                // Somebody wrote it down for a colleague, a day later.
                comment.author_id = colleague.id;
                comment.written_at = firm.clock.at((days + 1).min(oldest(draft)), minute);
            }
            comment
        })
        .collect()
}

/// One or two comments that stay on top, on some customers.
pub(super) fn fixed(firm: &mut Firm, draft: &Draft) -> Vec<CommentRow> {
    let sentences = firm.profile.sentences.fixed;
    let count = firm.random.weighted(&[78, 15, 7]);
    let first = firm.random.place(sentences.len());
    (0..count)
        .map(|place| {
            let (days, minute) = (firm.random.between(draft.quiet, oldest(draft)), firm.office_minute());
            let author = firm.any_colleague();
            let at = firm.clock.at(days, minute);
            let body = sentences[(first + place) % sentences.len()].to_owned();
            CommentRow { fixed: true, ..row(firm, draft, author, at, body) }
        })
        .collect()
}

/// How many days ago its first comment may have been: when it was there, also if that was a weekend.
fn oldest(draft: &Draft) -> i64 {
    (draft.age - 3).min(OLDEST)
}

/// One comment in the stream.
pub(super) fn row(firm: &mut Firm, draft: &Draft, author: Consultant, at: Moment, body: String) -> CommentRow {
    CommentRow {
        tenant_id: firm.tenant,
        id: firm.ids.comment(),
        customer_id: draft.row.id,
        fixed: false,
        body,
        author_id: author.id,
        written_at: at,
        created_by: Some(author.id),
        created_at: at,
        version: 1,
        body_changed: false,
        changed_at: at,
        changed_by: Some(author.id),
    }
}
