//! One account in the list, and the form that changes it.

use super::page::{CHANGE, INVITE, UsersView};
use crate::{
    i18n::{common, user as words},
    outgoing::mail_text,
    ui::{Avatar, ErrorText, FormActions, Icon},
};
use domain::{language::Language, list::Choice, text::Text, user::Role};
use leptos::prelude::*;
use store::user::User;

/// What a role is called.
const fn role_name(role: Role) -> Text {
    match role {
        Role::Administrator => words::ADMINISTRATOR,
        Role::Consultant => words::CONSULTANT,
        Role::ReadOnly => words::READ_ONLY,
    }
}

/// One account.
pub(super) fn row(view: &UsersView, user: &User) -> AnyView {
    let language = view.language;
    let id = format!("user-{}", user.id);
    if view.editing == Some(user.id) {
        return view! {
            <li class="list-item" id=id>
                <form class="form" method="post" action=CHANGE data-saved=words::SAVED.get(language)>
                    <input type="hidden" name="user" value=user.id.to_string()/>
                    <input type="hidden" name="version" value=view.failed(CHANGE).map_or(user.version, |state| state.version(user.version))/>
                    <p><b>{user.name.clone()}</b></p>
                    <div class="form-row">
                        {role_select(view, CHANGE, "user", user.role.key())}
                        {department_select(view, CHANGE, "user", Some(user))}
                    </div>
                    <FormActions language=language/>
                </form>
            </li>
        }
        .into_any();
    }
    let seen = match &user.seen_at {
        Some(at) => words::SEEN.with(language, &[("when", &view.clock.shown(at))]),
        None => String::new(),
    };
    let parts = [user.email.clone(), role_name(user.role).get(language).to_owned(), user.department_name.clone(), seen];
    let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let me = (user.id == view.me).then(|| view! { " " <span class="muted small">{words::YOU.get(language)}</span> });
    let mail = user.mail.as_ref().filter(|_| !user.has_password).map(|standing| mail_text(standing, language));
    let tag = state(view, user).map(|(colour, text)| view! { <span class="ds-tag" data-color=colour>{text}</span> });
    view! {
        <li class="list-item" id=id data-retired=!user.active>
            <Avatar name=user.name.clone()/>
            <span class="list-item-names"><span class="list-item-name">{user.name.clone()}{me}</span><span class="muted small">{about}</span>{mail}</span>
            {tag}{menu(view, user)}
        </li>
    }
    .into_any()
}

/// What there is to say of an account that is not open.
fn state(view: &UsersView, user: &User) -> Option<(&'static str, String)> {
    let language = view.language;
    match (user.active, user.has_password, &user.invited_until) {
        (true, ..) => None,
        (false, true, _) => Some(("neutral", words::CLOSED.get(language).to_owned())),
        (false, false, Some(until)) => {
            Some(("info", words::INVITED.with(language, &[("when", &view.clock.day_shown(until))])))
        }
        (false, false, None) => Some(("warning", words::NOT_INVITED.get(language).to_owned())),
    }
}

fn menu(view: &UsersView, user: &User) -> impl IntoView + use<> {
    let language = view.language;
    let id = user.id.to_string();
    let button =
        |action: &'static str, active: Option<&'static str>, icon: &'static str, text: Text, said: Option<Text>| {
            let id = id.clone();
            view! {
                <form method="post" action=action data-saved=said.map(|said| said.get(language))>
                    <input type="hidden" name="user" value=id/>
                    {active.map(|active| view! { <input type="hidden" name="active" value=active/> })}
                    <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
                </form>
            }
        };
    let renew = (!user.has_password).then(|| button("/api/staff/user-renew", None, "refresh-cw", words::RENEW, None));
    let withdraw = (!user.has_password && user.invited_until.is_some())
        .then(|| button("/api/staff/user-withdraw", None, "x", words::WITHDRAW, Some(words::WITHDRAWN)));
    let close = (user.active && user.id != view.me)
        .then(|| button("/api/staff/user-activate", Some("false"), "user-x", words::CLOSE, Some(words::IS_CLOSED)));
    let open = (!user.active && user.has_password)
        .then(|| button("/api/staff/user-activate", Some("true"), "rotate-ccw", words::OPEN, Some(words::IS_OPEN)));
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", &user.name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href=format!("?edit={0}#user-{0}", user.id)><Icon name="pencil"/><span>{words::EDIT.get(language)}</span></a>
                {renew}{withdraw}{close}{open}
            </div>
        </details>
    }
}

/// The choice of a role.
pub(super) fn role_select(
    view: &UsersView,
    form: &'static str,
    place: &'static str,
    stands: &str,
) -> impl IntoView + use<> {
    let language = view.language;
    let chosen = view.typed(form, "role").unwrap_or(stands).to_owned();
    let (id, message) = (format!("{place}-role"), format!("{place}-role-e"));
    let problem = view.problem(form, "role");
    let options = Role::ALL
        .into_iter()
        .map(|role| view! { <option value=role.key() selected={role.key() == chosen}>{role_name(role).get(language)}</option> })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{words::ROLE.get(language)}</label>
            <select class="ds-input" id=id name="role" aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())>{options}</select>
            {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
        </div>
    }
}

/// The choice of a department; one that is retired stays where it is chosen.
pub(super) fn department_select(
    view: &UsersView,
    form: &'static str,
    place: &'static str,
    user: Option<&User>,
) -> impl IntoView + use<> {
    let language = view.language;
    let stands = user.and_then(|user| user.department).map(|id| id.to_string()).unwrap_or_default();
    let chosen = view.typed(form, "department").map_or(stands, str::to_owned);
    let (id, message) = (format!("{place}-department"), format!("{place}-department-e"));
    let problem = view.problem(form, "department");
    let kept = user
        .and_then(|user| Some(Choice { value: user.department?.to_string(), label: user.department_name.clone() }))
        .filter(|kept| view.departments.iter().all(|one| one.value != kept.value));
    let options = view
        .departments
        .iter()
        .cloned()
        .chain(kept)
        .map(|one| view! { <option value=one.value.clone() selected={one.value == chosen}>{one.label}</option> })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{words::DEPARTMENT.get(language)}</label>
            <select class="ds-input" id=id name="department" aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())>
                <option value="">{common::NOT_CHOSEN.get(language)}</option>
                {options}
            </select>
            {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
        </div>
    }
}

/// In which language an invitation is written, and its owner will read.
pub(super) fn language_select(view: &UsersView) -> impl IntoView + use<> {
    let language = view.language;
    let chosen = view.typed(INVITE, "language").unwrap_or(language.tag()).to_owned();
    let problem = view.problem(INVITE, "language");
    let options = Language::ALL
        .into_iter()
        .map(|one| view! { <option value=one.tag() selected={one.tag() == chosen} lang=one.tag()>{one.own_name()}</option> })
        .collect_view();
    view! {
        <div class="ds-field">
            <label class="ds-label" for="invite-language">{words::LANGUAGE.get(language)}</label>
            <select class="ds-input" id="invite-language" name="language" aria-invalid=problem.map(|_| "true")
                aria-describedby=problem.map(|_| "invite-language-e")>{options}</select>
            {problem.map(|problem| view! { <ErrorText id="invite-language-e".to_owned() problem=problem language=language/> })}
        </div>
    }
}
