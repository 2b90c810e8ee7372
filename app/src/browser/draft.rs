//! What is typed into a form that asks for it (`data-draft`, with a name that says whose it is) is
//! kept in this browser until it is saved, discarded, a day old, or somebody signs out.

use super::{dom, registration};
use crate::i18n::browser as words;
use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDetailsElement, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, Storage,
};

const PREFIX: &str = "kundekort.draft.";
/// How long a draft is kept, in milliseconds: a day.
const LASTS: f64 = 86_400_000.0;

/// A form that was not saved.
#[derive(Serialize, Deserialize)]
struct Draft {
    /// When it was last typed in, in milliseconds since 1970.
    at: f64,
    /// Names and values, as the form would send them.
    typed: Vec<(String, String)>,
}

/// Keeps drafts from now on, and brings back the one of this page's form.
pub(super) fn listen() {
    forget_old();
    if let Some(form) = form_of_page().filter(|form| !form.has_attribute("data-again")) {
        restore(&form);
    }
    let _ = window_event_listener(ev::input, |event| keep(&event));
    let _ = window_event_listener(ev::change, |event| keep(&event));
    let _ = window_event_listener(ev::submit, |event| {
        if dom::closest(&event, "form[action^='/api/staff/sign-out']").is_some() {
            forget_all(|_| true);
        }
    });
    let _ = window_event_listener(ev::click, |event| {
        if dom::closest(&event, "[data-draft-discard]").is_some() {
            if let Some(form) = form_of_page() {
                forget(&form);
            }
            let _ = window().location().set_href(&window().location().pathname().unwrap_or_default());
        }
    });
}

fn form_of_page() -> Option<HtmlFormElement> {
    dom::first("form[data-draft]")?.dyn_into().ok()
}

/// The browser's storage; none where it is turned off.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn name_of(form: &Element) -> Option<String> {
    form.get_attribute("data-draft").map(|name| format!("{PREFIX}{name}"))
}

fn keep(event: &web_sys::Event) {
    if let Some(form) = dom::closest(event, "form[data-draft]") {
        keep_form(&form);
    }
}

/// Keeps what stands in a form now.
pub(super) fn keep_form(form: &Element) {
    let Some(name) = name_of(form) else { return };
    let Some(form) = form.dyn_ref::<HtmlFormElement>() else { return };
    let typed = super::forms::values(form, None).into_iter().filter(|(name, _)| name != "owner").collect();
    if let (Some(storage), Ok(draft)) = (storage(), serde_json::to_string(&Draft { at: js_sys::Date::now(), typed })) {
        // A storage that is full keeps what it had.
        let _ = storage.set_item(&name, &draft);
    }
}

/// Forgets the draft of a form: it is saved.
pub(super) fn forget(form: &Element) {
    if let (Some(storage), Some(name)) = (storage(), name_of(form)) {
        let _ = storage.remove_item(&name);
        if let Some(note) = dom::first("[data-draft-note]") {
            let _ = note.set_attribute("hidden", "");
        }
    }
}

fn forget_all(is_gone: impl Fn(&str) -> bool) {
    let Some(storage) = storage() else { return };
    let names: Vec<String> = (0..storage.length().unwrap_or_default())
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|name| name.starts_with(PREFIX))
        .collect();
    for name in names {
        if is_gone(&storage.get_item(&name).ok().flatten().unwrap_or_default()) {
            let _ = storage.remove_item(&name);
        }
    }
}

fn forget_old() {
    let now = js_sys::Date::now();
    forget_all(|text| serde_json::from_str::<Draft>(text).map_or(true, |draft| now - draft.at > LASTS));
}

fn restore(form: &HtmlFormElement) {
    let Some(text) = name_of(form).and_then(|name| storage()?.get_item(&name).ok().flatten()) else { return };
    let Ok(draft) = serde_json::from_str::<Draft>(&text) else { return };
    fill(form, &draft.typed);
    let _ = form.set_attribute("data-dirty", "");
    if dom::inside(form, "input[type=radio]:checked:not([checked])").is_some() {
        registration::ask_fields(form);
    }
    if let Some(note) = dom::first("[data-draft-note]") {
        let _ = note.remove_attribute("hidden");
    }
    dom::announce(words::DRAFT_RESTORED.get(dom::language()));
}

/// Puts what was typed into the inputs of a form, and unfolds those; whether any is something else
/// than the page says.
pub(super) fn fill(form: &Element, typed: &[(String, String)]) -> bool {
    let mut is_other = false;
    for input in dom::all(form, "[name]") {
        let name = input.get_attribute("name").unwrap_or_default();
        let values: Vec<&str> =
            typed.iter().filter(|(other, _)| *other == name).map(|(_, value)| value.as_str()).collect();
        if put(&input, &values) {
            is_other = true;
            if let Some(fold) =
                dom::around(&input, "details").and_then(|fold| fold.dyn_into::<HtmlDetailsElement>().ok())
            {
                fold.set_open(true);
            }
        }
    }
    is_other
}

/// Puts values into those inputs of a form that they name, and leaves all others.
pub(super) fn put_back(form: &Element, typed: &[(String, String)]) {
    for input in dom::all(form, "[name]") {
        let name = input.get_attribute("name").unwrap_or_default();
        let values: Vec<&str> =
            typed.iter().filter(|(other, _)| *other == name).map(|(_, value)| value.as_str()).collect();
        if !values.is_empty() {
            put(&input, &values);
        }
    }
}

/// Puts what was typed into an input; whether that is something else than the page says.
pub(super) fn put(input: &HtmlElement, values: &[&str]) -> bool {
    let typed = values.last().copied();
    if let Some(input) = input.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "checkbox" | "radio" => {
                let is_chosen = values.contains(&input.value().as_str());
                input.set_checked(is_chosen);
                return is_chosen != input.default_checked();
            }
            // The same form again, so that what was sent without an answer is not made twice. The
            // values that stand for an empty box stay.
            "hidden" if input.name() != "request" => return false,
            _ => {
                if let Some(typed) = typed {
                    input.set_value(typed);
                }
                return input.value() != input.default_value();
            }
        }
    }
    let Some(typed) = typed else { return false };
    if let Some(select) = input.dyn_ref::<HtmlSelectElement>() {
        let before = select.value();
        select.set_value(typed);
        if select.selected_index() < 0 {
            // What was chosen is there no more.
            select.set_value(&before);
        }
        return select.value() != before;
    }
    if let Some(area) = input.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(typed);
        return area.default_value().is_ok_and(|before| before != area.value());
    }
    false
}
