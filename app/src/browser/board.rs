//! Moving sections: by pointer (mouse or finger) and by keyboard, on the handle of each.

use super::{dom, queue};
use crate::i18n::browser as words;
use domain::text::Text;
use leptos::{ev, prelude::*};
use std::cell::RefCell;
use web_sys::{Element, HtmlElement, PointerEvent};

/// A section that is being moved, and where it was.
struct Moving {
    section: HtmlElement,
    from: Element,
    before: Option<Element>,
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
/// How near the edge of the window a move scrolls it, in pixels.
const EDGE: i32 = 72;

/// Listens on the handles.
pub(super) fn listen() {
    let _ = window_event_listener(ev::pointerdown, pick_up);
    let _ = window_event_listener(ev::pointermove, |event| drag(&event));
    let _ = window_event_listener(ev::pointerup, |_| drop_section());
    let _ = window_event_listener(ev::pointercancel, |_| put_back());
    let _ = window_event_listener(ev::keydown, |event| key(&event));
}

fn section_of(handle: &Element) -> Option<HtmlElement> {
    dom::around(handle, ".section[data-section]")
}

fn begin(section: HtmlElement, by_keyboard: bool, start: (i32, i32)) {
    let Some(from) = section.parent_element() else { return };
    let before = section.next_element_sibling();
    MOVING.set(Some(Moving { section, from, before, by_keyboard, start, began: by_keyboard }));
}

fn pick_up(event: PointerEvent) {
    if event.button() != 0 {
        return;
    }
    let Some(handle) = dom::closest(&event, ".drag-handle") else { return };
    if let Some(section) = section_of(&handle) {
        // A finger on the handle moves the section and does not scroll the page (its CSS says so too).
        let _ = handle.set_pointer_capture(event.pointer_id());
        begin(section, false, (event.client_x(), event.client_y()));
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
            mark(&moving.section, "dragging", true);
        }
        event.prevent_default();
        scroll_at_edge(y);
        if let Some((zone, before)) = target(&moving.section, x, y) {
            place_line(&zone, before.as_ref());
        }
    });
}

fn scroll_at_edge(y: i32) {
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if y < EDGE {
        window().scroll_by_with_x_and_y(0.0, -12.0);
    } else if f64::from(y) > height - f64::from(EDGE) {
        window().scroll_by_with_x_and_y(0.0, 12.0);
    }
}

/// The zone under the pointer, and the section before which it points.
fn target(section: &HtmlElement, x: i32, y: i32) -> Option<(HtmlElement, Option<HtmlElement>)> {
    #[expect(clippy::cast_precision_loss, reason = "screens are not that wide")]
    let under = document().element_from_point(x as f32, y as f32)?;
    let zone = dom::around(&under, ".board-column, .board-wide").or_else(|| nearest_zone(f64::from(x)))?;
    let before = dom::all(&zone, ":scope > .section").into_iter().filter(|other| other != section).find(|other| {
        let place = other.get_bounding_client_rect();
        f64::from(y) < place.top() + place.height() / 2.0
    });
    Some((zone, before))
}

fn nearest_zone(x: f64) -> Option<HtmlElement> {
    let board = dom::first(".board")?;
    dom::all(&board, ":scope > .board-column").into_iter().find(|column| {
        let place = column.get_bounding_client_rect();
        (place.left()..=place.right()).contains(&x)
    })
}

fn place_line(zone: &HtmlElement, before: Option<&HtmlElement>) {
    let line = dom::first(".drop-line").map(Element::from).or_else(|| {
        let line = document().create_element("div").ok()?;
        line.set_class_name("drop-line");
        Some(line)
    });
    if let Some(line) = line {
        let _ = zone.insert_before(&line, before.map(AsRef::as_ref));
    }
}

fn mark(section: &HtmlElement, class: &str, on: bool) {
    let _ = section.class_list().toggle_with_force(class, on);
    if let Some(board) = dom::around(section, ".board") {
        let _ = board.class_list().toggle_with_force("is-dragging", on);
    }
}

fn drop_section() {
    let Some(moving) = MOVING.with_borrow_mut(|moving| moving.take_if(|moving| !moving.by_keyboard)) else { return };
    if !moving.began {
        return;
    }
    if let Some(line) = dom::first(".drop-line") {
        let _ = line.replace_with_with_node_1(&moving.section);
    }
    mark(&moving.section, "dragging", false);
    settled(&moving);
}

