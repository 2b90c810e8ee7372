//! What is said of a row, in words.

use crate::{error::problem_text, i18n::import as words};
use domain::{
    country::Country,
    error::Problem,
    exchange::Cell,
    field::{self, Field, Names, Record, shown},
    import::{Remark, Target, Verdict},
    language::Language,
    registration::Likeness,
    text::Text,
};
use serde_json::{Map, Value};

/// What rows with a verdict are called.
pub(super) const fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::New => words::NEW,
        Verdict::Changed => words::CHANGED,
        Verdict::Same => words::SAME,
        Verdict::Doubtful => words::DOUBTFUL_ROWS,
        Verdict::Wrong => words::WRONG_ROWS,
        Verdict::LeftOut => words::LEFT_OUT,
    }
}

/// What one row with a verdict is.
#[must_use]
pub const fn verdict_of_row(verdict: Verdict) -> Text {
    match verdict {
        Verdict::New => words::ROW_NEW,
        Verdict::Changed => words::ROW_CHANGED,
        Verdict::Same => words::ROW_SAME,
        Verdict::Doubtful => words::ROW_DOUBTFUL,
        Verdict::Wrong => words::ROW_WRONG,
        Verdict::LeftOut => words::ROW_LEFT,
    }
}

/// The colour that goes with a verdict.
pub(super) const fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::New => "success",
        Verdict::Changed => "accent",
        Verdict::Same | Verdict::LeftOut => "neutral",
        Verdict::Doubtful => "warning",
        Verdict::Wrong => "danger",
    }
}

const fn likeness(likeness: Likeness) -> Text {
    match likeness {
        Likeness::OrganisationNumber => words::LIKE_NUMBER,
        Likeness::Name => words::LIKE_NAME,
        Likeness::Phone => words::LIKE_PHONE,
        Likeness::Email => words::LIKE_EMAIL,
    }
}

/// What a field is called, by the key of its column.
pub(super) fn label(key: &str, language: Language) -> String {
    Target::from_key(key).map_or_else(|| key.to_owned(), |target| target.label(language))
}

fn declared(key: &str) -> Option<&'static Field> {
    match key.strip_prefix("contact.") {
        Some(key) => field::contact(key),
        None => field::customer(key),
    }
}

/// A value as it is read.
fn in_words(key: &str, value: &Value, names: &Names, language: Language, home: Country) -> String {
    let text = declared(key).map_or_else(String::new, |field| {
        let record = Record(Map::from_iter([(field.key.to_owned(), value.clone())]));
        shown(field, value, &record, names, language, home)
    });
    if text.is_empty() { words::NOTHING.get(language).to_owned() } else { text }
}

/// A change: what stood, and what stands then.
#[must_use]
pub fn change((key, old, new): &(String, Value, Value), names: &Names, language: Language, home: Country) -> String {
    let (old, new) = (in_words(key, old, names, language, home), in_words(key, new, names, language, home));
    words::CHANGE.with(language, &[("field", &label(key, language)), ("old", &old), ("new", &new)])
}

/// All that a new customer gets, in the order of the card.
pub(super) fn given(values: &[(String, Value)], names: &Names, language: Language, home: Country) -> Vec<String> {
    let order: Vec<String> = Target::all(&[]).map(Target::key).collect();
    let mut told: Vec<_> = values
        .iter()
        .filter_map(|(key, value)| {
            let target = Target::from_key(key)?;
            let says = in_words(key, value, names, language, home);
            let at = order.iter().position(|known| known == key).unwrap_or(order.len());
            (says != words::NOTHING.get(language)).then(|| (at, format!("{}: {says}", target.label(language))))
        })
        .collect();
    told.sort();
    told.into_iter().map(|(_, says)| says).collect()
}

/// A text that fits a line, cut where it is told.
#[must_use]
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 80;
    let mut told: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        told.push('…');
    }
    told
}

