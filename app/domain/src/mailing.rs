//! One message to many customers: to whom of each.

use crate::{customer::codes, dialog::DialogKind, language::Language, text::Text};
use serde::{Deserialize, Serialize};

codes! {
    /// To whom of each customer.
    Whom {
        /// The reference person, or else the first of those who can be reached.
        First "first" ["Første kontaktperson", "Första kontaktpersonen", "The first contact"],
        /// All who can be reached.
        All "all" ["Alle kontaktpersoner", "Alla kontaktpersoner", "All contacts"],
    }
}

/// A message to many customers, as it is kept with the job that sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailing {
    /// `email` or `sms`, keys of [`DialogKind`].
    pub kind: String,
    /// A key of [`Whom`].
    pub whom: String,
    /// The subject of an e-mail, with fields of templates.
    pub subject: String,
    /// The text, with fields of templates.
    pub body: String,
}

impl Mailing {
    /// E-mail or SMS; none where it is neither.
    #[must_use]
    pub fn kind(&self) -> Option<DialogKind> {
        DialogKind::from_key(&self.kind).filter(|kind| matches!(kind, DialogKind::Email | DialogKind::Sms))
    }

    /// To whom of each customer.
    #[must_use]
    pub fn whom(&self) -> Option<Whom> {
        Whom::from_key(&self.whom)
    }

    /// The field of contacts by which they are reached.
    #[must_use]
    pub fn column(&self) -> &'static str {
        if self.kind() == Some(DialogKind::Sms) { "mobile" } else { "email" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_not_sent_to_many() {
        let mailing = |kind: &str| Mailing { kind: kind.to_owned(), whom: "all".to_owned(), ..Mailing::default() };
        assert_eq!(mailing("sms").kind(), Some(DialogKind::Sms));
        assert_eq!((mailing("letter").kind(), mailing("email").column()), (None, "email"));
        assert_eq!(mailing("sms").whom(), Some(Whom::All));
    }
}
