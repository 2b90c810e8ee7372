//! Menus close when one clicks elsewhere or presses Esc.

use super::dom;
use leptos::{ev, prelude::*};
use web_sys::Element;

/// Listens for clicks and Esc.
pub(super) fn listen() {
    let _ = window_event_listener(ev::click, |event| {
        let inside = dom::closest(&event, "details.menu");
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

fn close_but(kept: Option<&Element>) {
    let Some(root) = document().document_element() else { return };
    for menu in dom::all(&root, "details.menu[open]") {
        if kept != Some(&menu) {
            let _ = menu.remove_attribute("open");
        }
    }
}
