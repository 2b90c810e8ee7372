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

/// The menu of one section: move, widen, hide.
pub fn section_menu(language: Language, device: Device, whose: Option<Target>, placed: Placed) -> impl IntoView {
    let title = placed.section.title(language);
    let move_button = |change: &'static str, icon: &'static str, text: Text| {
        view! { <button class="menu-item" name="change" value=change aria-label=text.get(language)><SpriteIcon name=icon/></button> }
    };
    let (width, width_icon, width_text) =
        if placed.wide { ("narrow", "minimize-2", words::NARROW) } else { ("widen", "maximize-2", words::WIDEN) };
    view! {
        <details class="menu">
            <summary class="icon-button" aria-label=words::SECTION_MENU.with(language, &[("section", title)])><Icon name="ellipsis"/></summary>
            {menu_panel(view! {
                <form method="post" action="/api/staff/layout" data-board>
                    <input type="hidden" name="device" value=device.key()/>
                    {whose.map(|whose| view! { <input type="hidden" name="whose" value=whose.key()/> })}
                    <input type="hidden" name="section" value=placed.section.key()/>
                    <p class="menu-title">{words::MOVE.get(language)}</p>
                    <div class="menu-moves">
                        {move_button("left", "arrow-left", words::MOVE_LEFT)}
                        {move_button("right", "arrow-right", words::MOVE_RIGHT)}
                        {move_button("up", "arrow-up", words::MOVE_UP)}
                        {move_button("down", "arrow-down", words::MOVE_DOWN)}
                    </div>
                    <hr class="menu-line"/>
                    <button class="menu-item" name="change" value=width><SpriteIcon name=width_icon/><span>{width_text.get(language)}</span></button>
                    <button class="menu-item" name="change" value="hide"><SpriteIcon name="eye-off"/><span>{words::HIDE.get(language)}</span></button>
                </form>
                <hr class="menu-line"/>
                {section_help(language, placed.section)}
            }.into_any())}
        </details>
    }
}
