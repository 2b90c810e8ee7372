//! General information: name, numbers, industry, status, responsible.

use super::{CardView, SectionView, joined};
use crate::editing::field_rows;
use domain::{field::of_section, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    joined(&[view.shown("industry"), view.shown("organisation_number")])
}

fn body(view: &CardView) -> AnyView {
    let fields = of_section(Section::General).filter(|field| view.card.firm.uses(field));
    field_rows(&view.editable(), view.card.meaning, fields).into_any()
}
