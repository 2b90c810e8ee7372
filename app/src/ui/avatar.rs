//! A person as two letters in a circle.

use domain::contact::{avatar_colour, initials};
use leptos::prelude::*;

/// Two letters in a circle whose colour is always the same for the same name.
#[component]
pub fn Avatar(
    /// The person's name.
    name: String,
    /// `small`, `large`, `huge`, or nothing.
    #[prop(optional)]
    size: &'static str,
) -> impl IntoView {
    let size = if size.is_empty() { String::new() } else { format!(" avatar-{size}") };
    let class = format!("avatar avatar-{}{size}", avatar_colour(&name));
    view! { <span class=class aria-hidden="true">{initials(&name)}</span> }
}
