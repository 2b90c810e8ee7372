//! What was written and said between the firm and a customer (seeds 001:21, 002:20).

use crate::{
    customer::codes,
    field::Entity,
    id::{ContactId, DialogId, DocumentId, UserId},
    language::Language,
    policy::FieldRights,
    text::Text,
};
use serde::Deserialize;

/// Most entries of a page.
pub const PAGE: i64 = 50;

codes! {
    /// How one wrote or spoke.
    DialogKind {
        /// By e-mail.
        Email "email" ["E-post", "E-post", "E-mail"],
        /// By SMS.
        Sms "sms" ["SMS", "Sms", "SMS"],
        /// On paper.
        Letter "letter" ["Brev", "Brev", "Letter"],
        /// By phone.
        Call "call" ["Samtale", "Samtal", "Call"],
        /// In the portal.
        Portal "portal" ["Portalmelding", "Portalmeddelande", "Portal message"],
    }
}

codes! {
    /// Who wrote or called whom.
    Direction {
        /// The firm the customer.
        Out "out" ["Fra oss", "Från oss", "From us"],
        /// The customer the firm.
        In "in" ["Til oss", "Till oss", "To us"],
    }
}

/// How far one of an entry's messages is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sending {
    /// To whom.
    pub to: String,
    /// A key of [`crate::outgoing::OutgoingState`].
    pub state: String,
    /// A key of [`crate::outgoing::OutgoingProblem`].
    pub problem: Option<String>,
    /// What the other side said.
    pub detail: Option<String>,
}

/// A document that went along with an entry's message.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SentFile {
    /// Which document.
    pub document: DocumentId,
    /// Which version of it.
    pub number: i32,
    /// What the file was called.
    pub name: String,
    /// Whether the customer still has the document.
    pub is_there: bool,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DialogEntry {
    /// Its identity.
    pub id: DialogId,
    /// A key of [`DialogKind`].
    pub kind: String,
    /// A key of [`Direction`].
    pub direction: String,
    /// When it was, in RFC 3339.
    pub at: String,
    /// With whom, as they were named and reached.
    pub people: Vec<String>,
    /// What it is about; may be empty.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Who of the firm wrote or registered it.
    pub by: String,
    /// How far its messages are; none where nothing is sent from here.
    pub sendings: Vec<Sending>,
    /// What went along.
    #[serde(default)]
    pub files: Vec<SentFile>,
}

impl DialogEntry {
    /// The same without the addresses by which people were reached, for whoever may not see such addresses of contacts.
    #[must_use]
    pub fn without_addresses(mut self) -> Self {
        for person in &mut self.people {
            if let Some((name, _)) = person.split_once(" <") {
                *person = name.to_owned();
            } else if person.contains('@') || person.starts_with('+') {
                person.clear();
            }
        }
        self.people.retain(|person| !person.is_empty());
        for sending in &mut self.sendings {
            sending.to.clear();
            sending.detail = None;
        }
        self
    }

    /// As somebody with these rights reads it.
    #[must_use]
    pub fn seen_by(self, rights: &FieldRights) -> Self {
        let column = match DialogKind::from_key(&self.kind) {
            Some(DialogKind::Email) => "email",
            Some(DialogKind::Sms) => "mobile",
            _ => return self,
        };
        if sees_reach(rights, column) { self } else { self.without_addresses() }
    }
}

/// Whether somebody with these rights may see by which e-mail address or number people were reached: it may be a
/// contact's or the customer's own, and an entry does not tell them apart.
#[must_use]
pub fn sees_reach(rights: &FieldRights, column: &str) -> bool {
    [Entity::Contact, Entity::Customer].into_iter().all(|entity| rights.sees_column(entity, column))
}

/// Which entries are shown (seed 001:23).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogFilter {
    /// Of this kind.
    pub kind: Option<DialogKind>,
    /// In this direction.
    pub direction: Option<Direction>,
    /// By this member of staff.
    pub user: Option<UserId>,
    /// With this contact.
    pub contact: Option<ContactId>,
    /// From this day on, as `2026-11-28`.
    pub from: Option<String>,
    /// To this day, as `2026-11-28`.
    pub to: Option<String>,
    /// With these words in subject, text or names.
    pub words: String,
}

impl DialogFilter {
    /// Whether it leaves anything out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::user::Role;
    use serde_json::json;

    #[test]
    fn addresses_are_kept_whosoever_they_are() {
        let mail = DialogEntry {
            id: DialogId(uuid::Uuid::nil()),
            kind: "email".to_owned(),
            direction: "out".to_owned(),
            at: String::new(),
            people: vec!["Ingrid Solbakk <ingrid@bodosveis.example>".to_owned(), "post@bodosveis.example".to_owned()],
            subject: String::new(),
            body: String::new(),
            by: String::new(),
            sendings: Vec::new(),
            files: Vec::new(),
        };
        let people = |entity: &str, column: &str| {
            let rights = FieldRights::new(Role::ReadOnly, Some(&json!([[entity, column, "none"]])));
            mail.clone().seen_by(&rights).people
        };
        assert_eq!(people("customer", "email"), ["Ingrid Solbakk"]);
        assert_eq!(people("contact", "email"), ["Ingrid Solbakk"]);
        assert_eq!(people("customer", "mobile"), mail.people);
    }
}
