//! The table of customers: a scope, an order, pages by key.

use crate::{
    i18n::{common, register as words},
    ui::{Avatar, HiddenMark, Icon, StatusTag, time::Clock},
};
use domain::{
    field::grouped,
    language::Language,
    list::StatusMeaning,
    register::{COUNT_CAP, Cursor, RegisterPage, RegisterQuery, RegisterRow, Scope, SortKey},
    text::Text,
};
use leptos::prelude::*;
use std::fmt::Write;

/// The register page.
#[component]
pub fn RegisterPageView(
    /// What is listed.
    query: RegisterQuery,
    /// The rows.
    page: RegisterPage,
    /// When and in which language it is read.
    clock: Clock,
    /// Whether the reader may register customers.
    may_register: bool,
) -> impl IntoView {
    let language = clock.language;
    let title = match query.scope {
        Scope::Mine => words::TITLE_MINE,
        Scope::Department => words::TITLE_DEPARTMENT,
        Scope::Firm => words::TITLE_FIRM,
    };
    let count = if page.count > COUNT_CAP { format!("{}+", grouped(COUNT_CAP)) } else { grouped(page.count) };
    let tabs = Scope::ALL
        .into_iter()
        .map(|scope| {
            let name = match scope {
                Scope::Mine => common::MINE,
                Scope::Department => common::DEPARTMENTS,
                Scope::Firm => common::FIRMS,
            };
            let href = address(&RegisterQuery { scope, cursor: None, ..query.clone() });
            view! { <a class="tab" href=href aria-current=(scope == query.scope).then_some("page")>{name.get(language)}</a> }
        })
        .collect_view();
    let limit = query.with.map(|_| {
        let without = address(&RegisterQuery { with: None, cursor: None, ..query.clone() });
        view! {
            <p class="limit">
                {words::WITH.get(language)}" "<span class="tag-chip">{page.with.clone()}
                <a class="tag-remove" href=without aria-label=words::WITHOUT.with(language, &[("what", &page.with)])><Icon name="x"/></a></span>
            </p>
        }
    });
    let body = if page.rows.is_empty() {
        empty(query.scope, language).into_any()
    } else {
        table(&query, &page, &clock).into_any()
    };
    view! {
        <div class="page-head">
            <h1>{title.get(language)} <span class="count">{count}</span></h1>
            {may_register.then(|| view! {
                <a class="ds-button" href="/customers/new"><Icon name="plus"/>{common::NEW_CUSTOMER.get(language)}</a>
            })}
        </div>
        <div class="tabbar">
            <nav class="tabs" aria-label=words::SCOPES.get(language)>{tabs}</nav>
            <div class="tabbar-end">{hidden_switch(&query, language)}</div>
        </div>
        {limit}
        {body}
    }
}

