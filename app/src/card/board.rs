//! The board: sections in their columns, each with its header and, where it is open, its body.

use super::{Arrangement, CardView, menu::section_menu, sections};
use crate::{
    i18n::card as words,
    live::dot,
    registry::proposal_count,
    ui::{Icon, Once, once},
};
use domain::{
    language::Language,
    layout::{Device, Placed, Target},
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
        <div class="board" data-device=view.device.key() data-whose=view.arrangement.target().map(Target::key)>
            <div class="board-wide">{wide}</div>
            {columns}
        </div>
    }
}

/// The language of a section's digest, where it is not the reader's: the names of industries are Norwegian.
fn language_of(section: Section) -> Option<&'static str> {
    (section == Section::Industry).then_some("nb")
}

/// One section. A closed one has an empty body.
fn section(view: &CardView, placed: Placed) -> AnyView {
    let language = view.session.language;
    if view.as_of.is_some() {
        return fixed_section(view, placed.section);
    }
    let key = placed.section.key();
    let registered = sections::of(placed.section);
    let digest = (registered.digest)(view);
    let body = placed.open.then(|| (registered.body)(view));
    let (device, whose) = (view.device, view.arrangement.target());
    // Who tries a colleague's arrangement looks at it and changes nothing of it.
    let is_tried = matches!(view.arrangement, Arrangement::Tried(_));
    let look = (language, device, whose, placed.section, placed.open, placed.wide);
    let tools =
        (!is_tried).then(|| once(&TOOLS, look, move || section_tools(language, device, whose, placed).into_any()));
    let title = if is_tried {
        plain_title(language, placed.section).into_any()
    } else {
        once(&TITLES, (language, placed.section), move || section_title(language, placed).into_any()).into_any()
    };
    view! {
        <section class="section" data-section=key data-region=key data-open=if placed.open { "true" } else { "false" } aria-labelledby=format!("h-{key}")>
            <header class="section-head">
                {title}
                {dot(view, placed.section)}
                {proposal_count(view, placed.section)}
                <span class="digest" lang=language_of(placed.section)>{digest}</span>
                {tools}
            </header>
            <div class="section-body" id=format!("b-{key}")>{body}</div>
        </section>
    }
    .into_any()
}

/// A section that is always open and that nobody moves: on a card of another time, and in the firm's own tabs.
pub(super) fn fixed_section(view: &CardView, section: Section) -> AnyView {
    let key = section.key();
    let registered = sections::of(section);
    let region = view.as_of.is_none().then_some(key);
    view! {
        <section class="section" data-section=key data-region=region data-open="true" aria-labelledby=format!("h-{key}")>
            <header class="section-head">
                {plain_title(view.session.language, section)}
                {proposal_count(view, section)}
                <span class="digest">{(registered.digest)(view)}</span>
            </header>
            <div class="section-body" id=format!("b-{key}")>{(registered.body)(view)}</div>
        </section>
    }
    .into_any()
}

static TITLES: Once<(Language, Section)> = Once::new(RwLock::default);
static TOOLS: Once<(Language, Device, Option<Target>, Section, bool, bool)> = Once::new(RwLock::default);

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

/// Its icon and title, where nobody moves it.
fn plain_title(language: Language, section: Section) -> impl IntoView {
    view! { <Icon name=section.icon()/><h2 id=format!("h-{}", section.key())>{section.title(language)}</h2> }
}

/// What it ends with: its menu, and the button that folds it.
fn section_tools(language: Language, device: Device, whose: Option<Target>, placed: Placed) -> impl IntoView {
    let (key, title) = (placed.section.key(), placed.section.title(language));
    let (fold, fold_text) = if placed.open { ("fold", words::FOLD) } else { ("open", words::UNFOLD) };
    view! {
        <div class="section-tools">
            {section_menu(language, device, whose, placed)}
            <form method="post" action="/api/staff/layout">
                <input type="hidden" name="device" value=device.key()/>
                {whose.map(|whose| view! { <input type="hidden" name="whose" value=whose.key()/> })}
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
