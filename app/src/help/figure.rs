//! The card with numbers on its parts, and what each number is (seeds 002:5, 002:13). Drawn from the product's
//! own sections and fields, so that it never shows a card that is not.

use super::{
    explain::{explain, key},
    library::guide_of,
    view::blocks_view,
};
use crate::i18n::help as words;
use domain::{
    field::{CONTACT, CUSTOMER, Field},
    language::Language,
    layout::{Device, product_default},
    section::Section,
    text::Text,
};
use leptos::prelude::*;

/// What stands above the sections: title and text.
const ABOVE: [(Text, Text); 3] = [
    (words::PART_TOP, words::PART_TOP_TEXT),
    (words::PART_BUTTONS, words::PART_BUTTONS_TEXT),
    (words::PART_TABS, words::PART_TABS_TEXT),
];

/// The sections in their columns, each with its number: those above them have the first ones.
pub(super) fn numbered() -> Vec<Vec<(usize, Section)>> {
    let mut number = ABOVE.len();
    let columns = product_default(Device::Desk).into_iter().map(|column| {
        let sections = column.into_iter().map(|placed| {
            number += 1;
            (number, placed.section)
        });
        sections.collect()
    });
    columns.collect()
}

/// The anchor of a field's text.
#[must_use]
pub fn anchor_of(field: &Field) -> String {
    format!("field-{}", key(field).replace('.', "-"))
}

fn boxed(number: usize, title: &'static str) -> impl IntoView {
    view! {
        <a class="figure-box" href=format!("#part-{number}")><b class="figure-number">{number}</b><span>{title}</span></a>
    }
}

/// The card, small, with its numbers.
pub(super) fn card(language: Language) -> impl IntoView {
    let above = |at: usize| boxed(at + 1, ABOVE[at].0.get(language));
    let columns = numbered()
        .into_iter()
        .map(|column| {
            let sections =
                column.into_iter().map(|(number, section)| boxed(number, section.title(language))).collect_view();
            view! { <div class="figure-column">{sections}</div> }
        })
        .collect_view();
    view! {
        <figure class="figure-card">
            <figcaption><strong>{words::FIGURE.get(language)}</strong>" "<span class="muted small">{words::FIGURE_HELP.get(language)}</span></figcaption>
            <div class="figure-frame">
                <div class="figure-top">{above(0)}{above(1)}</div>
                <div class="figure-tabs">{above(2)}</div>
                <div class="figure-columns">{columns}</div>
            </div>
        </figure>
    }
}

/// What each number is, with a text for each of its fields.
pub(super) fn legend(language: Language) -> impl IntoView {
    let above = ABOVE
        .iter()
        .enumerate()
        .map(|(at, (title, text))| {
            view! { {heading(at + 1, title.get(language))}<p>{text.get(language)}</p> }
        })
        .collect_view();
    let sections = numbered().into_iter().flatten().map(|(number, section)| of_section(number, section, language));
    view! { {above}{sections.collect_view()} }
}

fn heading(number: usize, title: &'static str) -> impl IntoView {
    view! { <h3 class="figure-heading" id=format!("part-{number}")><b class="figure-number">{number}</b>{title}</h3> }
}

fn of_section(number: usize, section: Section, language: Language) -> impl IntoView {
    let fields = CUSTOMER.iter().chain(CONTACT).filter(move |field| field.section == section);
    let rows: Vec<_> = fields
        .map(|field| {
            let label = field.label.get(language);
            view! { <div id=anchor_of(field)><dt>{label}</dt><dd>{explain(field, language)}</dd></div> }
        })
        .collect();
    let rows = (!rows.is_empty()).then(|| view! { <dl class="help-fields">{rows}</dl> });
    let guide = blocks_view(guide_of(language, section), language);
    view! { {heading(number, section.title(language))}{guide}{rows} }
}
