//! A page that says plainly what went wrong and what to do.

use crate::{error::code_text, i18n::common as words, ui::Icon};
use domain::{error::ErrorCode, language::Language};
use leptos::prelude::*;

/// What went wrong, in the reader's language, with a way on.
#[component]
pub fn ErrorPage(
    /// The reader's language.
    language: Language,
    /// What went wrong.
    code: ErrorCode,
    /// Whether it stands in the frame of all pages, with the navigation beside it.
    #[prop(optional)]
    framed: bool,
) -> impl IntoView {
    let (title, advice) = code_text(code, language);
    let icon = match code {
        ErrorCode::Forbidden | ErrorCode::Unauthenticated => "lock",
        ErrorCode::Unavailable => "cloud-off",
        ErrorCode::NotFound => "search",
        _ => "triangle-alert",
    };
    let told = view! {
        <Icon name=icon/>
        <h1>{title}</h1>
        <p>{advice}</p>
        <div class="buttons">
            <a class="ds-button" href="/customers">{words::TO_CUSTOMERS.get(language)}</a>
            <a class="ds-button" data-variant="secondary" href="/search">{crate::i18n::search::TITLE.get(language)}</a>
        </div>
    };
    if framed {
        view! { <div class="error-page">{told}</div> }.into_any()
    } else {
        view! { <main class="error-page" id="main" tabindex="-1">{told}</main> }.into_any()
    }
}
