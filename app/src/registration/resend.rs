//! The answer to a form of somebody who has been signed out meanwhile, or that could not be saved just
//! now, without a script: all that was typed, ready to be sent again.
//!
//! Nothing is kept for somebody unknown: what was typed is only in the answer to whoever sent it.
//! The form says whose it is, and the server function takes it from nobody else.

use crate::{i18n::registration as words, ui::Icon};
use domain::language::Language;
use leptos::prelude::*;

/// Why a form is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resend {
    /// Its sender was signed out, and signs in at this address.
    SignedOut(&'static str),
    /// It could not be saved.
    Trouble,
}

impl Resend {
    /// What the page is called.
    #[must_use]
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::SignedOut(_) => words::SIGNED_OUT.get(language),
            Self::Trouble => words::NOT_SAVED.get(language),
        }
    }
}

/// The page with the form that is sent again.
#[component]
pub fn ResendPage(
    /// The browser's language.
    language: Language,
    /// Why.
    why: Resend,
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
    let (icon, advice, way) = match why {
        Resend::SignedOut(way) => ("lock", words::SIGNED_OUT_ADVICE, Some(way)),
        Resend::Trouble => ("circle-alert", words::NOT_SAVED_ADVICE, None),
    };
    let sign_in = way.map(|way| {
        view! { <a class="ds-button" href=way target="_blank" rel="noopener">{words::SIGN_IN_THERE.get(language)}</a> }
    });
    view! {
        <main class="error-page" id="main" tabindex="-1">
            <Icon name=icon/>
            <h1>{why.title(language)}</h1>
            <p>{advice.get(language)}</p>
            <form class="buttons" method="post" action=action>
                {inputs}
                <input type="hidden" name="back" value=back/>
                {sign_in}
                <button class="ds-button" data-variant=way.map(|_| "secondary") type="submit">{words::SEND_AGAIN.get(language)}</button>
            </form>
        </main>
    }
}
