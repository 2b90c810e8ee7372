//! What it takes to send invoices, and what the next one lacks (seed 002:29).

use super::{CardView, SectionView, joined};
use crate::{editing::field_rows, firm_country::vat_line, i18n::invoice as words, ui::Icon};
use domain::{
    address::AddressKind,
    field,
    invoice::{Lack, Readiness, What},
    policy::Action,
    section::Section,
    text::Text,
};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn readiness(view: &CardView) -> Readiness {
    Readiness::of(&view.card.values, &view.card.firm)
}

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let readiness = readiness(view);
    let state = if readiness.is_ready() {
        words::DIGEST_READY.get(language).to_owned()
    } else {
        words::DIGEST_LACKS.with(language, &[("n", &readiness.lacks.len().to_string())])
    };
    joined(&[view.effective("invoice_type"), state])
}

fn body(view: &CardView) -> AnyView {
    let rows = field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::InvoiceInformation)).into_any();
    view! { {meter(view)}{rows}{vat_line(view)} }.into_any()
}

/// How ready it is, and the way to each thing that is lacking.
fn meter(view: &CardView) -> AnyView {
    let language = view.session.language;
    let readiness = readiness(view);
    if readiness.is_ready() {
        return view! { <p class="ready"><Icon name="circle-check"/>{words::READY.get(language)}</p> }.into_any();
    }
    let may_change = view.may(Action::ChangeCustomer) && view.as_of.is_none();
    let lacks = readiness
        .lacks
        .iter()
        .map(|lack| {
            let text = text_of(lack.what).get(language);
            let inner = if may_change {
                view! { <a data-swap href=place_of(view, *lack)>{text}</a> }.into_any()
            } else {
                text.into_any()
            };
            let rule = lack.rule.map(|rule| {
                view! { <span class="muted small">" "{words::RULE.with(language, &[("rule", rule)])}</span> }
            });
            view! { <li>{inner}{rule}</li> }
        })
        .collect_view();
    view! {
        <div class="not-ready">
            <p id="not-ready"><Icon name="triangle-alert"/>{words::LACKS.get(language)}</p>
            <ul aria-labelledby="not-ready">{lacks}</ul>
        </div>
    }
    .into_any()
}

const fn text_of(what: What) -> Text {
    match what {
        What::Address => words::ADDRESS,
        What::Email => words::EMAIL,
        What::ElectronicAddress => words::ELECTRONIC_ADDRESS,
        What::Reference => words::REFERENCE,
    }
}

/// Where it is mended: the address itself, also where the invoice goes to another of the customer's.
fn place_of(view: &CardView, lack: Lack) -> String {
    match lack.what {
        What::Address => {
            let kind = if view.card.firm.invoice_address_used() { AddressKind::Invoice } else { AddressKind::Postal };
            let key = domain::address::stands_for(&view.card.values, kind).key();
            format!("?edit=address-{key}#address-{key}")
        }
        What::Email => place(view, &["invoice_email", "email"]),
        What::ElectronicAddress => place(view, &["ehf_organisation_number", "gln", "organisation_number"]),
        What::Reference => place(view, &["ehf_reference"]),
    }
}

/// The editor of the first of these fields that the firm uses.
fn place(view: &CardView, keys: &[&'static str]) -> String {
    let is_used = |key: &&&str| field::customer(key).is_some_and(|field| view.uses(field));
    let key = keys.iter().find(is_used).unwrap_or(&keys[0]);
    format!("?edit={key}#field-{key}")
}
