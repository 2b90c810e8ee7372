//! What is asked for of a card, and what its closed sections tell.

use crate::Tx;
use domain::{
    activity::{ActivityType, Counted, Kind},
    company::Subsidiary,
    contact::{Contact, ON_CARD},
    dialog::DialogEntry,
    field::{Entity, Names, Record},
    id::{ContactId, ListItemId},
    list::StatusMeaning,
    payment_term::{PaymentTerm, ToldTerm},
    policy::FieldRights,
};
use jiff::Timestamp;
use serde::Deserialize;

/// How many types of what may be noted as just over a card offers.
const VISIT_TYPES: usize = 6;

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

/// What was written and said: how much, when the newest, and the newest five.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Dialog {
    pub(super) count: i64,
    pub(super) newest: Option<Timestamp>,
    pub(super) list: Vec<DialogEntry>,
}

/// The first customers whose parent it is, and how many there are.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Subsidiaries {
    pub(super) count: i64,
    pub(super) list: Vec<Subsidiary>,
}

/// What is wanted, besides its name, of something that the card refers to.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum More {
    /// What its status means, and whether such customers are members.
    Status { meaning: String, is_member: bool },
    /// What its collective agreement says of working hours.
    Agreement(Option<Record>),
    /// Its payment term.
    Term(ToldTerm),
    /// A type of what may be noted as just over.
    Visit { id: ListItemId, kind: Kind, place: i32, nb: String },
    /// A colleague's id and address for e-mail.
    Email(String, String),
}

/// All of that.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) meaning: StatusMeaning,
    pub(super) is_member: bool,
    pub(super) agreement_hours: Record,
    pub(super) term: Option<PaymentTerm>,
    pub(super) visit_types: Vec<ActivityType>,
    pub(super) emails: Names,
}

impl Told {
    pub(super) fn new(all: Vec<More>, names: &Names) -> Self {
        let mut told = Self {
            meaning: StatusMeaning::Active,
            is_member: false,
            agreement_hours: Record::default(),
            term: None,
            visit_types: Vec::new(),
            emails: Names::default(),
        };
        let mut visits = Vec::new();
        for one in all {
            match one {
                More::Status { meaning, is_member } => {
                    told.meaning = StatusMeaning::from_key(&meaning);
                    told.is_member = is_member;
                }
                More::Agreement(hours) => told.agreement_hours = hours.unwrap_or_default(),
                More::Term(term) => told.term = term.read(),
                More::Visit { id, kind, place, nb } => visits.push((place, nb, id, kind)),
                More::Email(user, email) => drop(told.emails.insert(user, email)),
            }
        }
        visits.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        told.visit_types = visits
            .into_iter()
            .take(VISIT_TYPES)
            .map(|(_, _, id, kind)| ActivityType {
                name: names.get(&id.to_string()).cloned().unwrap_or_default(),
                id,
                kind,
            })
            .collect();
        told
    }
}
