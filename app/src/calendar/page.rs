//! The page on which one's diary gets an address that other programs subscribe to.

use super::{REMOVE, RENEW};
use crate::{
    i18n::{calendar as words, diary},
    ui::{Icon, Up},
};
use domain::language::Language;
use leptos::prelude::*;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct SubscribeView {
    /// Since when there is an address, in words; none where there is none.
    pub since: Option<String>,
    /// The address, where it was just made: it is shown once.
    pub address: Option<String>,
    /// The reader's language.
    pub language: Language,
}

/// The page.
#[component]
pub fn SubscribePage(
    /// Everything that it shows.
    view: SubscribeView,
) -> impl IntoView {
    let language = view.language;
    let address = view.address.clone().map(|address| {
        view! {
            <div class="ds-field" role="status">
                <label class="ds-label" for="feed-address">{words::ADDRESS.get(language)}</label>
                <input class="ds-input" id="feed-address" readonly value=address/>
                <p class="muted small">{words::ONCE.get(language)}</p>
            </div>
        }
    });
    let since = match &view.since {
        Some(when) => words::SINCE.with(language, &[("when", when)]),
        None => words::NONE.get(language).to_owned(),
    };
    let (text, has_one) = if view.since.is_some() { (words::RENEW, true) } else { (words::MAKE, false) };
    let remove = has_one.then(|| {
        view! {
            <form method="post" action=REMOVE data-saved=words::REMOVED.get(language)>
                <button class="ds-button" data-variant="tertiary" data-color="danger" data-small type="submit"><Icon name="trash-2"/>{words::REMOVE.get(language)}</button>
            </form>
        }
    });
    let warning = has_one.then(|| view! { <p class="muted small">{words::RENEW_ADVICE.get(language)}</p> });
    view! {
        <div class="settings-main activity-page">
            <Up href="/diary" to=diary::TITLE.get(language)/>
            <section class="section" data-region="subscribe" aria-labelledby="h-subscribe">
                <header class="section-head"><Icon name="rss"/><h1 class="activity-title" id="h-subscribe">{words::TITLE.get(language)}</h1></header>
                <div class="section-body stack">
                    <p>{words::ADVICE.get(language)}</p>
                    {address}
                    <p>{since}</p>
                    {warning}
                    <div class="activity-do">
                        <form method="post" action=RENEW data-saved=words::MADE.get(language)>
                            <button class="ds-button" data-variant="secondary" data-small type="submit"><Icon name="key-round"/>{text.get(language)}</button>
                        </form>
                        {remove}
                    </div>
                </div>
            </section>
        </div>
    }
}
