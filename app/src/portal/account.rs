//! A contact's own account: language, password, where they are signed in.

use super::{
    frame::{Problems, Root},
    second::second_section,
};
use crate::{
    i18n::portal as words,
    ui::{Icon, time::Clock},
};
use domain::{language::Language, portal::PortalSession, session::SessionInfo, text::Text, user::PASSWORD_MIN};
use leptos::prelude::*;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// Whose page it is.
    pub session: PortalSession,
    /// Where they are signed in.
    pub sessions: Vec<SessionInfo>,
    /// Since when they show a second step, UTC in RFC 3339.
    pub second_since: Option<String>,
    /// What is wrong with the password.
    pub problems: Problems,
    /// What was just done.
    pub done: Option<Text>,
    /// When it is read.
    pub clock: Clock,
}

/// The account.
#[component]
pub fn AccountPage(
    /// Everything that it shows.
    view: AccountView,
) -> impl IntoView {
    let session = &view.session;
    let language = session.language;
    let action = Root::of(session).to("/account");
    let done = view.done.map(|text| {
        view! { <div class="banner" data-color="success" role="status"><Icon name="circle-check"/><p>{text.get(language)}</p></div> }
    });
    let may_change = !session.visitor.is_seen_by_staff;
    let what = |key: &'static str| view! { <input type="hidden" name="what" value=key/> };
    let languages = Language::ALL
        .into_iter()
        .map(|one| {
            let name = match one {
                Language::Nb => "Norsk bokmål",
                Language::Sv => "Svenska",
                Language::En => "English",
            };
            view! { <option value=one.tag() lang=one.tag() selected=one == language>{name}</option> }
        })
        .collect_view();
    let sessions = view
        .sessions
        .iter()
        .map(|one| {
            let here = (Some(one.id) == session.id).then(|| words::THIS_ONE.get(language));
            let name = crate::profile::browser_name(&one.user_agent).unwrap_or_default();
            let parts = [name, view.clock.shown(&one.last_seen_at)];
            view! { <li>{parts.join(" · ")}" "{here.map(|here| view! { <span class="ds-tag" data-color="info">{here}</span> })}</li> }
        })
        .collect_view();
    let problems = &view.problems;
    let input = |name: &'static str, label: Text| {
        view! {
            <div class="ds-field">
                <label class="ds-label" for=name>{label.get(language)}</label>
                <input class="ds-input" type="password" id=name name=name autocomplete="new-password" required
                    aria-invalid=problems.invalid(name) aria-describedby=problems.described(name)/>
                {problems.message(name, language)}
            </div>
        }
    };
    let forms = may_change.then(|| {
        view! {
            <section class="portal-card" aria-labelledby="h-language">
                <h2 id="h-language">{words::LANGUAGE.get(language)}</h2>
                <form class="form" method="post" action=action.clone()>
                    {what("language")}
                    <div class="ds-field">
                        <label class="ds-label" for="language">{words::LANGUAGE.get(language)}</label>
                        <select class="ds-input" id="language" name="language">{languages}</select>
                    </div>
                    <button class="ds-button" data-variant="secondary" type="submit">{words::SAVE_LANGUAGE.get(language)}</button>
                </form>
            </section>
            <section class="portal-card" aria-labelledby="h-password">
                <h2 id="h-password">{words::CHANGE_PASSWORD.get(language)}</h2>
                <p class="muted small">{words::NEW_PASSWORD_HINT.with(language, &[("min", &PASSWORD_MIN.to_string())])}</p>
                <form class="form" method="post" action=action.clone()>
                    {what("password")}
                    <input class="sr-only" type="text" name="username" autocomplete="username" value=session.email.clone() tabindex="-1" readonly aria-hidden="true"/>
                    {input("new", words::PASSWORD)}
                    {input("repeat", words::REPEAT)}
                    <button class="ds-button" data-variant="secondary" type="submit">{words::SAVE_PASSWORD.get(language)}</button>
                </form>
            </section>
        }
    });
    let second = second_section(view.second_since.as_deref(), may_change, &view.clock, language);
    let others = (may_change && view.sessions.len() > 1).then(|| {
        view! {
            <form method="post" action=action.clone()>
                {what("others")}
                <button class="ds-button" data-variant="tertiary" type="submit">{words::SIGN_OUT_OTHERS.get(language)}</button>
            </form>
        }
    });
    let out = may_change.then(|| {
        view! {
            <form method="post" action=action.clone()>
                {what("sign-out")}
                <button class="ds-button" data-variant="secondary" type="submit" data-fullwidth>{words::SIGN_OUT.get(language)}</button>
            </form>
        }
    });
    view! {
        <h1>{words::ACCOUNT.get(language)}</h1>
        <p class="portal-lead">{session.name.clone()}<br/><span class="muted">{session.email.clone()}</span></p>
        {done}
        {forms}{second}
        <section class="portal-card" aria-labelledby="h-sessions">
            <h2 id="h-sessions">{words::SESSIONS.get(language)}</h2>
            <ul class="portal-sessions">{sessions}</ul>
            {others}
        </section>
        {out}
    }
}
