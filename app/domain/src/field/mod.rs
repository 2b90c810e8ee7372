//! The field catalogue: every field of a customer and of a contact, declared once.
//!
//! Forms, the card, the log's wording and the rules for a value all read it; to add a field is
//! one line here and one column in a migration.

mod code;
mod contact;
mod convert;
mod customer;
mod date;
mod firm;
mod need;
mod own;
mod parse;
mod preset;
mod record;

pub use code::{Code, CodeList};
pub use contact::CONTACT;
pub use convert::{Converted, MOST_NAMED, converted};
pub use customer::CUSTOMER;
pub use date::{date, date_in};
pub use firm::FIRM;
pub use need::{Audience, Need, Needs, Rules};
pub use own::{MOST_OWN, OWN_HELP_MAX, OWN_LABEL_MAX, OWNED, OwnKind, Told, declare, is_own_key, own};
pub use parse::{MOST_CHARGED, Parsing};
pub use preset::Preset;
pub use record::{Names, Record, day, grouped, shown, yes_no};

use crate::{address::AddressKind, id::TabId, list::ListKind, section::Section, text::Text};

/// What a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// A customer.
    Customer,
    /// A contact person.
    Contact,
    /// The firm itself: what it has chosen for all its cards.
    Firm,
}

/// What an amount is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Per {
    /// Each thing.
    Piece,
    /// Each kilometre.
    Kilometre,
    /// All that a customer owes at a time: a limit, and no price.
    Total,
}

/// How much a field matters at registration (seed 000:5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Importance {
    /// Must be filled in.
    Must,
    /// Should be filled in.
    Should,
    /// May be filled in.
    May,
}

/// What kind of value a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One line of text.
    Line {
        /// Most characters.
        max: u32,
    },
    /// Several lines of text.
    Lines {
        /// Most characters.
        max: u32,
    },
    /// The customer number: given by the system, unique in the firm.
    Number,
    /// An organisation number of the customer's country.
    OrganisationNumber,
    /// An e-mail address.
    Email,
    /// Several e-mail addresses, with commas between them.
    Emails,
    /// A Global Location Number.
    Gln,
    /// Whole kilometres.
    Kilometres,
    /// A whole number, which may be less than nothing.
    Whole,
    /// A day.
    Date,
    /// A phone number.
    Phone,
    /// A web address.
    WebAddress,
    /// A value of one of the firm's lists.
    Choice(ListKind),
    /// Several values of one of the firm's lists.
    Choices(ListKind),
    /// A member of staff.
    User,
    /// Another customer of the firm.
    Customer,
    /// A contact of the customer who has not ended.
    Contact,
    /// Company or private.
    CustomerKind,
    /// Ordinary, temporary or prospect.
    CustomerType,
    /// Yes or no; no where nothing is said.
    YesNo,
    /// A country.
    Country,
    /// A postal code of the country in the named field.
    PostalCode {
        /// Key of the field with the address's country.
        country: &'static str,
    },
    /// "Same as" another address.
    SameAs(AddressKind),
    /// An amount of money in the firm's currency.
    Money,
    /// An amount that is charged, in the firm's currency: never less than nothing.
    Charge(Per),
    /// A number of days.
    Days,
    /// A percentage, kept in hundredths of a percent.
    Percent,
    /// A factor, kept in thousandths.
    Factor,
    /// The working hours of a day.
    Shift,
    /// Hours of a week, kept in hundredths.
    Hours,
    /// One of a few choices that the product knows.
    Code(CodeList),
    /// A currency.
    Currency,
    /// An official industry code.
    IndustryCode,
}

/// The declaration of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key: name in forms and interfaces, and the database column.
    pub key: &'static str,
    /// What it belongs to.
    pub entity: Entity,
    /// The kind of value.
    pub kind: Kind,
    /// The section of the card where it stands.
    pub section: Section,
    /// How much it matters.
    pub importance: Importance,
    /// What people call it.
    pub label: Text,
    /// What an own field is for, in the firm's words; what those of the product are for stands in the help.
    pub explained: Option<Text>,
    /// What counts where neither the row nor what stands over it says anything. A customer's field
    /// that has it follows the firm's value unless the customer has one of its own (seed 000:57).
    pub inherits: Option<Preset>,
    /// The firm's own tab in which an own field stands, instead of a section.
    pub tab: Option<TabId>,
    /// What numbers of an own field count that it has had before it got another kind.
    pub counted: Option<Kind>,
}

