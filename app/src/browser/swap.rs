//! Swapping the parts of a page that changed.
//!
//! A region is an element with `data-region`. What the server last said of each is remembered,
//! so that a region is touched only when the server says something else.

use super::{
    dom, late, morph,
    net::{self, Page},
    presence, typed,
};
use leptos::{
    prelude::{document, window},
    task::spawn_local,
};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

/// What the server last said of a region.
enum Said {
    /// As the page has it, where what is there for browsers without scripts is text.
    InPage(String),
    /// As an answer has it.
    Answered(String),
}

thread_local! {
    static SAID: RefCell<HashMap<String, Said>> = RefCell::new(HashMap::new());
}

/// Whether the server said the same of a region before.
fn is_said(name: &str, html: &str) -> bool {
    SAID.with_borrow_mut(|all| {
        let Some(said) = all.get_mut(name) else { return false };
        if let Said::InPage(before) = said {
            let read = net::parse(before).and_then(|document| document.body()?.first_element_child());
            *said = Said::Answered(read.map(|region| region.outer_html()).unwrap_or_default());
        }
        matches!(said, Said::Answered(before) if before == html)
    })
}

/// How much is swapped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Regions that changed.
    Regions,
    /// The whole board with the places of its sections, and other regions that changed.
    Board,
}

fn regions(document: &Document) -> Vec<(String, Element)> {
    document
        .document_element()
        .map(|root| dom::all(&root, "[data-region]"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|element| Some((element.get_attribute("data-region")?, element.into())))
        .collect()
}

/// Remembers what the page says before anybody has touched it.
pub(super) fn remember() {
    SAID.with_borrow_mut(|said| {
        said.clear();
        said.extend(regions(&document()).into_iter().map(|(name, element)| (name, Said::InPage(element.outer_html()))));
    });
}

/// Whether an address is this page's, whatever its query.
pub(super) fn is_this_page(url: &str) -> bool {
    let location = window().location();
    let here = format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_default());
    url.split(['?', '#']).next() == Some(here.as_str())
}

/// The editors that stand open: when a page is asked for, so that its answer closes none that was
/// opened since.
pub(super) fn editors() -> Vec<HtmlElement> {
    dom::first("#main").map(|main| dom::all(&main, EDITORS)).unwrap_or_default()
}

/// Forms that stand in the place of what they edit.
const EDITORS: &str = "form:has([data-cancel])";

/// What a page answers.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked<'a> {
    /// The form that was sent or left.
    pub(super) cause: Option<&'a Element>,
    /// The editors that stood open then.
    pub(super) known: &'a [HtmlElement],
}

impl Asked<'_> {
    /// Whether somebody is writing in a part of the page, or has opened an editor there since.
    fn is_busy(&self, part: &Element) -> bool {
        dom::all(part, "form[data-dirty]").iter().any(|form| self.cause != Some(form))
            || dom::all(part, EDITORS).iter().any(|form| self.cause != Some(form) && !self.known.contains(form))
    }
}

/// Swaps what changed. Forms that somebody is writing in elsewhere are left alone, and what stands
/// around them is touched only where it is different.
pub(super) fn swap(page: &Page, extent: Extent, asked: Asked<'_>) {
    if extent == Extent::Board
        && let (Some(old), Some(new)) = (dom::first(".board"), page.document.query_selector(".board").ok().flatten())
        && !asked.is_busy(&old)
    {
        replace(&old, &new);
        SAID.with_borrow_mut(|said| {
            let board = dom::first(".board").map(|board| dom::all(&board, "[data-region]")).unwrap_or_default();
            said.extend(
                board.into_iter().filter_map(|region| {
                    Some((region.get_attribute("data-region")?, Said::InPage(region.outer_html())))
                }),
            );
        });
    }
    for (name, new) in regions(&page.document) {
        let html = new.outer_html();
        if is_said(&name, &html) {
            continue;
        }
        let Some(old) = dom::first(&format!("[data-region='{name}']")) else { continue };
        if asked.is_busy(&old) {
            if let Some(cause) = asked.cause.filter(|cause| old.contains(Some(cause))) {
                answer(&old, &new, cause);
            }
            // A link that was followed may go, though it still has the focus.
            if let Some(link) = dom::inside(&old, ":is(a, button):focus") {
                let _ = link.blur();
            }
            morph::morph(&old, &new);
            // What is only half said is looked at again, whatever the server says next.
            SAID.with_borrow_mut(|said| said.remove(&name));
            continue;
        }
        replace(&old, &new);
        SAID.with_borrow_mut(|said| said.insert(name, Said::Answered(html)));
    }
    presence::render();
    late::load();
    typed::restore();
}

