//! Moving what stands in a diary to another day or time: by pointer (mouse or finger) and by keyboard, on the handle
//! of each entry.

use super::dom;
use crate::i18n::diary as words;
use domain::text::Text;
use leptos::{ev, prelude::*};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, PointerEvent};

/// An entry that is being moved, and the place that it points to.
struct Moving {
    entry: HtmlElement,
    from: HtmlElement,
    to: HtmlElement,
    by_keyboard: bool,
    /// Where the pointer went down; the move begins a little away from it.
    start: (i32, i32),
    began: bool,
}

thread_local! {
    static MOVING: RefCell<Option<Moving>> = const { RefCell::new(None) };
}

/// How far a pointer goes before it is a move and not a click, in pixels.
const THRESHOLD: i32 = 5;

/// Listens on the handles.
pub(super) fn listen() {
    let _ = window_event_listener(ev::pointerdown, pick_up);
    let _ = window_event_listener(ev::pointermove, |event| drag(&event));
    let _ = window_event_listener(ev::pointerup, |_| drop_entry());
    let _ = window_event_listener(ev::pointercancel, |_| put_back());
    let _ = window_event_listener(ev::keydown, |event| key(&event));
}

/// The entry of a handle, where it stands in a table that has other places.
fn begin(handle: &Element, by_keyboard: bool, start: (i32, i32)) -> bool {
    let (Some(entry), Some(from)) = (dom::around(handle, ".diary-entry"), dom::around(handle, "[data-slot]")) else {
        return false;
    };
    MOVING.set(Some(Moving { entry, to: from.clone(), from, by_keyboard, start, began: by_keyboard }));
    true
}

fn pick_up(event: PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let Some(handle) = dom::closest(&event, ".diary-handle") else { return };
    if begin(&handle, false, (event.client_x(), event.client_y())) {
        let _ = handle.set_pointer_capture(event.pointer_id());
    }
}

fn drag(event: &PointerEvent) {
    MOVING.with_borrow_mut(|moving| {
        let Some(moving) = moving.as_mut().filter(|moving| !moving.by_keyboard) else { return };
        let (x, y) = (event.client_x(), event.client_y());
        if !moving.began {
            if (x - moving.start.0).abs() + (y - moving.start.1).abs() < THRESHOLD {
                return;
            }
            moving.began = true;
            mark(&moving.entry, "dragging", true);
        }
        event.prevent_default();
        #[expect(clippy::cast_precision_loss, reason = "screens are not that wide")]
        let under = document().element_from_point(x as f32, y as f32);
        if let Some(slot) = under.and_then(|under| dom::around(&under, "[data-slot]")) {
            point_to(moving, slot);
        }
    });
}

fn mark(element: &HtmlElement, class: &str, on: bool) {
    let _ = element.class_list().toggle_with_force(class, on);
}

fn point_to(moving: &mut Moving, slot: HtmlElement) {
    mark(&moving.to, "diary-target", false);
    mark(&slot, "diary-target", true);
    moving.to = slot;
}

fn unmark(moving: &Moving) {
    mark(&moving.to, "diary-target", false);
    mark(&moving.entry, "dragging", false);
    mark(&moving.entry, "lifted", false);
}

fn drop_entry() {
    let Some(moving) = MOVING.with_borrow_mut(|moving| moving.take_if(|moving| !moving.by_keyboard)) else { return };
    unmark(&moving);
    if moving.began {
        settle(&moving);
    }
}

fn put_back() {
    let Some(moving) = MOVING.take() else { return };
    unmark(&moving);
    say(words::PUT_BACK, &moving);
}

/// Sends where an entry has come to rest.
fn settle(moving: &Moving) {
    if moving.to == moving.from {
        return;
    }
    let Some(form) =
        dom::inside(&moving.entry, "form[data-move]").and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    let set = |name: &str, value: Option<String>| {
        let input = dom::inside(&form, &format!("input[name={name}]"));
        if let (Some(input), Some(value)) = (input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()), value) {
            input.set_value(&value);
        }
    };
    set("day", moving.to.get_attribute("data-day"));
    set("time", moving.to.get_attribute("data-time"));
    let when = moving.to.get_attribute("data-says").unwrap_or_default();
    let _ = form.set_attribute("data-saved", &words::MOVED.with(dom::language(), &[("when", &when)]));
    let _ = form.request_submit();
}

fn key(event: &ev::KeyboardEvent) {
    let Some(handle) = dom::closest(event, ".diary-handle") else { return };
    let is_lifted = MOVING.with_borrow(|moving| moving.as_ref().is_some_and(|moving| moving.by_keyboard));
    match (event.key().as_str(), is_lifted) {
        (" " | "Enter", false) => {
            if begin(&handle, true, (0, 0)) {
                MOVING.with_borrow(|moving| {
                    if let Some(moving) = moving {
                        mark(&moving.entry, "lifted", true);
                        mark(&moving.to, "diary-target", true);
                        say(words::LIFTED, moving);
                    }
                });
            }
        }
        (" " | "Enter", true) => {
            if let Some(moving) = MOVING.take() {
                unmark(&moving);
                settle(&moving);
            }
        }
        ("Escape", true) => put_back(),
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", true) => {
            MOVING.with_borrow_mut(|moving| {
                if let Some(moving) = moving
                    && let Some(slot) = beside(&moving.to, &event.key())
                {
                    point_to(moving, slot);
                    say_where(moving);
                }
            });
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The place beside another in the table.
fn beside(slot: &HtmlElement, key: &str) -> Option<HtmlElement> {
    let row = slot.parent_element()?;
    let slots = |row: &Element| dom::all(row, ":scope > [data-slot]");
    let at = slots(&row).iter().position(|other| other == slot)?;
    match key {
        "ArrowLeft" => slots(&row).into_iter().nth(at.checked_sub(1)?),
        "ArrowRight" => slots(&row).into_iter().nth(at + 1),
        "ArrowUp" => slots(&row.previous_element_sibling()?).into_iter().nth(at),
        _ => slots(&row.next_element_sibling()?).into_iter().nth(at),
    }
}

/// Says what is moved.
fn say(text: Text, moving: &Moving) {
    let title = dom::inside(&moving.entry, ".diary-title").and_then(|title| title.text_content()).unwrap_or_default();
    dom::announce(&text.with(dom::language(), &[("name", &title)]));
}

/// Says where it would go.
fn say_where(moving: &Moving) {
    dom::announce(&moving.to.get_attribute("data-says").unwrap_or_default());
}
