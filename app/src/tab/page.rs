//! The page of the card's tabs.

use super::form::{adder, changer};
use crate::{
    i18n::{settings, tab as words},
    settings::ask,
    ui::{Icon, Up},
};
use domain::{
    error::Problem,
    field::grouped,
    id::TabId,
    language::Language,
    tab::{CardTab, Place, TabKey},
    text::Text,
};
use leptos::prelude::*;
use store::{form_state::FormState, tab::About};

/// Where a new tab is sent.
pub const ADD: &str = "/api/staff/tab-add";
/// Where a changed one is sent.
pub const CHANGE: &str = "/api/staff/tab-change";

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct TabsView {
    /// The tabs, in the firm's order.
    pub tabs: Vec<CardTab>,
    /// What is told of the firm's own.
    pub about: Vec<About>,
    /// How many customers have a card.
    pub customers: i64,
    /// The one that is being changed.
    pub editing: Option<TabId>,
    /// The one that is to be taken away, if that is really meant.
    pub removing: Option<TabId>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// Whether the reader may change them.
    pub may_change: bool,
    /// Who may.
    pub administrators: Vec<String>,
    /// The reader's language.
    pub language: Language,
}

impl TabsView {
    pub(super) fn typed(&self, form: &str, name: &str) -> Option<&str> {
        self.form.as_ref().filter(|state| state.form == form)?.typed(name)
    }

    pub(super) fn problem(&self, form: &str, name: &str) -> Option<Problem> {
        self.form.as_ref().filter(|state| state.form == form)?.error.problem_of(name)
    }

    pub(super) fn about(&self, id: TabId) -> Option<&About> {
        self.about.iter().find(|about| about.id == id)
    }
}

/// The page of the card's tabs.
#[component]
pub fn TabsPage(
    /// Everything that it shows.
    view: TabsView,
) -> impl IntoView {
    let language = view.language;
    let rows = view.tabs.iter().enumerate().map(|(at, tab)| row(&view, tab, at)).collect_view();
    let touches = words::TOUCHES.with(language, &[("n", &grouped(view.customers))]);
    view! {
        <div class="settings-main rules-page">
            <Up href="/settings" to=settings::MENU.get(language)/>
            <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
            <p>{words::ADVICE.get(language)}" "{touches}</p>
            {(!view.may_change).then(|| ask(&view.administrators, language))}
            <section class="section lists-section" data-region="tabs-list" aria-labelledby="h-tabs">
                <header class="section-head"><h2 id="h-tabs">{words::SHORT.get(language)}</h2><span class="digest">{view.tabs.len()}</span></header>
                <div class="section-body"><ul class="list-items">{rows}</ul></div>
            </section>
            {view.may_change.then(|| adder(&view))}
        </div>
    }
}

fn row(view: &TabsView, tab: &CardTab, at: usize) -> AnyView {
    let language = view.language;
    let name = tab.name(language).to_owned();
    let id = format!("tab-{}", tab.key);
    if let TabKey::Own(own) = tab.key {
        if view.may_change && view.editing == Some(own) {
            return view! { <li class="list-item" id=id>{changer(view, tab, own)}</li> }.into_any();
        }
        if view.may_change && view.removing == Some(own) {
            return view! { <li class="list-item" id=id>{remover(&name, own, language)}</li> }.into_any();
        }
    }
    let about = match tab.key {
        TabKey::Own(own) => Some(content(view, tab, own)),
        TabKey::BuiltIn(_) if tab.key == TabKey::OVERVIEW => Some(words::ALWAYS.get(language).to_owned()),
        TabKey::BuiltIn(_) => None,
    };
    let own = matches!(tab.key, TabKey::Own(_))
        .then(|| view! { <span class="ds-tag" data-color="neutral">{words::OWN.get(language)}</span> });
    let place = if view.may_change {
        places(tab, &name, language).into_any()
    } else {
        view! { <span class="muted small">{tab.place.name(language)}</span> }.into_any()
    };
    let menu = view.may_change.then(|| menu(tab, &name, language, at, view.tabs.len()));
    view! {
        <li class="list-item tab-row" id=id data-retired={tab.place == Place::Off}>
            <span class="list-item-names"><span class="list-item-name">{name}</span>{about.map(|about| view! { <span class="muted small">{about}</span> })}</span>
            {own}{place}{menu}
        </li>
    }
    .into_any()
}

