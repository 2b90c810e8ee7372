//! Other customers with the organisation number that was just given: it may be right, as branches share one, and is
//! told so that nobody makes a double unseen.

use crate::i18n::card as words;
use domain::{field::grouped, language::Language, registration::Similar};
use leptos::prelude::*;

/// Who they are, each with the way there; nothing where the number is of one customer alone.
#[must_use]
pub(crate) fn same_number(found: &[Similar], language: Language) -> Option<AnyView> {
    let rows = found
        .iter()
        .map(|other| {
            view! {
                <li>
                    <a href=format!("/customers/{}", other.id)>{other.name.clone()}</a>
                    {format!(", {} · {}", grouped(other.number), other.status)}
                </li>
            }
        })
        .collect_view();
    (!found.is_empty()).then(|| {
        view! {
            <div class="same-number">
                <p>{words::ALSO_HAS_NUMBER.get(language)}</p>
                <ul>{rows}</ul>
            </div>
        }
        .into_any()
    })
}
