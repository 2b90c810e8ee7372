//! Written directions to the customer's office.

use super::{CardView, SectionView};
use crate::{editing::field_rows, i18n::card as words};
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let text = view.card.values.text("directions");
    let first = text.lines().next().unwrap_or_default();
    if first.is_empty() { words::NO_DIRECTIONS.get(view.session.language).to_owned() } else { first.to_owned() }
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Directions)).into_any()
}
