//! Level, district, source and type of company.

use super::{CardView, SectionView, joined};
use crate::editing::field_rows;
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    joined(&view.fields_of(Section::Classification).map(|field| view.shown(field.key)).collect::<Vec<_>>())
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Classification)).into_any()
}