fn put_back() {
    let Some(moving) = MOVING.take() else { return };
    if let Some(line) = dom::first(".drop-line") {
        line.remove();
    }
    let _ = moving.from.insert_before(&moving.section, moving.before.as_deref());
    mark(&moving.section, "dragging", false);
    mark(&moving.section, "lifted", false);
    say(words::CANCELLED, &moving.section);
}

/// Saves where a section has come to rest.
fn settled(moving: &Moving) {
    let section = &moving.section;
    let Some(zone) = section.parent_element() else { return };
    if zone == moving.from && section.next_element_sibling() == moving.before {
        return;
    }
    let key = section.get_attribute("data-section").unwrap_or_default();
    let was_wide = moving.from.class_list().contains("board-wide");
    match zone.get_attribute("data-column") {
        None => queue::save(&[("change", "widen"), ("section", &key)]),
        Some(column) => {
            if was_wide {
                queue::save(&[("change", "narrow"), ("section", &key)]);
            }
            let after = section
                .previous_element_sibling()
                .and_then(|above| above.get_attribute("data-section"))
                .unwrap_or_default();
            queue::save(&[("change", "place"), ("section", &key), ("column", &column), ("after", &after)]);
        }
    }
    say(words::DROPPED, section);
}

fn key(event: &ev::KeyboardEvent) {
    let Some(handle) = dom::closest(event, ".drag-handle") else { return };
    let lifted = MOVING.with_borrow(|moving| moving.as_ref().is_some_and(|moving| moving.by_keyboard));
    match (event.key().as_str(), lifted) {
        (" " | "Enter", false) => {
            if let Some(section) = section_of(&handle) {
                mark(&section, "lifted", true);
                say(words::LIFTED, &section);
                begin(section, true, (0, 0));
            }
        }
        (" " | "Enter", true) => {
            if let Some(moving) = MOVING.take() {
                mark(&moving.section, "lifted", false);
                settled(&moving);
                let _ = handle.focus();
            }
        }
        ("Escape", true) => {
            put_back();
            let _ = handle.focus();
        }
        ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", true) => {
            MOVING.with_borrow(|moving| {
                if let Some(moving) = moving {
                    step(&moving.section, &event.key());
                    let _ = handle.focus();
                    say(words::MOVED, &moving.section);
                }
            });
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// One step of a lifted section.
fn step(section: &HtmlElement, key: &str) {
    let Some(zone) = section.parent_element() else { return };
    match key {
        "ArrowUp" => {
            if let Some(above) = section.previous_element_sibling() {
                let _ = zone.insert_before(section, Some(&above));
            }
        }
        "ArrowDown" => {
            if let Some(below) = section.next_element_sibling() {
                let _ = zone.insert_before(&below, Some(section));
            }
        }
        _ => {
            let Some(board) = dom::first(".board") else { return };
            let columns = dom::all(&board, ":scope > .board-column");
            let Some(now) = columns.iter().position(|column| **column == zone) else { return };
            let next = if key == "ArrowLeft" { now.checked_sub(1) } else { Some(now + 1) };
            let Some(column) = next.and_then(|next| columns.get(next)) else { return };
            let place =
                dom::all(&zone, ":scope > .section").iter().position(|other| other == section).unwrap_or_default();
            let before = dom::all(column, ":scope > .section").into_iter().nth(place);
            let _ = column.insert_before(section, before.as_deref().map(AsRef::as_ref));
        }
    }
}

/// Says where a section is.
fn say(text: Text, section: &HtmlElement) {
    let title = dom::inside(section, "h2").and_then(|title| title.text_content()).unwrap_or_default();
    let zone = section.parent_element();
    let column = zone
        .as_ref()
        .and_then(|zone| zone.get_attribute("data-column"))
        .and_then(|column| column.parse::<u32>().ok())
        .map_or(0, |column| column + 1);
    let sections = zone.map(|zone| dom::all(&zone, ":scope > .section")).unwrap_or_default();
    let place = sections.iter().position(|other| other == section).map_or(0, |index| index + 1);
    let (column, place, count) = (column.to_string(), place.to_string(), sections.len().to_string());
    dom::announce(
        &text.with(dom::language(), &[("section", &title), ("column", &column), ("place", &place), ("count", &count)]),
    );
}
