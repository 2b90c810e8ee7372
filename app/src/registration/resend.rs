//! The answer to a form of somebody who has been signed out meanwhile, without a script: all that
//! was typed, ready to be sent again.
//!
//! Nothing is kept for somebody unknown: what was typed is only in the answer to whoever sent it.
//! The form says whose it is, and the server function takes it from nobody else.

use crate::{i18n::registration as words, ui::Icon};
use domain::language::Language;
use leptos::prelude::*;

/// The page with the form that is sent again.
#[component]
pub fn ResendPage(
    /// The browser's language.
    language: Language,
    /// Where the form is sent.
    action: String,
    /// The page that it was typed on.
    back: String,
    /// What was typed, as names and values.
    typed: Vec<(String, String)>,
) -> impl IntoView {
    let inputs = typed
        .into_iter()
        .filter(|(name, _)| name != "back")
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <main class="error-page" id="main" tabindex="-1">
            <Icon name="lock"/>
            <h1>{words::SIGNED_OUT.get(language)}</h1>
            <p>{words::SIGNED_OUT_ADVICE.get(language)}</p>
            <form class="buttons" method="post" action=action>
                {inputs}
                <input type="hidden" name="back" value=back/>
                <a class="ds-button" href="/sign-in" target="_blank" rel="noopener">{words::SIGN_IN_THERE.get(language)}</a>
                <button class="ds-button" data-variant="secondary" type="submit">{words::SEND_AGAIN.get(language)}</button>
            </form>
        </main>
    }
}