/// Swaps these regions and no others.
pub(super) fn swap_named(page: &Page, names: &[&str]) {
    for (name, new) in regions(&page.document) {
        if names.contains(&name.as_str())
            && let Some(old) = dom::first(&format!("[data-region='{name}']"))
        {
            let html = new.outer_html();
            if is_said(&name, &html) {
                continue;
            }
            replace(&old, &new);
            SAID.with_borrow_mut(|said| said.insert(name, Said::Answered(html)));
        }
    }
    typed::restore();
}

/// Puts what the server says of a form that was sent into its place, and leaves the rest.
fn answer(old: &Element, new: &Element, cause: &Element) {
    let Some(place) = dom::around(cause, "[id]").filter(|place| old != &**place && old.contains(Some(place))) else {
        return;
    };
    match dom::inside(new, &format!("[id='{}']", place.id())) {
        Some(said) => replace(&place, &said),
        None => place.remove(),
    }
}

/// Turns the page into what the server now says, without disturbing what its reader is busy with;
/// whether something had to wait for that. What reads otherwise is shown for a moment.
pub(super) fn refresh(page: &Page) -> bool {
    let anchor = Anchor::take();
    document().set_title(&page.document.title());
    let mut held = false;
    for (name, new) in regions(&page.document) {
        let html = new.outer_html();
        if is_said(&name, &html) {
            continue;
        }
        let Some(old) = dom::first(&format!("[data-region='{name}']")) else { continue };
        // What tells how it was when the page came stays so until its reader puts it away.
        if old.has_attribute("data-ours") {
            continue;
        }
        let outcome = morph::morph(&old, &new);
        held |= outcome.held;
        SAID.with_borrow_mut(|said| {
            // What is only half said is looked at again, whatever the server says next.
            if outcome.held { said.remove(&name) } else { said.insert(name, Said::Answered(html)) }
        });
        mark(outcome.changed);
    }
    presence::render();
    late::load();
    if let Some(anchor) = anchor {
        anchor.hold();
    }
    held
}

/// What its reader reads stays where it is on the screen, also in browsers that don't see to that.
struct Anchor {
    element: Element,
    top: f64,
}

impl Anchor {
    /// Something in the middle of the screen; nothing where the browser has anchors of its own.
    fn take() -> Option<Self> {
        let root: HtmlElement = document().document_element()?.dyn_into().ok()?;
        if js_sys::Reflect::has(&root.style(), &JsValue::from_str("overflowAnchor")).unwrap_or(true) {
            return None;
        }
        let half = |size: Result<JsValue, JsValue>| size.ok()?.as_f64().map(|size| size / 2.0);
        #[expect(clippy::cast_possible_truncation, reason = "screens are not that large")]
        let element = document()
            .element_from_point(half(window().inner_width())? as f32, half(window().inner_height())? as f32)?;
        let top = element.get_bounding_client_rect().top();
        Some(Self { element, top })
    }

    fn hold(&self) {
        if self.element.is_connected() {
            window().scroll_by_with_x_and_y(0.0, self.element.get_bounding_client_rect().top() - self.top);
        }
    }
}

