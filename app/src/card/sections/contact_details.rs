//! Contact details: phone, e-mail, web, and where to find the customer, with routes there.

use super::{CardView, SectionView, joined};
use crate::{
    card::address::{in_words, route},
    dialog::{Writing, write_address},
    editing::{field_row, link_row},
    i18n::{card as words, dialog},
    ui::Icon,
};
use domain::{
    address::{Address, AddressKind},
    policy::Action,
    section::Section,
};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let phone = if view.shown("phone").is_empty() { view.shown("mobile") } else { view.shown("phone") };
    joined(&[Address::resolved(&view.card.values, AddressKind::Visiting).place, phone])
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let visiting = in_words(view, AddressKind::Visiting);
    let routes = [("driving", words::ROUTE_DRIVE), ("transit", words::ROUTE_TRANSIT)]
        .into_iter()
        .filter_map(|(mode, text)| {
            let href = route(view, mode)?;
            Some(
                view! { <a href=href rel="noreferrer"><Icon name="navigation" small=true/>" "{text.get(language)}</a> },
            )
        })
        .collect_view();
    let address = (!visiting.is_empty()).then(|| {
        link_row(
            words::VISITING.get(language),
            view! { <span class="field-value">{visiting}</span><span class="routes">{routes}</span> },
        )
    });
    let editable = view.editable();
    let rows = view
        .fields_of(Section::ContactDetails)
        .filter(|field| view.uses(field))
        .map(|field| field_row(&editable, view.card.meaning, field))
        .collect_view();
    // To a colleague, with the most important of what stands here (seed 004:19).
    let send = view.may(Action::WriteDialog).then(|| {
        let href = write_address(view.card.id, Writing::Colleague, None, "");
        view! { <div class="section-foot"><a class="link" href=href><Icon name="users"/>{dialog::SEND_EMAIL.get(language)}</a></div> }
    });
    view! { <dl class="fields">{address}{rows}</dl>{send} }.into_any()
}
