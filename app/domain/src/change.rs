//! The log of a customer: what changed, by whom, when, and from which source.

use crate::{field::Field, id::ChangeId, policy::Action};
use serde::{Deserialize, Serialize};

/// Which rows a log entry is about; also the filter of the log section (seed 002:55).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogCategory {
    /// The customer's own fields.
    Customer,
    /// Contact persons.
    Contact,
    /// Comments.
    Comment,
    /// Links to the internet.
    Link,
    /// Relations to other customers.
    Relation,
    /// Members of staff with a title.
    Responsible,
    /// Employees at the customer.
    Employee,
    /// Documents.
    Document,
    /// With whom documents are shared.
    Share,
    /// Requests to sign documents.
    Signing,
    /// The folder in `SharePoint`.
    Folder,
    /// Enquiries from the customer.
    Enquiry,
    /// What contacts may do in the portal.
    PortalAccess,
    /// Who of the firm saw the portal as a contact.
    PortalLook,
    /// Activities.
    Activity,
    /// Who is invited to activities.
    Invited,
    /// Factors that the customer has agreed on.
    Factor,
    /// Rates of the customer's pay matrix.
    Rate,
    /// Fixed lines of its invoices.
    Line,
    /// What was written and said.
    Dialog,
    /// Customers that became one with it, and were split from it again.
    Merge,
}

impl LogCategory {
    /// All categories, in the order in which they are offered.
    pub const ALL: [Self; 21] = [
        Self::Customer,
        Self::Contact,
        Self::Comment,
        Self::Link,
        Self::Relation,
        Self::Responsible,
        Self::Employee,
        Self::Document,
        Self::Share,
        Self::Signing,
        Self::Folder,
        Self::Enquiry,
        Self::PortalAccess,
        Self::PortalLook,
        Self::Activity,
        Self::Invited,
        Self::Factor,
        Self::Rate,
        Self::Line,
        Self::Dialog,
        Self::Merge,
    ];

    /// What a customer has agreed with the firm in rows, each of one table.
    pub const AGREED: [Self; 3] = [Self::Factor, Self::Rate, Self::Line];

    /// The key: the table's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Contact => "contact",
            Self::Comment => "comment",
            Self::Link => "customer_link",
            Self::Relation => "customer_relation",
            Self::Responsible => "customer_responsible",
            Self::Employee => "customer_employee",
            Self::Document => "document",
            Self::Share => "document_share",
            Self::Signing => "signing",
            Self::Folder => "customer_folder",
            Self::Enquiry => "enquiry",
            Self::PortalAccess => "portal_access",
            Self::PortalLook => "portal_look",
            Self::Activity => "activity",
            Self::Invited => "activity_invitation",
            Self::Factor => "factor_agreement",
            Self::Rate => "pay_rate",
            Self::Line => "invoice_line",
            Self::Dialog => "dialog",
            Self::Merge => "customer_merge",
        }
    }

    /// The keys of all: the tables whose rows a card is made of.
    #[must_use]
    pub fn tables() -> Vec<String> {
        Self::ALL.map(|category| category.key().to_owned()).to_vec()
    }

    /// The tables whose changes can be taken back: what was sent can't.
    #[must_use]
    pub fn undoable_tables() -> Vec<String> {
        Self::ALL
            .iter()
            .filter(|one| !matches!(one, Self::Dialog | Self::PortalLook | Self::Signing | Self::Invited))
            .map(|category| category.key().to_owned())
            .collect()
    }

    /// The category with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.key() == key)
    }

    /// What one must be allowed to do to take a change of such a row back.
    #[must_use]
    pub const fn undone_by(self) -> Action {
        match self {
            Self::Customer
            | Self::Link
            | Self::Relation
            | Self::Responsible
            | Self::Employee
            | Self::Document
            | Self::Share
            | Self::Signing
            | Self::Folder
            | Self::Enquiry
            | Self::Activity
            | Self::Invited
            | Self::Factor
            | Self::Rate
            | Self::Line => Action::ChangeCustomer,
            Self::Contact | Self::PortalAccess | Self::PortalLook => Action::ChangeContact,
            Self::Comment => Action::WriteComment,
            Self::Dialog => Action::WriteDialog,
            Self::Merge => Action::MergeCustomers,
        }
    }
}

