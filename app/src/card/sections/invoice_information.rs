//! What it takes to send invoices, and what the next one lacks (seed 002:29).

use super::{CardView, SectionView, joined};
use crate::{
    editing::field_rows,
    firm_country::vat_line,
    i18n::{invoice as words, invoice_preview},
    invoice_preview::{place_of, text_of},
    ui::Icon,
};
use domain::{invoice::Readiness, policy::Action, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn readiness(view: &CardView) -> Readiness {
    Readiness::of(&view.card.values, &view.card.firm)
}

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let readiness = readiness(view);
    let state = match readiness.lacks.len() {
        0 if readiness.hidden => String::new(),
        0 => words::DIGEST_READY.get(language).to_owned(),
        n => words::DIGEST_LACKS.with(language, &[("n", &n.to_string())]),
    };
    joined(&[view.effective("invoice_type"), state])
}

fn body(view: &CardView) -> AnyView {
    let rows = field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::InvoiceInformation)).into_any();
    // What the next invoice will be is of now.
    let preview = view.as_of.is_none().then(|| {
        let href = format!("{}/invoice-preview", view.address());
        let text = invoice_preview::LINK.get(view.session.language);
        view! { <p class="preview-way"><a href=href><Icon name="receipt-text" small=true/>{text}</a></p> }
    });
    view! { {meter(view)}{preview}{rows}{vat_line(view)} }.into_any()
}

/// How ready it is, and the way to each thing that is lacking.
fn meter(view: &CardView) -> AnyView {
    let language = view.session.language;
    let readiness = readiness(view);
    if readiness.is_ready() {
        return view! { <p class="ready"><Icon name="circle-check"/>{words::READY.get(language)}</p> }.into_any();
    }
    // What lacks may be what the reader may not see.
    if readiness.lacks.is_empty() {
        return ().into_any();
    }
    let may_change = view.may(Action::ChangeCustomer) && view.as_of.is_none();
    let lacks = readiness
        .lacks
        .iter()
        .map(|lack| {
            let text = text_of(lack.what).get(language);
            let inner = if may_change {
                view! { <a data-swap href=place_of(lack.what, &view.card.values, &view.card.firm)>{text}</a> }
                    .into_any()
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
