//! The register page.

use super::{
    chips::chips,
    choose, columns, condition_form, preview,
    state::{Here, Panel, RegisterState},
    table::{heading, table},
    views,
};
use crate::{
    i18n::{common, merge, register as words},
    ui::Icon,
};
use domain::{
    field::{self, grouped},
    filter::{Filter, Lifecycle},
    money::Money,
    register::{COUNT_CAP, RegisterQuery, Scope, counted},
    terms::Currency,
    text::Text,
    text::plain,
};
use leptos::prelude::*;

/// What the customers of a scope are called together.
pub(crate) const fn scope_title(scope: Scope) -> Text {
    match scope {
        Scope::Mine => words::TITLE_MINE,
        Scope::Department => words::TITLE_DEPARTMENT,
        Scope::Firm => words::TITLE_FIRM,
    }
}

/// The register page.
#[component]
pub fn RegisterPageView(
    /// What it shows.
    state: RegisterState,
) -> impl IntoView {
    let language = state.language();
    let title = match (&state.view, state.here.query.scope) {
        (Some(view), _) => view.name.clone(),
        (None, scope) => scope_title(scope).get(language).to_owned(),
    };
    let body = if state.page.rows.is_empty() { empty(&state).into_any() } else { table(&state).into_any() };
    let beside = state.preview.as_ref().map(|customer| preview::preview(&state, customer));
    let with_beside = state.preview.is_some().then_some("true");
    view! {
        <div class="page-head">
            <h1>{title}" "<span data-region="register-count">{count(&state)}</span></h1>
            <div class="buttons">
                {(!state.page.rows.is_empty()).then(|| crate::exchange::menu(&state))}
                {state.rights.register.then(|| view! {
                    <a class="ds-button" data-variant="tertiary" href="/customers/doubles"><Icon name="copy"/>{merge::DOUBLES.get(language)}</a>
                    <a class="ds-button" href="/customers/new"><Icon name="plus"/>{common::NEW_CUSTOMER.get(language)}</a>
                })}
            </div>
        </div>
        <div data-region="register-tools">
            {views::missing(&state)}
            {views::tabs(&state)}
            <div class="register-tools">
                {lifecycles(&state)}
                {chips(&state)}
                <div class="register-tools-end">{columns::link(&state)}{sorts(&state)}</div>
            </div>
            {panel(&state)}
        </div>
        <div class="register-body" data-region="register-list" data-beside=with_beside>
            <div class="register-list">{body}</div>
            {beside}
        </div>
        <div data-region="register-totals">{totals(&state)}</div>
        {choose::bar(&state)}
    }
}

/// How many there are; or, where counting takes its time, the way to know.
fn count(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    if let Some(totals) = &state.totals {
        return view! { <span class="count">{counted(totals.count)}</span> }.into_any();
    }
    let href = state.this_page("count=1");
    view! { <a class="count" data-swap data-later href=href>{words::COUNT_THEM.get(language)}</a> }.into_any()
}

/// Sums of the columns with amounts.
fn totals(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let has_sums = state.columns.iter().any(|column| column.has_total()) && !state.page.rows.is_empty();
    has_sums.then(|| match &state.totals {
        Some(totals) if totals.count > COUNT_CAP => {
            view! { <p class="register-totals muted">{words::SUM_TOO_MANY.get(language)}</p> }.into_any()
        }
        Some(totals) => {
            let sums = totals
                .sums
                .iter()
                .filter_map(|sum| Some((field::customer(sum.column)?, sum)))
                .map(|(field, sum)| {
                    let label = plain(field.label.get(language));
                    let one = |(currency, amount): &(String, i64)| {
                        let unit = if *currency == Currency::of(state.home).key() { "kr" } else { currency };
                        format!("{}\u{a0}{unit}", Money::from_hundredths(*amount))
                    };
                    let amounts: Vec<String> = match &sum.amounts[..] {
                        [] => vec![one(&(Currency::of(state.home).key().to_owned(), 0))],
                        amounts => amounts.iter().map(one).collect(),
                    };
                    view! { <span>{label}" "<strong>{amounts.join(" · ")}</strong></span> }
                })
                .collect_view();
            let of = words::SUM_OF.with(language, &[("count", &grouped(totals.count))]);
            view! { <p class="register-totals"><span>{of}</span>{sums}</p> }.into_any()
        }
        None => {
            view! { <p class="register-totals muted"><a class="link" data-swap href=state.this_page("count=1")>{words::SUM_LATER.get(language)}</a></p> }.into_any()
        }
    })
}

