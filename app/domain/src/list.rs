//! Lists that a firm edits: one mechanism for all of them.

use crate::id::ListItemId;
use serde::{Deserialize, Serialize};

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
}

impl ListKind {
    /// The key, as it stands in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Industry => "industry",
            Self::ContactFunction => "contact_function",
            Self::ContactTitle => "contact_title",
        }
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

/// One value of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListItem {
    /// Its identity.
    pub id: ListItemId,
    /// The list it belongs to.
    pub kind: ListKind,
    /// Its name in the reader's language.
    pub name: String,
    /// What a status means; `None` for other lists.
    pub meaning: Option<StatusMeaning>,
}
