//! What a card's page says for what happens on it while it is open.

use crate::{card::CardView, i18n::live as words};
use domain::{
    id::{ChangeId, CustomerId},
    section::Section,
};
use leptos::prelude::*;

/// Which customer's page it is, and up to which change it shows: for the browser alone. `place` is
/// put before the fields of a page that is not the card itself, so that others are told of them there.
#[must_use]
pub fn live_mark(customer: CustomerId, latest: Option<ChangeId>, place: Option<String>) -> impl IntoView {
    let latest = latest.map(|latest| latest.to_string());
    view! { <div hidden data-region="live" data-customer=customer.to_string() data-latest=latest data-place=place></div> }
}

/// The dot in the header of a section that others have changed since its reader looked at it.
#[must_use]
pub fn dot(view: &CardView, section: Section) -> impl IntoView {
    let text = words::CHANGED_BY_OTHERS.get(view.session.language);
    view.card.news.of_section(section).map(|at| {
        view! {
            <span class="news" data-news=section.key() data-at=at title=text>
                <span class="dot"></span>
                <span class="sr-only">{text}</span>
            </span>
        }
    })
}
