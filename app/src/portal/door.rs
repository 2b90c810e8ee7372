//! The pages before one is in: signing in, a link that was sent, a link that is used.

use crate::{
    error::code_text,
    i18n::portal as words,
    ui::{ErrorText, Icon},
};
use domain::{
    error::{ApiError, ErrorCode},
    language::Language,
    user::PASSWORD_MIN,
};
use leptos::prelude::*;
use store::portal::door::{Linked, PortalAccount};

fn trouble(error: Option<ErrorCode>, language: Language) -> Option<AnyView> {
    let (title, advice) = code_text(error?, language);
    Some(
        view! {
            <div class="banner" data-color="danger" role="alert"><Icon name="circle-alert"/><p><strong>{title}</strong>" "{advice}</p></div>
        }
        .into_any(),
    )
}

fn page(language: Language, body: AnyView) -> impl IntoView {
    view! {
        <main class="signin" id="main" tabindex="-1">
            <p class="signin-brand"><Icon name="door-open"/>{words::PORTAL.get(language)}</p>
            {body}
            <p class="signin-note"><a class="link" href="/sign-in">{words::STAFF.get(language)}</a></p>
        </main>
    }
}

/// The two ways in: a password, or a link by e-mail.
#[component]
pub fn PortalSignInPage(
    /// The browser's language.
    language: Language,
    /// The address that was typed before.
    email: String,
    /// Where to go afterwards.
    next: String,
    /// Why it did not work.
    error: Option<ErrorCode>,
) -> impl IntoView {
    let body = view! {
        <div class="signin-box">
            <h1>{words::SIGN_IN.get(language)}</h1>
            {trouble(error, language)}
            <form class="form" method="post" action="/portal/sign-in">
                <input type="hidden" name="next" value=next/>
                <div class="ds-field">
                    <label class="ds-label" for="email">{words::EMAIL.get(language)}</label>
                    <input class="ds-input" id="email" name="email" type="email" autocomplete="username" required autofocus value=email/>
                </div>
                <div class="ds-field">
                    <label class="ds-label" for="password">{words::PASSWORD.get(language)}</label>
                    <input class="ds-input" id="password" name="password" type="password" autocomplete="current-password"/>
                </div>
                <button class="ds-button" type="submit" name="by" value="password" data-fullwidth>{words::SIGN_IN_BUTTON.get(language)}</button>
                <p class="muted small portal-or"><strong>{words::OR_LINK.get(language)}</strong>" "{words::LINK_ADVICE.get(language)}</p>
                <button class="ds-button" type="submit" name="by" value="link" data-variant="secondary" data-fullwidth>{words::SEND_LINK.get(language)}</button>
            </form>
        </div>
    };
    page(language, body.into_any())
}

/// What whoever asked for a link is told, whether the address has an account or not.
#[component]
pub fn LinkSentPage(
    /// The browser's language.
    language: Language,
    /// The address.
    email: String,
) -> impl IntoView {
    let body = view! {
        <div class="signin-box" role="status">
            <h1>{words::LINK_SENT.get(language)}</h1>
            <p>{words::LINK_SENT_ADVICE.with(language, &[("email", &email)])}</p>
        </div>
    };
    page(language, body.into_any())
}

/// For which customer somebody comes who is a contact of several.
#[component]
pub fn ChoicePage(
    /// The browser's language.
    language: Language,
    /// The secret of a link that works once, and where it leads.
    choices: Vec<(String, PortalAccount)>,
) -> impl IntoView {
    let choices = choices
        .into_iter()
        .map(|(secret, account)| {
            view! {
                <form method="post" action=format!("/portal/link/{secret}")>
                    <button class="ds-button portal-which" type="submit" data-variant="secondary" data-fullwidth>
                        <span>{account.customer_name}</span>
                        <span class="muted small">{account.tenant_name}</span>
                    </button>
                </form>
            }
        })
        .collect_view();
    let body = view! {
        <div class="signin-box">
            <h1>{words::WHICH_CUSTOMER.get(language)}</h1>
            <p>{words::WHICH_CUSTOMER_ADVICE.get(language)}</p>
            <div class="form">{choices}</div>
        </div>
    };
    page(language, body.into_any())
}

/// Everything that the page of a link shows.
#[derive(Clone, Debug)]
pub struct LinkView {
    /// Whom it lets in; nobody where it can't be used.
    pub linked: Option<Linked>,
    /// The secret.
    pub token: String,
    /// Why the password was not taken.
    pub error: Option<ApiError>,
    /// The reader's language.
    pub language: Language,
}

/// A link that lets somebody in once they say so: programs that look at links in mails use none up.
#[component]
pub fn LinkPage(
    /// Everything that it shows.
    view: LinkView,
) -> impl IntoView {
    let language = view.language;
    let body = match &view.linked {
        None => {
            let limited =
                view.error.as_ref().map(|error| error.code).filter(|code| *code == ErrorCode::TooManyAttempts);
            view! {
                <div class="signin-box">
                    <h1>{words::LINK_GONE.get(language)}</h1>
                    {trouble(limited, language)}
                    <p>{words::LINK_GONE_ADVICE.get(language)}</p>
                    <p><a class="ds-button" data-fullwidth href="/portal/sign-in">{words::SIGN_IN.get(language)}</a></p>
                </div>
            }
            .into_any()
        }
        Some(linked) => {
            let problem = view.error.as_ref().and_then(|error| error.problem_of("new"));
            let hint = words::NEW_PASSWORD_HINT.with(language, &[("min", &PASSWORD_MIN.to_string())]);
            let password = (!linked.has_password).then(|| {
                view! {
                    <div class="ds-field">
                        <label class="ds-label" for="new">{words::NEW_PASSWORD.get(language)}</label>
                        <input class="ds-input" id="new" name="new" type="password" autocomplete="new-password"
                            aria-invalid=problem.map(|_| "true") aria-describedby=if problem.is_some() { "new-e new-hint" } else { "new-hint" }/>
                        <p class="muted small" id="new-hint">{hint}</p>
                        {problem.map(|problem| view! { <ErrorText id="new-e".to_owned() problem=problem language=language/> })}
                    </div>
                }
            });
            let advice = words::WELCOME_ADVICE
                .with(language, &[("firm", &linked.tenant_name), ("customer", &linked.customer_name)]);
            view! {
                <div class="signin-box">
                    <h1>{words::WELCOME.with(language, &[("name", &linked.first_name)])}</h1>
                    <p>{advice}</p>
                    <form class="form" method="post" action=format!("/portal/link/{}", view.token)>
                        <input class="sr-only" type="text" name="username" autocomplete="username" value=linked.email.clone() tabindex="-1" readonly aria-hidden="true"/>
                        {password}
                        <button class="ds-button" type="submit" data-fullwidth>{words::CONTINUE.get(language)}</button>
                    </form>
                </div>
            }
            .into_any()
        }
    };
    page(language, body)
}
