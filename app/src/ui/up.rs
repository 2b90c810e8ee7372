//! The way back to where a page belongs.

use super::Icon;
use leptos::prelude::*;

/// A link above a page's heading, to the page that it belongs to.
#[component]
pub fn Up(
    /// The page's address.
    #[prop(into)]
    href: String,
    /// What it is called.
    #[prop(into)]
    to: String,
) -> impl IntoView {
    view! { <p class="up"><a class="back" href=href><Icon name="arrow-left" small=true/>{to}</a></p> }
}
