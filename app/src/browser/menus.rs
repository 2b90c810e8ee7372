//! Menus are filled when they are opened, and close when one clicks elsewhere or presses Esc.

use super::dom;
use leptos::{ev, prelude::*};
use web_sys::Element;

/// Listens for clicks and Esc.
pub(super) fn listen() {
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

fn close_but(kept: Option<&Element>) {
    let Some(root) = document().document_element() else { return };
    for menu in dom::all(&root, "details.menu[open]") {
        if kept != Some(&menu) {
            let _ = menu.remove_attribute("open");
        }
    }
}
