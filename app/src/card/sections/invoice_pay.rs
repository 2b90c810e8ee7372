//! Terms and rates of invoices and pay: the firm's, unless the customer or its department has its own (seed 000:55).

use super::{CardView, SectionView, joined};
use crate::{
    editing::{departments_words, field_rows},
    i18n::settings as words,
};
use domain::{field, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let own = field::terms().filter(|field| view.card.values.0.get(field.key).is_some_and(|value| !value.is_null()));
    let own = match own.count() {
        0 => department_of(view).unwrap_or_else(|| words::FIRMS.get(language).to_owned()),
        1 => words::DIGEST_ONE.get(language).to_owned(),
        n => words::DIGEST_OWN.with(language, &[("n", &n.to_string())]),
    };
    let factor = words::DIGEST_FACTOR.with(language, &[("factor", &view.effective("markup_factor"))]);
    joined(&[own, view.effective("payment_days"), factor])
}

/// The first department whose value the digest tells, in words; none where what it tells is all the firm's.
fn department_of(view: &CardView) -> Option<String> {
    let told = ["payment_days", "markup_factor"].into_iter().filter_map(field::customer);
    let department = told
        .filter(|field| view.uses(field) && (field.key != "payment_days" || view.card.term.is_none()))
        .find_map(|field| view.card.firm.followed(field).1.map(|department| &department.name))?;
    Some(departments_words(department, view.session.language))
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::InvoicePay)).into_any()
}
