//! Orders and assignments: how orders are followed up, the fixed agreement, and what is required of
//! those who work there (seeds 000:67 to 75).

use super::{CardView, SectionView, joined};
use crate::editing::field_rows;
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    joined(&[view.shown("assignment_agreement"), view.shown("requirements")])
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Order)).into_any()
}
