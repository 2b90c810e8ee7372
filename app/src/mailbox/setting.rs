//! One's own mailbox in the profile: connecting it, how it does, and letting go of it.

use super::{CONNECT, read_now, state};
use crate::{
    i18n::mailbox as words,
    ui::{ErrorText, Icon, time::Clock},
};
use domain::{language::Language, mailbox::Mailbox, text::Text};
use leptos::prelude::*;
use store::form_state::FormState;

/// What the profile shows of it.
#[derive(Clone, Debug, Default)]
pub struct MailboxSetting {
    /// The mailbox, where one is connected.
    pub mailbox: Option<Mailbox>,
    /// What was typed where it could not be connected.
    pub failed: Option<FormState>,
}

/// The part of the profile.
#[must_use]
pub fn mailbox_setting(setting: &MailboxSetting, clock: &Clock) -> AnyView {
    let language = clock.language;
    let Some(mailbox) = &setting.mailbox else {
        return view! { <div data-region="mailbox-setting">{form(setting, language)}</div> }.into_any();
    };
    view! {
        <div class="mailbox-setting" data-region="mailbox-setting">
            <p><strong>{mailbox.account.clone()}</strong><br/><span class="muted small">{format!("{}:{}", mailbox.server.host, mailbox.server.port)}</span></p>
            {state(mailbox, clock)}
            <div class="form-actions">
                <a class="ds-button" data-small href="/mailbox"><Icon name="mail"/>{words::OPEN_PAGE.get(language)}</a>
                {read_now(clock)}
            </div>
            <details class="adder" open=setting.failed.is_some()>
                <summary><Icon name="pencil"/>{words::CHANGE.get(language)}</summary>
                {form(setting, language)}
            </details>
            <form class="form" method="post" action="/api/staff/mailbox-disconnect" data-saved=words::DISCONNECTED.get(language)>
                <p class="muted small">{words::DISCONNECT_ADVICE.get(language)}</p>
                <div class="form-actions">
                    <button class="ds-button" data-variant="secondary" data-color="danger" data-small type="submit">{words::DISCONNECT.get(language)}</button>
                </div>
            </form>
        </div>
    }
    .into_any()
}

fn form(setting: &MailboxSetting, language: Language) -> impl IntoView + use<> {
    let kept = |name: &str| match (name, &setting.mailbox) {
        ("host", Some(mailbox)) => mailbox.server.host.clone(),
        ("port", Some(mailbox)) => mailbox.server.port.to_string(),
        ("port", None) => "993".to_owned(),
        ("account", Some(mailbox)) => mailbox.account.clone(),
        _ => String::new(),
    };
    let field = |name: &'static str,
                 label: Text,
                 hint: Option<Text>,
                 kind: &'static str,
                 autocomplete: &'static str| {
        let problem = setting.failed.as_ref().and_then(|state| state.error.problem_of(name));
        let typed = setting.failed.as_ref().and_then(|state| state.typed(name)).map(str::to_owned);
        let id = format!("mailbox-{name}");
        let described: Vec<String> =
            problem.map(|_| format!("{id}-e")).into_iter().chain(hint.map(|_| format!("{id}-h"))).collect();
        let value = if kind == "password" { String::new() } else { typed.unwrap_or_else(|| kept(name)) };
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id.clone() name=name type=kind value=value required
                    inputmode=(name == "port").then_some("numeric") maxlength="500" autocomplete=autocomplete autocapitalize="none" spellcheck="false"
                    aria-invalid=problem.map(|_| "true") aria-describedby=(!described.is_empty()).then(|| described.join(" "))/>
                {hint.map(|hint| view! { <p class="muted small" id=format!("{id}-h")>{hint.get(language)}</p> })}
                {problem.map(|problem| view! { <ErrorText id=format!("{id}-e") problem=problem language=language/> })}
            </div>
        }
    };
    view! {
        <form class="form" method="post" action=CONNECT data-saved=words::CONNECTED.get(language)>
            {field("host", words::HOST, Some(words::HOST_ADVICE), "text", "off")}
            {field("port", words::PORT, None, "text", "off")}
            {field("account", words::ACCOUNT, Some(words::ACCOUNT_ADVICE), "text", "off")}
            {field("password", words::PASSWORD, Some(words::PASSWORD_ADVICE), "password", "off")}
            <div class="form-actions"><button class="ds-button" type="submit">{words::CONNECT.get(language)}</button></div>
        </form>
    }
}
