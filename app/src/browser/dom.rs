//! Small helpers around the document.

use domain::language::Language;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// The element that an event happened in, or the one around it, that a selector names.
#[must_use]
pub fn closest(event: &Event, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()??.dyn_into().ok()
}

/// The element around another that a selector names.
pub(super) fn around(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.closest(selector).ok()??.dyn_into().ok()
}

/// The first element that a selector names.
pub(super) fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The first element inside another that a selector names.
pub(super) fn inside(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.query_selector(selector).ok()??.dyn_into().ok()
}

/// All elements inside another that a selector names.
pub(super) fn all(element: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = element.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok()).collect()
}

/// The language of the page.
pub(super) fn language() -> Language {
    let tag = document().document_element().and_then(|html| html.get_attribute("lang")).unwrap_or_default();
    Language::from_tag(&tag).unwrap_or_default()
}

/// Says something to those who hear the page.
pub(super) fn announce(text: &str) {
    if let Some(announcer) = document().get_element_by_id("announcer") {
        announcer.set_text_content(Some(text));
    }
}
