//! What hangs on a customer, and what becomes of it when two become one: the one list of it.
//!
//! A test compares it with the schema. A table that comes later is one line here.

use serde_json::{Value, json};

/// What becomes of rows that refer to a customer that is merged into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// All of them go over.
    Move,
    /// Those go over whose like the other has not yet, by these columns; the rest stay behind. For
    /// tables in which a customer has each such thing once; without columns, for those in which it has one row alone.
    Unite(&'static [&'static str]),
    /// As [`How::Unite`], but as copies: the customer that is merged refers to its own.
    Copy(&'static [&'static str]),
    /// They stay with the customer that they were written for, as legal documents do.
    Leave,
}

/// A column that refers to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The table.
    pub relation: &'static str,
    /// The column.
    pub refers: &'static str,
    /// What becomes of its rows.
    pub how: How,
}

const fn of(relation: &'static str, refers: &'static str, how: How) -> Declared {
    Declared { relation, refers, how }
}

/// Everything that refers to a customer, in the order in which it goes over.
pub const DECLARED: &[Declared] = &[
    of("customer_logo", "customer_id", How::Copy(&["digest"])),
    of("customer", "parent_id", How::Move),
    of("contact", "customer_id", How::Move),
    of("comment", "customer_id", How::Move),
    of("dialog", "customer_id", How::Move),
    of("outgoing", "customer_id", How::Move),
    of("customer_link", "customer_id", How::Unite(&["kind", "address"])),
    of("customer_relation", "customer_id", How::Unite(&["kind", "reversed", "other_id", "contact_id"])),
    of("customer_relation", "other_id", How::Unite(&["kind", "reversed", "customer_id", "contact_id"])),
    of("customer_responsible", "customer_id", How::Unite(&["user_id", "title"])),
    of("activity", "customer_id", How::Move),
    of("activity_invitation", "customer_id", How::Move),
    // Days that then overlap stand beside each other: it was one customer all along.
    of("customer_employee", "customer_id", How::Move),
    of("document", "customer_id", How::Move),
    of("document_share", "customer_id", How::Move),
    of("signing", "customer_id", How::Move),
    // A customer has one folder: that of the one that stays, where it has one.
    of("customer_folder", "customer_id", How::Unite(&[])),
    of("enquiry", "customer_id", How::Move),
    // A role is agreed on in one way: that of the one that stays.
    of("factor_agreement", "customer_id", How::Unite(&["role"])),
    of("pay_rate", "customer_id", How::Unite(&["role", "rate_kind"])),
    of("invoice_line", "customer_id", How::Move),
    of("proposal", "customer_id", How::Unite(&["field", "source"])),
    of("former_name", "customer_id", How::Unite(&["name"])),
    of("recent_customer", "customer_id", How::Unite(&["user_id"])),
    of("section_seen", "customer_id", How::Unite(&["user_id", "section"])),
    of("registration", "customer_id", How::Move),
    of("change_log", "customer_id", How::Move),
    of("deleted_row", "customer_id", How::Move),
    of("command_undo", "customer_id", How::Unite(&["command_id"])),
    // They go with their contact.
    of("portal_access", "customer_id", How::Leave),
    of("portal_look", "customer_id", How::Leave),
    of("notice", "customer_id", How::Move),
    // A report tells of what was there when the work was done.
    of("job_item", "customer_id", How::Leave),
    of("import_row", "customer_id", How::Leave),
    // What was said of two customers is said of those two.
    of("double_candidate", "one", How::Leave),
    of("double_candidate", "other", How::Leave),
    // Who was merged into whom is told of the customers that it happened to.
    of("customer", "merged_into", How::Leave),
    of("customer_merge", "customer_id", How::Leave),
];

/// Those of one kind, as `move_customer_rows` reads them.
pub(super) fn as_json(is_wanted: impl Fn(How) -> bool) -> Value {
    let rows = DECLARED.iter().filter(|declared| is_wanted(declared.how)).filter_map(|declared| {
        let (how, keys): (_, &[&str]) = match declared.how {
            How::Move => ("move", &[]),
            // All rows of a firm are alike in this.
            How::Unite([]) => ("unite", &["tenant_id"]),
            How::Unite(keys) => ("unite", keys),
            How::Copy(keys) => ("copy", keys),
            How::Leave => return None,
        };
        Some(json!({"relation": declared.relation, "refers": declared.refers, "how": how, "keys": keys}))
    });
    Value::Array(rows.collect())
}
