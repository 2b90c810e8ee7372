//! Files that are picked or dropped: they are sent at once.

use super::dom;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlFormElement, HtmlInputElement};

/// Listens for files.
pub(super) fn listen() {
    let _ = window_event_listener(ev::change, |event| {
        let Some(input) = dom::closest(&event, "input[type=file][data-send]") else { return };
        let Ok(input) = input.dyn_into::<HtmlInputElement>() else { return };
        if !input.value().is_empty()
            && let Some(Ok(form)) = dom::around(&input, "form").map(JsCast::dyn_into::<HtmlFormElement>)
        {
            let _ = form.request_submit();
        }
    });
    let _ = window_event_listener(ev::dragover, |event| over(&event));
    let _ = window_event_listener(ev::dragleave, |_| unmark());
    let _ = window_event_listener(ev::drop, |event| {
        over(&event);
        unmark();
    });
}

/// Shows where a file may be dropped. One that is dropped beside the place does not take the page away.
fn over(event: &Event) {
    unmark();
    if let Some(place) = dom::closest(event, ".file-drop") {
        let _ = place.set_attribute("data-over", "");
    } else if dom::first(".file-drop").is_some() && dom::closest(event, "input, textarea").is_none() {
        event.prevent_default();
    }
}

fn unmark() {
    if let Some(place) = dom::first(".file-drop[data-over]") {
        let _ = place.remove_attribute("data-over");
    }
}
