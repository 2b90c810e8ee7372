//! Colleagues and departments that are offered while one types a name after an "@".
//!
//! The text keeps the focus; the list stands beneath it, and arrows, Enter and Escape mean the list while it is open
//! (ARIA: a text field with `aria-autocomplete` and an active descendant).

use super::{dom, draft, net};
use crate::i18n::comment as words;
use domain::comment::Colleague;
use leptos::{ev, prelude::*, task::spawn_local};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement};

/// So long a question waits for the next key, in milliseconds.
const PAUSE: i32 = 120;
/// Most characters of a name that is being typed.
const LONGEST: usize = 60;
/// The id of the list.
const LIST: &str = "calls";

/// The list that is open.
struct Open {
    text: HtmlTextAreaElement,
    list: HtmlElement,
    /// What is written for each.
    inserts: Vec<String>,
    active: usize,
}

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
    /// Which question it was: an answer that was overtaken says nothing any more.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Listens in texts in which colleagues can be called on.
pub(super) fn listen() {
    let _ = window_event_listener(ev::input, |event| {
        let text = dom::closest(&event, "textarea[data-calls]");
        if let Some(text) = text.and_then(|text| text.dyn_into::<HtmlTextAreaElement>().ok()) {
            typed(text);
        }
    });
    let _ = window_event_listener(ev::keydown, |event| {
        let handled = match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" | "Tab" if !event.ctrl_key() && !event.shift_key() => take(None),
            "Escape" => close(),
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    // The text keeps the focus.
    let _ = window_event_listener(ev::mousedown, |event| {
        if let Some(option) = dom::closest(&event, "#calls [role=option]") {
            event.prevent_default();
            take(option.get_attribute("data-at").and_then(|at| at.parse().ok()));
        }
    });
    let _ = window_event_listener(ev::focusout, |_| {
        close();
    });
}

/// What is being typed after an "@": where the name begins in UTF-16, and the name so far.
fn called(text: &HtmlTextAreaElement) -> Option<(u32, u32, String)> {
    let caret = text.selection_start().ok()??;
    let units: Vec<u16> = text.value().encode_utf16().take(usize::try_from(caret).ok()?).collect();
    let before = String::from_utf16(&units).ok()?;
    let (head, name) = before.rsplit_once('@')?;
    let is_call = head.chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let is_over = name.contains('\n') || name.ends_with(' ') || name.chars().count() > LONGEST;
    let begin = u32::try_from(head.encode_utf16().count() + 1).ok()?;
    (is_call && !is_over).then(|| (begin, caret, name.to_owned()))
}

fn typed(text: HtmlTextAreaElement) {
    let number = ASKED.get().wrapping_add(1);
    ASKED.set(number);
    let Some((_, _, name)) = called(&text) else {
        close();
        return;
    };
    spawn_local(async move {
        net::sleep(PAUSE).await;
        if ASKED.get() != number {
            return;
        }
        // What can't be asked just now is found when the comment is saved.
        let found: Option<Vec<Colleague>> = net::ask("/api/staff/find-colleagues", &[("query", &name)], true).await;
        let found = found.unwrap_or_default();
        if ASKED.get() == number && document().active_element().as_ref() == Some(&text) {
            close();
            if !found.is_empty() {
                show(text, &found);
            }
        }
    });
}

fn show(text: HtmlTextAreaElement, found: &[Colleague]) {
    let language = dom::language();
    let made = document().create_element("ul").ok().and_then(|list| list.dyn_into::<HtmlElement>().ok());
    let Some(list) = made else { return };
    for (name, value) in [
        ("id", LIST),
        ("class", LIST),
        ("role", "listbox"),
        ("data-ours", ""),
        ("aria-label", words::CALL.get(language)),
    ] {
        let _ = list.set_attribute(name, value);
    }
    for (at, colleague) in found.iter().enumerate() {
        let Ok(option) = document().create_element("li") else { continue };
        for (name, value) in
            [("id", format!("{LIST}-{at}")), ("role", "option".to_owned()), ("data-at", at.to_string())]
        {
            let _ = option.set_attribute(name, &value);
        }
        option.set_text_content(Some(&colleague.name));
        let about = if colleague.is_department {
            words::CALL_DEPARTMENT.with(language, &[("count", &colleague.about)])
        } else {
            colleague.about.clone()
        };
        if let Ok(told) = document().create_element("span") {
            told.set_text_content(Some(&about));
            let _ = option.append_child(&told);
        }
        let _ = list.append_child(&option);
    }
    let top = text.offset_top() + text.offset_height();
    let _ = list.style().set_property("top", &format!("{top}px"));
    let _ = list.style().set_property("left", &format!("{}px", text.offset_left()));
    let _ = text.insert_adjacent_element("afterend", &list);
    let _ = text.set_attribute("aria-autocomplete", "list");
    let _ = text.set_attribute("aria-haspopup", "listbox");
    let _ = text.set_attribute("aria-controls", LIST);
    dom::announce(&words::CALL_FOUND.with(language, &[("count", &found.len().to_string())]));
    let inserts = found.iter().map(|colleague| colleague.inserts.clone()).collect();
    OPEN.set(Some(Open { text, list, inserts, active: 0 }));
    mark();
}

/// Shows which one Enter takes.
fn mark() {
    OPEN.with_borrow(|open| {
        let Some(open) = open else { return };
        for (at, option) in dom::all(&open.list, "[role=option]").iter().enumerate() {
            let is_active = at == open.active;
            let _ = option.set_attribute("aria-selected", if is_active { "true" } else { "false" });
            if is_active {
                let _ = open.text.set_attribute("aria-activedescendant", &option.id());
            }
        }
    });
}

fn step(by: isize) -> bool {
    let moved = OPEN.with_borrow_mut(|open| {
        let Some(open) = open else { return false };
        let count = open.inserts.len().max(1);
        open.active = (open.active + count).saturating_add_signed(by) % count;
        true
    });
    mark();
    moved
}

/// Writes one of them, or the one that is marked.
fn take(which: Option<usize>) -> bool {
    let Some(open) = OPEN.take() else { return false };
    let insert = open.inserts.get(which.unwrap_or(open.active)).cloned();
    if let (Some((begin, end, _)), Some(insert)) = (called(&open.text), insert) {
        let insert = format!("{insert} ");
        let _ = open.text.set_range_text_with_start_and_end(&insert, begin, end);
        let caret = begin + u32::try_from(insert.encode_utf16().count()).unwrap_or_default();
        let _ = open.text.set_selection_range(caret, caret);
        if let Some(form) = dom::around(&open.text, "form") {
            draft::keep_form(&form);
        }
    }
    put_away(&open);
    true
}

fn close() -> bool {
    let Some(open) = OPEN.take() else { return false };
    put_away(&open);
    true
}

fn put_away(open: &Open) {
    open.list.remove();
    for name in ["aria-activedescendant", "aria-controls", "aria-haspopup", "aria-autocomplete"] {
        let _ = open.text.remove_attribute(name);
    }
}
