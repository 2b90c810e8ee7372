//! Why a value stands on the next invoice: the product's, the firm's, a department's, the payment term's, or the
//! customer's own, and what it stands instead of.

use super::InvoicePreviewView;
use crate::{editing::departments_words, i18n::invoice_preview as words};
use domain::{
    field::{Field, Names, Preset, shown},
    text::Text,
};
use serde_json::Value;

/// Why a value of a field stands where it does.
pub(super) fn whence(view: &InvoicePreviewView, field: &'static Field) -> String {
    let language = view.session.language;
    let card = &view.card;
    let Some(preset) = field.inherits else { return words::OF_CUSTOMER.get(language).to_owned() };
    let is_there = |value: Option<&Value>| value.is_some_and(|value| !value.is_null());
    let is_own = is_there(card.values.0.get(field.key));
    let is_firms = is_there(card.firm.chosen.0.get(field.key));
    let with = |text: Text, value: &str| text.with(language, &[("value", value)]);
    // The term is the reader's to know where its field is.
    let term = card.term.filter(|_| field.key == "payment_days" && view.field("payment_term").is_some());
    let (followed, department) = card.firm.followed(field);
    if let Some(department) = department.filter(|_| term.is_none()) {
        if is_own {
            return with(words::INSTEAD_OF_DEPARTMENT, &read(view, field, &followed));
        }
        let whose = departments_words(&department.name, language);
        let text = if is_firms { words::DEPARTMENT_INSTEAD_OF_FIRM } else { words::DEPARTMENT_INSTEAD_OF_STANDARD };
        return text.with(language, &[("whose", &whose), ("value", &read(view, field, &card.firm.value(field)))]);
    }
    match (is_own, term, is_firms) {
        (true, Some(term), _) => with(words::INSTEAD_OF_TERM, &term.shown(language)),
        (true, None, true) => with(words::INSTEAD_OF_FIRM, &read(view, field, &card.firm.value(field))),
        (true, None, false) => with(words::INSTEAD_OF_STANDARD, &standard(view, field, preset)),
        (false, Some(_), _) => words::OF_TERM.get(language).to_owned(),
        (false, None, true) => with(words::OF_FIRM_INSTEAD, &standard(view, field, preset)),
        (false, None, false) => words::OF_PRODUCT.get(language).to_owned(),
    }
}

fn standard(view: &InvoicePreviewView, field: &Field, preset: Preset) -> String {
    read(view, field, &preset.value(view.session.home))
}

fn read(view: &InvoicePreviewView, field: &Field, value: &Value) -> String {
    shown(field, value, &view.card.values, &Names::new(), view.session.language, view.session.home)
}
