//! General information: name, numbers, industry, status, responsible.

use super::{CardView, SectionView, joined};
use crate::{editing::field_rows, registry::compare_foot};
use domain::{field::of_section, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    joined(&[view.shown("industry"), view.shown("organisation_number")])
}

fn body(view: &CardView) -> AnyView {
    let rows = field_rows(&view.editable(), view.card.meaning, of_section(Section::General)).into_any();
    view! { {rows}{compare_foot(view)} }.into_any()
}
