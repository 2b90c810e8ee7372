//! What a menu opens.

use leptos::prelude::*;

/// The entries of a `<details class="menu">`, for its panel.
///
/// A card has dozens of menus, and nobody opens more than one: to a browser with scripts what stands
/// in them is one piece of text, which is put in place when the menu is opened. Without scripts it
/// is there from the start.
#[must_use]
pub fn menu_panel(entries: AnyView) -> impl IntoView {
    view! { <div class="menu-panel"><noscript>{entries}</noscript></div> }
}
