//! Values that could not be taken back, in words.

use crate::{StoreError, Tx, fields};
use domain::{
    activity::State,
    agreement,
    change::LogCategory,
    field::{self, Names, Record, shown},
};
use serde_json::Value;

/// Who or what a value refers to, one or several.
fn named(value: &Value, names: &Names) -> String {
    let ids = value.as_array().map_or_else(|| vec![value], |all| all.iter().collect());
    let names: Vec<&str> = ids.into_iter().filter_map(|id| names.get(id.as_str()?).map(String::as_str)).collect();
    names.join(", ")
}

/// A value of a row, as its reader would read it.
pub(super) async fn in_words(
    tx: &mut Tx,
    category: LogCategory,
    column: &str,
    row: &Record,
) -> Result<String, StoreError> {
    let (language, home) = (tx.session().language, tx.session().home);
    let value = row.0.get(column).cloned().unwrap_or_default();
    let catalogued = match category {
        LogCategory::Customer => field::customer(column),
        LogCategory::Contact => field::contact(column),
        _ => None,
    };
    let names = fields::names_of(tx, &value, language.tag()).await?;
    Ok(match catalogued {
        Some(field) => shown(field, &value, row, &names, language, home),
        None if LogCategory::AGREED.contains(&category) => agreement::shown(column, &value, &names, language),
        None if category == LogCategory::Employee => match (column, value.as_str()) {
            ("starts_on" | "ends_on", Some(text)) => field::day(text, language),
            (_, text) => text.unwrap_or_default().chars().take(80).collect(),
        },
        None if category == LogCategory::Document && column == "current_version" => value.to_string(),
        None if category == LogCategory::Activity => match (column, value.as_str()) {
            ("starts_on" | "ends_on" | "recurs_on", Some(text)) => field::day(text, language),
            ("starts_at" | "ends_at", Some(text)) => text.chars().take(5).collect(),
            ("state", Some(key)) => {
                State::from_key(key).map(|state| state.name(language)).unwrap_or_default().to_owned()
            }
            ("title" | "note" | "place", text) => text.unwrap_or_default().chars().take(80).collect(),
            _ => named(&value, &names),
        },
        None if ["name", "body", "note", "from_day", "to_day"].contains(&column) => {
            value.as_str().unwrap_or_default().chars().take(80).collect()
        }
        None => value.as_str().and_then(|id| names.get(id)).cloned().unwrap_or_default(),
    })
}
