//! Level, district, source and type of company.

use super::{CardView, SectionView, joined};
use crate::editing::field_rows;
use domain::{field::of_section, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let editable = view.editable();
    joined(&of_section(Section::Classification).map(|field| editable.shown(field)).collect::<Vec<_>>())
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, of_section(Section::Classification)).into_any()
}
