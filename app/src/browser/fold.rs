//! Folding and unfolding sections: at once, and saved behind.

use super::{dom, queue};
use crate::i18n::browser as words;
use leptos::{ev, prelude::*};
use web_sys::HtmlElement;

/// Listens for clicks on the fold buttons, and for keys on the titles of sections.
pub(super) fn listen() {
    let _ = window_event_listener(ev::click, |event| {
        let Some(button) = dom::closest(&event, ".section .fold") else { return };
        let Some(section) = dom::around(&button, ".section[data-section]") else { return };
        event.prevent_default();
        toggle(&section, &button);
    });
}

fn toggle(section: &HtmlElement, button: &HtmlElement) {
    let opens = section.get_attribute("data-open").as_deref() != Some("true");
    let _ = section.set_attribute("data-open", if opens { "true" } else { "false" });
    let _ = button.set_attribute("aria-expanded", if opens { "true" } else { "false" });
    let label = button.get_attribute(if opens { "data-fold" } else { "data-unfold" }).unwrap_or_default();
    let _ = button.set_attribute("aria-label", &label);
    let title = dom::inside(section, "h2").and_then(|title| title.text_content()).unwrap_or_default();
    let text = if opens { words::UNFOLDED } else { words::FOLDED };
    dom::announce(&text.with(dom::language(), &[("section", &title)]));
    let is_empty = dom::inside(section, ".section-body").is_some_and(|body| body.child_element_count() == 0);
    if opens && is_empty {
        let _ = section.set_attribute("aria-busy", "true");
    }
    let key = section.get_attribute("data-section").unwrap_or_default();
    let _ = button.set_attribute("value", &[if opens { "fold:" } else { "open:" }, &key].concat());
    queue::save(&[("change", if opens { "open" } else { "fold" }), ("section", &key)]);
}