fn mark(changed: Vec<Element>) {
    for element in &changed {
        let _ = element.set_attribute("data-changed", "");
    }
    if !changed.is_empty() {
        spawn_local(async move {
            net::sleep(2500).await;
            for element in changed {
                let _ = element.remove_attribute("data-changed");
            }
        });
    }
}

fn replace(old: &Element, new: &Element) {
    let focused =
        document().active_element().filter(|active| old.contains(Some(active))).and_then(|active| name_of(&active));
    if let Ok(imported) = document().import_node_with_deep(new, true) {
        let _ = old.replace_with_with_node_1(&imported);
    }
    // What has the focus is new, but for the reader it is the same.
    if let Some(again) = focused.and_then(|selector| dom::first(&selector)) {
        let _ = again.focus();
    }
}

/// A selector by which an element is found again after its region was swapped.
fn name_of(element: &Element) -> Option<String> {
    if !element.id().is_empty() {
        return Some(format!("[id='{}']", element.id()));
    }
    if let Some(key) = element.get_attribute("data-edit") {
        return Some(format!("[data-edit='{key}']"));
    }
    let section = dom::around(element, "[data-section]")?.get_attribute("data-section")?;
    let part = [".fold", ".drag-handle", ".section-tools summary", ".section-menu", ".check"]
        .into_iter()
        .find(|part| element.matches(part).unwrap_or(false))?;
    Some(format!("[data-section='{section}'] {part}"))
}

/// Whether the reader is typing somewhere else than in the form that was sent.
pub(super) fn is_typing_beside(cause: &Element) -> bool {
    document().active_element().is_some_and(|active| {
        active.matches("#main :is(input, textarea, select)").unwrap_or(false) && !cause.contains(Some(&active))
    })
}

/// Whether a place of the answer has found none in the page.
pub(super) fn is_missed(page: &Page, place: &str) -> bool {
    let selector = format!("[id='{place}']");
    dom::first(&selector).is_none() && page.document.query_selector(&selector).is_ok_and(|found| found.is_some())
}

/// What one may fill in or follow.
const CONTROLS: &str = ":is(input:not([type=hidden]), select, textarea, a[href], button)";

/// Where something is added that has no control which wants the focus: its first, or all of it.
fn added(place: &str) -> Option<HtmlElement> {
    let place = place.strip_prefix("new-").and_then(|_| dom::first(&format!("[id='{place}']")))?;
    place.scroll_into_view_with_bool(false);
    dom::inside(&place, CONTROLS).or_else(|| {
        let _ = place.set_attribute("tabindex", "-1");
        Some(place)
    })
}

/// Where the address leads to something that is to be added, the focus goes there: browsers leave it where an
/// address names a place.
pub(super) fn arrive() {
    let hash = window().location().hash().unwrap_or_default();
    let is_free = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if let Some(place) = hash.strip_prefix('#').filter(|place| place.starts_with("new-") && is_free) {
        focus(Some(place), None);
    }
}

/// Puts the focus where a reader expects it: into the place that was asked for, at what is wrong, at what
/// somebody else changed meanwhile (on none of its buttons: Enter once more would take the other's away), at what is being edited, or at the value that has just been saved.
pub(super) fn focus(place: Option<&str>, after: Option<&str>) {
    let wanted = place
        .and_then(|place| dom::first(&format!("[id='{place}'] [autofocus]")).or_else(|| added(place)))
        .or_else(|| {
            ["#main :is([aria-invalid='true'], [data-invalid])", "#main .conflict", "#main [autofocus]"]
                .into_iter()
                .find_map(dom::first)
        })
        .or_else(|| after.and_then(|key| dom::first(&format!("#main [data-edit='{key}']"))));
    if let Some(element) = wanted {
        let _ = element.focus();
        // What stands in a line is there to be replaced.
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.select();
        }
    }
}
