//! Identifiers: UUID version 7, each kind its own type, so that one can't be taken for another.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A text that is no UUID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier, later ones sorting after earlier ones.
            #[cfg(feature = "generate")]
            #[must_use]
            pub fn generate() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Uuid::parse_str(text.trim()).map(Self).map_err(|_| InvalidId)
            }
        }
    )+};
}

ids! {
    /// A firm that uses Kundekort.
    TenantId;
    /// A member of a firm's staff.
    UserId;
    /// A department of a firm.
    DepartmentId;
    /// Somebody whom the firm hires out.
    EmployeeId;
    /// An employee at a customer.
    PlacementId;
    /// A document of a customer.
    DocumentId;
    /// A request that people sign a document.
    SigningId;
    /// Somebody who is asked to sign.
    SignerId;
    /// An invitation to an account.
    InvitationId;
    /// An invitation of a contact to an activity.
    InvitedId;
    /// A customer of a firm.
    CustomerId;
    /// A contact person at a customer.
    ContactId;
    /// A comment on a customer, fixed or in the stream.
    CommentId;
    /// An enquiry from a customer.
    EnquiryId;
    /// What somebody is told of.
    NoticeId;
    /// A customer's link to the internet.
    LinkId;
    /// A relation of a customer to another.
    RelationId;
    /// A member of staff with a title at a customer.
    ResponsibleId;
    /// Something that is done with a customer.
    ActivityId;
    /// A row of any table.
    RowId;
    /// A rate of a customer's pay matrix.
    PayRateId;
    /// A fixed line of a customer's invoices.
    InvoiceLineId;
    /// A factor that a customer has agreed on.
    FactorId;
    /// A field that a firm has declared itself.
    OwnFieldId;
    /// A tab of the card.
    TabId;
    /// A value of a list that a firm edits.
    ListItemId;
    /// One signed-in browser.
    SessionId;
    /// One thing a person did, whatever number of rows it changed.
    CommandId;
    /// One form in which a customer is registered, so that sending it twice registers one.
    RegistrationId;
    /// One row of the change log.
    ChangeId;
    /// One merge of customers into one.
    MergeId;
    /// Two customers that may be the same.
    DoubleId;
    /// A value that a source proposes for a customer.
    ProposalId;
    /// What somebody typed into a form that could not be saved.
    FormStateId;
    /// A saved view of the register.
    RegisterViewId;
    /// A job in the background; also the command of all that it changes.
    JobId;
    /// Something written or said between the firm and a customer.
    DialogId;
    /// A message that leaves the system.
    OutgoingId;
    /// A message of somebody's own mailbox.
    MailboxMessageId;
    /// A template of messages.
    TemplateId;
    /// A file that somebody imports.
    ImportId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_a_uuid_and_nothing_else() {
        let text = "0190b6a5-7d6c-7cc0-8000-000000000001";
        assert_eq!(text.parse::<CustomerId>().map(|id| id.to_string()), Ok(text.to_owned()));
        assert_eq!("10237".parse::<CustomerId>(), Err(InvalidId));
    }
}
