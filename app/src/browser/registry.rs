//! The company registry in the registration window: asked by the button, by Enter, or by itself
//! once a number is right. It fills in what is empty and offers the rest.

use super::{dom, net, registration};
use crate::{
    i18n::registry as words,
    registry::{Found, FoundPanel, Said, SaidValue},
};
use domain::{country::Country, organisation_number::OrganisationNumber, registry::Failure};
use leptos::{ev, mount::mount_to, prelude::*, task::spawn_local};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

thread_local! {
    /// The number that was asked for last without anybody pressing a button.
    static ASKED_FOR: RefCell<String> = const { RefCell::new(String::new()) };
    /// Which question it was: an answer that was overtaken says nothing any more.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Listens in the form.
pub(super) fn listen() {
    let _ = window_event_listener(ev::click, |event| {
        let Some(button) = dom::closest(&event, "[data-registry-ask], [data-registry-pick], [data-registry-use]")
        else {
            return;
        };
        let Some(form) = dom::around(&button, "form[data-registration]") else { return };
        event.prevent_default();
        if let Some(typed) = button.get_attribute("data-registry-use") {
            let key = button.get_attribute("value").unwrap_or_default();
            put(&form, &key, &typed);
            registration::filled(&form);
            if let Some(row) = dom::around(&button, "li") {
                row.remove();
            }
            if let Some(input) = input_of(&form, &key) {
                unfold(&input);
                let _ = input.focus();
            }
            return;
        }
        let query = if button.has_attribute("data-registry-pick") {
            button.get_attribute("value").unwrap_or_default()
        } else {
            query(&form)
        };
        ask(&form, query);
    });
    let _ = window_event_listener(ev::keydown, |event| {
        if event.key() == "Enter"
            && !event.ctrl_key()
            && let Some(form) = dom::closest(&event, "[data-registry-query]")
                .and_then(|input| dom::around(&input, "form[data-registration]"))
        {
            event.prevent_default();
            ask(&form, query(&form));
        }
    });
    let _ = window_event_listener(ev::input, |event| {
        let names = "[data-registry-query], form[data-registration] input[name='patch[organisation_number]']";
        let Some(input) = dom::closest(&event, names) else { return };
        let Some(form) = dom::around(&input, "form[data-registration]") else { return };
        let is_norwegian = value(&form, "country").is_none_or(|country| country == Country::NORWAY.code());
        let typed = input.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value).unwrap_or_default();
        let number = OrganisationNumber::parse(&typed, Country::NORWAY);
        if let Some(number) = number.ok().filter(|_| is_norwegian)
            && ASKED_FOR.with_borrow(|asked| asked != number.as_str())
        {
            ask(&form, number.as_str().to_owned());
        }
    });
}

fn query(form: &Element) -> String {
    dom::inside(form, "[data-registry-query]")
        .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        .map(|input| input.value().trim().to_owned())
        .unwrap_or_default()
}

fn input_of(form: &Element, key: &str) -> Option<HtmlElement> {
    dom::inside(form, &format!("[name='patch[{key}]']:not([type=hidden])"))
}

/// What stands in an input or a list of choices; none where the form has none.
fn value(form: &Element, key: &str) -> Option<String> {
    let input = input_of(form, key)?;
    match input.dyn_ref::<HtmlSelectElement>() {
        Some(select) => Some(select.value()),
        None => input.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value),
    }
}

fn put(form: &Element, key: &str, typed: &str) {
    let Some(input) = input_of(form, key) else { return };
    if let Some(select) = input.dyn_ref::<HtmlSelectElement>() {
        select.set_value(typed);
    } else if let Some(input) = input.dyn_ref::<HtmlInputElement>() {
        input.set_value(typed);
    }
}

fn unfold(input: &Element) {
    if let Some(fold) = dom::around(input, "details:not([open])") {
        let _ = fold.set_attribute("open", "");
    }
}

fn ask(form: &HtmlElement, query: String) {
    let Some(place) = dom::inside(form, "#registry-answer") else { return };
    let language = dom::language();
    if query.is_empty() {
        return;
    }
    if let Ok(number) = OrganisationNumber::parse(&query, Country::NORWAY) {
        ASKED_FOR.set(number.as_str().to_owned());
    }
    let asked = ASKED.get() + 1;
    ASKED.set(asked);
    place.set_text_content(Some(words::ASKING.get(language)));
    let form = form.clone();
    spawn_local(async move {
        let found: Option<Found> = net::ask("/api/staff/registry-find", &[("query", &query)], true).await;
        let found = found.unwrap_or(Found::Failed(Failure::Unreachable));
        if ASKED.get() != asked || !form.is_connected() {
            return;
        }
        let (mut filled, mut differs) = (Vec::new(), Vec::new());
        if let Found::Unit(said) = &found {
            let known = |key: &str| value(&form, key).unwrap_or_default();
            let (fills, others) = said.compared(known);
            let has_input = |value: &&SaidValue| input_of(&form, &value.key).is_some();
            let fills: Vec<_> = fills.into_iter().filter(has_input).collect();
            for value in &fills {
                put(&form, &value.key, &value.typed);
            }
            filled = Said::named(&fills);
            differs = others.into_iter().filter(has_input).map(|value| value.key.clone()).collect();
            if let Some(number) = dom::inside(&form, "input[name=registry]") {
                let _ = number.set_attribute("value", &said.number);
            }
            registration::filled(&form);
        }
        place.set_text_content(None);
        mount_to(place, move || {
            view! { <FoundPanel language=language found=found filled=filled differs=differs/> }
        })
        .forget();
    });
}
