//! The word beside a customer that has ended and is hidden, where somebody asked for such ones too.

use super::Icon;
use crate::i18n::search as words;
use domain::language::Language;
use leptos::prelude::*;

/// Says that a customer is hidden (seed 000:15).
#[component]
pub fn HiddenMark(
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    view! { <span class="hidden-mark"><Icon name="eye-off" small=true/>{words::HIDDEN.get(language)}</span> }
}
