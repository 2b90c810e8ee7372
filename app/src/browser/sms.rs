//! How long an SMS is, while it is typed.

use super::dom;
use crate::sms::count_text;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// Listens for what is typed into SMS.
pub(super) fn listen() {
    let _ = window_event_listener(ev::input, |event| {
        let Some(part) = dom::closest(&event, "[data-sms]") else { return };
        let Some(text) = dom::inside(&part, "textarea").and_then(|text| text.dyn_into::<HtmlTextAreaElement>().ok())
        else {
            return;
        };
        if let Some(count) = dom::inside(&part, "[data-sms-count]") {
            count.set_text_content(Some(&count_text(&text.value(), dom::language())));
        }
    });
}
