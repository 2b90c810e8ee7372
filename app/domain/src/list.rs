//! Lists that a firm edits: one mechanism for all of them.

use crate::{
    activity,
    field::{self, Kind},
    id::ListItemId,
    language::Language,
    payment_term::PaymentTerm,
    policy::Action,
    text::Text,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Most values of a list that one field may have.
pub const MOST_CHOSEN: usize = 50;
/// Most characters of a value's name.
pub const ITEM_MAX: u32 = 100;
/// Most characters of a tag.
pub const TAG_MAX: u32 = 50;

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident $key:literal [$nb:literal, $sv:literal, $en:literal],)+) => {
        /// Which list a value belongs to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ListKind {
            $($(#[$doc])*
            $name,)+
            /// The firm's departments, which have a page of their own.
            Department,
            /// The values of a firm's own field, by its key.
            Own(&'static str),
        }

        impl ListKind {
            /// All lists that every firm has, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key, as it stands in the database.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ Self::Department => "department", Self::Own(key) => key }
            }

            /// The list with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ "department" => Some(Self::Department), _ => Self::of_own(key) }
            }

            /// What people call the list.
            #[must_use]
            pub fn title(self) -> Text {
                match self {
                    $(Self::$name => Text { nb: $nb, sv: $sv, en: $en },)+
                    Self::Department => Text { nb: "Avdelinger", sv: "Avdelningar", en: "Departments" },
                    Self::Own(key) => field::own(key).map_or(Text { nb: key, sv: key, en: key }, |field| field.label),
                }
            }
        }
    };
}

lists! {
    /// Groups of customers, the firm's own (seed 000:39).
    CustomerGroup "customer_group" ["Grupper", "Grupper", "Groups"],
    /// Tags: managed, or free as somebody typed them on a card (seeds 002:52, 003:53).
    Tag "tag" ["Merkelapper", "Taggar", "Tags"],
    /// Attributes of customers (seed 002:54).
    CustomerAttribute "customer_attribute" ["Kundeegenskaper", "Kundegenskaper", "Customer attributes"],
    /// Attributes of contact persons (seed 002:22).
    ContactAttribute "contact_attribute" ["Kontaktegenskaper", "Kontaktegenskaper", "Contact attributes"],
    /// Categories (seed 000:85).
    Category "category" ["Kategorier", "Kategorier", "Categories"],
    /// Levels, such as those of a bonus programme (seed 003:37).
    Level "level" ["Kundenivåer", "Kundnivåer", "Customer levels"],
    /// Districts (seed 003:41).
    District "district" ["Distrikter", "Distrikt", "Districts"],
    /// How one got the customer (seed 003:45).
    Source "source" ["Kilder", "Källor", "Sources"],
    /// Types of company: private, municipal, housing co-operative (seed 003:49).
    CompanyType "company_type" ["Virksomhetstyper", "Företagstyper", "Types of company"],
    /// Industry, with its code where it has one.
    Industry "industry" ["Bransjer", "Branscher", "Industries"],
    /// Industry associations (seed 000:79).
    IndustryAssociation "industry_association" ["Bransjeforeninger", "Branschorganisationer", "Industry associations"],
    /// Kinds of internet links (seed 000:45).
    LinkKind "link_kind" ["Lenkeslag", "Länkslag", "Kinds of link"],
    /// Kinds of documents: offer letter, contract, logo (seed 001:19).
    DocumentKind "document_kind" ["Dokumentslag", "Dokumentslag", "Kinds of document"],
    /// When invoices fall due (seed 003:65); each value has a [`PaymentTerm`].
    PaymentTerm "payment_term" ["Betalingsbetingelser", "Betalningsvillkor", "Payment terms"],
    /// Templates of invoices (seed 004:35).
    InvoiceTemplate "invoice_template" ["Fakturamaler", "Fakturamallar", "Invoice templates"],
    /// Fixed agreements that assignments follow (seed 000:71).
    AssignmentAgreement "assignment_agreement" ["Oppdragsavtaler", "Uppdragsavtal", "Assignment agreements"],
    /// Collective agreements, which say how long one works where they hold (seed 002:47).
    CollectiveAgreement "collective_agreement" ["Tariffavtaler", "Kollektivavtal", "Collective agreements"],
    /// Roles and skills that factors and rates are agreed on for (seeds 000:65, 002:46).
    Role "role" ["Roller", "Roller", "Roles"],
    /// Kinds of rate of the pay matrix: ordinary, overtime, night (seed 002:46).
    RateKind "rate_kind" ["Satsslag", "Taxeslag", "Kinds of rate"],
    /// What customers ask of those who work for them (seed 000:75).
    Requirement "requirement" ["Krav til medarbeidere", "Krav på medarbetare", "Requirements for employees"],
    /// Processes that customers are in (seed 002:51).
    CompanyProcess "company_process" ["Bedriftsprosesser", "Företagsprocesser", "Company processes"],
    /// Kinds of relations between customers; each may have another name from the other side (seed 004:75).
    RelationKind "relation_kind" ["Relasjonsslag", "Relationsslag", "Kinds of relation"],
    /// Titles of our own who are responsible for customers (seed 003:77).
    ResponsibleTitle "responsible_title" ["Titler på ansvarlige", "Titlar för ansvariga", "Titles of those responsible"],
    /// Types of activities, each of a kind (seed 001:29).
    ActivityType "activity_type" ["Aktivitetstyper", "Aktivitetstyper", "Types of activity"],
    /// Titles of contact persons (seed 003:79).
    ContactTitle "contact_title" ["Titler", "Titlar", "Titles"],
    /// Functions of contact persons: who is responsible for what (seed 000:25).
    ContactFunction "contact_function" ["Kontaktfunksjoner", "Kontaktfunktioner", "Contact functions"],
    /// Customer status; each value has a [`StatusMeaning`].
    Status "status" ["Status", "Status", "Status"],
}

