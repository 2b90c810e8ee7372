//! What a customer has agreed with the firm: working hours, factors, rates and what stands on each invoice.

pub mod factor;
pub mod hours;
mod period;

pub use factor::FactorRow;
pub use period::Period;

use crate::{
    field::{Names, Record},
    id::ListItemId,
    language::Language,
    terms::Factor,
    text::Text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// All that a customer has agreed on in rows, with names for what they refer to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreements {
    /// Factors.
    #[serde(default)]
    pub factors: Vec<FactorRow>,
    /// Names of roles and kinds of rate.
    #[serde(default)]
    pub names: Names,
    /// Roles and kinds of rate in the firm's order.
    #[serde(default)]
    pub places: Vec<ListItemId>,
}

/// What closed sections tell of it, as it stands today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreed {
    /// The factor of all roles, in thousandths.
    pub factor: Option<i64>,
    /// How many roles have a factor of their own.
    pub factor_roles: i64,
}

/// What a column of such a row is called.
#[must_use]
pub fn label(column: &str) -> Option<Text> {
    Some(match column {
        "role" => Text { nb: "Rolle", sv: "Roll", en: "Role" },
        "factor" => Text { nb: "Faktor", sv: "Faktor", en: "Factor" },
        "valid_from" => Text { nb: "Fra", sv: "Från", en: "From" },
        "valid_to" => Text { nb: "Til", sv: "Till", en: "To" },
        _ => return None,
    })
}

/// A value of such a row as it is read; empty where there is none.
#[must_use]
pub fn shown(column: &str, value: &Value, names: &Names, language: Language) -> String {
    let text = value.as_str().unwrap_or_default();
    match (column, value) {
        (_, Value::Null) => String::new(),
        ("factor", Value::Number(number)) => {
            Factor::from_thousandths(number.as_i64().unwrap_or_default()).shown(language)
        }
        ("valid_from" | "valid_to", _) => crate::field::day_shown(text, language),
        ("role" | "rate_kind", _) => names.get(text).cloned().unwrap_or_default(),
        (_, Value::Number(number)) => number.to_string(),
        _ => text.to_owned(),
    }
}

impl Agreements {
    /// What closed sections tell of it on a day.
    #[must_use]
    pub fn told(&self, day: &str) -> Agreed {
        let now = || self.factors.iter().filter(|row| row.period.holds(day));
        Agreed {
            factor: now().find(|row| row.role.is_none()).map(|row| row.factor),
            factor_roles: i64::try_from(now().filter(|row| row.role.is_some()).count()).unwrap_or_default(),
        }
    }

    /// The name of a role or a kind of rate.
    #[must_use]
    pub fn name(&self, id: ListItemId) -> &str {
        self.names.get(&id.to_string()).map_or("", String::as_str)
    }

    /// The place of a role or a kind of rate in the firm's order.
    #[must_use]
    pub fn place(&self, id: ListItemId) -> usize {
        self.places.iter().position(|other| *other == id).unwrap_or(usize::MAX)
    }
}

/// Rows of one table, as the database or the log tells them; what no release of today can read is left out.
#[must_use]
pub fn rows<T: for<'de> Deserialize<'de>>(told: impl Iterator<Item = Record>) -> Vec<T> {
    told.filter_map(|row| serde_json::from_value(Value::Object(row.0)).ok()).collect()
}
