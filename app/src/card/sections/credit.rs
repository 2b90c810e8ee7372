//! Credit, and how invoices and orders are followed up: the firm's way, unless the customer has its
//! own (seeds 000:61, 000:69, 002:39).

use super::{CardView, SectionView, joined};
use crate::{editing::field_rows, i18n::invoice as words};
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let limit = view.shown("credit_limit");
    let limit = if limit.is_empty() {
        String::new()
    } else {
        words::DIGEST_LIMIT.with(view.session.language, &[("limit", &limit)])
    };
    joined(&[view.shown("credit_rating"), limit, view.effective("invoice_follow_up")])
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Credit)).into_any()
}
