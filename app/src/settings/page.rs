//! The page of the firm's settings.

use super::{SettingSearch, found};
use crate::{
    editing::{Editable, field_rows},
    help::help_link,
    i18n::{
        advice, agreement, criteria, department, department_terms, firm_country, layout, list, log, module, own_field,
        portal_setting, rule, setting_log, setting_right, settings as words, sharepoint, tab, template, user,
    },
    ui::{Icon, time::Clock},
};
use domain::{
    field::{FIRM, Kind, grouped, terms},
    language::Language,
    list::{ListKind, StatusMeaning},
    search::SettingHit,
    settings::FirmSettings,
    text::Text,
};
use leptos::prelude::*;
use std::collections::HashMap;
use store::settings::About;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct SettingsView {
    /// What the firm has chosen.
    pub settings: FirmSettings,
    /// What that touches, and who may change it.
    pub about: About,
    /// The settings, for showing and editing.
    pub editable: Editable,
    /// What is searched for among the settings; empty where nothing is.
    pub query: String,
    /// What was found.
    pub found: Vec<SettingHit>,
    /// Whether there is something new that the reader has not read.
    pub has_news: bool,
    /// When it is read.
    pub clock: Clock,
}

/// What each term touches, by field key: how many customers follow it, and how many don't.
#[must_use]
pub fn touches(about: &About, language: Language) -> Vec<(&'static str, String)> {
    let told = |key: &'static str| {
        let of = |counts: &HashMap<&'static str, i64>| counts.get(key).copied().unwrap_or_default();
        let (own, department) = (of(&about.own), of(&about.department));
        let customers = match about.customers - own - department {
            1 => words::ONE_CUSTOMER.get(language).to_owned(),
            n => words::CUSTOMERS.with(language, &[("n", &grouped(n))]),
        };
        let text = if own == 0 { words::TOUCHES_ALL } else { words::TOUCHES };
        let mut told = text.with(language, &[("customers", &customers), ("own", &grouped(own))]);
        if department > 0 {
            told.push(' ');
            told.push_str(&department_terms::FOLLOW_DEPARTMENT.with(language, &[("n", &grouped(department))]));
        }
        told
    };
    terms().map(|field| (field.key, told(field.key))).collect()
}

/// The page of the firm's settings.
#[component]
pub fn SettingsPage(
    /// Everything that it shows.
    view: SettingsView,
) -> impl IntoView {
    let language = view.editable.language;
    let changed = view.about.changed_at.as_ref().map(|at| {
        let who = if view.about.changed_by.is_empty() { log::SYSTEM.get(language) } else { &view.about.changed_by };
        words::CHANGED.with(language, &[("when", &view.clock.shown(at)), ("who", who)])
    });
    let lists = ListKind::ALL
        .iter()
        .map(|kind| view! { <a class="chip" href=format!("/lists/{}", kind.key())>{kind.title().get(language)}</a> })
        .collect_view();
    view! {
        <div class="settings-main">
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "settings")}</div>
            <SettingSearch query=view.query.clone() language=language/>
            {(!view.query.trim().is_empty()).then(|| found(&view.query, &view.found, language))}
            {(!view.editable.may_change).then(|| ask(&view.about.administrators, language))}
            <div class="settings">
                <section class="section setting" data-region="settings-card" aria-labelledby="h-card">
                    {head("card", words::CARD, words::CARD_ADVICE, language)}
                    <div class="settings-toggles">
                        {toggles(&view)}
                        {field_rows(&view.editable, StatusMeaning::Active, FIRM.iter().filter(|field| field.kind != Kind::YesNo))}
                    </div>
                </section>
                <section class="section setting" aria-labelledby="h-fields">
                    {head("fields", rule::TITLE, rule::ADVICE, language)}
                    <nav class="chips" aria-label=rule::WHOSE.get(language)>
                        <a class="chip" href="/settings/fields">{rule::CUSTOMER.get(language)}</a>
                        <a class="chip" href="/settings/fields?of=contact">{rule::CONTACT.get(language)}</a>
                        <a class="chip" href="/settings/layout">{layout::TITLE.get(language)}</a>
                        <a class="chip" href="/settings/tabs">{tab::TITLE.get(language)}</a>
                        <a class="chip" href="/settings/rights">{setting_right::TITLE.get(language)}</a>
                        <a class="chip" href="/settings/register">{criteria::SETTINGS.get(language)}</a>
                        <a class="chip" href="/settings/own-fields">{own_field::TITLE.get(language)}</a>
                    </nav>
                </section>
                <section class="section setting" aria-labelledby="h-parts">
                    {head("parts", words::PARTS, words::PARTS_ADVICE, language)}
                    <nav class="chips" aria-label=words::PARTS.get(language)>
                        <a class="chip" href="/settings/modules">{module::TITLE.get(language)}</a>
                        <a class="chip" href="/settings/portal">{portal_setting::TITLE.get(language)}</a>
                        <a class="chip" href="/settings/sharepoint">{sharepoint::TITLE.get(language)}</a>
                        <a class="chip" href="/settings/countries">{firm_country::TITLE.get(language)}</a>
                    </nav>
                </section>
                <section class="section setting" aria-labelledby="h-agreements">
                    {head("agreements", agreement::TITLE, agreement::ADVICE, language)}
                    <nav class="chips" aria-label=agreement::TITLE.get(language)>
                        <a class="chip" href="/settings/agreements">{agreement::DAYS.get(language)}</a>
                    </nav>
                </section>
                <section class="section setting" data-region="settings-terms" aria-labelledby="h-terms">
                    {head("terms", words::TERMS, words::TERMS_ADVICE, language)}
                    <div>{field_rows(&view.editable, StatusMeaning::Active, terms())}</div>
                </section>
                <section class="section setting" aria-labelledby="h-templates">
                    {head("templates", template::TITLE, template::ADVICE, language)}
                    <nav class="chips" aria-label=template::TITLE.get(language)>
                        <a class="chip" href="/settings/templates">{template::TITLE.get(language)}</a>
                    </nav>
                </section>
                <section class="section setting" aria-labelledby="h-people">
                    {head("people", words::PEOPLE, words::PEOPLE_ADVICE, language)}
                    <nav class="chips" aria-label=words::PEOPLE.get(language)>
                        <a class="chip" href="/settings/departments">{department::TITLE.get(language)}</a>
                        {view.editable.may_change.then(|| view! { <a class="chip" href="/settings/users">{user::TITLE.get(language)}</a> })}
                    </nav>
                </section>
                {view.editable.may_change.then(|| view! {
                    <section class="section setting" aria-labelledby="h-setting-log">
                        {head("setting-log", setting_log::TITLE, setting_log::ADVICE, language)}
                        <nav class="chips" aria-label=setting_log::TITLE.get(language)>
                            <a class="chip" href="/settings/log">{setting_log::TITLE.get(language)}</a>
                        </nav>
                    </section>
                })}
                <section class="section setting" aria-labelledby="h-advice">
                    {head("advice", advice::TITLE, advice::ABOUT, language)}
                    <nav class="chips" aria-label=advice::TITLE.get(language)>
                        <a class="chip" href="/settings/advice">
                            {advice::TITLE.get(language)}
                            {view.has_news.then(|| view! { <span class="ds-tag" data-color="info">{advice::NEW.get(language)}</span> })}
                        </a>
                    </nav>
                </section>
                <section class="section setting" aria-labelledby="h-lists">
                    {head("lists", list::TITLE, words::LISTS_ADVICE, language)}
                    <nav class="chips" aria-label=list::WHICH.get(language)>{lists}</nav>
                </section>
            </div>
            <p class="muted small settings-foot" data-region="settings-foot">{changed}</p>
        </div>
    }
}

