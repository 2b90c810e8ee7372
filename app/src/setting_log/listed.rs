//! Columns and criteria that the firm has chosen: told by which came, which went and which moved, since nobody compares
//! two long lists by eye.

use super::words::Line;
use crate::i18n::{log, setting_log as words};
use domain::{
    criteria,
    field::Record,
    filter::Column,
    language::Language,
    register::{columns_from, usual_columns},
    register_width::ColumnWidth,
    sequence::Difference,
    setting_log::Subject,
    settings::FirmSettings,
    text,
    text::Text,
};
use serde_json::{Map, Value};

/// Whether a column of the log holds such a list.
pub(super) fn is_listed(subject: &Subject, column: &str) -> bool {
    matches!((subject.table.as_str(), column), ("register_setting", "columns") | ("firm_settings", criteria::KEY))
}

/// What became of a list.
pub(super) fn lines(column: &str, old: &Value, new: &Value, language: Language) -> Vec<Line> {
    let told = Difference::between(&columns_of(column, old), &columns_of(column, new));
    let names = |all: &[Column]| all.iter().map(|column| name_of(*column, language)).collect::<Vec<_>>();
    let moved = told.moved.iter().map(|(column, place)| {
        words::TO_PLACE.with(language, &[("what", &name_of(*column, language)), ("n", &place.to_string())])
    });
    let says = |what: Text, which: Vec<String>| {
        (!which.is_empty()).then(|| Line::Says(what.get(language).to_owned(), which.join(", ")))
    };
    [
        says(words::CAME, names(&told.came)),
        says(words::WENT, names(&told.went)),
        says(words::STANDS_ELSEWHERE, moved.collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A list, or how wide columns are, as its reader reads it.
pub(super) fn in_words(column: &str, value: &Value, language: Language) -> String {
    if column == "widths" {
        return widths(value, language);
    }
    let names: Vec<_> = columns_of(column, value).into_iter().map(|column| name_of(column, language)).collect();
    if names.is_empty() { log::NOTHING.get(language).to_owned() } else { names.join(", ") }
}

/// What a list comes to: where the firm has chosen none, what every firm has.
fn columns_of(column: &str, value: &Value) -> Vec<Column> {
    if column == criteria::KEY {
        let chosen = Record(Map::from_iter([(criteria::KEY.to_owned(), value.clone())]));
        return criteria::of_firm(&FirmSettings::new(Some(chosen), domain::country::Country::NORWAY));
    }
    let keys = value.as_array().map(|keys| keys.iter().filter_map(Value::as_str));
    keys.map_or_else(usual_columns, columns_from)
}

fn widths(value: &Value, language: Language) -> String {
    let all = value.as_object().into_iter().flatten().filter_map(|(key, width)| {
        let (column, width) = (Column::from_key(key)?, ColumnWidth::from_key(width.as_str()?)?);
        Some(words::WIDTH.with(language, &[("what", &name_of(column, language)), ("width", width.name(language))]))
    });
    let all: Vec<_> = all.collect();
    if all.is_empty() { words::AS_USUAL.get(language).to_owned() } else { all.join(", ") }
}

fn name_of(column: Column, language: Language) -> String {
    text::plain(column.label().get(language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_first_choice_is_compared_with_what_every_firm_has() {
        let chosen = json!(["number", "name", "responsible", "visiting_place", "changed", "nickname"]);
        let told = lines("columns", &Value::Null, &chosen, Language::Nb);
        let is = |what: &str| told.iter().any(|line| matches!(line, Line::Says(said, _) if said == what));
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(is("Kom til") && is("Gikk ut") && is("Flyttet"));
        assert_eq!(told[0], Line::Says("Kom til".to_owned(), "Kallenavn".to_owned()));
        assert_eq!(lines("columns", &chosen, &chosen, Language::Nb), []);
    }

    #[test]
    fn no_criteria_is_a_choice_and_going_back_brings_the_usual_ones() {
        let told = lines(criteria::KEY, &json!([]), &Value::Null, Language::En);
        assert!(
            matches!(&told[..], [Line::Says(came, which)] if came == "Came" && which.contains("level")),
            "{told:?}"
        );
        assert_eq!(in_words("widths", &json!({"name": "wide", "gone": "wide"}), Language::En), "Name: Wide");
        assert_eq!(in_words("widths", &json!({}), Language::En), "as usual");
    }
}
