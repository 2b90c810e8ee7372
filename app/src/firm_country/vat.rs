//! What a card says of VAT: how it is treated on invoices to the customer, and why.

use crate::{card::CardView, i18n::firm_country as words};
use domain::language::Language;
use leptos::prelude::*;

/// How VAT is treated on invoices to the customer, by its country.
#[must_use]
pub fn vat_line(view: &CardView) -> impl IntoView + use<> {
    let language: Language = view.session.language;
    let treatment = view.card.firm.vat(&view.card.values);
    let country = view.card.values.country("country").name(language);
    view! {
        <dl class="fields vat-line">
            <div class="field">
                <dt>{words::CARD_VAT.get(language)}</dt>
                <dd>{treatment.name(language)}<span class="muted small">" · "{treatment.category()}" · "{words::CARD_COUNTRY.with(language, &[("country", country)])}</span></dd>
            </div>
        </dl>
    }
}
