//! The menus that arrange the card. Each entry is a button of a plain form.

use super::{CardView, as_of::as_of_form};
use crate::{
    help::section_help,
    i18n::{card as words, layout, merge},
    ui::{Icon, SpriteIcon, menu_panel},
};
use domain::{
    language::Language,
    layout::{Device, Placed, Target},
    policy::{Action, Subject, can},
    section::Section,
    text::Text,
};
use leptos::prelude::*;

/// "My view": hidden sections, use on all devices, undo, back to the firm's default; and the card of another day.
pub fn layout_menu(view: &CardView) -> impl IntoView {
    let language = view.session.language;
    let hidden = view
        .layout
        .hidden
        .iter()
        .map(|section| {
            view! {
                <button class="menu-item" name="change" value=format!("show:{}", section.key())>
                    <SpriteIcon name=section.icon()/>
                    <span>{section.title(language)}</span>
                    <span class="small">{words::BRING_BACK.get(language)}</span>
                </button>
            }
        })
        .collect_view();
    let nothing =
        view.layout.hidden.is_empty().then(|| view! { <p class="menu-note">{words::NOTHING_HIDDEN.get(language)}</p> });
    let item = |change: &'static str, icon: &'static str, text: Text| {
        view! { <button class="menu-item" name="change" value=change><SpriteIcon name=icon/><span>{text.get(language)}</span></button> }
    };
    let whose = view.arrangement.target();
    let name = if whose.is_some() { layout::MENU } else { words::MY_VIEW }.get(language);
    let reset = match whose {
        None => words::RESET_LAYOUT,
        Some(Target::Firm) => layout::PRODUCT_DEFAULT,
        Some(Target::Role(_)) => layout::FIRM_DEFAULT,
    };
    let subject = Subject { tenant: view.session.tenant, owner: None };
    let may_arrange = can(view.session.actor(), Action::ChangeSettings, subject).allowed;
    let arrange = may_arrange.then(|| {
        let href = format!("{}?arrange=firm", view.address());
        view! { <a class="menu-item" href=href><SpriteIcon name="settings"/><span>{layout::ARRANGE.get(language)}</span></a> }
    });
    let others = whose.is_none().then(|| {
        let href = format!("{}/layouts", view.address());
        view! {
            <hr class="menu-line"/>
            <a class="menu-item" href=href><SpriteIcon name="users"/><span>{layout::TRY.get(language)}</span></a>
            {arrange}
        }
    });
    view! {
        <details class="menu menu-sheet">
            <summary aria-label=name><Icon name="layout-dashboard"/><span>{name}</span></summary>
            {menu_panel(view! {
                <form method="post" action="/api/staff/layout" data-board>
                    <input type="hidden" name="device" value=view.device.key()/>
                    {whose.map(|whose| view! { <input type="hidden" name="whose" value=whose.key()/> })}
                    <p class="menu-title">{words::HIDDEN_SECTIONS.get(language)}</p>
                    <div class="bring-back">{hidden}{nothing}</div>
                    <hr class="menu-line"/>
                    {item("everywhere", "laptop", words::EVERYWHERE)}
                    {item("undo", "undo-2", words::UNDO_LAYOUT)}
                    {item("reset", "rotate-ccw", reset)}
                </form>
                {others}
                <hr class="menu-line"/>
                {view.may(Action::MergeCustomers).then(|| view! {
                    <a class="menu-item" href=format!("/customers/merge?customers={}", view.card.id)><SpriteIcon name="merge"/><span>{merge::SAME_AS.get(language)}</span></a>
                    <hr class="menu-line"/>
                })}
                {as_of_form(view)}
            }.into_any())}
        </details>
    }
}

/// The id of the form that the buttons in the headers of sections send.
pub(super) const ARRANGE: &str = "arrange";

/// What all sections share: the form that their buttons send, and the menu that a browser with scripts opens.
///
/// A card has dozens of sections, and nobody opens more than one menu: a third of the page would be menus.
pub(super) fn shared(language: Language, device: Device, whose: Option<Target>) -> impl IntoView {
    view! {
        <form id=ARRANGE method="post" action="/api/staff/layout" hidden>
            <input type="hidden" name="device" value=device.key()/>
            {whose.map(|whose| view! {
                <input type="hidden" name="whose" value=whose.key()/>
                <input type="hidden" name="arrange" value=whose.key()/>
            })}
        </form>
        <template id="section-menu">
            <details class="menu" data-ours="">
                <summary class="icon-button"><Icon name="ellipsis"/></summary>
                <div class="menu-panel">{entries(language, device, whose, None)}</div>
            </details>
        </template>
    }
}

/// The button that opens the menu of a section: in place with scripts, on a page of its own without.
pub(super) fn section_menu(language: Language, section: Section) -> impl IntoView {
    let label = words::SECTION_MENU.with(language, &[("section", section.title(language))]);
    view! {
        <button
            class="icon-button section-menu"
            form=ARRANGE
            formmethod="get"
            formaction="?"
            name="menu"
            value=section.key()
            aria-expanded="false"
            aria-label=label
        >
            <Icon name="ellipsis"/>
        </button>
    }
}

/// The menu of a section, open, on the page that its button leads to.
pub(super) fn open_section_menu(
    language: Language,
    device: Device,
    whose: Option<Target>,
    placed: Placed,
) -> impl IntoView {
    let label = words::SECTION_MENU.with(language, &[("section", placed.section.title(language))]);
    view! {
        <details class="menu" open="">
            <summary class="icon-button" aria-label=label autofocus=""><Icon name="ellipsis"/></summary>
            {menu_panel(entries(language, device, whose, Some(placed)))}
        </details>
    }
}

/// What stands in the menu of a section: move, widen, hide. Without one it is what all have in common: both widths, and
/// no section's key.
fn entries(language: Language, device: Device, whose: Option<Target>, placed: Option<Placed>) -> AnyView {
    let key = placed.map_or("", |placed| placed.section.key());
    let move_button = |change: &'static str, icon: &'static str, text: Text| {
        view! { <button class="menu-item" name="change" value=change aria-label=text.get(language)><SpriteIcon name=icon/></button> }
    };
    let width = |change: &'static str, icon: &'static str, text: Text| {
        view! { <button class="menu-item" name="change" value=change><SpriteIcon name=icon/><span>{text.get(language)}</span></button> }
    };
    let is_wide = placed.map(|placed| placed.wide);
    let widen = (is_wide != Some(true)).then(|| width("widen", "maximize-2", words::WIDEN));
    let narrow = (is_wide != Some(false)).then(|| width("narrow", "minimize-2", words::NARROW));
    view! {
        <form method="post" action="/api/staff/layout" data-board>
            <input type="hidden" name="device" value=device.key()/>
            {whose.map(|whose| view! { <input type="hidden" name="whose" value=whose.key()/> })}
            <input type="hidden" name="section" value=key/>
            <p class="menu-title">{words::MOVE.get(language)}</p>
            <div class="menu-moves">
                {move_button("left", "arrow-left", words::MOVE_LEFT)}
                {move_button("right", "arrow-right", words::MOVE_RIGHT)}
                {move_button("up", "arrow-up", words::MOVE_UP)}
                {move_button("down", "arrow-down", words::MOVE_DOWN)}
            </div>
            <hr class="menu-line"/>
            {widen}{narrow}
            <button class="menu-item" name="change" value="hide"><SpriteIcon name="eye-off"/><span>{words::HIDE.get(language)}</span></button>
        </form>
        <hr class="menu-line"/>
        {section_help(language, key)}
    }
    .into_any()
}
