//! The tabs of the card: those in sight, the menu beside them (seed 003:57), and what stands in the firm's own.

use super::{Arrangement, CardView, board::fixed_section, menu};
use crate::{
    editing::labelled_rows,
    i18n::{card as words, tab},
    ui::{Icon, menu_panel},
};
use domain::{
    field,
    layout::COLUMNS,
    tab::{CardTab, Place, TabKey},
};
use leptos::prelude::*;

/// The tabs, and the menu of the reader's own layout.
pub fn tabs(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let of = |place: Place| view.session.tabs.iter().filter(move |tab| tab.place == place);
    let link = |one: &CardTab, class: &'static str| {
        let current = (one.key == view.tab).then_some("page");
        let href = format!("{}{}", view.address(), one.key.path());
        view! { <a class=class href=href aria-current=current>{one.name(language).to_owned()}</a> }
    };
    let in_sight = of(Place::Main).map(|one| link(one, "tab")).collect_view();
    // Sections lead to a tab of the product that the firm has turned off: where one is then is in sight.
    let off = of(Place::Off).find(|one| one.key == view.tab).map(|one| link(one, "tab"));
    let beside: Vec<_> = of(Place::Menu).collect();
    let more = (!beside.is_empty()).then(|| {
        let here = beside.iter().find(|one| one.key == view.tab);
        let name = here.map_or_else(|| tab::MORE.get(language).to_owned(), |one| one.name(language).to_owned());
        let current = here.map(|_| "true");
        let items = beside.iter().map(|one| link(one, "menu-item")).collect_view();
        view! {
            <details class="menu tab-menu">
                <summary class="tab" aria-current=current><span>{name}</span><Icon name="chevron-down"/></summary>
                {menu_panel(items.into_any())}
            </details>
        }
    });
    let is_tried = matches!(view.arrangement, Arrangement::Tried(_));
    let menu =
        (view.is_board() && !is_tried).then(|| view! { <div class="tabbar-end">{menu::layout_menu(view)}</div> });
    view! {
        <div class="tabbar" data-region="tabs">
            <nav class="tab-nav" aria-label=words::TABS.get(language)><div class="tabs">{in_sight}{off}</div>{more}</nav>
            {menu}
        </div>
    }
}

/// What stands in one of the firm's own tabs: its fields, then its sections.
pub fn own_tab(view: &CardView) -> AnyView {
    let Some(one) = view.own_tab() else { return ().into_any() };
    let TabKey::Own(id) = one.key else { return ().into_any() };
    let language = view.session.language;
    let (own, editable) = (view.session.own.clone(), view.editable());
    let fields: Vec<_> = field::of_tab(id, &own).filter(|field| view.uses(field)).collect();
    let fields = (!fields.is_empty()).then(|| {
        let rows = labelled_rows(&editable, view.card.meaning, fields.into_iter()).into_any();
        view! {
            <section class="section" data-section="tab" data-region="tab" data-open="true" aria-labelledby="h-tab">
                <header class="section-head"><Icon name="pencil"/><h2 id="h-tab">{one.name(language).to_owned()}</h2></header>
                <div class="section-body" id="b-tab">{rows}</div>
            </section>
        }
        .into_any()
    });
    let sections = view.layout.shown().map(|placed| fixed_section(view, placed.section));
    let all: Vec<AnyView> = fields.into_iter().chain(sections).collect();
    if all.is_empty() {
        return view! { <div class="empty"><p>{tab::NOTHING.get(language)}</p></div> }.into_any();
    }
    // Across, so that what comes first in the firm's order stands at the top.
    let mut columns: [Vec<AnyView>; COLUMNS] = Default::default();
    let count = if view.device == domain::layout::Device::Phone { 1 } else { COLUMNS };
    for (at, section) in all.into_iter().enumerate() {
        columns[at % count].push(section);
    }
    let columns = columns.into_iter().map(|column| view! { <div class="board-column">{column}</div> }).collect_view();
    view! { <div class="board board-fixed"><div class="board-wide"></div>{columns}</div> }.into_any()
}
