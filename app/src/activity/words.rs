//! When an activity is and how far, in words.

use crate::i18n::activity as words;
use domain::{
    activity::{Activity, Kind, State},
    field::day,
    language::Language,
};
use leptos::prelude::*;

/// When it is: `27.11.2026 09:00–10:30`, `27.11.2026 – 29.11.2026`; of a task, until when.
#[must_use]
pub fn when(one: &Activity, language: Language) -> String {
    let date = |text: &str| day(text, language);
    let whole = match (one.starts_on.is_empty(), one.ends_on.is_empty()) {
        (true, _) => return words::NO_DAY.get(language).to_owned(),
        (false, true) => format!("{} {}", date(&one.starts_on), one.times()),
        (false, false) => {
            format!("{} {} – {} {}", date(&one.starts_on), one.starts_at, date(&one.ends_on), one.ends_at)
                .replace("  ", " ")
        }
    };
    let whole = whole.trim().to_owned();
    let is_due = one.kind == Kind::Task && one.state == State::Planned && one.ends_on.is_empty();
    if is_due { words::DUE.with(language, &[("day", &whole)]) } else { whole }
}

/// How far it is, or that it should have been done, as a tag; nothing while it is planned and its day is to come.
#[must_use]
pub fn state_tag(one: &Activity, today: &str, language: Language) -> Option<AnyView> {
    let (name, colour) = match one.state {
        State::Planned if one.is_overdue(today) => (words::OVERDUE.get(language), "warning"),
        State::Planned if one.kind == Kind::Event => (State::Planned.name(language), "info"),
        State::Planned => return None,
        State::Done => (State::Done.name(language), "success"),
        State::Cancelled => (State::Cancelled.name(language), "neutral"),
    };
    Some(view! { <span class="ds-tag" data-color=colour>{name}</span> }.into_any())
}
