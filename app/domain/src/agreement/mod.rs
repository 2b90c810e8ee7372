//! What a customer has agreed with the firm: working hours, factors, rates and what stands on each invoice.

pub mod factor;
pub mod hours;
pub mod line;
mod period;
mod rate;
pub mod vat;

pub use factor::FactorRow;
pub use line::InvoiceLine;
pub use period::Period;
pub use rate::RateRow;

use crate::{
    field::{Names, Record},
    id::ListItemId,
    language::Language,
    money::Money,
    terms::Factor,
    text::Text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;

/// All that a customer has agreed on in rows, with names for what they refer to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Agreements {
    /// Factors.
    #[serde(default)]
    pub factors: Vec<FactorRow>,
    /// Rates of the pay matrix.
    #[serde(default)]
    pub rates: Vec<RateRow>,
    /// Fixed lines of invoices, in their order.
    #[serde(default)]
    pub lines: Vec<InvoiceLine>,
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
    /// How many rates hold.
    pub rates: i64,
    /// For how many roles; all roles are one.
    pub rate_roles: i64,
    /// How many fixed lines stand on invoices.
    pub lines: i64,
    /// What they come to without tax, in hundredths.
    pub line_sum: i64,
}

/// What a column of such a row is called.
#[must_use]
pub fn label(column: &str) -> Option<Text> {
    Some(match column {
        "role" => Text { nb: "Rolle", sv: "Roll", en: "Role" },
        "rate_kind" => Text { nb: "Slag", sv: "Slag", en: "Kind" },
        "pay" => Text { nb: "Lønn per time", sv: "Lön per timme", en: "Pay per hour" },
        "charge" => Text { nb: "Pris per time", sv: "Pris per timme", en: "Charge per hour" },
        "currency" => Text { nb: "Valuta", sv: "Valuta", en: "Currency" },
        "article" => Text { nb: "Artikkel", sv: "Artikel", en: "Article" },
        "text" => Text { nb: "Tekst", sv: "Text", en: "Text" },
        "quantity" => Text { nb: "Antall", sv: "Antal", en: "Quantity" },
        "unit_price" => Text { nb: "Pris", sv: "Pris", en: "Price" },
        "vat_code" => Text { nb: "Mva.", sv: "Moms", en: "VAT" },
        "place" => Text { nb: "Plass", sv: "Plats", en: "Place" },
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
        ("pay" | "charge" | "unit_price", Value::Number(number)) => {
            Money::from_hundredths(number.as_i64().unwrap_or_default()).to_string()
        }
        ("quantity", Value::Number(number)) => line::quantity_shown(number.as_i64().unwrap_or_default(), language),
        ("vat_code", _) => vat::name(text).map_or("", |name| name.get(language)).to_owned(),
        ("valid_from" | "valid_to", _) => crate::field::day(text, language),
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
        let rates = || self.rates.iter().filter(|row| row.period.holds(day));
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        Agreed {
            factor: now().find(|row| row.role.is_none()).map(|row| row.factor),
            factor_roles: count(now().filter(|row| row.role.is_some()).count()),
            rates: count(rates().count()),
            rate_roles: count(rates().map(|row| row.role).collect::<HashSet<_>>().len()),
            lines: count(self.lines.len()),
            line_sum: self.lines.iter().map(InvoiceLine::amount).sum(),
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
