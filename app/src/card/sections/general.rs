//! General information: name, numbers, parent and subsidiaries, industry, status, responsible, logo.

use super::{CardView, SectionView, joined};
use crate::{
    editing::{field_rows, link_row},
    i18n::company as words,
    logo,
    registry::compare_foot,
};
use domain::{field::grouped, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    joined(&[view.shown("industry"), view.shown("organisation_number")])
}

fn body(view: &CardView) -> AnyView {
    let fields = view.fields_of(Section::General).filter(|field| view.card.firm.is_turned_on(field));
    let rows = field_rows(&view.editable(), view.card.meaning, fields).into_any();
    view! { {rows}<dl class="fields">{subsidiaries(view)}{logo::row(view)}</dl>{compare_foot(view)} }.into_any()
}

/// The customers whose parent it is, each with the way to its card; nothing where there are none.
fn subsidiaries(view: &CardView) -> Option<impl IntoView + use<>> {
    let card = &view.card;
    let language = view.session.language;
    let links = card
        .subsidiaries
        .iter()
        .map(|subsidiary| {
            let href = format!("/customers/{}", subsidiary.id);
            view! { <li><a href=href>{subsidiary.name.clone()}</a></li> }
        })
        .collect_view();
    let named = i64::try_from(card.subsidiaries.len()).unwrap_or(i64::MAX);
    let more = (card.subsidiary_count > named).then(|| {
        let count = grouped(card.subsidiary_count - named);
        view! { <li class="muted">{words::MORE.with(language, &[("count", &count)])}</li> }
    });
    (named > 0)
        .then(|| link_row(words::SUBSIDIARIES.get(language), view! { <ul class="subsidiaries">{links}{more}</ul> }))
}
