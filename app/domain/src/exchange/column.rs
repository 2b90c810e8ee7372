//! The columns of a file of customers: the fields of the catalogue, those of the first contact, and
//! the identity by which a customer is found again.

use crate::{
    address::AddressKind,
    customer::CustomerKind,
    field::{self, CONTACT, CUSTOMER, Entity, Field, Importance, Kind, is_own_key},
    language::Language,
    list::ListKind,
    section::Section,
    text::{Text, within},
};

/// One column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The customer's identity, which never changes: what an export is matched by when it comes back.
    Id,
    /// A field of the customer.
    Field(&'static Field),
    /// A field of the customer's first contact.
    Contact(&'static Field),
}

const ID: Text = Text { nb: "Kundekort-id", sv: "Kundekort-id", en: "Kundekort id" };
const CONTACT_PREFIX: &str = "contact.";
/// Fields of a contact that a file has.
const OF_CONTACT: [&str; 7] = ["first_name", "last_name", "title", "position", "email", "mobile", "phone"];
/// Fields that a private person has not.
const OF_COMPANIES: [&str; 6] =
    ["organisation_number", "parent_id", "industry", "industry_code", "industry_association", "company_type"];

impl Column {
    /// All columns, in the order in which a file has them: what a customer is found by first, then
    /// what it is and how it is reached, then its contact, then the rest, the firm's own fields last. `own` are
    /// those of customers and of contacts.
    #[must_use]
    pub fn all(own: &[&'static Field]) -> Vec<Self> {
        let first = |field: &&Field| {
            matches!(field.section, Section::General | Section::ContactDetails | Section::VisitingPostal)
        };
        let own_of = |entity| own.iter().copied().filter(move |field| field.entity == entity);
        let contacts = OF_CONTACT
            .iter()
            .filter_map(|key| CONTACT.iter().find(|field| field.key == *key))
            .chain(own_of(Entity::Contact))
            .map(Self::Contact);
        let number = field::customer("number").map(Self::Field);
        // A file has one contact of a customer, and does not say who of them is meant.
        let is_rest = |field: &&Field| !matches!(field.kind, Kind::Number | Kind::Contact);
        number
            .into_iter()
            .chain(CUSTOMER.iter().filter(is_rest).filter(first).map(Self::Field))
            .chain(contacts)
            .chain(
                CUSTOMER
                    .iter()
                    .filter(is_rest)
                    .filter(|field| !first(field))
                    .chain(own_of(Entity::Customer))
                    .map(Self::Field),
            )
            .chain([Self::Id])
            .collect()
    }

    /// The columns that customers of this kind have.
    #[must_use]
    pub fn of(kind: CustomerKind, own: &[&'static Field]) -> Vec<Self> {
        Self::all(own).into_iter().filter(|column| column.belongs_to(kind)).collect()
    }

    /// Whether customers of this kind have it.
    #[must_use]
    pub fn belongs_to(self, kind: CustomerKind) -> bool {
        match self {
            Self::Field(field) => kind == CustomerKind::Company || !OF_COMPANIES.contains(&field.key),
            _ => true,
        }
    }

    /// The key: that of the field, with `contact.` before it where it is a contact's.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Id => "id".to_owned(),
            Self::Field(field) => field.key.to_owned(),
            Self::Contact(field) => format!("{CONTACT_PREFIX}{}", field.key),
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key.strip_prefix(CONTACT_PREFIX) {
            Some(key) if OF_CONTACT.contains(&key) || is_own_key(key) => field::contact(key).map(Self::Contact),
            Some(_) => None,
            None if key == "id" => Some(Self::Id),
            None => field::customer(key).map(Self::Field),
        }
    }

    /// Its field, where it has one.
    #[must_use]
    pub const fn field(self) -> Option<&'static Field> {
        match self {
            Self::Id => None,
            Self::Field(field) | Self::Contact(field) => Some(field),
        }
    }

    /// What stands at its head.
    #[must_use]
    pub fn header(self, language: Language) -> String {
        let of_contact = Text { nb: "Kontakt", sv: "Kontakt", en: "Contact" };
        match self {
            Self::Id => ID.get(language).to_owned(),
            Self::Field(field) => label(field, language),
            Self::Contact(field) => {
                format!("{}: {}", of_contact.get(language), within(&label(field, language)))
            }
        }
    }

    /// The column that a file's head names: in any of the three languages, or by its key.
    #[must_use]
    pub fn from_header(header: &str) -> Option<Self> {
        let wanted = folded(header);
        if wanted.is_empty() {
            return None;
        }
        let fits = |column: &Self| {
            column.key() == header.trim() || Language::ALL.iter().any(|of| folded(&column.header(*of)) == wanted)
        };
        Self::all(&[]).into_iter().find(fits)
    }

    /// Whether a customer is found again by it.
    #[must_use]
    pub const fn is_match(self) -> bool {
        match self {
            Self::Id => true,
            Self::Field(field) => matches!(field.kind, Kind::Number | Kind::OrganisationNumber),
            Self::Contact(_) => false,
        }
    }

    /// How much it matters for a new customer. The number is given, and what has a usual value
    /// need not be said.
    #[must_use]
    pub const fn importance(self) -> Importance {
        match self {
            Self::Id => Importance::May,
            Self::Contact(field) => match field.importance {
                // A customer has a contact; its last name is all that has to be known.
                Importance::Must => Importance::Should,
                other => other,
            },
            Self::Field(field) => match (field.kind, field.importance) {
                (Kind::Line { .. }, Importance::Must) => Importance::Must,
                (Kind::Number | Kind::SameAs(_), _) => Importance::May,
                (_, Importance::Must) => Importance::Should,
                (_, other) => other,
            },
        }
    }

    /// The list that its values are from.
    #[must_use]
    pub const fn list(self) -> Option<ListKind> {
        match self {
            Self::Id => None,
            Self::Field(field) | Self::Contact(field) => match field.kind {
                Kind::Choice(list) | Kind::Choices(list) => Some(list),
                _ => None,
            },
        }
    }

    /// The address that it is a part of.
    #[must_use]
    pub fn address(self) -> Option<AddressKind> {
        match self {
            Self::Field(field) => crate::registration::address_of(field),
            _ => None,
        }
    }
}

/// A field's label without the marks where it may be hyphenated.
fn label(field: &Field, language: Language) -> String {
    field.label.get(language).replace('\u{ad}', "")
}

/// Text with its letters and digits alone, small: heads are compared so, with a mark or without.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_field_is_a_column_and_every_key_leads_back() {
        let all = Column::all(&[]);
        let others = CUSTOMER.iter().filter(|field| field.kind != Kind::Contact).count();
        assert_eq!(all.len(), others + OF_CONTACT.len() + 1);
        for column in &all {
            assert_eq!(Column::from_key(&column.key()), Some(*column));
        }
        assert_eq!(Column::from_key("contact.functions"), None);
        assert_eq!(Column::from_key("credit"), None);
    }

    #[test]
    fn heads_lead_back_in_three_languages_and_none_stands_for_two() {
        let mut heads: BTreeMap<String, Column> = BTreeMap::new();
        for column in Column::all(&[]) {
            for language in Language::ALL {
                let head = column.header(language);
                assert_eq!(Column::from_header(&head), Some(column), "{head}");
                assert_eq!(Column::from_header(&format!(" {} *", head.to_uppercase())), Some(column), "{head}");
                let other = heads.insert(folded(&head), column);
                assert!(other.is_none_or(|other| other == column), "{head}");
            }
        }
        assert_eq!(Column::from_header("Personalkonsulent").map(Column::key), Some("personnel_consultant".to_owned()));
        assert_eq!(Column::from_header(" * "), None);
    }

    #[test]
    fn a_private_person_has_no_company_number() {
        let private = Column::of(CustomerKind::Private, &[]);
        assert!(private.iter().all(|column| column.key() != "organisation_number"));
        assert_eq!(Column::of(CustomerKind::Company, &[]), Column::all(&[]));
        assert!(private.iter().any(|column| column.key() == "contact.mobile"));
    }

    #[test]
    fn the_name_is_all_that_must_be_there() {
        let must: Vec<_> = Column::all(&[]).into_iter().filter(|of| of.importance() == Importance::Must).collect();
        assert_eq!(must.iter().map(|column| column.key()).collect::<Vec<_>>(), ["name"]);
    }
}
