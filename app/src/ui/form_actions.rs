//! What ends a small form: save, or leave it as it was.

use crate::i18n::common;
use domain::{language::Language, text::Text};
use leptos::prelude::*;

/// The buttons of a form that stands in a page: one that sends it, and the way back to the page
/// without it.
#[component]
pub fn FormActions(
    /// The reader's language.
    language: Language,
    /// What sending is called.
    #[prop(default = common::SAVE)]
    save: Text,
    /// What leaving is called.
    #[prop(default = common::CANCEL)]
    cancel: Text,
    /// Where leaving leads.
    #[prop(default = "?")]
    back: &'static str,
    /// What stands beside them.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="form-actions">
            <button class="ds-button" type="submit" data-small>{save.get(language)}</button>
            <a class="ds-button" data-variant="tertiary" data-color="neutral" data-small data-swap data-cancel href=back>{cancel.get(language)}</a>
            {children.map(|children| children())}
        </div>
    }
}
