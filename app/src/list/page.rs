//! The page of one list.

use super::{
    activity::{kind_field, kind_tag},
    status::{meaning_fields, meaning_tag},
    term::{term_fields, term_tag},
};
use crate::{
    help::help_link,
    i18n::{list as words, own_field, relation},
    ui::{ErrorText, FormActions, Icon},
};
use domain::{
    error::Problem,
    id::ListItemId,
    language::Language,
    list::{ITEM_MAX, ListItem, ListKind},
    text::Text,
};
use leptos::prelude::*;
use store::form_state::FormState;

/// What is being done to one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Working {
    /// It is renamed.
    Rename(ListItemId),
    /// It is merged into another.
    Merge(ListItemId),
}

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct ListView {
    /// The list.
    pub kind: ListKind,
    /// Its values.
    pub items: Vec<ListItem>,
    /// What is being done to one of them.
    pub working: Option<Working>,
    /// A change that failed.
    pub form: Option<FormState>,
    /// The reader's language.
    pub language: Language,
    /// Whether the reader may change lists.
    pub may_change: bool,
}

impl ListView {
    pub(super) fn typed(&self, form: &str, name: &str) -> Option<&str> {
        self.form.as_ref().filter(|state| state.form == form)?.typed(name)
    }

    pub(super) fn problem(&self, form: &str, field: &str) -> Option<Problem> {
        self.form.as_ref().filter(|state| state.form == form)?.error.problem_of(field)
    }
}

/// The page of one list, with the way to the others.
#[component]
pub fn ListsPage(
    /// Everything that it shows.
    view: ListView,
) -> impl IntoView {
    let language = view.language;
    let title = view.kind.title().get(language);
    let chips = ListKind::ALL
        .iter()
        .map(|kind| {
            let current = (*kind == view.kind).then_some("page");
            view! { <a class="chip" href=format!("/lists/{}", kind.key()) aria-current=current>{kind.title().get(language)}</a> }
        })
        .collect_view();
    let rows = view.items.iter().map(|item| row(&view, item)).collect_view();
    let nothing = view.items.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    // Not beside the form of one that is changed: both have the same fields.
    let has_more = matches!(view.kind, ListKind::Status | ListKind::PaymentTerm);
    let offers_new = view.may_change && (!has_more || view.working.is_none());
    let refused = view
        .problem("/api/staff/list-retire", "item")
        .map(|problem| view! { <div role="alert"><ErrorText id="list-e".to_owned() problem=problem language=language/></div> });
    let count = view.items.iter().filter(|item| !item.retired).count();
    view! {
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1>{help_link(language, "lists")}</div>
        <nav class="chips lists-nav" aria-label=words::WHICH.get(language)>{chips}</nav>
        <section class="section lists-section" data-region="list" aria-labelledby="h-list">
            <header class="section-head"><h2 id="h-list">{title}</h2><span class="digest">{count}</span></header>
            <div class="section-body">
                {refused}{nothing}
                <ul class="list-items">{rows}</ul>
                {offers_new.then(|| adder(&view))}
            </div>
        </section>
    }
}

