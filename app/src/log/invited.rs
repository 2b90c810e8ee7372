//! What happened to an invitation to an activity, in words.

use crate::i18n::invited as words;
use domain::{
    change::{LogEntry, Source},
    invited::InvitedState,
    language::Language,
    text::Text,
};
use serde_json::Value;

/// What somebody did.
pub(super) fn verb_of(entry: &LogEntry) -> Text {
    let new = |column: &str| entry.changes.iter().find(|(name, ..)| name == column).map(|(_, _, new)| new);
    if entry.source == Source::Portal.key() {
        return words::LOG_REPLIED;
    }
    match new("state").and_then(Value::as_str).map(InvitedState::from_key) {
        Some(InvitedState::CalledOff) => words::LOG_CALLED_OFF,
        Some(InvitedState::Coming | InvitedState::Maybe | InvitedState::NotComing) => words::LOG_ANSWERED,
        Some(InvitedState::Waiting) | None => words::LOG_CHANGED,
    }
}

/// What a column is called; none for one that says nothing to a reader.
pub(super) fn label(column: &str) -> Option<Text> {
    match column {
        "state" => Some(words::ANSWER),
        "note" => Some(words::NOTE),
        _ => None,
    }
}

/// A value in words.
pub(super) fn in_words(column: &str, value: &Value, language: Language) -> String {
    let text = value.as_str().unwrap_or_default();
    match column {
        "state" if !text.is_empty() => InvitedState::from_key(text).name().get(language).to_owned(),
        _ => text.to_owned(),
    }
}
