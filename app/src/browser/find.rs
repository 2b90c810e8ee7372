//! Lines in which a customer is named: those that fit are offered while one types.

use super::{dom, net};
use crate::company::find_customers;
use leptos::{ev, prelude::*, task::spawn_local};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// So long a question waits for the next key, in milliseconds.
const PAUSE: i32 = 150;

thread_local! {
    /// Which question it was: an answer that was overtaken says nothing any more.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Listens in those lines.
pub(super) fn listen() {
    let _ = window_event_listener(ev::input, |event| {
        let Some(input) = dom::closest(&event, "input[data-find-customer]") else { return };
        let Ok(input) = input.dyn_into::<HtmlInputElement>() else { return };
        let typed = input.value().trim().to_owned();
        let number = ASKED.get().wrapping_add(1);
        ASKED.set(number);
        if typed.chars().count() < 2 {
            return;
        }
        spawn_local(async move {
            net::sleep(PAUSE).await;
            if ASKED.get() != number {
                return;
            }
            let itself = dom::around(&input, "form")
                .and_then(|form| dom::inside(&form, "input[name=customer]"))
                .and_then(|hidden| hidden.get_attribute("value"))
                .unwrap_or_default();
            // What can't be asked just now is found when the form is saved.
            let Ok(found) = find_customers(typed, itself).await else { return };
            let list = input.get_attribute("list").and_then(|id| document().get_element_by_id(&id));
            let Some(list) = list.filter(|_| ASKED.get() == number) else { return };
            list.set_text_content(None);
            for offered in found {
                if let Ok(option) = document().create_element("option") {
                    let _ = option.set_attribute("value", &offered.label());
                    option.set_text_content(Some(&offered.place));
                    let _ = list.append_child(&option);
                }
            }
        });
    });
}
