//! The board: sections in their columns, each with its header and, where it is open, its body.

use super::{CardView, menu::section_menu, sections};
use crate::{
    i18n::card as words,
    live::dot,
    registry::proposal_count,
    ui::{Icon, Once, once},
};
use domain::{
    language::Language,
    layout::{Device, Placed},
    section::Section,
};
use leptos::prelude::*;
use std::sync::RwLock;

/// All sections where the reader has put them.
pub fn board(view: &CardView) -> impl IntoView {
    let wide = view.layout.shown().filter(|placed| placed.wide).map(|placed| section(view, *placed)).collect_view();
    let columns = view
        .layout
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let narrow =
                column.iter().filter(|placed| !placed.wide).map(|placed| section(view, *placed)).collect_view();
            view! { <div class="board-column" data-column=index>{narrow}</div> }
        })
        .collect_view();
    view! {
        <div class="board" data-device=view.device.key()>
            <div class="board-wide">{wide}</div>
            {columns}
        </div>
    }
}

/// One section. A closed one has an empty body.
fn section(view: &CardView, placed: Placed) -> AnyView {
    let language = view.session.language;
    let key = placed.section.key();
    let registered = sections::of(placed.section);
    let digest = (registered.digest)(view);
    let body = placed.open.then(|| (registered.body)(view));
    if view.as_of.is_some() {
        let title = placed.section.title(language);
        return view! {
            <section class="section" data-section=key data-open="true" aria-labelledby=format!("h-{key}")>
                <header class="section-head">
                    <Icon name=placed.section.icon()/>
                    <h2 id=format!("h-{key}")>{title}</h2>
                    <span class="digest">{digest}</span>
                </header>
                <div class="section-body" id=format!("b-{key}")>{body}</div>
            </section>
        }
        .into_any();
    }
    let device = view.device;
    let look = (language, device, placed.section, placed.open, placed.wide);
    view! {
        <section class="section" data-section=key data-region=key data-open=if placed.open { "true" } else { "false" } aria-labelledby=format!("h-{key}")>
            <header class="section-head">
                {once(&TITLES, (language, placed.section), move || section_title(language, placed).into_any())}
                {dot(view, placed.section)}
                {proposal_count(view, placed.section)}
                <span class="digest">{digest}</span>
                {once(&TOOLS, look, move || section_tools(language, device, placed).into_any())}
            </header>
            <div class="section-body" id=format!("b-{key}")>{body}</div>
        </section>
    }
    .into_any()
}

static TITLES: Once<(Language, Section)> = Once::new(RwLock::default);
static TOOLS: Once<(Language, Device, Section, bool, bool)> = Once::new(RwLock::default);

/// What a section's header begins with: the handle by which it is moved, its icon and its title.
fn section_title(language: Language, placed: Placed) -> impl IntoView {
    let title = placed.section.title(language);
    view! {
        <button class="drag-handle needs-script" type="button" aria-label=words::MOVE_THAT.with(language, &[("section", title)])>
            <Icon name="grip-vertical"/>
        </button>
        <Icon name=placed.section.icon()/>
        <h2 id=format!("h-{}", placed.section.key())>{title}</h2>
    }
}

/// What it ends with: its menu, and the button that folds it.
fn section_tools(language: Language, device: Device, placed: Placed) -> impl IntoView {
    let (key, title) = (placed.section.key(), placed.section.title(language));
    let (fold, fold_text) = if placed.open { ("fold", words::FOLD) } else { ("open", words::UNFOLD) };
    view! {
        <div class="section-tools">
            {section_menu(language, device, placed)}
            <form method="post" action="/api/staff/layout">
                <input type="hidden" name="device" value=device.key()/>
                <input type="hidden" name="section" value=key/>
                <button
                    class="icon-button fold"
                    name="change"
                    value=fold
                    aria-expanded=if placed.open { "true" } else { "false" }
                    aria-controls=format!("b-{key}")
                    aria-label=fold_text.with(language, &[("section", title)])
                    data-fold=words::FOLD.with(language, &[("section", title)])
                    data-unfold=words::UNFOLD.with(language, &[("section", title)])
                >
                    <Icon name="chevron-down"/>
                </button>
            </form>
        </div>
    }
}
