//! Attributes of the customer.

use super::{CardView, SectionView};
use crate::editing::field_rows;
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    super::names(view, "attributes")
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Attributes)).into_any()
}
