//! The page of all results; what the palette is without JavaScript.

use super::{customer_line, meaning_colour, with_hidden};
use crate::{
    i18n::{search as words, settings},
    ui::{Avatar, HiddenMark, Icon},
};
use domain::{language::Language, search::SearchResults};
use leptos::prelude::*;

/// A search field and what was found.
#[component]
pub fn SearchPage(
    /// The reader's language.
    language: Language,
    /// What was searched for.
    query: String,
    /// Whether hidden customers are looked for too.
    hidden: bool,
    /// What was found.
    results: SearchResults,
) -> impl IntoView {
    let nothing = results.customers.is_empty() && results.contacts.is_empty() && results.settings.is_empty();
    let answer = if query.is_empty() {
        view! { <p class="muted">{words::HINT.get(language)}</p> }.into_any()
    } else if nothing {
        view! {
            <div class="empty empty-page" role="status">
                <Icon name="search"/>
                <p>{words::NOTHING.with(language, &[("query", &query)])}</p>
                {(!hidden).then(|| view! { <a class="ds-button" data-variant="secondary" href=with_hidden(&query)>{words::HIDDEN_TOO.get(language)}</a> })}
            </div>
        }
        .into_any()
    } else {
        let meant = results.meant.as_ref().map(
            |meant| view! { <p class="muted" role="status">{words::MEANT.with(language, &[("meant", meant)])}</p> },
        );
        view! { {meant}{found(results, language)} }.into_any()
    };
    view! {
        <div class="page-head"><h1>{words::TITLE.get(language)}</h1></div>
        <form class="toolbar" role="search" method="get" action="/search">
            <div class="search-field">
                <Icon name="search"/>
                <input class="ds-input" type="search" name="query" aria-label=words::LABEL.get(language) autofocus value=query maxlength="200"/>
            </div>
            <button class="ds-button" type="submit">{words::BUTTON.get(language)}</button>
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id="search-hidden" name="hidden" value="1" checked=hidden/>
                <label class="ds-label" for="search-hidden">{words::WITH_HIDDEN.get(language)}</label>
            </div>
        </form>
        <p><a href="/customers/search">{words::GO_CRITERIA.get(language)}</a></p>
        {answer}
    }
}

fn found(results: SearchResults, language: Language) -> impl IntoView {
    let customers = results
        .customers
        .iter()
        .map(|hit| {
            let nickname = (!hit.nickname.is_empty()).then(|| format!(" «{}»", hit.nickname));
            view! {
                <li>
                    <a class="result" href=format!("/customers/{}", hit.id)>
                        <Icon name="building-2"/>
                        <span class="result-text">
                            <span class="result-title">{hit.name.clone()} <span class="nickname">{nickname}</span></span>
                            <span class="result-sub">{customer_line(hit, language)}</span>
                        </span>
                        <span class="result-end">
                            {hit.is_hidden().then(|| view! { <HiddenMark language=language/> })}
                            <span class="ds-tag" data-color=meaning_colour(&hit.meaning)>{hit.status.clone()}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view()
        .into_any();
    let contacts = results
        .contacts
        .iter()
        .map(|hit| {
            view! {
                <li>
                    <a class="result" href=format!("/customers/{}/contacts/{}", hit.customer, hit.id)>
                        <Avatar name=hit.name.clone() size="small"/>
                        <span class="result-text">
                            <span class="result-title">{hit.name.clone()}</span>
                            <span class="result-sub">{hit.customer_name.clone()}" · "{hit.reach.clone()}</span>
                        </span>
                        {hit.hidden.then(|| view! { <span class="result-end"><HiddenMark language=language/></span> })}
                    </a>
                </li>
            }
        })
        .collect_view()
        .into_any();
    let hits = results
        .settings
        .iter()
        .map(|hit| {
            view! {
                <li>
                    <a class="result" href=hit.href.clone()>
                        <Icon name="settings"/>
                        <span class="result-text">
                            <span class="result-title">{hit.title.clone()}</span>
                            <span class="result-sub">{hit.place.clone()}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view()
        .into_any();
    view! {
        {group("customers", words::CUSTOMERS.get(language), results.customers.len(), customers)}
        {group("contacts", words::CONTACTS.get(language), results.contacts.len(), contacts)}
        {group("settings", settings::MENU.get(language), results.settings.len(), hits)}
    }
}

fn group(id: &'static str, title: &'static str, count: usize, list: AnyView) -> Option<impl IntoView> {
    (count > 0).then(|| {
        view! {
            <section class="section result-list" aria-labelledby=format!("h-{id}")>
                <header class="section-head">
                    <h2 id=format!("h-{id}")>{title}</h2>
                    <span class="count">{count}</span>
                </header>
                <div class="section-body"><ul>{list}</ul></div>
            </section>
        }
    })
}