/// What there is to say of a row.
#[must_use]
pub fn remark(remark: &Remark, cells: &[Cell], names: &Names, language: Language) -> String {
    let name = |id: &dyn std::fmt::Display| names.get(&id.to_string()).cloned().unwrap_or_default();
    match remark {
        Remark::Cell { column, field, problem, meant, passed } => {
            let text = column.and_then(|column| cells.get(column)).map(|cell| short(cell.as_text().trim()));
            let text = text.filter(|text| !text.is_empty());
            let why = match (problem, text) {
                // There is no list to choose from here; there is the cell, and a choice of the import.
                (Problem::Choice, Some(text)) => words::NOT_IN_LIST.with(language, &[("text", &text)]),
                (_, Some(text)) => {
                    format!(
                        "{} {}",
                        problem_text(*problem, language),
                        words::IN_CELL.with(language, &[("text", &text)])
                    )
                }
                (_, None) => problem_text(*problem, language),
            };
            let mut says = format!("{}: {why}", label(field, language));
            if let Some(meant) = meant {
                says = format!("{says} {}", words::MEANT.with(language, &[("name", meant)]));
            } else if *problem == Problem::Choice && !passed {
                says = format!("{says} {}", words::ADD_TO_LIST.get(language));
            }
            if *passed { format!("{says} {}", words::PASSED.get(language)) } else { says }
        }
        Remark::Repeats { row } => words::REPEATS.with(language, &[("row", &row.to_string())]),
        Remark::Alike { customer, likeness: shared } => {
            let what: Vec<&str> = shared.iter().map(|of| likeness(*of).get(language)).collect();
            words::ALIKE.with(language, &[("name", &name(customer)), ("what", &what.join(", "))])
        }
        Remark::Several { .. } => words::SEVERAL.get(language).to_owned(),
        Remark::Exists { customer } => words::EXISTS.with(language, &[("name", &name(customer))]),
        Remark::Missing => words::MISSING.get(language).to_owned(),
        Remark::NoKey => words::NO_KEY.get(language).to_owned(),
        Remark::Stays { field, stands, said } => {
            words::STAYS.with(language, &[("field", &label(field, language)), ("stands", stands), ("said", said)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_wrong_cell_is_told_with_what_stands_in_it() {
        let wrong = Remark::Cell {
            column: Some(1),
            field: "industry".to_owned(),
            problem: Problem::Choice,
            meant: Some("Bygg".to_owned()),
            passed: false,
        };
        let cells = [Cell::Empty, Cell::text("Byg")];
        let says = remark(&wrong, &cells, &Names::new(), Language::Nb);
        assert_eq!(says, "Bransje: «Byg» er ikke i listen. Mente du «Bygg»?");
        let Remark::Cell { column, field, problem, passed, .. } = wrong else { return };
        let unlike = Remark::Cell { column, field, problem, passed, meant: None };
        let says = remark(&unlike, &cells, &Names::new(), Language::En);
        assert!(says.ends_with("“Byg” is not in the list. Add it under More choices, or correct the cell."), "{says}");
    }

    #[test]
    fn what_a_new_customer_gets_is_told_in_the_order_of_the_card() {
        let values = [("contact.first_name", json!("Eva")), ("phone", json!("+4775500120")), ("fax", Value::Null)];
        let values: Vec<_> = values.into_iter().chain([("name", json!("Ny AS"))]).collect();
        let values: Vec<_> = values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let told = given(&values, &Names::new(), Language::En, Country::NORWAY);
        assert_eq!(told, ["Name: Ny AS", "Phone: 75 50 01 20", "First name, contact: Eva"]);
    }

    #[test]
    fn a_change_is_told_with_both_values() {
        let told = change(
            &("phone".to_owned(), Value::Null, json!("+4775500120")),
            &Names::new(),
            Language::En,
            Country::NORWAY,
        );
        assert_eq!(told, "Phone: nothing → 75 50 01 20");
    }
}
