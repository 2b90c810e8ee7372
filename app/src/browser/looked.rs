//! Dots go when one has looked: when a section that others changed is open on the screen for a
//! moment.

use super::{dom, net};
use crate::browser::live;
use js_sys::Date;
use leptos::{
    prelude::{document, window},
    task::spawn_local,
};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDocument, HtmlElement};

/// How long a section is on the screen until it counts as looked at, in milliseconds.
const MOMENT: f64 = 1500.0;
/// How often that is looked after, in milliseconds.
const STEP: i32 = 500;

thread_local! {
    /// Since when each dot has been on the screen, with the change that it stands for.
    static SINCE: RefCell<HashMap<(String, String), f64>> = RefCell::new(HashMap::new());
}

/// Looks after the dots of a card, as long as its page is there.
pub(super) fn watch() {
    // From now on the server leaves it to the script to say what has been looked at.
    if let Ok(document) = document().dyn_into::<HtmlDocument>() {
        let _ = document.set_cookie("script=1; path=/; max-age=31536000; samesite=strict");
    }
    if live::card().is_none() {
        return;
    }
    spawn_local(async {
        loop {
            net::sleep(STEP).await;
            look();
        }
    });
}

fn look() {
    let Some(main) = dom::first("#main").filter(|_| !live::is_hidden()) else {
        SINCE.with_borrow_mut(HashMap::clear);
        return;
    };
    let now = Date::now();
    let mut on_screen = HashMap::new();
    let mut looked = Vec::new();
    for dot in dom::all(&main, "[data-news]") {
        let name = |attribute: &str| dot.get_attribute(attribute).unwrap_or_default();
        let key = (name("data-news"), name("data-at"));
        if !is_looked_at(&dot) {
            continue;
        }
        let since = SINCE.with_borrow(|before| before.get(&key).copied()).unwrap_or(now);
        if now - since >= MOMENT {
            looked.push(format!("{} {}", key.0, key.1));
            dot.remove();
        } else {
            on_screen.insert(key, since);
        }
    }
    SINCE.set(on_screen);
    if let Some(customer) = live::card().and_then(|card| card.get_attribute("data-customer"))
        && !looked.is_empty()
    {
        net::tell("/api/staff/look", &[("customer", &customer), ("looked", &looked.join(","))]);
    }
}

/// Whether the section of a dot is open, and enough of it on the screen to have been seen.
fn is_looked_at(dot: &HtmlElement) -> bool {
    let Some(section) = dom::around(dot, ".section") else { return false };
    let is_open = section.get_attribute("data-open").as_deref() != Some("false");
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let body = dom::inside(&section, ".section-body").map_or_else(|| Element::from(section), Element::from);
    let place = body.get_bounding_client_rect();
    // Its beginning, or all the screen.
    is_open && place.top() < height - 48.0 && place.bottom() > 96.0
}
