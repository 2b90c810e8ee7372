//! The ways into the help from where one stands.

use super::library::SECTIONS;
use crate::{
    i18n::help as words,
    ui::{Icon, SpriteIcon},
};
use domain::language::Language;
use leptos::prelude::*;

/// A quiet link beside a page's heading, to the guide that fits the page (seed 000:61).
#[must_use]
pub fn help_link(language: Language, slug: &'static str) -> impl IntoView + use<> {
    view! {
        <a class="help-link" href=format!("/help/{slug}")>
            <Icon name="circle-question-mark" small=true/><span>{words::HELP.get(language)}</span>
        </a>
    }
}

/// The entry of a section's menu that leads to its guide, by the section's key.
#[must_use]
pub fn section_help(language: Language, key: &str) -> impl IntoView + use<> {
    view! {
        <a class="menu-item" href=format!("/help/{SECTIONS}#{key}")>
            <SpriteIcon name="circle-question-mark"/><span>{words::SECTION_HELP.get(language)}</span>
        </a>
    }
}
