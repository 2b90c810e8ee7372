//! The page where one signs in.

use crate::{error::code_text, i18n::sign_in as words, ui::Icon};
use domain::{error::ErrorCode, language::Language};
use leptos::prelude::*;

/// The form for signing in.
#[component]
pub fn SignInPage(
    /// The browser's language.
    language: Language,
    /// The e-mail address that was typed before.
    email: String,
    /// Where to go afterwards.
    next: String,
    /// Why it did not work.
    error: Option<ErrorCode>,
) -> impl IntoView {
    let alert = error.map(|code| {
        let (title, advice) = code_text(code, language);
        view! {
            <div class="banner" data-color="danger" role="alert">
                <Icon name="circle-alert"/>
                <p><strong>{title}</strong>" "{advice}</p>
            </div>
        }
    });
    view! {
        <main class="signin" id="main" tabindex="-1">
            <p class="signin-brand"><img src="/logo.svg" alt="" width="32" height="32"/>"Kundekort"</p>
            <div class="signin-box">
                <h1>{words::TITLE.get(language)}</h1>
                {alert}
                <form class="form" method="post" action="/api/staff/sign-in">
                    <input type="hidden" name="next" value=next/>
                    <div class="ds-field">
                        <label class="ds-label" for="email">{words::EMAIL.get(language)}</label>
                        <input class="ds-input" id="email" name="email" type="email" autocomplete="username" required autofocus value=email/>
                    </div>
                    <div class="ds-field">
                        <label class="ds-label" for="password">{words::PASSWORD.get(language)}</label>
                        <input class="ds-input" id="password" name="password" type="password" autocomplete="current-password" required/>
                    </div>
                    <button class="ds-button" type="submit" data-fullwidth>{words::BUTTON.get(language)}</button>
                </form>
            </div>
            <p class="signin-note">{words::NOTE.get(language)}</p>
        </main>
    }
}
