//! What changed of an activity, in the log.

use crate::{
    activity::says,
    card::CardView,
    i18n::{activity as words, recurrence},
};
use domain::{activity::State, field, recurrence::Recurrence, text::Text};
use serde_json::Value;

/// What a column of an activity is called; none for one that says nothing to a reader.
pub(super) fn label(column: &str) -> Option<Text> {
    Some(match column {
        "activity_type" => words::TYPE,
        "title" => words::NAME,
        "note" => words::NOTE,
        "place" => words::PLACE,
        "starts_on" => words::DAY,
        "starts_at" => words::TIME,
        "ends_on" => words::UNTIL_DAY,
        "ends_at" => words::UNTIL,
        "state" => words::STATE,
        "responsible" => words::RESPONSIBLE,
        "colleagues" => words::COLLEAGUES,
        "contacts" => words::CONTACTS,
        "rrule" => recurrence::REPEATS,
        "recurs_on" => recurrence::FOR_DAY,
        "excluded" => recurrence::EXCLUDED,
        _ => return None,
    })
}

/// A value of an activity, in words.
pub(super) fn in_words(view: &CardView, column: &str, value: &Value) -> String {
    let language = view.session.language;
    let text = value.as_str().unwrap_or_default();
    match column {
        "rrule" => Recurrence::parse(text).map(|rule| says(&rule, language)).unwrap_or_default(),
        "excluded" => {
            let days = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            days.map(|day| field::day(day, language)).collect::<Vec<_>>().join(", ")
        }
        "starts_on" | "ends_on" | "recurs_on" if !text.is_empty() => field::day(text, language),
        "starts_at" | "ends_at" => text.chars().take(5).collect(),
        "state" => State::from_key(text).map(|state| state.name(language)).unwrap_or_default().to_owned(),
        "activity_type" | "responsible" | "colleagues" | "contacts" => {
            let ids = value.as_array().map_or_else(|| vec![value], |all| all.iter().collect());
            let names = ids.into_iter().filter_map(|id| view.log_names.get(id.as_str()?));
            names.map(String::as_str).collect::<Vec<_>>().join(", ")
        }
        _ => text.to_owned(),
    }
}
