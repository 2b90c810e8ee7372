//! Turning an element into what the server now says of it, by touching only what is different.
//!
//! Focus, selection, open menus and editors, and what stands still on the screen survive, because
//! their elements do. What somebody is busy with is left as it is, and said to be.

use super::dom;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{CharacterData, Element, Node};

/// What belongs to the page and not to the server: it is neither compared nor taken away.
const OURS: &str = "[data-ours]";
/// Attributes that the reader or our own script sets.
const OWN_ATTRIBUTES: [&str; 5] = ["open", "data-dirty", "aria-busy", "data-changed", "data-ours"];
/// How far a list is searched for what has moved.
const AHEAD: usize = 12;
/// What is shown as changed: a value, an entry, a name.
const UNITS: &str = ".field-row, .address, .comment, .pinned-row, .contact, .card-name, .meta-key > li, .section[data-open=false] .digest";

/// What has come of it.
#[derive(Default)]
pub(super) struct Outcome {
    /// Where something reads otherwise now.
    pub(super) changed: Vec<Element>,
    /// Whether something was left as it was, for somebody is busy with it.
    pub(super) held: bool,
}

/// Turns `old` into `new`.
pub(super) fn morph(old: &Element, new: &Element) -> Outcome {
    let mut outcome = Outcome::default();
    element(old, new, &mut outcome);
    outcome
}

/// Whether somebody is busy with an element, so that it must stay as it is.
fn is_held(element: &Element) -> bool {
    let is = |selector: &str| element.matches(selector).unwrap_or(false);
    if is("details.menu[open], form[data-dirty], [data-editing]") {
        return true;
    }
    if is("input, textarea, select") && document().active_element().as_ref() == Some(element) {
        return true;
    }
    // An editor that stands in the place of what it edits.
    let is_editor = |form: &web_sys::HtmlElement| dom::inside(form, "[data-cancel]").is_some();
    is("form") && dom::inside(element, "[data-cancel]").is_some()
        || dom::all(element, ":scope > form:not([id])").iter().any(is_editor)
}

/// Whether somebody is busy anywhere, so that a page may be held back.
pub(super) fn is_busy() -> bool {
    dom::first("#main details.menu[open], #main form[data-dirty], #main [data-cancel]").is_some()
        || selection().is_some()
        || document()
            .active_element()
            .is_some_and(|active| active.matches("#main :is(input, textarea, select)").unwrap_or(false))
}

fn selection() -> Option<web_sys::Selection> {
    window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed())
}

/// Whether somebody has marked some of a text, to copy it or to have it read out.
fn is_selected(node: &Node) -> bool {
    selection()
        .is_some_and(|selection| selection.contains_node_with_allow_partial_containment(node, true).unwrap_or(false))
}

/// Whether a node may be taken away.
fn may_go(node: &Node) -> bool {
    let has_focus = document().active_element().is_some_and(|active| node.contains(Some(&active)));
    if has_focus || is_selected(node) {
        return false;
    }
    let Some(element) = node.dyn_ref::<Element>() else { return true };
    !is_held(element) && dom::inside(element, "details.menu[open], form[data-dirty], [data-cancel]").is_none()
}

fn is_ours(node: &Node) -> bool {
    node.dyn_ref::<Element>().is_some_and(|element| element.matches(OURS).unwrap_or(false))
}

fn note(node: &Node, outcome: &mut Outcome) {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element());
    let unit = element.and_then(|element| dom::around(&element, UNITS));
    if let Some(unit) = unit.filter(|unit| dom::around(unit, "[data-section='log']").is_none()) {
        let unit: Element = unit.into();
        if !outcome.changed.contains(&unit) {
            outcome.changed.push(unit);
        }
    }
}