/// What an own tab shows.
fn content(view: &TabsView, tab: &CardTab, id: TabId) -> String {
    let language = view.language;
    let fields: Vec<&str> =
        view.about(id).map(|about| about.fields.iter().map(|names| language.of(names)).collect()).unwrap_or_default();
    let sections: Vec<&str> = tab.sections.iter().map(|section| section.title(language)).collect();
    let told = [(words::HOLDS_FIELDS, "fields", fields), (words::HOLDS_SECTIONS, "sections", sections)];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(.., names)| !names.is_empty())
        .map(|(text, name, names)| text.with(language, &[(name, &names.join(", "))]))
        .collect();
    if told.is_empty() { words::EMPTY_TAB.get(language).to_owned() } else { told.join(" · ") }
}

/// The three places of a tab, each a button.
fn places(tab: &CardTab, name: &str, language: Language) -> impl IntoView + use<> {
    let buttons = Place::ALL
        .iter()
        .filter(|place| **place != Place::Off || tab.key != TabKey::OVERVIEW)
        .map(|place| {
            let pressed = if *place == tab.place { "true" } else { "false" };
            view! { <button class="chip" type="submit" name="place" value=place.key() aria-pressed=pressed>{place.name(language)}</button> }
        })
        .collect_view();
    let label = words::PLACE_OF.with(language, &[("tab", name)]);
    view! {
        <form class="tab-places" method="post" action="/api/staff/tab-put" role="group" aria-label=label>
            <input type="hidden" name="tab" value=tab.key.to_string()/>
            {buttons}
        </form>
    }
}

fn menu(tab: &CardTab, name: &str, language: Language, at: usize, count: usize) -> impl IntoView + use<> {
    let key = tab.key.to_string();
    let shift = |up: bool, icon: &'static str, text: Text| {
        let key = key.clone();
        view! {
            <form method="post" action="/api/staff/tab-shift">
                <input type="hidden" name="tab" value=key/>
                <input type="hidden" name="up" value=if up { "true" } else { "false" }/>
                <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
            </form>
        }
    };
    let up = (at > 0).then(|| shift(true, "arrow-up", words::UP));
    let down = (at + 1 < count).then(|| shift(false, "arrow-down", words::DOWN));
    let own = match tab.key {
        TabKey::BuiltIn(_) => None,
        TabKey::Own(id) => Some(view! {
            <a class="menu-item" data-swap href=format!("?edit={id}#tab-{id}")><Icon name="pencil"/><span>{words::EDIT.get(language)}</span></a>
            <a class="menu-item" data-swap href=format!("?remove={id}#tab-{id}")><Icon name="trash-2"/><span>{words::REMOVE.get(language)}</span></a>
        }),
    };
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("tab", name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">{own}{up}{down}</div>
        </details>
    }
}

fn remover(name: &str, id: TabId, language: Language) -> impl IntoView + use<> {
    view! {
        <form class="form" method="post" action="/api/staff/tab-remove">
            <input type="hidden" name="tab" value=id.to_string()/>
            <p>{words::REMOVE_ASK.with(language, &[("tab", name)])}</p>
            <div class="form-actions">
                <button class="ds-button" data-color="danger" type="submit" data-small>{words::REMOVE.get(language)}</button>
                <a class="ds-button" data-variant="tertiary" data-color="neutral" data-small data-swap data-cancel href="?">{words::KEEP.get(language)}</a>
            </div>
        </form>
    }
}