/// Active, potential, ended, hidden.
fn lifecycles(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let now = state.here.query.lifecycle;
    let links = Lifecycle::ALL
        .into_iter()
        .map(|lifecycle| {
            let href = state.here.with(RegisterQuery { lifecycle, ..state.here.query.clone() });
            view! { <a class="segment" href=href aria-current=(lifecycle == now).then_some("true")>{lifecycle.name().get(language)}</a> }
        })
        .collect_view();
    view! { <nav class="segments" aria-label=words::LIFECYCLE.get(language)>{links}</nav> }
}

/// The order as a menu: on a phone there are no headings to click.
fn sorts(state: &RegisterState) -> impl IntoView + use<> {
    use domain::register::Sort;
    let language = state.language();
    let sort = state.here.query.sort;
    let mut shown: Vec<_> = state.columns.iter().copied().filter(|column| column.is_sorted()).collect();
    if !shown.contains(&sort.column()) {
        shown.push(sort.column());
    }
    let items = shown
        .into_iter()
        .flat_map(|column| [false, true].map(|descending| (column, descending)))
        .filter_map(|(column, descending)| Some((column, Sort::by(column, descending)?)))
        .map(|(column, other)| {
            let href = state.here.with(RegisterQuery { sort: other, ..state.here.query.clone() });
            let (icon, way) =
                if other.descending { ("arrow-down", words::DESCENDING) } else { ("arrow-up", words::ASCENDING) };
            let label = plain(heading(column).get(language));
            view! {
                <a class="menu-item" href=href aria-current=(other == sort).then_some("true")>
                    <Icon name=icon/><span>{label}" "<span class="muted small">{way.get(language)}</span></span>
                </a>
            }
        })
        .collect_view();
    let label = plain(heading(sort.column()).get(language));
    view! {
        <details class="menu menu-sheet">
            <summary class="tool" aria-label=format!("{}: {label}", words::SORT.get(language))><Icon name="arrow-up-down"/><span>{label.clone()}</span></summary>
            <div class="menu-panel">{items}</div>
        </details>
    }
}

fn panel(state: &RegisterState) -> impl IntoView + use<> {
    let inside = match state.panel.as_ref()? {
        Panel::Fields { path, is_or } => condition_form::fields(state, path, *is_or).into_any(),
        Panel::Condition(form) => condition_form::form(state, form).into_any(),
        Panel::Columns => columns::chooser(state).into_any(),
        Panel::Save => views::save_form(state).into_any(),
        Panel::Rename => views::rename_form(state).into_any(),
    };
    Some(view! { <section class="register-panel section" id="panel">{inside}</section> })
}

fn empty(state: &RegisterState) -> impl IntoView + use<> {
    let language = state.language();
    let query = &state.here.query;
    if query.filter.is_broken() {
        return view! {
            <div class="empty empty-page">
                <Icon name="triangle-alert"/>
                <h2>{words::BROKEN_TITLE.get(language)}</h2>
                <p>{words::BROKEN_HELP.get(language)}</p>
            </div>
        }
        .into_any();
    }
    if !query.filter.is_empty() || query.lifecycle != Lifecycle::All {
        let href =
            state.here.with(RegisterQuery { filter: Filter::default(), lifecycle: Lifecycle::All, ..query.clone() });
        return view! {
            <div class="empty empty-page">
                <Icon name="search-x"/>
                <h2>{words::NO_MATCH.get(language)}</h2>
                <p>{words::NO_MATCH_HELP.get(language)}</p>
                <a class="ds-button" data-variant="secondary" href=href>{words::SHOW_ALL.get(language)}</a>
            </div>
        }
        .into_any();
    }
    let beyond = query.scope != Scope::Firm;
    let firm =
        Here { view: None, query: RegisterQuery { scope: Scope::Firm, ..RegisterQuery::default() }, columns: None };
    view! {
        <div class="empty empty-page">
            <Icon name="building-2"/>
            <h2>{words::EMPTY_TITLE.get(language)}</h2>
            {beyond.then(|| view! { <p>{words::EMPTY_MINE.get(language)}</p> })}
            {beyond.then(|| view! { <a class="ds-button" href=firm.address("")>{words::SHOW_FIRM.get(language)}</a> })}
        </div>
    }
    .into_any()
}