fn element(old: &Element, new: &Element, outcome: &mut Outcome) {
    if old.is_equal_node(Some(new)) {
        return;
    }
    if is_held(old) {
        outcome.held = true;
        return;
    }
    if old.matches("noscript").unwrap_or(false) {
        // What a menu will be filled with: nobody sees that it is another.
        old.set_text_content(new.text_content().as_deref());
        return;
    }
    attributes(old, new);
    // Only the reader's own browser knows what is in it.
    if !is_ours(old) {
        children(old, new, outcome);
    }
}

fn attributes(old: &Element, new: &Element) {
    for name in new.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        let value = new.get_attribute(&name).unwrap_or_default();
        if !OWN_ATTRIBUTES.contains(&name.as_str()) && old.get_attribute(&name).as_ref() != Some(&value) {
            let _ = old.set_attribute(&name, &value);
        }
    }
    for name in old.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !OWN_ATTRIBUTES.contains(&name.as_str()) && !new.has_attribute(&name) {
            let _ = old.remove_attribute(&name);
        }
    }
}

fn nodes(parent: &Element) -> Vec<Node> {
    let list = parent.child_nodes();
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

fn id_of(node: &Node) -> Option<String> {
    node.dyn_ref::<Element>().map(Element::id).filter(|id| !id.is_empty())
}

/// Whether one node can become the other.
fn are_alike(old: &Node, new: &Node) -> bool {
    old.node_name() == new.node_name() && id_of(old) == id_of(new)
}

fn children(old: &Element, new: &Element, outcome: &mut Outcome) {
    let mut olds: Vec<Node> = nodes(old).into_iter().filter(|node| !is_ours(node)).collect();
    let news: Vec<Node> = nodes(new).into_iter().filter(|node| !is_ours(node)).collect();
    let mut at = 0;
    for (index, wanted) in news.iter().enumerate() {
        let equal = |node: &Node| node.is_equal_node(Some(wanted));
        // Where it is now: right here, or a little further on, with what stands before it gone.
        let found = olds.iter().skip(at).position(|node| id_of(node).is_some() && are_alike(node, wanted));
        let found = found.or_else(|| olds.iter().skip(at).take(AHEAD).position(equal));
        let comes_later = |node: &Node| {
            news.iter()
                .skip(index + 1)
                .take(AHEAD)
                .any(|later| node.is_equal_node(Some(later)) || id_of(node).is_some_and(|id| id_of(later) == Some(id)))
        };
        match (found, olds.get(at).cloned()) {
            (Some(steps), _) => {
                for gone in olds.drain(at..at + steps).collect::<Vec<_>>() {
                    remove(&gone, outcome);
                }
            }
            (None, Some(here)) if id_of(wanted).is_none() && are_alike(&here, wanted) && !comes_later(&here) => {}
            (None, here) => {
                insert(old, wanted, here.as_ref(), outcome);
                continue;
            }
        }
        if let Some(here) = olds.get(at) {
            become_that(here, wanted, outcome);
        }
        at += 1;
    }
    for gone in olds.drain(at.min(olds.len())..).collect::<Vec<_>>() {
        remove(&gone, outcome);
    }
}

fn become_that(old: &Node, new: &Node, outcome: &mut Outcome) {
    if let (Some(old), Some(new)) = (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        element(old, new, outcome);
    } else if let Some(text) = old.dyn_ref::<CharacterData>() {
        let wanted = new.node_value().unwrap_or_default();
        if text.data() == wanted {
            return;
        }
        if is_selected(old) {
            outcome.held = true;
            return;
        }
        text.set_data(&wanted);
        note(old, outcome);
    }
}

fn insert(parent: &Element, wanted: &Node, before: Option<&Node>, outcome: &mut Outcome) {
    if let Ok(node) = document().import_node_with_deep(wanted, true)
        && parent.insert_before(&node, before).is_ok()
    {
        note(&node, outcome);
    }
}

fn remove(node: &Node, outcome: &mut Outcome) {
    if !may_go(node) {
        outcome.held = true;
        return;
    }
    let around = node.parent_element();
    if let Some(parent) = &around {
        let _ = parent.remove_child(node);
        note(parent, outcome);
    }
}
