//! Parts of a page that come after it, because what is in them comes from elsewhere and may take its time.
//!
//! A place with `data-late` names the page that has the part. It is fetched once the place is there; where the server
//! draws the place anew, what was fetched before is put back at once, and fetched again when it is old. Those who hear the
//! page are told in one line what came (`data-said`), not all of it; a part that failed (`data-failed`) is not kept.

use super::{dom, net};
use js_sys::Date;
use leptos::{ev, prelude::*, task::spawn_local};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What is younger than so many milliseconds is not fetched again.
const FRESH: f64 = 60_000.0;

/// The line that tells what came.
const LINE: &str = ":scope > [data-late-text]";

thread_local! {
    /// What was fetched, with when, by the address of its page.
    static KEPT: RefCell<HashMap<String, (f64, Element)>> = RefCell::new(HashMap::new());
}

/// Fills the places of the page, and listens for those who try again.
pub(super) fn listen() {
    load();
    let _ = window_event_listener(ev::click, |event| {
        let plain = event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key();
        let Some(place) = dom::closest(&event, "[data-late-again]").filter(|_| plain) else { return };
        if let Some(place) = dom::around(&place, "[data-late]") {
            event.prevent_default();
            fetch(place);
        }
    });
}

/// Fills the places that are not filled yet.
pub(super) fn load() {
    let Some(main) = dom::first("#main") else { return };
    for place in dom::all(&main, "[data-late]:not([data-filled])") {
        let _ = place.set_attribute("data-filled", "");
        let url = place.get_attribute("data-late").unwrap_or_default();
        let kept = KEPT.with_borrow(|all| all.get(&url).map(|(at, part)| (*at, part.clone())));
        if let Some((at, part)) = kept {
            put(&place, &part);
            if Date::now() - at < FRESH {
                continue;
            }
        }
        fetch(place);
    }
}

fn fetch(place: HtmlElement) {
    if place.has_attribute("aria-busy") {
        return;
    }
    let _ = place.set_attribute("aria-busy", "true");
    if let Some(line) = dom::inside(&place, LINE) {
        line.set_text_content(line.get_attribute("data-late-text").as_deref());
    }
    spawn_local(async move {
        let url = place.get_attribute("data-late").unwrap_or_default();
        let part =
            net::get(&url).await.ok().and_then(|page| page.document.query_selector("[data-part]").ok().flatten());
        let _ = place.remove_attribute("aria-busy");
        match part {
            Some(part) => {
                put(&place, &part);
                KEPT.with_borrow_mut(|all| {
                    if part.has_attribute("data-failed") {
                        all.remove(&url)
                    } else {
                        all.insert(url, (Date::now(), part))
                    }
                });
            }
            // The way to the page is left, and says what is wrong.
            None => say(&place, ""),
        }
    });
}

fn put(place: &HtmlElement, part: &Element) {
    if let Ok(part) = document().import_node_with_deep(part, true)
        && let Ok(part) = part.dyn_into::<Element>()
    {
        let has_focus = document().active_element().is_some_and(|active| place.contains(Some(&active)));
        for old in dom::all(place, ":scope > :not([data-late-text])") {
            old.remove();
        }
        let _ = place.append_child(&part);
        say(place, &part.get_attribute("data-said").unwrap_or_default());
        // Whoever tried again stands where what came begins.
        if has_focus && let Some(first) = dom::inside(&part, "[data-late-again], a, button") {
            let _ = first.focus();
        }
    }
}

/// Says what came; those who see it see it.
fn say(place: &HtmlElement, text: &str) {
    if let Some(line) = dom::inside(place, LINE) {
        line.set_class_name("sr-only");
        line.set_text_content(Some(text));
    }
}
