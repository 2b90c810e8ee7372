//! The fields of a contact person (seed 000:21 to 31).

use super::{Field, Kind, fields};
use crate::list::ListKind;

/// Every field of a contact person, in the order in which forms show them.
pub const CONTACT: &[Field] = fields! { Contact;
    "first_name" Kind::Line { max: 100 }, Contacts Must ["Fornavn", "Förnamn", "First name"];
    "last_name" Kind::Line { max: 100 }, Contacts Must ["Etternavn", "Efternamn", "Last name"];
    "title" Kind::Choice(ListKind::ContactTitle), Contacts May ["Tittel", "Titel", "Title"];
    "position" Kind::Line { max: 100 }, Contacts Should ["Stilling", "Befattning", "Position"];
    "functions" Kind::Choices(ListKind::ContactFunction), Contacts May ["Kontakt\u{ad}funksjoner", "Kontakt\u{ad}funktioner", "Contact functions"];
    "email" Kind::Email, Contacts Should ["E-post", "E-post", "E-mail"];
    "mobile" Kind::Phone, Contacts Should ["Mobil", "Mobil", "Mobile"];
    "phone" Kind::Phone, Contacts May ["Telefon", "Telefon", "Phone"];
    "attributes" Kind::Choices(ListKind::ContactAttribute), Contacts May ["Egenskaper", "Egenskaper", "Attributes"];
};
