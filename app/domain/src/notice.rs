//! What somebody is told of: who called on them in a comment, or answered one of theirs (seed 003:99).

use crate::{
    activity::Activity,
    id::{CommentId, CustomerId, DocumentId, EnquiryId, NoticeId},
    invited::InvitedState,
};

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// A comment calls on them, or on their department.
    Mention,
    /// A comment of theirs was answered.
    Answer,
    /// A customer sent an enquiry.
    Enquiry,
    /// A customer wrote a message in the portal.
    Message,
    /// A customer proposes other details.
    Proposal,
    /// An activity is about to begin, or is due.
    Reminder,
    /// Somebody signed a document.
    Signed,
    /// Somebody refused to sign one.
    Declined,
    /// A contact answered an invitation.
    Invited(InvitedState),
}

impl NoticeKind {
    /// The kind with this key, as it stands in the database.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        match key {
            "answer" => Self::Answer,
            "enquiry" => Self::Enquiry,
            "message" => Self::Message,
            "proposal" => Self::Proposal,
            "reminder" => Self::Reminder,
            "signed" => Self::Signed,
            "declined" => Self::Declined,
            "coming" | "maybe" | "not_coming" => Self::Invited(InvitedState::from_key(key)),
            _ => Self::Mention,
        }
    }
}

/// One notice, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its identity.
    pub id: NoticeId,
    /// Why.
    pub kind: NoticeKind,
    /// Whose doing it was; empty where they are gone.
    pub by: String,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// Whether it was read.
    pub is_read: bool,
    /// On whose card it stands; none where it is of no customer.
    pub customer: Option<CustomerId>,
    /// What that customer is called.
    pub customer_name: String,
    /// The comment, where it is about one.
    pub comment: Option<CommentId>,
    /// The enquiry, where it is about one.
    pub enquiry: Option<EnquiryId>,
    /// The activity, where it reminds of one or tells who comes to it.
    pub activity: Option<Box<Activity>>,
    /// The document, where it is about one.
    pub document: Option<DocumentId>,
    /// How what it is about begins.
    pub excerpt: String,
}

/// How somebody wants to be told by e-mail when they are called on (contract ADM-28).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MentionMail {
    /// An e-mail for each, at once.
    #[default]
    Now,
    /// One e-mail a day with all that is unread.
    Daily,
    /// None.
    None,
}

impl MentionMail {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::Now, Self::Daily, Self::None];

    /// The key, as it stands in the database and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::None => "none",
        }
    }

    /// The choice with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.key() == key)
    }
}
