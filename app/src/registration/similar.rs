//! Customers that may be the one that is being registered.

use crate::{i18n::registration as words, search::meaning_colour, ui::Icon};
use domain::{
    field::grouped,
    language::Language,
    registration::{Likeness, Similar},
};
use leptos::prelude::*;

/// The customers with what they have in common, and the button that registers all the same.
#[component]
pub fn SimilarPanel(
    /// The reader's language.
    language: Language,
    /// The customers.
    similar: Vec<Similar>,
    /// Whether the form was sent for one customer after the other.
    #[prop(optional)]
    and_new: bool,
    /// Whether it is what the reader is to look at now: a form that was not saved.
    #[prop(optional)]
    alert: bool,
) -> impl IntoView {
    let ids = similar.iter().map(|found| found.id.to_string()).collect::<Vec<_>>().join(",");
    let anyway = if and_new { format!("new,{ids}") } else { ids };
    let rows = similar
        .into_iter()
        .map(|found| {
            let likeness = found
                .likeness
                .iter()
                .map(|likeness| {
                    match likeness {
                        Likeness::OrganisationNumber => words::SAME_NUMBER,
                        Likeness::Name => words::ALIKE_NAME,
                        Likeness::Phone => words::SAME_PHONE,
                        Likeness::Email => words::SAME_EMAIL,
                    }
                    .get(language)
                })
                .collect::<Vec<_>>()
                .join(", ");
            let number = grouped(found.number);
            let place = if found.place.is_empty() { number } else { format!("{number} · {}", found.place) };
            let named = format!(": {}", found.name);
            view! {
                <li>
                    <p class="similar-who">
                        <strong>{found.name}</strong>" "
                        <span class="ds-tag" data-color=meaning_colour(found.meaning.key())>{found.status}</span>
                        <span class="similar-why">{place}" · "{likeness}</span>
                    </p>
                    <a href=format!("/customers/{}", found.id)>{words::OPEN_THAT.get(language)}<span class="sr-only">{named}</span></a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="similar" aria-labelledby="h-similar" role=alert.then_some("alert")>
            <header>
                <Icon name="copy"/>
                <h2 id="h-similar" tabindex="-1" autofocus=alert>{words::MAY_EXIST.get(language)}</h2>
                <p>{words::MAY_EXIST_ADVICE.get(language)}</p>
            </header>
            <ul>{rows}</ul>
            <button class="ds-button" data-variant="secondary" data-small name="anyway" value=anyway>{words::ANYWAY.get(language)}</button>
        </section>
    }
}