/// The address of a page of the register.
fn address(query: &RegisterQuery) -> String {
    let mut address = format!("/customers?scope={}&sort={}", query.scope.key(), query.sort.key());
    if query.descending {
        address.push_str("&order=desc");
    }
    if let Some(item) = query.with {
        let _ = write!(address, "&with={item}");
    }
    if query.hidden {
        address.push_str("&hidden=1");
    }
    if let Some(cursor) = &query.cursor {
        address.push_str("&from=");
        for byte in cursor.encode().bytes() {
            if byte.is_ascii_alphanumeric() || byte == b'-' {
                address.push(char::from(byte));
            } else {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// The way to the same list with customers that have ended and are hidden too, or without them.
fn hidden_switch(query: &RegisterQuery, language: Language) -> impl IntoView + use<> {
    let href = address(&RegisterQuery { hidden: !query.hidden, cursor: None, ..query.clone() });
    let (icon, text) = if query.hidden { ("eye-off", words::WITHOUT_HIDDEN) } else { ("eye", words::WITH_HIDDEN) };
    view! { <a class="hidden-switch" href=href title=text.get(language)><Icon name=icon/><span>{text.get(language)}</span></a> }
}

fn empty(scope: Scope, language: Language) -> impl IntoView {
    let button = (scope != Scope::Firm).then(|| {
        view! { <a class="ds-button" href="/customers?scope=firm">{words::SHOW_FIRM.get(language)}</a> }
    });
    view! {
        <div class="empty empty-page">
            <Icon name="building-2"/>
            <h2>{words::EMPTY_TITLE.get(language)}</h2>
            {(scope != Scope::Firm).then(|| view! { <p>{words::EMPTY_MINE.get(language)}</p> })}
            {button}
        </div>
    }
}

fn head(
    query: &RegisterQuery,
    sort: Option<SortKey>,
    name: Text,
    class: &'static str,
    language: Language,
) -> impl IntoView {
    let name = name.get(language);
    let Some(sort) = sort else {
        return view! { <th scope="col" class=class>{name}</th> }.into_any();
    };
    let is_sorted = query.sort == sort;
    let icon = match (is_sorted, query.descending) {
        (false, _) => "arrow-up-down",
        (true, false) => "arrow-up",
        (true, true) => "arrow-down",
    };
    let direction = match (is_sorted, query.descending) {
        (false, _) => None,
        (true, false) => Some("ascending"),
        (true, true) => Some("descending"),
    };
    // What changed last is wanted first.
    let descending = if is_sorted { !query.descending } else { sort == SortKey::Changed };
    let href = address(&RegisterQuery { sort, descending, cursor: None, ..query.clone() });
    view! {
        <th scope="col" class=class aria-sort=direction><a class="sort" href=href>{name}<Icon name=icon/></a></th>
    }
    .into_any()
}

fn table(query: &RegisterQuery, page: &RegisterPage, clock: &Clock) -> impl IntoView {
    let language = clock.language;
    let column = match query.sort {
        SortKey::Name => words::NAME,
        SortKey::Number => words::NUMBER,
        SortKey::Place => words::PLACE,
        SortKey::Changed => words::CHANGED,
    };
    let rows = page.rows.iter().map(|row| row_view(row, clock)).collect_view();
    view! {
        <div class="table-box">
            <table class="table">
                <caption class="sr-only">{words::CAPTION.with(language, &[("column", &column.get(language).to_lowercase())])}</caption>
                <colgroup>
                    <col class="col-number"/><col/><col class="col-status"/><col class="col-place"/><col class="col-person"/><col class="col-changed"/>
                </colgroup>
                <thead>
                    <tr>
                        {head(query, Some(SortKey::Number), words::NUMBER, "cell-number", language)}
                        {head(query, Some(SortKey::Name), words::NAME, "", language)}
                        {head(query, None, words::STATUS, "", language)}
                        {head(query, Some(SortKey::Place), words::PLACE, "cell-place", language)}
                        {head(query, None, words::RESPONSIBLE, "", language)}
                        {head(query, Some(SortKey::Changed), words::CHANGED, "num cell-changed", language)}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {pager(query, page, language)}
    }
}

fn row_view(row: &RegisterRow, clock: &Clock) -> impl IntoView {
    let nickname =
        (!row.nickname.is_empty()).then(|| view! { <span class="nickname">" «"{row.nickname.clone()}"»"</span> });
    let number = grouped(row.number);
    let sub = if row.place.is_empty() { number.clone() } else { format!("{number} · {}", row.place) };
    view! {
        <tr>
            <td class="cell-number">{number}</td>
            <th scope="row">
                <a class="row-link" href=format!("/customers/{}", row.id)>{row.name.clone()}</a>
                {nickname}
                {(row.meaning == StatusMeaning::Hidden.key()).then(|| view! { " " <HiddenMark language=clock.language/> })}
                <span class="cell-sub">{sub}</span>
            </th>
            <td><StatusTag name=row.status.clone() meaning=StatusMeaning::from_key(&row.meaning)/></td>
            <td class="cell-place">{row.place.clone()}</td>
            <td><span class="person"><Avatar name=row.responsible.clone() size="small"/><span>{row.responsible.clone()}</span></span></td>
            <td class="num cell-changed" title=clock.full(&row.changed_at)>{clock.day_shown(&row.changed_at)}</td>
        </tr>
    }
}

fn pager(query: &RegisterQuery, page: &RegisterPage, language: Language) -> impl IntoView {
    let cursor = |row: Option<&RegisterRow>, backwards| {
        row.map(|row| {
            let cursor = Cursor { value: row.sort_value.clone(), id: row.id, backwards };
            address(&RegisterQuery { cursor: Some(cursor), ..query.clone() })
        })
    };
    let previous = page.has_previous.then(|| cursor(page.rows.first(), true)).flatten();
    let next = page.has_next.then(|| cursor(page.rows.last(), false)).flatten();
    let button = |href: Option<String>, text: Text, rel: &'static str| {
        match href {
        Some(href) => view! { <a class="ds-button" data-variant="secondary" href=href rel=rel>{text.get(language)}</a> }.into_any(),
        None => view! { <a class="ds-button" data-variant="secondary" role="link" aria-disabled="true">{text.get(language)}</a> }.into_any(),
    }
    };
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=words::PAGER.get(language)>
                <span></span>
                <span class="buttons">{button(previous, words::PREVIOUS, "prev")}{button(next, words::NEXT, "next")}</span>
            </nav>
        }
    })
}
