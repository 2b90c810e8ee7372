//! Which of the firm's processes the customer is in (seed 002:51).

use super::{CardView, SectionView, names};
use crate::editing::field_rows;
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    names(view, "company_processes")
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Process)).into_any()
}