/// Where a change comes from; stands in the change log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A person typed it.
    Typed,
    /// It was in a file that was imported.
    Import,
    /// A public registry says so.
    Registry,
    /// A contact person of the customer wrote it in the portal.
    Portal,
    /// Another system sent it.
    Interface,
    /// Nobody in particular: the system itself.
    System,
    /// It came with the demo data.
    Demo,
}

impl Source {
    /// The key, as the change log keeps it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Import => "import",
            Self::Registry => "registry",
            Self::Portal => "portal",
            Self::Interface => "interface",
            Self::System => "system",
            Self::Demo => "demo",
        }
    }

    /// How much a value from here is believed. A source never overwrites a value of one that is
    /// believed more without somebody saying so: it becomes a proposal.
    #[must_use]
    pub const fn trust(self) -> u8 {
        match self {
            // The demo data stand for what people typed.
            Self::Typed | Self::Demo => 6,
            Self::Portal => 5,
            Self::Registry => 4,
            Self::Interface => 3,
            Self::Import => 2,
            Self::System => 1,
        }
    }

    /// The source with this key; one that is not known is the system's.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        let known = [Self::Typed, Self::Import, Self::Registry, Self::Portal, Self::Interface, Self::Demo];
        known.into_iter().find(|source| source.key() == key).unwrap_or(Self::System)
    }
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The field.
    pub field: &'static Field,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// Who; empty where no person did it.
    pub by: String,
    /// From where.
    pub source: Source,
    /// Whether the row was made by it, so that nothing stood before.
    pub made: bool,
    /// What stood before.
    pub old: serde_json::Value,
    /// What stood from then on.
    pub new: serde_json::Value,
}

/// What happened to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// It was made.
    Insert,
    /// Some of it was changed.
    Update,
    /// It was deleted.
    Delete,
}

impl Operation {
    /// The operation with PostgreSQL's name (`TG_OP`).
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        match key {
            "INSERT" => Self::Insert,
            "DELETE" => Self::Delete,
            _ => Self::Update,
        }
    }
}

/// Whether a change told somebody outside of the firm, or somebody there made it: what a customer has sent is
/// answered or closed, and does not vanish before their eyes.
#[must_use]
pub fn was_sent(category: LogCategory, operation: Operation) -> bool {
    matches!(category, LogCategory::Dialog | LogCategory::Signing | LogCategory::Invited)
        || (category, operation) == (LogCategory::Enquiry, Operation::Insert)
}

/// One entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Its identity.
    pub id: ChangeId,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// Who; empty where no person did it.
    pub by: String,
    /// Where it came from: `typed`, `demo`, `import`, `registry`, `portal`.
    pub source: String,
    /// Which kind of row.
    pub category: LogCategory,
    /// What happened.
    pub operation: Operation,
    /// What the row is called: the contact's name, the start of the comment.
    pub subject: String,
    /// What changed, by column: old and new value as the database keeps them.
    pub changes: Vec<(String, serde_json::Value, serde_json::Value)>,
    /// Whether it took another change back.
    pub is_undo: bool,
    /// Whether it was taken back.
    pub undone: bool,
    /// Whether it is of a customer that was merged into this one: that one stays as it was.
    pub is_of_merged: bool,
}

impl LogEntry {
    /// Whether it can be taken back: a customer that was registered stays, and so does one that was merged.
    #[must_use]
    pub fn can_be_undone(&self) -> bool {
        !self.undone
            && !self.is_of_merged
            && (self.category, self.operation) != (LogCategory::Customer, Operation::Insert)
            && (self.category, self.operation) != (LogCategory::Merge, Operation::Update)
            // What was sent can't be called back; what was registered is deleted by itself.
            && !was_sent(self.category, self.operation)
    }
}