fn head(id: &'static str, title: Text, advice: Text, language: Language) -> impl IntoView {
    view! { <div class="setting-head"><h2 id=format!("h-{id}")>{title.get(language)}</h2><p>{advice.get(language)}</p></div> }
}

/// Whom to ask, for those who may not change it.
#[must_use]
pub fn ask(administrators: &[String], language: Language) -> impl IntoView + use<> {
    let text = match administrators.split_last() {
        None => words::ASK_NOBODY.get(language).to_owned(),
        Some((last, [])) => words::ASK.with(language, &[("who", last)]),
        Some((last, others)) => {
            let who = words::OR.with(language, &[("first", &others.join(", ")), ("last", last)]);
            words::ASK.with(language, &[("who", &who)])
        }
    };
    view! { <div class="banner"><Icon name="lock"/><p>{text}</p></div> }
}

/// The firm's own settings: each is one button that turns it on or off.
fn toggles(view: &SettingsView) -> impl IntoView {
    let language = view.editable.language;
    let all = grouped(view.about.customers);
    FIRM.iter()
        .filter(|field| field.kind == Kind::YesNo)
        .map(|field| {
            let on = view.settings.value(field) == serde_json::Value::Bool(true);
            let (name, help, touches) = match field.key {
                "nickname_used" => {
                    let n = grouped(view.about.own.get("nickname").copied().unwrap_or_default());
                    let touches = words::NICKNAME_TOUCHES.with(language, &[("n", &n), ("all", &all)]);
                    (words::NICKNAME_ON, words::NICKNAME_HELP, touches)
                }
                "invoice_address_used" => {
                    let n = grouped(view.about.own.get("invoice_street").copied().unwrap_or_default());
                    let touches = words::INVOICE_ADDRESS_TOUCHES.with(language, &[("n", &n), ("all", &all)]);
                    (words::INVOICE_ADDRESS_ON, words::INVOICE_ADDRESS_HELP, touches)
                }
                _ => (words::LOGO_ON, words::LOGO_HELP, words::LOGO_TOUCHES.with(language, &[("all", &all)])),
            };
            let (id, note) = (format!("setting-{}", field.key), format!("setting-{}-note", field.key));
            let tick = view! { <span class="check-box" aria-hidden="true">{on.then(|| view! { <Icon name="check"/> })}</span> };
            let checked = if on { "true" } else { "false" };
            let name = name.get(language);
            let control = if view.editable.may_change {
                view! {
                    <form method="post" action=view.editable.action>
                        <input type="hidden" name="version" value=view.editable.version/>
                        <button class="check" id=id type="submit" name=format!("patch[{}]", field.key) value=if on { "no" } else { "yes" }
                            role="checkbox" aria-checked=checked aria-describedby=note.clone()>
                            {tick}{name}
                        </button>
                    </form>
                }
                .into_any()
            } else {
                view! {
                    <p class="check" id=id role="checkbox" aria-checked=checked aria-disabled="true" aria-describedby=note.clone()>{tick}{name}</p>
                }
                .into_any()
            };
            view! {
                <div class="setting-toggle">
                    {control}
                    <p class="muted small" id=note>{help.get(language)}<br/>{touches}</p>
                </div>
            }
        })
        .collect_view()
}
