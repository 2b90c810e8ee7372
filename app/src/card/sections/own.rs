//! The firm's own fields that stand in no other section (seed 003:59).

use super::{CardView, SectionView, joined};
use crate::{editing::labelled_rows, i18n::common};
use domain::section::Section;
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

/// The first few values.
fn digest(view: &CardView) -> String {
    let values = view.fields_of(Section::Own).map(|field| view.shown(field.key));
    let values: Vec<_> = values.filter(|value| !value.is_empty() && !value.contains('\n')).take(3).collect();
    if values.is_empty() { common::NONE.get(view.session.language).to_owned() } else { joined(&values) }
}

fn body(view: &CardView) -> AnyView {
    let fields = view.fields_of(Section::Own).filter(|field| view.uses(field)).collect::<Vec<_>>();
    labelled_rows(&view.editable(), view.card.meaning, fields.into_iter()).into_any()
}
