//! Moving sections: by pointer (mouse or finger) and by keyboard, on the handle of each.

use super::{dom, queue, toast};
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

/// How far above the columns a pointer is that means the place above them all, in pixels.
const CLEAR: f64 = 12.0;

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
    let zone = dom::around(&under, ".board-column, .board-wide")
        .filter(|zone| !is_wide(zone) || is_clearly_above(zone, f64::from(y)))
        .or_else(|| nearest_zone(f64::from(x)))?;
    let before = dom::all(&zone, ":scope > .section").into_iter().filter(|other| other != section).find(|other| {
        let place = other.get_bounding_client_rect();
        f64::from(y) < place.top() + place.height() / 2.0
    });
    Some((zone, before))
}

fn is_wide(zone: &Element) -> bool {
    zone.class_list().contains("board-wide")
}

/// Whether a pointer is in the place for wide sections and not only at the top of a column: where nothing stands in it
/// yet, it is meant only by who goes well above the columns.
fn is_clearly_above(zone: &HtmlElement, y: f64) -> bool {
    let columns = dom::first(".board > .board-column").map(|column| column.get_bounding_client_rect().top());
    dom::inside(zone, ":scope > .section").is_some() || columns.is_none_or(|top| y < top - CLEAR)
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
    say((words::CANCELLED, words::CANCELLED), &moving.section);
}

/// Saves where a section has come to rest.
fn settled(moving: &Moving) {
    let section = &moving.section;
    let Some(zone) = section.parent_element() else { return };
    if zone == moving.from && section.next_element_sibling() == moving.before {
        return;
    }
    let key = section.get_attribute("data-section").unwrap_or_default();
    let was_wide = is_wide(&moving.from);
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
    say((words::DROPPED, words::DROPPED_WIDE), section);
}

fn key(event: &ev::KeyboardEvent) {
    let Some(handle) = dom::closest(event, ".drag-handle") else { return };
    let lifted = MOVING.with_borrow(|moving| moving.as_ref().is_some_and(|moving| moving.by_keyboard));
    match (event.key().as_str(), lifted) {
        (" " | "Enter", false) => {
            if let Some(section) = section_of(&handle) {
                mark(&section, "lifted", true);
                say((words::LIFTED, words::LIFTED_WIDE), &section);
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
                    say(MOVED, &moving.section);
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

/// What is said of a section that has moved: in a column, or above them all.
const MOVED: (Text, Text) = (words::MOVED, words::MOVED_WIDE);

fn title_of(section: &Element) -> String {
    dom::inside(section, "h2").and_then(|title| title.text_content()).unwrap_or_default()
}

/// Says where a section is: in a column, or above them all.
fn say((in_column, above): (Text, Text), section: &HtmlElement) {
    let zone = section.parent_element();
    let column = zone
        .as_ref()
        .and_then(|zone| zone.get_attribute("data-column"))
        .and_then(|column| column.parse::<u32>().ok())
        .map_or(0, |column| column + 1);
    let sections = zone.map(|zone| dom::all(&zone, ":scope > .section")).unwrap_or_default();
    let place = sections.iter().position(|other| other == section).map_or(0, |index| index + 1);
    let text = if column == 0 { above } else { in_column };
    let (column, place, count) = (column.to_string(), place.to_string(), sections.len().to_string());
    let title = title_of(section);
    dom::announce(
        &text.with(dom::language(), &[("section", &title), ("column", &column), ("place", &place), ("count", &count)]),
    );
}

/// What the answer to a form that arranges the board needs to know of how it was before.
pub(super) struct Arranging {
    change: String,
    /// The section that is arranged, and what it is called; empty where it is the whole board.
    section: String,
    title: String,
    /// The section that stands where it was, once it is hidden.
    next: String,
}

impl Arranging {
    /// Of a form that is sent with these values.
    pub(super) fn of(values: &[(String, String)]) -> Self {
        let of = |name: &str| values.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
        let change = of("change").unwrap_or_default();
        let (change, section) = change.split_once(':').unwrap_or((change, of("section").unwrap_or_default()));
        let all = dom::first(".board").map(|board| dom::all(&board, ".section[data-section]")).unwrap_or_default();
        let key = |section: &HtmlElement| section.get_attribute("data-section").unwrap_or_default();
        let place = all.iter().position(|other| key(other) == section);
        let beside = place.and_then(|place| all.get(place + 1).or_else(|| all.get(place.checked_sub(1)?)));
        Self {
            change: change.to_owned(),
            section: section.to_owned(),
            title: place.and_then(|place| all.get(place)).map(|section| title_of(section)).unwrap_or_default(),
            next: beside.map(key).unwrap_or_default(),
        }
    }

    /// The answer is on the page: the focus stands where one goes on, and what happened is said. What is gone has a
    /// way back.
    pub(super) fn tell(self) {
        let language = dom::language();
        let section = |key: &str| dom::first(&format!(".board .section[data-section='{key}']"));
        let here = section(&self.section).filter(|_| !self.section.is_empty());
        let focused = if self.change == "hide" { section(&self.next) } else { here.clone() };
        let menu =
            focused.and_then(|section| dom::inside(&section, ".section-tools :is(.menu > summary, .section-menu)"));
        if let Some(menu) = menu.or_else(|| dom::first(".tabbar-end .menu > summary")) {
            let _ = menu.focus();
        }
        match (self.change.as_str(), here) {
            ("hide", _) => {
                let text = words::HIDDEN.with(language, &[("section", &self.title)]);
                toast::arranged(text, &self.section);
            }
            ("reset", _) => toast::arranged(words::RESET.get(language).to_owned(), ""),
            ("undo", _) => toast::saved(words::LAYOUT_UNDONE.get(language).to_owned()),
            (_, Some(section)) => say(MOVED, &section),
            _ => {}
        }
    }
}
