//! Menus are filled when they are opened, and close when one clicks elsewhere or presses Esc. The row of tabs beside
//! one shows where one is.

use super::dom;
use leptos::{ev, prelude::*};
use web_sys::Element;

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

/// Puts into a menu what stands in it for browsers without scripts. Each time anew: the page may have
/// changed it since. It stays when the menu closes, since what was picked is sent after that.
fn fill(menu: &Element) {
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
