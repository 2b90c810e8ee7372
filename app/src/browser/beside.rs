//! A customer beside the list: to look at it is a step of its own, from which back leads to the list and its row.

use super::{dom, links};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

/// What the browser remembers with an address that was entered by opening a customer beside the list.
pub(super) const PUSHED: &str = "beside";

/// What the browser remembers with this address.
pub(super) fn state() -> JsValue {
    window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL)
}

fn close() -> Option<HtmlElement> {
    dom::first("#close-beside")
}

/// Whether a link opens a customer where none is open: from one to the next is no step.
pub(super) fn opens(link: &HtmlElement) -> bool {
    link.class_list().contains("look") && close().is_none()
}

/// Whether a link closes what was opened by a step, which is then taken back.
pub(super) fn goes_back(link: &HtmlElement) -> bool {
    let is_step = close().as_ref() == Some(link) && state().as_string().as_deref() == Some(PUSHED);
    is_step && window().history().is_ok_and(|history| history.back().is_ok())
}

/// Listens for back and forward.
pub(super) fn listen() {
    let _ = window_event_listener_untyped("popstate", |_| {
        if dom::first(".register-body").is_none() {
            return;
        }
        let search = window().location().search().unwrap_or_default();
        let open = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("open="));
        let shown = close().and_then(|close| close.get_attribute("data-return-row"));
        if open == shown.as_deref() {
            return;
        }
        // What was looked at goes; its row is where one goes on.
        if let Some(row) = shown.and_then(|row| dom::first(&format!("[id='c-{row}']"))) {
            let _ = row.focus();
        }
        links::follow_address();
    });
}
