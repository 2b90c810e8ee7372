//! The speech bubble in the bar on top, with a dot while something is unread.

use crate::{i18n::notice as words, ui::Icon};
use domain::language::Language;
use leptos::prelude::*;

/// What the bubble says to those who don't see its dot.
#[must_use]
pub fn label(unread: i64, language: Language) -> String {
    match unread {
        0 => words::NOTICES.get(language).to_owned(),
        1 => words::ONE_UNREAD.get(language).to_owned(),
        _ => words::UNREAD.with(language, &[("count", &unread.to_string())]),
    }
}

/// The way to one's notices. The dot is there always, and seen while something is unread.
#[component]
pub fn Bell(
    /// How many are unread.
    unread: i64,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    let label = label(unread, language);
    view! {
        <span data-region="notices">
            <a class="icon-button bell" href="/notices" aria-label=label.clone() title=label data-unread=unread.to_string()>
                <Icon name="message-square"/><span class="bell-dot"></span>
            </a>
        </span>
    }
}
