//! The page of a department's terms.

use crate::{
    editing::{Editable, field_rows},
    i18n::{department, department_terms as words, log, settings},
    settings::ask,
    ui::{Icon, Up, time::Clock},
};
use domain::{
    field::{Field, grouped, terms},
    id::DepartmentId,
    language::Language,
    list::StatusMeaning,
};
use leptos::prelude::*;
use store::department_terms::Terms;

/// Where a change is sent.
pub const ACTION: &str = "/api/staff/department-terms";

/// Where the terms of a department stand.
#[must_use]
pub fn address(department: DepartmentId) -> String {
    format!("/settings/departments/{department}/terms")
}

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct DepartmentTermsView {
    /// The department's terms, and what they touch.
    pub terms: Terms,
    /// The terms, for showing and editing.
    pub editable: Editable,
    /// When it is read.
    pub clock: Clock,
}

fn customers(count: i64, language: Language) -> String {
    match count {
        1 => settings::ONE_CUSTOMER.get(language).to_owned(),
        n => settings::CUSTOMERS.with(language, &[("n", &grouped(n))]),
    }
}

/// The terms that the reader may see.
fn seen(of: &Terms) -> impl Iterator<Item = &'static Field> {
    let rights = of.firm.rights.clone();
    terms().filter(move |field| rights.sees(field))
}

/// What each term touches, by field key: how many of its customers follow the department, and how many don't.
#[must_use]
pub fn touches(of: &Terms, language: Language) -> Vec<(&'static str, String)> {
    let told = |key: &'static str| {
        let touches = of.touches.get(key).copied().unwrap_or_default();
        let following = customers(of.customers - touches.own - touches.elsewhere, language);
        let text = if touches.own == 0 { settings::TOUCHES_ALL } else { settings::TOUCHES };
        let mut told = text.with(language, &[("customers", &following), ("own", &grouped(touches.own))]);
        if touches.elsewhere > 0 {
            told.push(' ');
            told.push_str(&words::ELSEWHERE.with(language, &[("n", &grouped(touches.elsewhere))]));
        }
        told
    };
    seen(of).map(|field| (field.key, told(field.key))).collect()
}

/// The page of a department's terms.
#[component]
pub fn DepartmentTermsPage(
    /// Everything that it shows.
    view: DepartmentTermsView,
) -> impl IntoView {
    let language = view.editable.language;
    let of = &view.terms;
    let changed = of.changed_at.as_ref().map(|at| {
        let who = if of.changed_by.is_empty() { log::SYSTEM.get(language) } else { &of.changed_by };
        settings::CHANGED.with(language, &[("when", &view.clock.shown(at)), ("who", who)])
    });
    let title = words::TITLE.with(language, &[("name", &of.name)]);
    let belong = words::BELONG.with(language, &[("customers", &customers(of.customers, language))]);
    view! {
        <div class="settings-main">
            <Up href="/settings/departments" to=department::TITLE.get(language)/>
            <div class="page-head"><h1>{title}</h1></div>
            {(!view.editable.may_change).then(|| ask(&of.administrators, language))}
            {of.retired.then(|| view! { <div class="banner"><Icon name="archive"/><p>{words::RETIRED.get(language)}</p></div> })}
            <div class="settings">
                <section class="section setting" data-region="department-terms" aria-labelledby="h-terms">
                    <div class="setting-head"><h2 id="h-terms">{settings::TERMS.get(language)}</h2><p>{words::ADVICE.get(language)}</p><p>{belong}</p></div>
                    <div>{field_rows(&view.editable, StatusMeaning::Active, seen(of))}</div>
                </section>
            </div>
            <p class="muted small settings-foot" data-region="settings-foot">{changed}</p>
        </div>
    }
}
