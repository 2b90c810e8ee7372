//! What is asked for of a card, and what its closed sections tell.

use crate::Tx;
use domain::{
    activity::Counted,
    contact::{Contact, ON_CARD},
    field::{Entity, Record},
    id::ContactId,
    policy::FieldRights,
};
use serde::Deserialize;

/// How many contact persons are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContactsWanted {
    /// None.
    #[default]
    None,
    /// All where they are not more than [`ALL_ON_CARD`]; of more [`ON_CARD`], and as many of those that have ended: the person that invoices refer to, the three
    /// that were changed last, those who have a function, and others that were changed lately.
    Few,
    /// All.
    All,
}

impl ContactsWanted {
    /// How many at most, none where that is open.
    pub(super) fn most(self) -> Option<i64> {
        (self == Self::Few).then_some(ON_CARD)
    }
}

/// Whether whom invoices refer to and who has a function come first of many: what is kept from the reader
/// doesn't show in that either.
#[must_use]
pub fn ranks_contacts(rights: &FieldRights) -> bool {
    rights.sees_column(Entity::Customer, "reference_person") && rights.sees_column(Entity::Contact, "functions")
}

/// Which lists the card needs in full; the others cost a count.
#[expect(clippy::struct_excessive_bools, reason = "each says of one part whether it is read")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Contact persons.
    pub contacts: ContactsWanted,
    /// Also those that have ended.
    pub inactive_contacts: bool,
    /// Employees who are there.
    pub placements: bool,
    /// Its latest documents.
    pub documents: bool,
    /// Its enquiries.
    pub enquiries: bool,
}

/// What closed sections tell.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Contacts that have not ended.
    pub contacts: i64,
    /// Contacts that have.
    pub ended_contacts: i64,
    /// Employees who are there today.
    pub employees_now: i64,
    /// Employees who will be there.
    pub employees_coming: i64,
    /// Employees who were there.
    pub employees_earlier: i64,
    /// What is done with it, and when.
    pub activities: Counted,
    /// Fixed comments.
    pub fixed_comments: i64,
    /// Relations that are not over.
    pub relations: i64,
    /// Enquiries.
    pub enquiries: i64,
    /// Those that nobody has answered or closed.
    pub open_enquiries: i64,
    /// What was written and said.
    pub dialog: i64,
    /// When the newest of it was, UTC in RFC 3339.
    pub last_dialog_at: Option<String>,
    /// Comments in the stream, without answers.
    pub comments: i64,
    /// When the newest comment was written, UTC in RFC 3339.
    pub last_comment_at: Option<String>,
}

/// A contact as the card's statement reads it.
#[derive(Debug, Deserialize)]
pub(super) struct ContactRow {
    id: ContactId,
    version: i32,
    ended_at: Option<String>,
    #[serde(flatten)]
    values: Record,
}

impl ContactRow {
    /// The contact, with what the reader may see of it.
    pub(super) fn told(self, tx: &Tx) -> Contact {
        Contact {
            id: self.id,
            version: self.version,
            ended: self.ended_at.is_some(),
            values: tx.seen(Entity::Contact, self.values),
        }
    }
}
