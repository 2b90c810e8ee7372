//! One cell of a spreadsheet, and how the texts of a file write numbers and dates.

use serde::{Deserialize, Serialize};

/// What stands in a cell. Only what the file itself says is a number or a date is one: the texts of
/// a CSV file stay texts, so that no postal code loses its first zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(String),
    /// A number, in plain decimals with a point: `-1250.5`.
    Number(String),
    /// A day, `2026-11-24`, or a moment, `2026-11-24T12:30:00`.
    Date(String),
    /// True or false.
    Bool(bool),
    /// An error that the spreadsheet shows, such as `#REF!`.
    Error(String),
}

impl Cell {
    /// Text, or nothing where there is none but spaces.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What it says, as text.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Number(text) | Self::Date(text) | Self::Error(text) => text,
            Self::Bool(yes) => {
                if *yes {
                    "true"
                } else {
                    "false"
                }
            }
        }
    }

    /// Bytes that it takes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.as_text().len()
    }
}

/// What parts a number's decimals from the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// `1250,50`.
    #[default]
    Comma,
    /// `1250.50`.
    Point,
}

impl Decimal {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Comma, Self::Point];

    /// The key, as it stands in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Comma => "comma",
            Self::Point => "point",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decimal| decimal.key() == key)
    }
}

/// In which order a date's parts stand in texts. A date that begins with its year is read whatever
/// the order is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// `24.11.2026`.
    #[default]
    DayMonth,
    /// `11/24/2026`.
    MonthDay,
    /// `2026-11-24`.
    Iso,
}

impl DateOrder {
    /// All orders.
    pub const ALL: [Self; 3] = [Self::DayMonth, Self::MonthDay, Self::Iso];

    /// The key, as it stands in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::DayMonth => "day_month",
            Self::MonthDay => "month_day",
            Self::Iso => "iso",
        }
    }

    /// The one with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.key() == key)
    }
}

/// How the texts of a file write numbers and dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// What parts the decimals.
    pub decimal: Decimal,
    /// The order of a date's parts.
    pub dates: DateOrder,
}
