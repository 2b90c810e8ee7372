//! The page on which one chooses whose arrangement of the card to try.

use crate::{
    i18n::layout as words,
    ui::{Avatar, Up},
};
use domain::{id::CustomerId, language::Language};
use leptos::prelude::*;
use store::layout::Colleague;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct TrialView {
    /// The customer on whose card it is tried.
    pub customer: CustomerId,
    /// What it is called.
    pub name: String,
    /// Who has arranged the card.
    pub colleagues: Vec<Colleague>,
    /// The reader's language.
    pub language: Language,
}

/// The page on which one chooses whose arrangement to try.
#[component]
pub fn TrialPage(
    /// Everything that it shows.
    view: TrialView,
) -> impl IntoView {
    let language = view.language;
    let customer = view.customer;
    let rows = view
        .colleagues
        .iter()
        .map(|colleague| {
            let href = format!("/customers/{customer}?as={}", colleague.id);
            let name = colleague.name.clone();
            view! {
                <li class="list-item">
                    <Avatar name=name.clone()/>
                    <span class="list-item-names"><span class="list-item-name">{name.clone()}</span></span>
                    <a class="ds-button" data-variant="secondary" data-small href=href>{words::LOOK.get(language)}<span class="sr-only">" "{name}</span></a>
                </li>
            }
        })
        .collect_view();
    let nobody =
        view.colleagues.is_empty().then(|| view! { <div class="empty"><p>{words::TRY_NOBODY.get(language)}</p></div> });
    view! {
        <div class="settings-main rules-page">
            <Up href=format!("/customers/{customer}") to=view.name.clone()/>
            <div class="page-head"><h1>{words::TRY.get(language)}</h1></div>
            <p>{words::TRY_ADVICE.get(language)}</p>
            <section class="section lists-section" aria-label=words::TRY.get(language)>
                <div class="section-body">{nobody}<ul class="list-items">{rows}</ul></div>
            </section>
        </div>
    }
}
