//! How it stands with the customer: membership, category, opening balance.

use super::{CardView, SectionView, joined};
use crate::{
    editing::{field_row, link_row},
    i18n::card as words,
    ui::StatusTag,
};
use domain::{field::yes_no, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let member = if view.card.is_member { words::MEMBER.get(view.session.language).to_owned() } else { String::new() };
    joined(&[member, view.shown("category"), view.shown("opening_balance")])
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let editable = view.editable();
    let member = yes_no(view.card.is_member).get(language);
    let rows = view
        .fields_of(Section::Status)
        .filter(|field| view.uses(field))
        .map(|field| field_row(&editable, view.card.meaning, field))
        .collect_view();
    view! {
        <dl class="fields">
            {link_row(words::STATUS.get(language), view! { <StatusTag name=view.shown("status") meaning=view.card.meaning/> })}
            {link_row(words::MEMBER.get(language), member)}
            {link_row(words::CUSTOMER_SINCE.get(language), view.clock.day_shown(&view.card.created_at))}
            {rows}
        </dl>
    }
    .into_any()
}