fn row(view: &ListView, item: &ListItem) -> AnyView {
    let language = view.language;
    match view.working.filter(|_| view.may_change) {
        Some(Working::Rename(id)) if id == item.id => return rename_form(view, item).into_any(),
        Some(Working::Merge(id)) if id == item.id => return merge_form(view, item).into_any(),
        _ => {}
    }
    let others: Vec<&str> = item.names.iter().map(String::as_str).filter(|name| *name != item.name(language)).collect();
    let others = (!others.is_empty()).then(|| {
        let mut others = others;
        others.dedup();
        view! { <span class="muted small">{others.join(" · ")}</span> }
    });
    let inverse = item.inverse(language).map(|name| {
        let side = relation::INVERSE.get(language);
        view! { <span class="muted small"><Icon name="arrow-right" small=true/>{name.to_owned()}<span class="sr-only">" ("{side}")"</span></span> }
    });
    let merged_into = item.merged_into.and_then(|into| view.items.iter().find(|other| other.id == into));
    let state = if let Some(into) = merged_into {
        Some(words::MERGED_INTO.with(language, &[("name", into.name(language))]))
    } else if item.retired {
        Some(words::RETIRED.get(language).to_owned())
    } else {
        (!item.is_managed).then(|| words::FREE.get(language).to_owned())
    };
    let state = state.map(|state| view! { <span class="ds-tag" data-color="neutral">{state}</span> });
    let code = (!item.code.is_empty()).then(|| view! { <span class="muted small">{item.code.clone()}</span> });
    let menu = (view.may_change && item.merged_into.is_none()).then(|| menu(view, item));
    view! {
        <li class="list-item" data-retired=item.retired>
            <span class="list-item-names"><span class="list-item-name">{item.name(language).to_owned()}</span>{others}{inverse}</span>
            {meaning_tag(view, item)}{kind_tag(view, item)}{term_tag(view, item)}{code}{state}{menu}
        </li>
    }
    .into_any()
}

fn ids(view: &ListView, item: &ListItem) -> impl IntoView {
    view! {
        <input type="hidden" name="kind" value=view.kind.key()/>
        <input type="hidden" name="item" value=item.id.to_string()/>
    }
}

fn menu(view: &ListView, item: &ListItem) -> impl IntoView {
    let language = view.language;
    let name = item.name(language).to_owned();
    let (retired, icon, text): (_, _, Text) =
        if item.retired { ("false", "rotate-ccw", words::RESTORE) } else { ("true", "archive", words::RETIRE) };
    let promote = (!item.is_managed).then(|| {
        view! {
            <form method="post" action="/api/staff/list-promote">
                {ids(view, item)}
                <button class="menu-item" type="submit"><Icon name="check"/><span>{words::PROMOTE.get(language)}</span></button>
            </form>
        }
    });
    let movable: Vec<_> = view.items.iter().filter(|other| other.is_managed && !other.retired).collect();
    let at = movable.iter().position(|other| other.id == item.id);
    let shift = |up: bool, icon: &'static str, text: Text| {
        view! {
            <form method="post" action="/api/staff/list-shift">
                {ids(view, item)}
                <input type="hidden" name="up" value=if up { "true" } else { "false" }/>
                <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
            </form>
        }
    };
    let up = at.is_some_and(|at| at > 0).then(|| shift(true, "arrow-up", own_field::UP));
    let down = at.is_some_and(|at| at + 1 < movable.len()).then(|| shift(false, "arrow-down", own_field::DOWN));
    let merge = (view.kind.is_plain() && !item.retired && view.items.len() > 1).then(|| {
        view! {
            <a class="menu-item" data-swap href=format!("?merge={0}#item-{0}", item.id)><Icon name="merge"/><span>{words::MERGE.get(language)}</span></a>
        }
    });
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::MENU.with(language, &[("name", &name)])><Icon name="ellipsis"/></summary>
            <div class="menu-panel">
                <a class="menu-item" data-swap href=format!("?edit={0}#item-{0}", item.id)><Icon name="pencil"/><span>{words::RENAME.get(language)}</span></a>
                {up}{down}
                {promote}
                {merge}
                <form method="post" action="/api/staff/list-retire">
                    {ids(view, item)}
                    <input type="hidden" name="retired" value=retired/>
                    <button class="menu-item" type="submit"><Icon name=icon/><span>{text.get(language)}</span></button>
                </form>
            </div>
        </details>
    }
}

/// One line of a form, with what is wrong with it.
fn line(
    view: &ListView,
    form: &str,
    field: &'static str,
    label: Text,
    value: String,
    first: bool,
) -> impl IntoView + use<> {
    let language = view.language;
    let problem = view.problem(form, field);
    let value = view.typed(form, field).map_or(value, str::to_owned);
    let (id, message) = (format!("list-{field}"), format!("list-{field}-e"));
    view! {
        <div class="ds-field">
            <label class="ds-label" for=id.clone()>{label.get(language)}</label>
            <input
                class="ds-input" id=id name=field value=value maxlength=ITEM_MAX autocomplete="off" autofocus=first
                aria-invalid=problem.map(|_| "true") aria-describedby=problem.map(|_| message.clone())
            />
            {problem.map(|problem| view! { <ErrorText id=message problem=problem language=language/> })}
        </div>
    }
}

