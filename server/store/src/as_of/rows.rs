//! Rows of the card as they stood, made into what the card shows.

use super::{key, moment, text};
use crate::card::Counts;
use domain::{
    as_of::Row,
    comment::{Comment, Original, Resolved},
    contact::{self, Contact},
    country::Country,
    employee::{Placement, Stage},
    field::{Names, Record},
    id::{CommentId, ContactId, EmployeeId, PlacementId},
    relation::Relation,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What departments had chosen, in this order, as the firm's choices bring it along.
pub(super) fn terms(departments: &[Uuid], mut rows: BTreeMap<Uuid, Row>) -> Value {
    let told = departments.iter().filter_map(|id| {
        let row = rows.remove(id)?;
        Some(json!({"id": id, "name": text(&row, "name"), "chosen": row}))
    });
    Value::Array(told.collect())
}

pub(super) fn as_placements(rows: &[Row], names: &Names) -> Vec<Placement> {
    let mut placements: Vec<Placement> = rows
        .iter()
        .filter_map(|row| {
            let text = |column| text(row, column).to_owned();
            Some(Placement {
                id: PlacementId(key(row)?),
                version: 0,
                employee: EmployeeId(text("employee_id").parse().ok()?),
                name: names.get(&text("employee_id")).cloned().unwrap_or_default(),
                role: text("role"),
                starts_on: text("starts_on"),
                ends_on: text("ends_on"),
                note: text("note"),
            })
        })
        .collect();
    placements.sort_by(|one, other| (&other.starts_on, other.id).cmp(&(&one.starts_on, one.id)));
    placements
}

pub(super) fn as_contacts(rows: Vec<Row>, home: Country) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = rows
        .into_iter()
        .filter_map(|row| {
            let ended = row.get("ended_at").is_some_and(|ended| !ended.is_null());
            Some(Contact { id: ContactId(key(&row)?), version: 0, ended, values: Record(row) })
        })
        .collect();
    contact::in_order(&mut contacts, home);
    contacts
}

/// Comments as the card lists them: fixed ones as they were written, then the newest first.
pub(super) fn as_comments(rows: &[Row], names: &Names) -> Vec<Comment> {
    let name_of = |id: &str| names.get(id).cloned().unwrap_or_default();
    let is_true = |row: &Row, column: &str| row.get(column).and_then(Value::as_bool).unwrap_or_default();
    let mut comments: Vec<(Option<Timestamp>, Comment)> = rows
        .iter()
        .filter_map(|row| {
            let (author, creator) = (text(row, "author_id"), text(row, "created_by"));
            let (at, created_at) = (moment(row.get("written_at")), moment(row.get("created_at")));
            let resolved_at =
                row.get("resolved_at").filter(|at| at.is_string()).map(|at| moment(Some(at))).unwrap_or_default();
            let id = |column: &str| text(row, column).parse().ok();
            let is_moved = author != creator || at != created_at;
            let comment = Comment {
                id: CommentId(key(row)?),
                version: 0,
                fixed: is_true(row, "fixed"),
                body: text(row, "body").to_owned(),
                mentions: row
                    .get("mentions")
                    .and_then(|kept| serde_json::from_value(kept.clone()).ok())
                    .unwrap_or_default(),
                answers: id("answers").map(CommentId),
                anchor: row.get("anchor").and_then(Value::as_str).map(str::to_owned),
                resolved: (!resolved_at.is_empty()).then(|| Resolved {
                    by: name_of(text(row, "resolved_by")),
                    at: resolved_at,
                    by_change: row.get("resolved_in").is_some_and(Value::is_number),
                }),
                author: name_of(author),
                author_id: author.to_owned(),
                original: is_moved.then(|| Original { author: name_of(creator), at: created_at }),
                edited: is_true(row, "body_changed"),
                at,
            };
            Some((comment.at.parse().ok(), comment))
        })
        .collect();
    comments.sort_by(|(at, one), (other_at, other)| {
        let rank = |comment: &Comment| (comment.answers.is_some(), !comment.fixed);
        rank(one).cmp(&rank(other)).then_with(|| {
            if one.fixed || one.answers.is_some() {
                (at, one.id).cmp(&(other_at, other.id))
            } else {
                (other_at, other.id).cmp(&(at, one.id))
            }
        })
    });
    comments.into_iter().map(|(_, comment)| comment).collect()
}

/// How many comments stand open at each field.
pub(super) fn remarks(comments: &[Comment]) -> BTreeMap<String, i64> {
    let mut remarks = BTreeMap::new();
    for comment in comments.iter().filter(|comment| comment.is_open_at_field()) {
        *remarks.entry(comment.anchor.clone().unwrap_or_default()).or_insert(0) += 1;
    }
    remarks
}

pub(super) fn counts(
    contacts: &[Contact],
    comments: &[Comment],
    (placements, today): (&[Placement], &str),
    relations: &[Relation],
) -> Counts {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let stream = comments.iter().filter(|comment| !comment.fixed);
    let staged = |stage| count(placements.iter().filter(|one| one.stage(today) == stage).count());
    Counts {
        // What was written and said is not part of the card of another time.
        enquiries: 0,
        open_enquiries: 0,
        dialog: 0,
        last_dialog_at: None,
        contacts: count(contacts.iter().filter(|contact| !contact.ended).count()),
        ended_contacts: count(contacts.iter().filter(|contact| contact.ended).count()),
        employees_now: staged(Stage::Now),
        employees_coming: staged(Stage::Coming),
        employees_earlier: staged(Stage::Earlier),
        fixed_comments: count(comments.iter().filter(|comment| comment.fixed).count()),
        relations: count(relations.len()),
        comments: count(stream.clone().filter(|comment| comment.answers.is_none()).count()),
        last_comment_at: stream.clone().map(|comment| comment.at.clone()).max(),
        ..Counts::default()
    }
}