/// The customer's field with this key: the product's, or a firm's own.
#[must_use]
pub fn customer(key: &str) -> Option<&'static Field> {
    CUSTOMER.iter().find(|field| field.key == key).or_else(|| own_of(Entity::Customer, key))
}

/// The contact's field with this key: the product's, or a firm's own.
#[must_use]
pub fn contact(key: &str) -> Option<&'static Field> {
    CONTACT.iter().find(|field| field.key == key).or_else(|| own_of(Entity::Contact, key))
}

fn own_of(entity: Entity, key: &str) -> Option<&'static Field> {
    own(key).filter(|field| field.entity == entity)
}

impl Field {
    /// Whether its value is the id, or the ids, of something with a name.
    #[must_use]
    pub const fn is_reference(&self) -> bool {
        matches!(self.kind, Kind::Choice(_) | Kind::Choices(_) | Kind::User | Kind::Customer | Kind::Contact)
    }

    /// The list from which its values are chosen.
    #[must_use]
    pub const fn list(&self) -> Option<ListKind> {
        match self.kind {
            Kind::Choice(list) | Kind::Choices(list) => Some(list),
            _ => None,
        }
    }
}

impl Field {
    /// Whether it follows what the customer's collective agreement says, and not the firm (seed 002:47).
    #[must_use]
    pub const fn follows_agreement(&self) -> bool {
        matches!(self.kind, Kind::Shift | Kind::Hours)
    }

    /// Whether it follows what the firm has chosen (seed 000:57).
    #[must_use]
    pub const fn follows_firm(&self) -> bool {
        self.inherits.is_some() && !self.follows_agreement()
    }
}

/// The firm's field with this key: a setting of its own, or a term that customers follow.
#[must_use]
pub fn firm(key: &str) -> Option<&'static Field> {
    FIRM.iter().chain(terms()).find(|field| field.key == key)
}

/// The customer's fields that follow the firm's value unless the customer has one of its own.
pub fn terms() -> impl Iterator<Item = &'static Field> {
    CUSTOMER.iter().filter(|field| field.follows_firm())
}

/// Keys of the fields whose values are ids of something with a name, of customers and contacts.
#[must_use]
pub fn references(own: &[&'static Field]) -> Vec<String> {
    CUSTOMER
        .iter()
        .chain(CONTACT)
        .chain(own.iter().copied())
        .filter(|field| field.is_reference())
        .map(|field| field.key.to_owned())
        .collect()
}

/// The customer's fields that stand in one section, in order: the product's, then the firm's own. Those in a
/// tab of their own stand there, and in no section.
pub fn of_section(section: Section, own: &[&'static Field]) -> impl Iterator<Item = &'static Field> + use<> {
    CUSTOMER.iter().chain(own.to_vec()).filter(move |field| field.section == section && field.tab.is_none())
}

/// The firm's own fields that stand in one of its tabs.
pub fn of_tab(tab: TabId, own: &[&'static Field]) -> impl Iterator<Item = &'static Field> {
    own.iter().copied().filter(move |field| field.tab == Some(tab))
}

/// Declares the fields of one entity: `key Kind Section Importance ["nb", "sv", "en"];`, with
/// `inherits (Preset)` before the label where a value is inherited.
macro_rules! fields {
    ($entity:ident; $($key:literal $kind:expr, $section:ident $importance:ident $(inherits ($preset:expr))? [$nb:literal, $sv:literal, $en:literal];)+) => {
        &[$($crate::field::Field {
            key: $key,
            entity: $crate::field::Entity::$entity,
            kind: $kind,
            section: $crate::section::Section::$section,
            importance: $crate::field::Importance::$importance,
            label: $crate::text::Text { nb: $nb, sv: $sv, en: $en },
            explained: None,
            inherits: $crate::field::inherited!($($preset)?),
            tab: None,
            counted: None,
        },)+]
    };
}
pub(crate) use fields;

/// The preset of a field, or that it has none.
macro_rules! inherited {
    () => {
        None
    };
    ($preset:expr) => {
        Some($preset)
    };
}
pub(crate) use inherited;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn keys_are_columns_and_stand_once() {
        for catalogue in [CUSTOMER, CONTACT, FIRM] {
            let keys: BTreeSet<_> = catalogue.iter().map(|field| field.key).collect();
            assert_eq!(keys.len(), catalogue.len());
            assert!(keys.iter().all(|key| key.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
        }
    }

    #[test]
    fn a_postal_code_names_a_country_field() {
        for field in CUSTOMER {
            if let Kind::PostalCode { country } = field.kind {
                assert_eq!(customer(country).map(|other| other.kind), Some(Kind::Country), "{}", field.key);
            }
        }
    }
}