impl ListKind {
    /// The list of a firm's own field that has one.
    fn of_own(key: &str) -> Option<Self> {
        match field::own(key)?.kind {
            Kind::Choice(list) | Kind::Choices(list) => Some(list),
            _ => None,
        }
    }

    /// Whether a value may come by the way, from a file: a status, a type of activity and a payment term say
    /// more than their names, and departments and collective agreements are the administrators'.
    #[must_use]
    pub const fn takes_new(self) -> bool {
        !matches!(
            self,
            Self::Status | Self::PaymentTerm | Self::Department | Self::ActivityType | Self::CollectiveAgreement
        )
    }

    /// What one must be allowed to do to change its values: collective agreements, which say how long one works where
    /// they hold, are the administrators'.
    #[must_use]
    pub const fn changed_by(self) -> Action {
        match self {
            Self::CollectiveAgreement => Action::ChangeSettings,
            _ => Action::ChangeLists,
        }
    }

    /// Whether one of its values can be merged into another: statuses mean different things.
    #[must_use]
    pub const fn is_plain(self) -> bool {
        !matches!(self, Self::Status | Self::Department)
    }
}

impl Serialize for ListKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for ListKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| D::Error::custom("no such list"))
    }
}

/// What a status means, whatever the firm calls it (seed 000:15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusMeaning {
    /// Trades with us.
    Active,
    /// Might come to.
    Potential,
    /// No longer a customer.
    Ended,
    /// No longer a customer, and out of lists and searches.
    Hidden,
}

impl StatusMeaning {
    /// All meanings.
    pub const ALL: [Self; 4] = [Self::Active, Self::Potential, Self::Ended, Self::Hidden];

    /// What it says to those who look after the list.
    #[must_use]
    pub const fn name(self, language: Language) -> &'static str {
        match self {
            Self::Active => Text { nb: "Aktiv kunde", sv: "Aktiv kund", en: "Active customer" },
            Self::Potential => Text { nb: "Mulig kunde", sv: "Möjlig kund", en: "Possible customer" },
            Self::Ended => Text { nb: "Ikke kunde lenger", sv: "Inte kund längre", en: "No longer a customer" },
            Self::Hidden => Text {
                nb: "Ikke kunde lenger, og skjult i lister og søk",
                sv: "Inte kund längre, och dold i listor och sökningar",
                en: "No longer a customer, and hidden in lists and searches",
            },
        }
        .get(language)
    }

    /// The key, as it stands in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Potential => "potential",
            Self::Ended => "ended",
            Self::Hidden => "hidden",
        }
    }

    /// The meaning with this key; an unknown one is taken as active.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        match key {
            "potential" => Self::Potential,
            "ended" => Self::Ended,
            "hidden" => Self::Hidden,
            _ => Self::Active,
        }
    }
}

/// One value that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What is saved.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// A status that can be chosen, with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChoice {
    /// Its identity.
    pub id: ListItemId,
    /// Its name in the reader's language.
    pub name: String,
    /// What it means.
    pub meaning: StatusMeaning,
}

/// One value of a list, for whoever looks after the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// Its identity.
    pub id: ListItemId,
    /// Its name in Norwegian, Swedish and English.
    pub names: [String; 3],
    /// Official code; empty where it has none.
    pub code: String,
    /// Whether it is looked after; a free tag is not.
    pub is_managed: bool,
    /// Whether it can no longer be chosen.
    pub retired: bool,
    /// The value of the same list that it was merged into.
    pub merged_into: Option<ListItemId>,
    /// What it means, where it is a status.
    pub meaning: Option<StatusMeaning>,
    /// Whether customers who have it are members; only of a status.
    pub is_member: bool,
    /// What activities of it are, where it is a type of them.
    pub activity_kind: Option<activity::Kind>,
    /// What it is called from the other side, in Norwegian, Swedish and English; only of a kind of
    /// relation, and empty where it is the same.
    pub inverse: [String; 3],
    /// How long one may take to pay, where it is a payment term.
    pub term: Option<PaymentTerm>,
}

impl ListItem {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        language.of(&self.names)
    }

    /// Its name from the other side, where it has one.
    #[must_use]
    pub fn inverse(&self, language: Language) -> Option<&str> {
        Some(language.of(&self.inverse)).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_leads_back_to_its_list() {
        for kind in ListKind::ALL.iter().chain([&ListKind::Department]) {
            assert_eq!(ListKind::from_key(kind.key()), Some(*kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
        }
        assert_eq!(ListKind::from_key("economy"), None);
        assert!(ListKind::Tag.is_plain() && !ListKind::Status.is_plain());
        assert!(ListKind::Tag.takes_new() && !ListKind::Department.takes_new());
    }
}
