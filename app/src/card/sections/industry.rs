//! The official industry with what holds it, and the industry association.

use super::{CardView, SectionView};
use crate::{editing::field_rows, i18n::card as words};
use domain::{industry, section::Section};
use leptos::prelude::*;

pub(super) const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    view.shown("industry_code")
}

fn body(view: &CardView) -> AnyView {
    let code = if view.shown("industry_code").is_empty() { "" } else { view.card.values.text("industry_code") };
    let holders = industry::path(code);
    // The topmost two say what trade it is; those between repeat the name.
    let names: Vec<&str> = holders.iter().take(2).map(|industry| industry.name).collect();
    let path = (!names.is_empty()).then(|| {
        // The names are Statistics Norway's, in Norwegian, whatever the reader's language.
        view! {
            <dl class="fields">
                <div class="field-row"><dt>{words::INDUSTRY_PATH.get(view.session.language)}</dt><dd><span lang="nb">{names.join(" › ")}</span></dd></div>
            </dl>
        }
    });
    let rows = field_rows(&view.editable(), view.card.meaning, view.fields_of(Section::Industry)).into_any();
    view! { {rows}{path} }.into_any()
}
