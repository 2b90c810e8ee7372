//! The log of a customer: how it came to be as it is.

use super::{customer::Draft, firm::Firm, lists::Status, numbers::landline};
use domain::id::UserId;
use serde_json::{Value, json};
use store::demo::{ChangeRow, Moment};

/// A change of a customer by a member of staff.
#[derive(Debug)]
pub(super) struct Edit {
    /// When.
    pub(super) at: Moment,
    /// Who.
    pub(super) by: UserId,
    /// `{"column": [old, new]}`.
    pub(super) changes: Value,
}

/// The log of a customer that was registered under a name and then edited; the row gets the
/// version, time and person of the newest edit.
pub(super) fn log(firm: &mut Firm, draft: &mut Draft, registered_as: &str, mut edits: Vec<Edit>) -> Vec<ChangeRow> {
    edits.sort_by_key(|edit| edit.at);
    let row = &mut draft.row;
    let mut entry = |at, by, source, operation, version, changes| ChangeRow {
        tenant_id: firm.tenant,
        id: firm.ids.change(),
        at,
        user_id: by,
        source,
        table_name: "customer",
        operation,
        row_id: row.id.0,
        customer_id: Some(row.id),
        version,
        changes,
    };
    let mut entries =
        vec![entry(row.created_at, row.created_by, "demo", "INSERT", 1, json!({ "name": [null, registered_as] }))];
    for edit in edits {
        row.version += 1;
        (row.changed_at, row.changed_by) = (edit.at, Some(edit.by));
        entries.push(entry(edit.at, Some(edit.by), "typed", "UPDATE", row.version, edit.changes));
    }
    entries
}

/// Two or three edits of different fields, on a third of the customers.
pub(super) fn some_edits(firm: &mut Firm, draft: &Draft) -> Vec<Edit> {
    if !firm.random.chance(36) {
        return Vec::new();
    }
    let wanted = firm.random.weighted(&[0, 0, 55, 45]);
    let mut columns = ["phone", "status", "responsible", "email", "website", "directions", "nickname", "mobile"];
    let start = firm.random.place(columns.len());
    columns.rotate_left(start);
    let edits: Vec<_> = columns
        .into_iter()
        .filter_map(|column| {
            let (old, new) = before_and_after(firm, draft, column)?;
            let (days, minute) = (firm.random.between(draft.quiet, draft.age - 3), firm.office_minute());
            Some(Edit {
                at: firm.clock.at(days, minute),
                by: firm.any_colleague().id,
                changes: json!({ column: [old, new] }),
            })
        })
        .take(wanted)
        .collect();
    if edits.len() < 2 { Vec::new() } else { edits }
}

/// What stood in a column before, and what stands there now; none where the column is empty.
fn before_and_after(firm: &mut Firm, draft: &Draft, column: &str) -> Option<(Value, Value)> {
    let row = &draft.row;
    let from_nothing = |now: &Option<String>| now.as_ref().map(|now| (Value::Null, json!(now)));
    match column {
        "phone" => {
            let area = firm.profile.offices[draft.responsible.office].area;
            let other = landline(&mut firm.random, firm.profile.country, area);
            row.phone.as_ref().filter(|now| **now != other).map(|now| (json!(other), json!(now)))
        }
        "email" => row
            .email
            .as_ref()
            .filter(|now| now.starts_with("post@"))
            .map(|now| (json!(now.replacen("post@", "firma@", 1)), json!(now))),
        "status" => {
            let now = [Status::Active, Status::Member, Status::Ended, Status::Hidden]
                .into_iter()
                .find(|status| firm.lists.status(*status) == row.status)?;
            let before = match now {
                Status::Active => Status::Prospect,
                Status::Hidden => Status::Ended,
                _ => Status::Active,
            };
            Some((json!(firm.lists.status(before)), json!(row.status)))
        }
        "responsible" => {
            let others: Vec<_> =
                firm.consultants.iter().map(|other| other.id).filter(|other| *other != row.responsible).collect();
            Some((json!(firm.random.pick(&others)), json!(row.responsible)))
        }
        "website" => from_nothing(&row.website),
        "directions" => from_nothing(&row.directions),
        "nickname" => from_nothing(&row.nickname),
        _ => from_nothing(&row.mobile),
    }
}
