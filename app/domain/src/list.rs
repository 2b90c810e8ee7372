//! Lists that a firm edits: one mechanism for all of them.

use crate::{id::ListItemId, language::Language};
use serde::{Deserialize, Serialize};

/// Most values of a list that one field may have.
pub const MOST_CHOSEN: usize = 50;
/// Most characters of a value's name.
pub const ITEM_MAX: u32 = 100;
/// Most characters of a tag.
pub const TAG_MAX: u32 = 50;

/// Which list a value belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Customer status; each value has a [`StatusMeaning`].
    Status,
    /// Industry, with its code where it has one.
    Industry,
    /// Functions of contact persons: who is responsible for what (seed 000:25).
    ContactFunction,
    /// Titles of contact persons (seed 003:79).
    ContactTitle,
    /// Groups of customers, the firm's own (seed 000:39).
    CustomerGroup,
    /// Tags: managed, or free as somebody typed them on a card (seeds 002:52, 003:53).
    Tag,
    /// Attributes of customers (seed 002:54).
    CustomerAttribute,
    /// Attributes of contact persons (seed 002:22).
    ContactAttribute,
    /// Categories (seed 000:85).
    Category,
    /// Levels, such as those of a bonus programme (seed 003:37).
    Level,
    /// Districts (seed 003:41).
    District,
    /// How one got the customer (seed 003:45).
    Source,
    /// Types of company: private, municipal, housing co-operative (seed 003:49).
    CompanyType,
    /// Industry associations (seed 000:79).
    IndustryAssociation,
    /// Kinds of internet links (seed 000:45).
    LinkKind,
}

impl ListKind {
    /// All lists.
    pub const ALL: [Self; 15] = [
        Self::Status,
        Self::Industry,
        Self::ContactFunction,
        Self::ContactTitle,
        Self::CustomerGroup,
        Self::Tag,
        Self::CustomerAttribute,
        Self::ContactAttribute,
        Self::Category,
        Self::Level,
        Self::District,
        Self::Source,
        Self::CompanyType,
        Self::IndustryAssociation,
        Self::LinkKind,
    ];

    /// The lists whose values are names and nothing more, in the order in which they are offered.
    pub const PLAIN: [Self; 14] = [
        Self::CustomerGroup,
        Self::Tag,
        Self::CustomerAttribute,
        Self::ContactAttribute,
        Self::Category,
        Self::Level,
        Self::District,
        Self::Source,
        Self::CompanyType,
        Self::Industry,
        Self::IndustryAssociation,
        Self::LinkKind,
        Self::ContactTitle,
        Self::ContactFunction,
    ];

    /// The key, as it stands in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Industry => "industry",
            Self::ContactFunction => "contact_function",
            Self::ContactTitle => "contact_title",
            Self::CustomerGroup => "customer_group",
            Self::Tag => "tag",
            Self::CustomerAttribute => "customer_attribute",
            Self::ContactAttribute => "contact_attribute",
            Self::Category => "category",
            Self::Level => "level",
            Self::District => "district",
            Self::Source => "source",
            Self::CompanyType => "company_type",
            Self::IndustryAssociation => "industry_association",
            Self::LinkKind => "link_kind",
        }
    }

    /// The list with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The Norwegian name of what it was merged into.
    pub merged_into: Option<String>,
}

impl ListItem {
    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        let [nb, sv, en] = &self.names;
        match language {
            Language::Nb => nb,
            Language::Sv => sv,
            Language::En => en,
        }
    }
}
