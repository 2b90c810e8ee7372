//! Lines in which a customer or an employee is named: those that fit are offered while one types.

use super::{dom, net};
use domain::{company::Offered, employee::OfferedEmployee};
use leptos::{ev, prelude::*, task::spawn_local};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// So long a question waits for the next key, in milliseconds.
const PAUSE: i32 = 150;

thread_local! {
    /// Which question it was: an answer that was overtaken says nothing any more.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// Listens in those lines.
pub(super) fn listen() {
    let _ = window_event_listener(ev::input, |event| {
        let Some(input) = dom::closest(&event, "input[data-find-customer], input[data-find-employee]") else { return };
        let Ok(input) = input.dyn_into::<HtmlInputElement>() else { return };
        let typed = input.value().trim().to_owned();
        let number = ASKED.get().wrapping_add(1);
        ASKED.set(number);
        if typed.chars().count() < 2 {
            return;
        }
        spawn_local(async move {
            net::sleep(PAUSE).await;
            if ASKED.get() != number {
                return;
            }
            // What can't be asked just now is found when the form is saved.
            let Some(found) = fitting(&input, typed).await else { return };
            let list = input.get_attribute("list").and_then(|id| document().get_element_by_id(&id));
            let Some(list) = list.filter(|_| ASKED.get() == number) else { return };
            list.set_text_content(None);
            for (label, about) in found {
                if let Ok(option) = document().create_element("option") {
                    let _ = option.set_attribute("value", &label);
                    option.set_text_content(Some(&about));
                    let _ = list.append_child(&option);
                }
            }
        });
    });
}

/// What fits: what is put into the line, and what is told beside it.
async fn fitting(input: &HtmlInputElement, typed: String) -> Option<Vec<(String, String)>> {
    if input.has_attribute("data-find-employee") {
        let found: Vec<OfferedEmployee> = net::ask("/api/staff/find-employees", &[("query", &typed)], true).await?;
        return Some(found.into_iter().map(|one| (one.label(), one.profession)).collect());
    }
    let itself = dom::around(input, "form")
        .and_then(|form| dom::inside(&form, "input[name=customer]"))
        .and_then(|hidden| hidden.get_attribute("value"))
        .unwrap_or_default();
    let asked = [("query", typed.as_str()), ("except", &itself)];
    let found: Vec<Offered> = net::ask("/api/staff/find-customers", &asked, true).await?;
    Some(found.into_iter().map(|one| (one.label(), one.place)).collect())
}
