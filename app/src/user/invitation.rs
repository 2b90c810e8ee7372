//! The page on which an invitation is taken: whoever was invited chooses a password.

use crate::{
    error::code_text,
    i18n::{profile, sign_in, user as words},
    ui::{ErrorText, Icon},
};
use domain::{
    error::{ApiError, ErrorCode},
    language::Language,
    text::Text,
    user::PASSWORD_MIN,
};
use leptos::prelude::*;
use store::invitation::Invitation;

/// Where the password is sent.
pub const ACCEPT: &str = "/api/staff/invitation-accept";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct InvitationView {
    /// Whom it is for; none where the link can't be used, whatever the reason.
    pub invitation: Option<Invitation>,
    /// The secret of the link.
    pub token: String,
    /// Why the password was not taken.
    pub error: Option<ApiError>,
    /// The browser's language.
    pub language: Language,
}

/// The page.
#[component]
pub fn InvitationPage(
    /// Everything that it shows.
    view: InvitationView,
) -> impl IntoView {
    let body = match &view.invitation {
        Some(invitation) => form(&view, invitation).into_any(),
        None => gone(&view).into_any(),
    };
    view! {
        <main class="signin" id="main" tabindex="-1">
            <p class="signin-brand"><img src="/logo.svg" alt="" width="32" height="32"/>"Kundekort"</p>
            <div class="signin-box">{body}</div>
        </main>
    }
}

fn gone(view: &InvitationView) -> impl IntoView + use<> {
    let language = view.language;
    let limited = view.error.as_ref().filter(|error| error.code == ErrorCode::TooManyAttempts).map(|error| {
        let (title, advice) = code_text(error.code, language);
        view! {
            <div class="banner" data-color="danger" role="alert"><Icon name="circle-alert"/><p><strong>{title}</strong>" "{advice}</p></div>
        }
    });
    view! {
        <h1>{words::GONE.get(language)}</h1>
        {limited}
        <p>{words::GONE_ADVICE.get(language)}</p>
        <p><a class="link" href="/sign-in">{sign_in::TITLE.get(language)}</a></p>
    }
}

fn form(view: &InvitationView, invitation: &Invitation) -> impl IntoView + use<> {
    let language = view.language;
    let input = |name: &'static str, label: Text, focus: bool| {
        let problem = view.error.as_ref().and_then(|error| error.problem_of(name));
        let message = format!("{name}-e");
        let hint = if name == "new" { Some("new-hint") } else { None };
        let described = [problem.map(|_| message.clone()), hint.map(str::to_owned)].into_iter().flatten();
        let described = Some(described.collect::<Vec<_>>().join(" ")).filter(|ids| !ids.is_empty());
        view! {
            <div class="ds-field">
                <label class="ds-label" for=name>{label.get(language)}</label>
                <input class="ds-input" id=name name=name type="password" autocomplete="new-password" required autofocus=focus
                    aria-invalid=problem.map(|_| "true") aria-describedby=described/>
                {hint.map(|id| view! { <p class="muted small" id=id>{words::PASSWORD_HINT.with(language, &[("min", &PASSWORD_MIN.to_string())])}</p> })}
                {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
            </div>
        }
    };
    view! {
        <h1>{words::WELCOME.with(language, &[("name", &invitation.name)])}</h1>
        <p>{words::WELCOME_ADVICE.with(language, &[("firm", &invitation.tenant_name), ("email", &invitation.email)])}</p>
        <form class="form" method="post" action=ACCEPT>
            <input type="hidden" name="token" value=view.token.clone()/>
            <input class="sr-only" type="text" name="username" autocomplete="username" value=invitation.email.clone() tabindex="-1" readonly aria-hidden="true"/>
            {input("new", profile::NEW, true)}
            {input("repeat", profile::REPEAT, false)}
            <button class="ds-button" type="submit" data-fullwidth>{words::ACCEPT.get(language)}</button>
        </form>
    }
}