fn rename_form(view: &ListView, item: &ListItem) -> impl IntoView {
    let form = "/api/staff/list-rename";
    let [nb, sv, en] = item.names.clone();
    view! {
        <li class="list-item" id=format!("item-{}", item.id)>
            <form class="form" method="post" action=form data-saved=words::RENAMED.get(view.language)>
                {ids(view, item)}
                {line(view, form, "nb", words::NORWEGIAN, nb, true)}
                {line(view, form, "sv", words::SWEDISH, sv, false)}
                {line(view, form, "en", words::ENGLISH, en, false)}
                {(view.kind == ListKind::Status).then(|| meaning_fields(view, form, Some(item)))}
                {(view.kind == ListKind::PaymentTerm).then(|| term_fields(view, form, Some(item)))}
                {(view.kind == ListKind::RelationKind).then(|| inverse_fields(view, form, item))}
                <FormActions language=view.language/>
            </form>
        </li>
    }
}

/// What a kind of relation is called from the other side.
fn inverse_fields(view: &ListView, form: &str, item: &ListItem) -> impl IntoView + use<> {
    let [nb, sv, en] = item.inverse.clone();
    view! {
        <p class="muted small">{relation::INVERSE_HELP.get(view.language)}</p>
        {line(view, form, "inverse_nb", relation::INVERSE_NB, nb, false)}
        {line(view, form, "inverse_sv", relation::INVERSE_SV, sv, false)}
        {line(view, form, "inverse_en", relation::INVERSE_EN, en, false)}
    }
}

fn merge_form(view: &ListView, item: &ListItem) -> impl IntoView {
    let language = view.language;
    let form = "/api/staff/list-merge";
    let problem = view.problem(form, "into");
    let options = view
        .items
        .iter()
        .filter(|other| other.id != item.id && !other.retired)
        .map(|other| view! { <option value=other.id.to_string()>{other.name(language).to_owned()}</option> })
        .collect_view();
    view! {
        <li class="list-item" id=format!("item-{}", item.id)>
            <form class="form" method="post" action=form data-saved=words::MERGED.get(language)>
                {ids(view, item)}
                <div class="ds-field">
                    <label class="ds-label" for="list-into">{words::MERGE_THAT.with(language, &[("name", item.name(language))])}</label>
                    <select class="ds-input" id="list-into" name="into" autofocus aria-invalid=problem.map(|_| "true") aria-describedby=if problem.is_some() { "list-into-e" } else { "list-into-help" }>
                        {options}
                    </select>
                    <p class="muted small" id="list-into-help">{words::MERGE_HELP.get(language)}</p>
                    {problem.map(|problem| view! { <ErrorText id="list-into-e".to_owned() problem=problem language=language/> })}
                </div>
                <FormActions language=language save=words::MERGE_NOW/>
            </form>
        </li>
    }
}

fn adder(view: &ListView) -> impl IntoView {
    let form = "/api/staff/list-add";
    view! {
        <form class="form list-adder" method="post" action=form data-saved=words::ADDED.get(view.language)>
            <input type="hidden" name="kind" value=view.kind.key()/>
            {line(view, form, "name", words::NEW, String::new(), false)}
            {(view.kind == ListKind::Status).then(|| meaning_fields(view, form, None))}
            {(view.kind == ListKind::ActivityType).then(|| kind_field(view, form))}
            {(view.kind == ListKind::PaymentTerm).then(|| term_fields(view, form, None))}
            <button class="ds-button" type="submit" data-variant="secondary">{words::ADD.get(view.language)}</button>
        </form>
    }
}
