//! The page of one employee: who it is, and at which customers.

use super::{form::form, list::mobile};
use crate::{
    i18n::{common, contact, employee as words},
    ui::{Avatar, Icon, Up},
};
use domain::{
    country::Country,
    employee::{Employee, Stage, stage},
    field::day,
    language::Language,
    list::Choice,
    text::Text,
};
use leptos::prelude::*;
use store::{form_state::FormState, placement::At};

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct EmployeeView {
    /// Who it is.
    pub employee: Employee,
    /// At which customers.
    pub at: Vec<At>,
    /// Departments that can be chosen, where they are changed.
    pub departments: Vec<Choice>,
    /// Whether they are changed.
    pub editing: bool,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// The reader's language.
    pub language: Language,
    /// The firm's country.
    pub home: Country,
}

/// The page of one employee.
#[component]
pub fn EmployeePage(
    /// Everything that it shows.
    view: EmployeeView,
) -> impl IntoView {
    let language = view.language;
    let one = &view.employee;
    let ended = one.ended.then(|| {
        view! { <span class="ds-tag" data-color="neutral">{words::ENDED.get(language)}</span> }
    });
    let parts = [one.number.to_string(), one.profession.clone(), one.department_name.clone()];
    let about = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let details = if view.may_change && view.editing {
        form(Some(one), &view.departments, view.form.as_ref(), language).into_any()
    } else {
        facts(&view).into_any()
    };
    view! {
        <Up href="/employees" to=words::TITLE.get(language)/>
        <header class="contact-head" data-region="employee-head">
            <Avatar name=one.name() size="huge"/>
            <div><h1>{one.name()}</h1><p class="muted">{about}" "{ended}</p></div>
            {actions(&view)}
            {view.may_change.then(|| menu(&view))}
        </header>
        <div class="stack">
            <section class="section" data-region="employee" aria-labelledby="h-employee">
                <header class="section-head"><Icon name="user"/><h2 id="h-employee">{contact::DETAILS.get(language)}</h2></header>
                <div class="section-body">{details}</div>
            </section>
            {customers(&view)}
        </div>
    }
}

fn actions(view: &EmployeeView) -> impl IntoView + use<> {
    let language = view.language;
    let button = |href: String, icon: &'static str, text: Text| {
        view! { <a class="ds-button" data-variant="secondary" href=href><Icon name=icon/><span>{text.get(language)}</span></a> }
    };
    let number = &view.employee.mobile;
    let call = (!number.is_empty()).then(|| button(format!("tel:{number}"), "phone", common::CALL));
    let sms = (!number.is_empty()).then(|| button(format!("sms:{number}"), "message-square", common::SMS));
    let email = &view.employee.email;
    let email = (!email.is_empty()).then(|| button(format!("mailto:{email}"), "mail", common::EMAIL));
    let any = call.is_some() || email.is_some();
    any.then(|| view! { <nav class="quick-actions actionbar" aria-label=view.employee.name()>{call}{sms}{email}</nav> })
}

fn menu(view: &EmployeeView) -> impl IntoView + use<> {
    let language = view.language;
    let one = &view.employee;
    let (ended, icon, text) =
        if one.ended { ("false", "rotate-ccw", words::REOPEN) } else { ("true", "archive", words::END) };
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", &one.name())])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href="?edit=1#employee-form"><Icon name="pencil"/><span>{common::EDIT.get(language)}</span></a>
                <form method="post" action="/api/staff/employee-end">
                    <input type="hidden" name="employee" value=one.id.to_string()/>
                    <input type="hidden" name="ended" value=ended/>
                    <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}

fn facts(view: &EmployeeView) -> impl IntoView + use<> {
    let language = view.language;
    let one = &view.employee;
    let facts = [
        (words::NUMBER, one.number.to_string()),
        (words::PROFESSION, one.profession.clone()),
        (words::DEPARTMENT, one.department_name.clone()),
        (words::MOBILE, mobile(one, view.home)),
        (words::EMAIL, one.email.clone()),
    ];
    let rows = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <div class="links-row"><span class="muted">{label.get(language)}</span><span>{value}</span></div> })
        .collect_view();
    view! { <div>{rows}</div> }
}

fn customers(view: &EmployeeView) -> impl IntoView + use<> {
    let language = view.language;
    let count = view.at.iter().filter(|at| stage(&at.starts_on, &at.ends_on, &at.today) == Stage::Now).count();
    let rows = view.at.iter().map(|at| customer(at, language)).collect_view();
    let nothing = view.at.is_empty().then(|| view! { <div class="empty"><p>{words::NOWHERE.get(language)}</p></div> });
    let left = (view.employee.ended && count > 0)
        .then(|| view! { <div class="notice"><Icon name="info"/><p>{words::LEFT_AND_THERE.get(language)}</p></div> });
    view! {
        <section class="section" data-region="employee-customers" aria-labelledby="h-employee-customers">
            <header class="section-head">
                <Icon name="building-2"/><h2 id="h-employee-customers">{words::CUSTOMERS.get(language)}</h2>
                <span class="digest">{words::COUNT_NOW.with(language, &[("n", &count.to_string())])}</span>
            </header>
            <div class="section-body">{left}{nothing}<ul class="list-items">{rows}</ul></div>
        </section>
    }
}

fn customer(at: &At, language: Language) -> impl IntoView + use<> {
    let days = days(&at.starts_on, &at.ends_on, language);
    let about = if at.role.is_empty() { days } else { format!("{} · {days}", at.role) };
    view! {
        <li class="list-item">
            <span class="list-item-names">
                <a class="list-item-name" href=format!("/customers/{}", at.customer)>{at.name.clone()}</a>
                <span class="muted small">{about}</span>
            </span>
            {stage_tag(stage(&at.starts_on, &at.ends_on, &at.today), language)}
        </li>
    }
}

/// Whether somebody is there now, will be, or was.
pub(super) fn stage_tag(stage: Stage, language: Language) -> impl IntoView + use<> {
    let colour = match stage {
        Stage::Now => "success",
        Stage::Coming => "info",
        Stage::Earlier => "neutral",
    };
    view! { <span class="ds-tag" data-color=colour>{stage.name().get(language)}</span> }
}

/// From when to when.
pub(super) fn days(starts_on: &str, ends_on: &str, language: Language) -> String {
    let from = day(starts_on, language);
    if ends_on.is_empty() {
        words::SINCE.with(language, &[("from", &from)])
    } else {
        words::BETWEEN.with(language, &[("from", &from), ("to", &day(ends_on, language))])
    }
}

/// The page on which an employee is added.
#[component]
pub fn NewEmployeePage(
    /// Departments that can be chosen.
    departments: Vec<Choice>,
    /// What was typed and could not be saved.
    form_state: Option<FormState>,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    view! {
        <div class="settings-main">
            <Up href="/employees" to=words::TITLE.get(language)/>
            <div class="page-head"><h1>{words::NEW.get(language)}</h1></div>
            <section class="section lists-section" aria-labelledby="h-employee-new">
                <header class="section-head"><Icon name="user-plus"/><h2 id="h-employee-new">{contact::DETAILS.get(language)}</h2></header>
                <div class="section-body">{form(None, &departments, form_state.as_ref(), language)}</div>
            </section>
        </div>
    }
}
