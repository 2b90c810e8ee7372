//! Notes that should be at hand.

use super::{CardView, SectionView};
use crate::editing::field_rows;
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    view.card.values.text("notes").lines().next().unwrap_or_default().to_owned()
}

fn body(view: &CardView) -> AnyView {
    field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Notes)).into_any()
}
