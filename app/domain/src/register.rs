//! The register of customers: whose, in which order, from where on.

use crate::id::{CustomerId, ListItemId};
use serde::{Deserialize, Serialize};

/// Whose customers are listed (seed 001:5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Those I am responsible for.
    #[default]
    Mine,
    /// Those that somebody in my department is responsible for.
    Department,
    /// All of the firm.
    Firm,
}

impl Scope {
    /// All scopes, narrowest first.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Department, Self::Firm];

    /// The key, as it stands in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Department => "department",
            Self::Firm => "firm",
        }
    }

    /// The scope with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.key() == key)
    }
}

/// By what the register is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortKey {
    /// Name.
    #[default]
    Name,
    /// Customer number.
    Number,
    /// Place of the visiting address.
    Place,
    /// When it was last changed.
    Changed,
}

impl SortKey {
    /// All keys.
    pub const ALL: [Self; 4] = [Self::Name, Self::Number, Self::Place, Self::Changed];

    /// The key, as it stands in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Number => "number",
            Self::Place => "place",
            Self::Changed => "changed",
        }
    }

    /// The key of that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// A page of the register: which customers, in which order, from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterQuery {
    /// Whose customers.
    pub scope: Scope,
    /// By what they are sorted.
    pub sort: SortKey,
    /// Only those with this tag, group or attribute.
    pub with: Option<ListItemId>,
    /// Whether customers that have ended and are hidden are listed too (seed 000:15).
    pub hidden: bool,
    /// Whether the order is turned round.
    pub descending: bool,
    /// The row after which (or before which) the page starts.
    pub cursor: Option<Cursor>,
}

/// A place in the sorted register: the sort value and id of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The row's sort value, as text.
    pub value: String,
    /// The row.
    pub id: CustomerId,
    /// Whether the page is the one before the row.
    pub backwards: bool,
}

impl Cursor {
    /// The cursor as it stands in the address: `a` or `b`, the id, the sort value.
    #[must_use]
    pub fn encode(&self) -> String {
        format!("{}{}{}", if self.backwards { 'b' } else { 'a' }, self.id, self.value)
    }

    /// Reads a cursor from the address.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let backwards = match text.chars().next()? {
            'a' => false,
            'b' => true,
            _ => return None,
        };
        let id = text.get(1..37)?.parse().ok()?;
        Some(Self { value: text.get(37..)?.to_owned(), id, backwards })
    }
}

/// One row of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRow {
    /// The customer.
    pub id: CustomerId,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// Nickname; empty where there is none.
    pub nickname: String,
    /// Name of the status.
    pub status: String,
    /// Key of what the status means.
    pub meaning: String,
    /// Place of the visiting address.
    pub place: String,
    /// Who is responsible.
    pub responsible: String,
    /// When it was last changed, UTC in RFC 3339.
    pub changed_at: String,
    /// The sort value, for the cursor.
    pub sort_value: String,
}

/// One page of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterPage {
    /// The rows, at most [`PAGE`].
    pub rows: Vec<RegisterRow>,
    /// Whether there are rows before these.
    pub has_previous: bool,
    /// Whether there are rows after these.
    pub has_next: bool,
    /// The name of the tag, group or attribute that the page is limited to; empty where it is not.
    pub with: String,
    /// How many there are in all, counted to [`COUNT_CAP`] at most.
    pub count: i64,
}

/// Rows on a page.
pub const PAGE: i64 = 50;
/// The count stops here: "10 000+".
pub const COUNT_CAP: i64 = 10_000;

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_cursor_survives_the_address() {
        let cursor = Cursor { value: "Ås ¤ b".to_owned(), id: CustomerId(Uuid::from_u128(7)), backwards: true };
        assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        for bad in ["", "a", "x0190", "aåååååååååååååååååååååååååååååååååååååååå"]
        {
            assert_eq!(Cursor::decode(bad), None, "{bad}");
        }
    }
}
