//! The board: sections in their columns, each with its header and, where it is open, its body.

use super::{Arrangement, CardView, menu, sections};
use crate::{
    i18n::card as words,
    live::dot,
    registry::proposal_count,
    ui::{Icon, Once, once},
};
use domain::{
    language::Language,
    layout::{Placed, Target},
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
    let (device, whose) = (view.device, view.arrangement.target());
    let shared = is_arranged(view).then(|| menu::shared(view.session.language, device, whose));
    view! {
        <div class="board" data-device=device.key() data-whose=whose.map(Target::key)>
            {shared}
            <div class="board-wide">{wide}</div>
            {columns}
        </div>
    }
}

/// Whether the reader can arrange what is on the screen: not what a colleague has arranged, and that is only looked at.
const fn is_arranged(view: &CardView) -> bool {
    view.as_of.is_none() && !matches!(view.arrangement, Arrangement::Tried(_))
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
    let (tools, title) = if is_arranged(view) {
        let look = (language, placed.section, placed.open);
        let tools = if view.menu == Some(placed.section) {
            let menu = menu::open_section_menu(language, view.device, view.arrangement.target(), placed);
            section_tools(language, placed, menu.into_any()).into_any()
        } else {
            let menu = move || menu::section_menu(language, placed.section).into_any();
            once(&TOOLS, look, move || section_tools(language, placed, menu()).into_any()).into_any()
        };
        let title = once(&TITLES, (language, placed.section), move || section_title(language, placed).into_any());
        (Some(tools), title.into_any())
    } else {
        (None, plain_title(language, placed.section).into_any())
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
static TOOLS: Once<(Language, Section, bool)> = Once::new(RwLock::default);

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
fn section_tools(language: Language, placed: Placed, menu: AnyView) -> impl IntoView {
    let (key, title) = (placed.section.key(), placed.section.title(language));
    let (fold, fold_text) = if placed.open { ("fold", words::FOLD) } else { ("open", words::UNFOLD) };
    view! {
        <div class="section-tools">
            {menu}
            <button
                class="icon-button fold"
                form=menu::ARRANGE
                name="change"
                value=format!("{fold}:{key}")
                aria-expanded=if placed.open { "true" } else { "false" }
                aria-controls=format!("b-{key}")
                aria-label=fold_text.with(language, &[("section", title)])
                data-fold=words::FOLD.with(language, &[("section", title)])
                data-unfold=words::UNFOLD.with(language, &[("section", title)])
            >
                <Icon name="chevron-down"/>
            </button>
        </div>
    }
}
