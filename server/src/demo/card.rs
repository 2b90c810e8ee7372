//! A customer with everything on its card, and the customers that every load has.

use super::{
    Demo, activity, agreement, classification, comment, contact,
    customer::Draft,
    employee,
    firm::Firm,
    history,
    identity::Identity,
    organisation,
    profile::Profile,
    special::{self, Special},
};
use domain::id::CustomerId;
use store::demo::{Batch, ChangeRow, CommentRow, ContactRow};

/// A customer with everything on its card.
#[derive(Debug)]
pub(super) struct Card {
    pub(super) draft: Draft,
    pub(super) contacts: Vec<ContactRow>,
    pub(super) comments: Vec<CommentRow>,
    pub(super) changes: Vec<ChangeRow>,
}

impl Card {
    /// Someone like most customers.
    pub(super) fn ordinary(firm: &mut Firm, id: CustomerId, number: i64) -> Self {
        let who = Identity::draw(firm);
        let mut draft = Draft::new(firm, id, number, who);
        let contacts = contact::several(firm, &draft);
        if draft.row.invoice_type == Some("ehf") && draft.row.ehf_reference.is_none() {
            draft.row.reference_person = contacts.iter().find(|one| one.ended_at.is_none()).map(|one| one.id);
        }
        let count = comment::how_many(firm);
        let mut comments = comment::stream(firm, &draft, &contacts, count);
        comments.extend(comment::fixed(firm, &draft));
        let edits = history::some_edits(firm, &draft);
        let name = draft.row.name.clone();
        let changes = history::log(firm, &mut draft, &name, edits);
        Self { draft, contacts, comments, changes }
    }

    /// Adds its rows to a batch.
    pub(super) fn add_to(self, firm: &mut Firm, batch: &mut Batch) {
        batch.links.extend(classification::links(firm, &self.draft.row));
        batch.rates.extend(agreement::rates(firm, &self.draft));
        batch.lines.extend(agreement::lines(firm, &self.draft));
        batch.factors.extend(agreement::factors(firm, &self.draft));
        batch.customers.push(self.draft.row);
        batch.contacts.extend(self.contacts);
        batch.comments.extend(self.comments);
        batch.changes.extend(self.changes);
    }
}

/// A firm with the customers that every load has.
pub(super) fn base(profile: &'static Profile, demo: &Demo) -> (Firm, Batch) {
    let (mut firm, mut batch) = Firm::found(profile, demo);
    // Identifiers come first: a subsidiary names its parent by one.
    let ids: Vec<_> = (0..profile.customers).map(|_| firm.ids.customer()).collect();
    for (place, (id, number)) in ids.iter().zip(profile.first_number..).enumerate() {
        let card = match Special::at(profile.country, place) {
            Some(special) => special::card(&mut firm, special, (*id, number), &ids),
            None => Card::ordinary(&mut firm, *id, number),
        };
        card.add_to(&mut firm, &mut batch);
    }
    organisation::bind(&mut firm, &mut batch);
    (batch.employees, batch.placements) = employee::all(&mut firm, &batch.customers);
    batch.activities = activity::all(&mut firm, &batch.customers, &batch.contacts);
    (firm, batch)
}
