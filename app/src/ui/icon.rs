//! Icons of the sprite in `public/icons.svg`.

use leptos::prelude::*;

/// One icon; it says nothing by itself, so words stand beside it or in the label of its button.
#[component]
pub fn Icon(
    /// Its name in the sprite.
    name: &'static str,
    /// Whether it is a little smaller than the text beside it.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "icon icon-small" } else { "icon" };
    view! { <svg class=class aria-hidden="true"><use href=format!("/icons.svg#{name}")></use></svg> }
}
