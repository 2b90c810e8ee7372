//! The register: keys through the list, the row one came from, fields found by typing, and the
//! count that comes after the page.

use super::{beside, choose, dom, net, swap};
use domain::fold;
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

/// Listens on the page, and goes back to the row that one came from.
pub(super) fn listen() {
    if dom::first(".register-body").is_none() {
        return;
    }
    let _ = window_event_listener(ev::keydown, |event| keys(&event));
    let _ = window_event_listener(ev::click, |event| {
        let plain = event.button() == 0 && !event.ctrl_key() && !event.meta_key() && !event.shift_key();
        if let Some(link) = dom::closest(&event, ".row-link").filter(|_| plain) {
            leave_mark(&link);
        }
    });
    let _ = window_event_listener(ev::input, |event| {
        if let Some(input) = finder(&event) {
            narrow(&input);
        }
    });
    let _ = window_event_listener(ev::keydown, |event| {
        if event.key() == "Enter"
            && let Some(input) = finder(&event)
        {
            event.prevent_default();
            take_first(&input);
        }
    });
    let hash = window().location().hash().unwrap_or_default();
    if let Some(row) =
        hash.strip_prefix('#').filter(|id| id.starts_with("c-")).and_then(|id| document().get_element_by_id(id))
        && let Ok(row) = row.dyn_into::<HtmlElement>()
    {
        let _ = row.focus();
    }
    count_later();
}

fn finder(event: &web_sys::Event) -> Option<HtmlInputElement> {
    dom::closest(event, "input[data-narrow]")?.dyn_into().ok()
}

/// Where the page left the count for later, asks for it.
pub(super) fn count_later() {
    let Some(href) = dom::first("a[data-later]").and_then(|link| link.get_attribute("href")) else { return };
    spawn_local(async move {
        if let Ok(page) = net::get(&href).await
            && swap::is_this_page(&page.url)
        {
            swap::swap_named(&page, &["register-count", "register-totals"]);
            choose::show();
        }
    });
}

/// Notes in this page's address which row one leaves it by: back returns to it.
fn leave_mark(link: &HtmlElement) {
    let location = window().location();
    let url =
        format!("{}{}#{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default(), link.id());
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&beside::state(), "", Some(&url));
    }
}

fn rows() -> Vec<HtmlElement> {
    dom::first(".register-body").map(|body| dom::all(&body, "tbody .row-link")).unwrap_or_default()
}

/// The row that has the focus, on its link or on another of its parts.
fn current() -> Option<HtmlElement> {
    let active = document().active_element()?;
    dom::inside(&dom::around(&active, "tbody tr")?.into(), ".row-link")
}

fn keys(event: &KeyboardEvent) {
    let busy = dom::closest(event, "input, textarea, select, [contenteditable], dialog, details[open]").is_some();
    if busy || event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let here = current();
    let step = match event.key().as_str() {
        "j" => 1,
        "k" => -1,
        // Arrows scroll the page until one is in the list.
        "ArrowDown" if here.is_some() => 1,
        "ArrowUp" if here.is_some() => -1,
        " " => {
            if let Some(row) = here.and_then(|row| dom::around(&row, "tr"))
                && choose::toggle(&row)
            {
                event.prevent_default();
            }
            return;
        }
        "v" => {
            let link = here.and_then(|row| dom::around(&row, "tr")).and_then(|row| dom::inside(&row, ".look"));
            if let Some(link) = link {
                event.prevent_default();
                link.click();
            }
            return;
        }
        "Escape" => {
            if let Some(close) = dom::first("#close-beside") {
                event.prevent_default();
                let row = close.get_attribute("data-return-row").unwrap_or_default();
                close.click();
                if let Some(row) = dom::first(&format!("[id='c-{row}']")) {
                    let _ = row.focus();
                }
            }
            return;
        }
        _ => return,
    };
    let rows = rows();
    let at = here.and_then(|row| rows.iter().position(|other| *other == row));
    let next = match (at, step) {
        (None, _) => 0,
        (Some(at), 1) => (at + 1).min(rows.len().saturating_sub(1)),
        (Some(at), _) => at.saturating_sub(1),
    };
    if let Some(row) = rows.get(next) {
        event.prevent_default();
        let _ = row.focus();
    }
}

/// Shows of a list only what holds the typed text.
fn narrow(input: &HtmlInputElement) {
    let wanted = input.value();
    for item in narrowed(input) {
        let more = item.get_attribute("data-more").unwrap_or_default();
        // Or what it says it is called, where more stands in it than that.
        let called = item.get_attribute("data-named").or_else(|| item.text_content()).unwrap_or_default();
        item.set_hidden(!fold::holds(&format!("{called} {more}"), &wanted));
    }
}

/// What a field for finding narrows down.
fn narrowed(input: &HtmlInputElement) -> Vec<HtmlElement> {
    let list = input.get_attribute("data-narrow").and_then(|id| document().get_element_by_id(&id));
    list.map(|list| dom::all(&list, "li")).unwrap_or_default()
}

/// Enter in such a field takes the first that is left of what was looked for: a link is followed, a box is ticked.
fn take_first(input: &HtmlInputElement) {
    if input.value().trim().is_empty() {
        return;
    }
    let first = narrowed(input).into_iter().find(|item| !item.hidden());
    let target = first.and_then(|item| item.query_selector("a, input:not([type=hidden])").ok().flatten());
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        target.click();
    }
}
