//! A status as a coloured tag.

use domain::list::StatusMeaning;
use leptos::prelude::*;

/// The name of a status; its colour says what it means.
#[component]
pub fn StatusTag(
    /// What the firm calls it.
    name: String,
    /// What it means.
    meaning: StatusMeaning,
) -> impl IntoView {
    let colour = match meaning {
        StatusMeaning::Active => "success",
        StatusMeaning::Potential => "warning",
        StatusMeaning::Ended | StatusMeaning::Hidden => "neutral",
    };
    view! { <span class="ds-tag" data-color=colour>{name}</span> }
}
