//! What happened to a request to sign, in words.

use crate::i18n::signing as words;
use domain::{change::LogEntry, language::Language, signing::SigningState, text::Text};
use serde_json::Value;

/// What somebody did.
pub(super) fn verb_of(entry: &LogEntry) -> Text {
    let new = |column: &str| entry.changes.iter().find(|(name, ..)| name == column).map(|(_, _, new)| new);
    match new("state").and_then(Value::as_str).map(SigningState::from_key) {
        Some(SigningState::Signed) => words::LOG_FINISHED,
        Some(SigningState::Refused) => words::LOG_REFUSED,
        Some(SigningState::Withdrawn) => words::LOG_WITHDREW,
        Some(SigningState::Expired) => words::LOG_EXPIRED,
        Some(SigningState::UnderWay) | None if new("signed_by").is_some() => words::LOG_SIGNED,
        Some(SigningState::UnderWay) | None => words::LOG_CHANGED,
    }
}

/// What a column is called; none for one that says nothing to a reader.
pub(super) fn label(column: &str) -> Option<Text> {
    match column {
        "state" => Some(words::STATE),
        "signed_by" => Some(words::HAVE_SIGNED),
        _ => None,
    }
}

/// A value in words.
pub(super) fn in_words(column: &str, value: &Value, language: Language) -> String {
    match column {
        "state" => value.as_str().map_or("", |key| SigningState::from_key(key).name().get(language)).to_owned(),
        _ => value.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
    }
}
