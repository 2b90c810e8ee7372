//! The page of accounts.

use super::row::{department_select, language_select, role_select, row};
use crate::{
    error::problem_text,
    i18n::{settings, user as words},
    outgoing::{MailWay, way_text},
    ui::{ErrorText, Icon, Up, time::Clock},
};
use domain::{
    error::Problem, id::UserId, language::Language, list::Choice, register::encoded, text::Text, user::NAME_MAX,
};
use leptos::prelude::*;
use store::{form_state::FormState, user::User};

/// Where an invitation is sent.
pub const INVITE: &str = "/api/staff/user-invite";
/// Where a role and a department are sent.
pub const CHANGE: &str = "/api/staff/user-change";

/// A new invitation's link, which is shown once.
#[derive(Clone, Debug)]
pub struct Link {
    /// Whom it is for.
    pub user: UserId,
    /// The whole address.
    pub address: String,
}

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct UsersView {
    /// The accounts, those that are open first.
    pub users: Vec<User>,
    /// Who reads it.
    pub me: UserId,
    /// The one that is being changed.
    pub editing: Option<UserId>,
    /// Departments that can be chosen.
    pub departments: Vec<Choice>,
    /// The link of the invitation that was just made.
    pub link: Option<Link>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// When it is read.
    pub clock: Clock,
    /// The reader's language.
    pub language: Language,
    /// What the firm is called.
    pub firm: String,
    /// How e-mail leaves this server.
    pub mail: MailWay,
}

impl UsersView {
    pub(super) fn failed(&self, form: &str) -> Option<&FormState> {
        self.form.as_ref().filter(|state| state.form == form)
    }

    pub(super) fn typed(&self, form: &str, name: &str) -> Option<&str> {
        self.failed(form)?.typed(name)
    }

    pub(super) fn problem(&self, form: &str, name: &str) -> Option<Problem> {
        self.failed(form)?.error.problem_of(name)
    }
}

/// The page of accounts.
#[component]
pub fn UsersPage(
    /// Everything that it shows.
    view: UsersView,
) -> impl IntoView {
    let language = view.language;
    let open = view.users.iter().filter(|user| user.active).count();
    let rows = view.users.iter().map(|user| row(&view, user)).collect_view();
    let refused = ["/api/staff/user-activate", "/api/staff/user-renew", "/api/staff/user-withdraw"]
        .into_iter()
        .find_map(|form| view.problem(form, "user"))
        .map(|problem| {
            view! { <div class="notice" role="alert"><Icon name="info"/><p>{problem_text(problem, language)}</p></div> }
        });
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            <div data-region="user-link">{refused}{link(&view)}</div>
            <section class="section lists-section" data-region="users" aria-labelledby="h-users">
                <header class="section-head"><Icon name="users"/><h2 id="h-users">{words::TITLE.get(language)}</h2><span class="digest">{open}</span></header>
                <div class="section-body"><ul class="list-items">{rows}</ul></div>
            </section>
            {inviter(&view)}
        </div>
    }
}

/// The link of the invitation that was just made, to be handed over.
fn link(view: &UsersView) -> Option<impl IntoView + use<>> {
    let language = view.language;
    let link = view.link.as_ref()?;
    let user = view.users.iter().find(|user| user.id == link.user)?;
    let who = [("name", user.name.as_str()), ("email", user.email.as_str())];
    let goes = match &view.mail {
        MailWay::None => words::SEND.with(language, &who),
        MailWay::Smtp | MailWay::Folder(_) => words::GOES.with(language, &who),
    };
    let way = way_text(&view.mail, language).map(|text| view! { <p>{text}</p> });
    let body = words::MAIL_BODY.with(language, &[("name", &user.name), ("firm", &view.firm), ("link", &link.address)]);
    let subject = words::MAIL_SUBJECT.with(language, &[("firm", &view.firm)]);
    let mail = format!("mailto:{}?subject={}&body={}", encoded(&user.email), encoded(&subject), encoded(&body));
    Some(view! {
        <div class="notice lists-section" role="status">
            <Icon name="mail"/>
            <div class="stack">
                <p>{goes}</p>{way}
                <div class="ds-field">
                    <label class="ds-label" for="user-link">{words::LINK.get(language)}</label>
                    <input class="ds-input" id="user-link" readonly value=link.address.clone()/>
                </div>
                <p class="muted small">{words::ONCE.get(language)}</p>
                {(view.mail == MailWay::None).then(|| view! {
                    <p><a class="ds-button" data-variant="secondary" href=mail><Icon name="mail"/>{words::MAIL.get(language)}</a></p>
                })}
            </div>
        </div>
    })
}

/// The form of an invitation.
fn inviter(view: &UsersView) -> impl IntoView + use<> {
    let language = view.language;
    let line = |name: &'static str, label: Text, mode: Option<&'static str>, max: u32| {
        let (id, message) = (format!("invite-{name}"), format!("invite-{name}-e"));
        let problem = view.problem(INVITE, name);
        let value = view.typed(INVITE, name).unwrap_or_default().to_owned();
        view! {
            <div class="ds-field">
                <label class="ds-label" for=id.clone()>{label.get(language)}</label>
                <input class="ds-input" id=id name=name value=value maxlength=max inputmode=mode autocomplete="off"
                    aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())/>
                {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
            </div>
        }
    };
    view! {
        <section class="section lists-section" data-region="user-invite" aria-labelledby="h-invite">
            <header class="section-head"><Icon name="user-plus"/><h2 id="h-invite">{words::INVITE.get(language)}</h2></header>
            <div class="section-body">
                <form class="form" id="user-invite" method="post" action=INVITE>
                    <p class="muted small">{words::INVITE_ADVICE.get(language)}</p>
                    <div class="form-row">
                        {line("name", words::NAME, None, NAME_MAX)}
                        {line("email", words::EMAIL, Some("email"), 254)}
                    </div>
                    <div class="form-row">
                        {role_select(view, INVITE, "invite", "consultant")}
                        {department_select(view, INVITE, "invite", None)}
                    </div>
                    {language_select(view)}
                    <div class="form-actions"><button class="ds-button" type="submit">{words::INVITE_NOW.get(language)}</button></div>
                </form>
            </div>
        </section>
    }
}
