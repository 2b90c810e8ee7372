//! From a value to a cell.

use super::{Cell, Column};
use crate::{
    country::Country,
    field::{Field, Kind, Names, Record},
    language::Language,
    terms::Currency,
};
use serde_json::Value;

/// For whom cells are written.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// Names of what values refer to: list values, members of staff; of a customer its number.
    pub names: &'a Names,
    /// The language of names that the product gives.
    pub language: Language,
    /// The firm's country.
    pub home: Country,
}

/// How the values of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As text, also where it is all digits.
    Text,
    /// As a number with so many decimals.
    Number(u8),
}

impl Column {
    /// How its values are written.
    #[must_use]
    pub const fn form(self) -> Form {
        match self {
            Self::Id => Form::Text,
            Self::Field(field) | Self::Contact(field) => match field.kind {
                Kind::Number | Kind::Days | Kind::Kilometres | Kind::Whole => Form::Number(0),
                Kind::Money | Kind::Charge(_) | Kind::Percent | Kind::Hours => Form::Number(2),
                Kind::Factor => Form::Number(3),
                _ => Form::Text,
            },
        }
    }
}

/// The cell of a field. Numbers are numbers, ids are names, all else is written as people read it.
#[must_use]
pub fn cell(field: &Field, record: &Record, writing: &Writing<'_>) -> Cell {
    let name = |id: &str| writing.names.get(id).map(String::as_str).unwrap_or_default();
    match (field.kind, record.0.get(field.key)) {
        (Kind::Number | Kind::Days, Some(Value::Number(number))) => Cell::Number(number.to_string()),
        (Kind::Money | Kind::Charge(_) | Kind::Percent | Kind::Hours, Some(Value::Number(number))) => {
            decimal(number.as_i64(), 2)
        }
        (Kind::Factor, Some(Value::Number(number))) => decimal(number.as_i64(), 3),
        (Kind::Choices(_), Some(Value::Array(items))) => {
            let names: Vec<String> =
                items.iter().filter_map(Value::as_str).map(name).filter(|name| !name.is_empty()).map(quoted).collect();
            Cell::text(&names.join("; "))
        }
        (Kind::Currency, Some(Value::String(key))) => Cell::text(Currency::from_key(key).map_or("", Currency::key)),
        (Kind::WebAddress, Some(Value::String(address))) => Cell::text(address),
        (Kind::Lines { .. }, Some(Value::String(text))) => Cell::text(text),
        _ => Cell::text(&record.shown(field, writing.names, writing.language, writing.home)),
    }
}

/// Hundredths or thousandths as a number: `-1250.5`.
fn decimal(number: Option<i64>, places: usize) -> Cell {
    let Some(number) = number else { return Cell::Empty };
    let digits = format!("{:0>width$}", number.unsigned_abs(), width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    let decimals = decimals.trim_end_matches('0');
    let sign = if number < 0 { "-" } else { "" };
    Cell::Number(if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") })
}

/// A name among several, in quotation marks where it holds what parts them.
fn quoted(name: &str) -> String {
    if name.contains([';', '"']) { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
}
