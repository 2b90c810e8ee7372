//! The page of the log of settings.

use super::words::{Line, Reader, lines, name, verb};
use crate::{
    department_terms,
    i18n::{log, setting_log as words, settings, undo},
    ui::{Avatar, Icon, Up, time::Clock},
};
use domain::{
    country::Country,
    id::UserId,
    language::Language,
    list::Choice,
    setting_log::{Area, SettingEntry},
};
use leptos::prelude::*;
use store::setting_log::Page;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct SettingLogView {
    /// The entries.
    pub page: Page,
    /// The area that is asked for.
    pub area: Option<Area>,
    /// The person who is asked for.
    pub by: Option<UserId>,
    /// Whether it is not the first page.
    pub is_later: bool,
    /// Whose changes can be asked for.
    pub people: Vec<Choice>,
    /// The firm's country.
    pub home: Country,
    /// When it is read.
    pub clock: Clock,
}

impl SettingLogView {
    /// The address of a page of it.
    fn address(&self, after: Option<String>) -> String {
        let area = self.area.map(|area| ("area", area.key().to_owned()));
        let by = self.by.map(|by| ("by", by.to_string()));
        let query: Vec<String> = [area, by, after.map(|after| ("after", after))]
            .into_iter()
            .flatten()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if query.is_empty() { "/settings/log".to_owned() } else { format!("/settings/log?{}", query.join("&")) }
    }
}

/// The page of the log of settings.
#[component]
pub fn SettingLogPage(
    /// Everything that it shows.
    view: SettingLogView,
) -> impl IntoView {
    let language = view.clock.language;
    let nothing =
        view.page.entries.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let rows = view.page.entries.iter().map(|entry| row(&view, entry)).collect_view();
    let older = view.page.next.map(|next| {
        view! { <a class="link" data-swap href=view.address(Some(next.to_string()))>{words::OLDER.get(language)}</a> }
    });
    let newest = view.is_later.then(|| {
        view! { <a class="link" data-swap href=view.address(None)>{words::NEWEST.get(language)}</a> }
    });
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}</p>
            {filter(&view)}
            <section class="section" data-region="setting-log" aria-labelledby="h-setting-log">
                <header class="section-head"><Icon name="history"/><h2 id="h-setting-log">{view.area.map_or(words::ALL_AREAS.get(language), |area| area.name(language))}</h2></header>
                <div class="section-body">
                    {nothing}
                    <form method="post" action="/api/staff/settings-undo" data-saved=undo::TAKEN_BACK.get(language)>
                        <ul class="log">{rows}</ul>
                    </form>
                    <div class="section-foot setting-log-foot">{newest}{older}</div>
                </div>
            </section>
        </div>
    }
}

/// By area and person; a plain form.
fn filter(view: &SettingLogView) -> impl IntoView {
    let language = view.clock.language;
    let areas = Area::ALL
        .iter()
        .map(|area| view! { <option value=area.key() selected={view.area == Some(*area)}>{area.name(language)}</option> })
        .collect_view();
    let by = view.by.map(|by| by.to_string()).unwrap_or_default();
    let people = view
        .people
        .iter()
        .map(|person| view! { <option value=person.value.clone() selected={person.value == by}>{person.label.clone()}</option> })
        .collect_view();
    view! {
        <form class="setting-log-filter" method="get" action="/settings/log">
            <div class="ds-field">
                <label class="ds-label" for="log-area">{words::AREA.get(language)}</label>
                <select class="ds-input" id="log-area" name="area"><option value="">{words::ALL_AREAS.get(language)}</option>{areas}</select>
            </div>
            <div class="ds-field">
                <label class="ds-label" for="log-by">{words::PERSON.get(language)}</label>
                <select class="ds-input" id="log-by" name="by"><option value="">{words::EVERYBODY.get(language)}</option>{people}</select>
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">{words::SHOW.get(language)}</button>
        </form>
    }
}

fn row(view: &SettingLogView, entry: &SettingEntry) -> AnyView {
    let language = view.clock.language;
    let who = if entry.by.is_empty() { log::SYSTEM.get(language).to_owned() } else { entry.by.clone() };
    let (what, subject) = (verb(entry).get(language), name(&entry.subject, language));
    let reader = Reader { names: &view.page.names, language, home: view.home };
    let changes = lines(&entry.subject, &entry.changes, reader)
        .into_iter()
        .map(|line| match line {
            Line::Became(label, old, new) => change_row(language, label, old, new).into_any(),
            Line::Says(what, which) => {
                view! { <p class="change"><span class="muted">{what}": "</span>{which}</p> }.into_any()
            }
        })
        .collect_view();
    let back = take_back(view, entry, &format!("{what} {subject}"));
    let again =
        entry.is_undo.then(|| view! { " " <span class="muted small">"("{undo::TOOK_BACK.get(language)}")"</span> });
    view! {
        <li class="log-row">
            <time datetime=entry.at.clone() title=view.clock.full(&entry.at)>{view.clock.shown(&entry.at)}</time>
            <Avatar name=who.clone() size="small"/>
            <div class="log-what">
                <p><b>{who}</b>" "{what}" "<b>{subject}</b>" "<a class="chip setting-log-area" href=address(entry)>{entry.area.name(language)}</a>{again}" "{back}</p>
                {changes}
            </div>
        </li>
    }
    .into_any()
}

/// The page where what was changed stands.
fn address(entry: &SettingEntry) -> String {
    let named = |key: &str| entry.subject.named.text(key);
    match (entry.subject.table.as_str(), named("id").parse()) {
        ("department_terms", Ok(department)) => department_terms::address(department),
        _ => entry.area.address(named("kind")),
    }
}

fn change_row(language: Language, label: String, old: String, new: String) -> impl IntoView {
    view! {
        <p class="change">
            <span class="muted">{label}": "</span>
            <del>{old}</del>
            <Icon name="arrow-right" small=true/>
            <span class="sr-only">" "{log::BECAME.get(language)}" "</span>
            <ins>{new}</ins>
        </p>
    }
}

/// The button that takes an entry back, or that it was.
fn take_back(view: &SettingLogView, entry: &SettingEntry, what: &str) -> AnyView {
    let language = view.clock.language;
    if entry.undone {
        return view! { <span class="log-undone">{undo::WAS_TAKEN_BACK.get(language)}</span> }.into_any();
    }
    entry
        .can_be_undone()
        .then(|| {
            let which = undo::TAKE_BACK_THAT.with(language, &[("what", what), ("when", &view.clock.shown(&entry.at))]);
            view! {
                <button class="take-back" type="submit" name="entry" value=entry.id.to_string()>
                    <Icon name="undo-2" small=true/>{undo::TAKE_BACK.get(language)}<span class="sr-only">": "{which}</span>
                </button>
            }
        })
        .into_any()
}
