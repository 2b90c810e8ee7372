//! The search field of the settings, and what it found.

use crate::{
    i18n::{common, settings as words},
    ui::Icon,
};
use domain::{language::Language, search::SettingHit};
use leptos::prelude::*;

/// The search field above each page of the settings; a plain form that leads to the first of them.
#[component]
pub fn SettingSearch(
    /// What was searched for.
    #[prop(optional)]
    query: String,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    view! {
        <form class="toolbar setting-search" role="search" method="get" action="/settings">
            <div class="search-field">
                <Icon name="search"/>
                <input class="ds-input" type="search" name="query" aria-label=words::FIND.get(language) placeholder=words::FIND.get(language) value=query maxlength="200"/>
            </div>
            <button class="ds-button" data-variant="secondary" type="submit">{common::SEARCH_SHORT.get(language)}</button>
        </form>
    }
}

/// What was found, each with the way there.
#[must_use]
pub fn found(query: &str, hits: &[SettingHit], language: Language) -> AnyView {
    if hits.is_empty() {
        let text = words::FOUND_NOTHING.with(language, &[("query", query)]);
        return view! { <div class="empty" role="status" data-region="settings-found"><p>{text}</p></div> }.into_any();
    }
    let rows = hits
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
        .collect_view();
    view! {
        <section class="section result-list" data-region="settings-found" aria-labelledby="h-found">
            <header class="section-head"><h2 id="h-found">{words::FOUND.with(language, &[("query", query)])}</h2><span class="count">{hits.len()}</span></header>
            <div class="section-body"><ul>{rows}</ul></div>
        </section>
    }
    .into_any()
}
