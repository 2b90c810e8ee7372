//! Links that change what the page shows: the editor of a value, all comments, a part of the log.

use super::{
    dom,
    net::{self, Failed},
    register,
    swap::{self, Extent},
};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

/// Listens for clicks on `a[data-swap]`.
pub(super) fn listen() {
    let _ = window_event_listener(ev::click, |event| {
        if event.default_prevented() || event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key()
        {
            return;
        }
        let Some(link) = dom::closest(&event, "a[data-swap]") else { return };
        event.prevent_default();
        if let Some(menu) = dom::around(&link, "details.menu") {
            let _ = menu.remove_attribute("open");
        }
        let href = link.get_attribute("href").unwrap_or_default();
        let form = dom::around(&link, "form");
        if let Some(form) = &form {
            let _ = form.remove_attribute("data-dirty");
        }
        let return_to = dom::around(&link, "[data-return]").and_then(|around| around.get_attribute("data-return"));
        follow(href, link.has_attribute("data-keep"), return_to);
    });
}

/// Fetches the page that a link leads to and swaps what it shows otherwise.
fn follow(href: String, keep: bool, return_to: Option<String>) {
    spawn_local(async move {
        let location = window().location();
        let url = if href == "?" {
            location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
        } else {
            href.clone()
        };
        match net::get(&url).await {
            Ok(page) if swap::is_this_page(&page.url) => {
                if keep && let Ok(history) = window().history() {
                    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&page.url));
                }
                swap::swap(&page, Extent::Regions, None);
                swap::focus(return_to.as_deref());
                register::count_later();
            }
            Ok(page) => {
                let _ = location.set_href(&page.url);
            }
            // Without an answer the link does what links do, and the browser says what is wrong.
            Err(Failed::Unreachable | Failed::Refused(_)) => {
                let _ = location.set_href(&url);
            }
        }
    });
}
