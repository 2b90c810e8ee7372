//! Menus are filled when they are opened, and close when one clicks elsewhere or presses Esc. The row of tabs beside
//! one shows where one is.

use super::dom;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

/// Listens for clicks and Esc.
pub(super) fn listen() {
    show_tab();
    // Letters that come later may be wider.
    let _ = window_event_listener(ev::load, |_| show_tab());
    // What was opened while the script was on its way stands empty.
    if let Some(root) = document().document_element() {
        for menu in dom::all(&root, "details.menu[open]") {
            fill(&menu);
        }
    }
    let _ = window_event_listener(ev::click, |event| {
        if let Some(button) = dom::closest(&event, ".section-menu") {
            event.prevent_default();
            close_but(None);
            open_of_section(&button);
            return;
        }
        let inside = dom::closest(&event, "details.menu");
        if let Some(menu) = dom::closest(&event, "details.menu > summary").and_then(|summary| summary.parent_element())
        {
            fill(&menu);
        }
        let picked = dom::closest(&event, "details.menu .menu-item").is_some();
        close_but(if picked { None } else { inside.map(Into::into) }.as_ref());
    });
    let _ = window_event_listener(ev::keydown, |event| {
        if event.key() != "Escape" {
            return;
        }
        if let Some(summary) = dom::first("details.menu[open] > summary") {
            close_but(None);
            let _ = summary.focus();
            event.prevent_default();
            event.stop_propagation();
        }
    });
}

/// The menu of a section, which all sections have in common: it stands before the button that opens it, in its stead.
fn open_of_section(button: &HtmlElement) -> Option<()> {
    let shared: HtmlTemplateElement = dom::first("#section-menu")?.dyn_into().ok()?;
    let menu: Element =
        document().import_node_with_deep(&shared.content(), true).ok()?.first_child()?.dyn_into().ok()?;
    let summary = dom::inside(&menu, "summary")?;
    let _ = summary.set_attribute("aria-label", &button.get_attribute("aria-label")?);
    fill_of_section(&menu, button);
    let _ = menu.set_attribute("open", "");
    let _ = button.before_with_node_1(&menu);
    summary.focus().ok()
}

/// Says in the menu of a section which section it is of, and whether it can be wider or narrower.
fn fill_of_section(menu: &Element, within: &Element) -> Option<()> {
    let section = dom::around(within, "[data-section]")?;
    let key = section.get_attribute("data-section")?;
    let is_wide = section.parent_element()?.class_list().contains("board-wide");
    let _ = dom::inside(menu, "[name=section]")?.set_attribute("value", &key);
    let help = dom::inside(menu, "a")?;
    let _ = help.set_attribute("href", &[help.get_attribute("href")?.split_once('#')?.0, "#", &key].concat());
    for (change, is_of_it) in [("widen", !is_wide), ("narrow", is_wide)] {
        let button = dom::inside(menu, &["[value=", change, "]"].concat())?;
        button.set_hidden(!is_of_it);
    }
    Some(())
}

/// Puts into a menu what stands in it for browsers without scripts. Each time anew: the page may have
/// changed it since. It stays when the menu closes, since what was picked is sent after that.
fn fill(menu: &Element) {
    // A section may have got another width since.
    fill_of_section(menu, menu);
    let Some(panel) = dom::inside(menu, ":scope > .menu-panel") else { return };
    let Some(kept) = dom::inside(&panel, ":scope > noscript") else { return };
    for before in dom::all(&panel, ":scope > [data-ours]") {
        before.remove();
    }
    let _ = kept.insert_adjacent_html("afterend", &kept.text_content().unwrap_or_default());
    for entry in dom::all(&panel, ":scope > :not(noscript)") {
        // The server says nothing of it: it is neither compared nor taken away.
        let _ = entry.set_attribute("data-ours", "");
    }
}

/// A row of tabs that is wider than the screen begins with the one where one is in sight.
fn show_tab() {
    let (Some(row), Some(tab)) = (dom::first(".tabs"), dom::first(".tabs > [aria-current]")) else { return };
    let (around, inside) = (row.get_bounding_client_rect(), tab.get_bounding_client_rect());
    if inside.left() < around.left() || inside.right() > around.right() {
        let middle = inside.left() - around.left() - (around.width() - inside.width()) / 2.0;
        #[expect(clippy::cast_possible_truncation, reason = "no row is that wide")]
        row.set_scroll_left(row.scroll_left() + middle as i32);
    }
}

fn close_but(kept: Option<&Element>) {
    let Some(root) = document().document_element() else { return };
    for menu in dom::all(&root, "details.menu[open]") {
        if kept != Some(&menu) {
            let _ = menu.remove_attribute("open");
        }
    }
}
