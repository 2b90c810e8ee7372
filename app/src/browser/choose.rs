//! Customers that are chosen in the list: kept in this tab while one leafs through it.

use super::{dom, net, toast};
use crate::i18n::browser as words;
use leptos::{ev, prelude::*, task::spawn_local};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, Storage};

/// Under which name the tab keeps them.
const KEPT: &str = "chosen";

/// What is chosen in one list.
#[derive(Default)]
struct Chosen {
    all: bool,
    ids: BTreeSet<String>,
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn bar() -> Option<HtmlElement> {
    dom::first("#chosen")
}

fn list() -> String {
    bar().and_then(|bar| bar.get_attribute("data-query")).unwrap_or_default()
}

/// What the tab keeps, and of which list it is.
fn kept() -> Option<(String, Chosen)> {
    let kept = storage().and_then(|storage| storage.get_item(KEPT).ok().flatten())?;
    let mut lines = kept.lines();
    let list = lines.next()?.to_owned();
    let all = lines.next() == Some("all");
    let ids = lines.next().unwrap_or_default().split(',').filter(|id| !id.is_empty()).map(str::to_owned);
    Some((list, Chosen { all, ids: ids.collect() }))
}

impl Chosen {
    /// What is chosen in this list; of another list nothing is.
    fn read() -> Self {
        let here = list();
        kept().filter(|(list, _)| *list == here).map(|(_, chosen)| chosen).unwrap_or_default()
    }

    fn keep(&self) {
        let Some(storage) = storage() else { return };
        if self.all || !self.ids.is_empty() {
            let ids = self.ids.iter().map(String::as_str).collect::<Vec<_>>().join(",");
            let _ = storage.set_item(KEPT, &format!("{}\n{}\n{ids}", list(), if self.all { "all" } else { "" }));
        } else {
            let _ = storage.remove_item(KEPT);
        }
    }
}

fn boxes() -> Vec<HtmlInputElement> {
    let root = document().body();
    root.map(|root| dom::all(&root, ".register-list [name=customer]"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(input)
        .collect()
}

fn input(element: HtmlElement) -> Option<HtmlInputElement> {
    element.dyn_into().ok()
}

/// Listens on the page, and shows what was chosen before.
pub(super) fn listen() {
    // What was chosen is being worked on; it is not chosen any more.
    if window().location().pathname().unwrap_or_default().starts_with("/jobs/") {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(KEPT);
        }
        return;
    }
    if bar().is_none() {
        return;
    }
    let _ = window_event_listener(ev::change, |event| {
        if let Some(ticked) = dom::closest(&event, "[form=chosen], #chosen [name=all]").and_then(input) {
            change(&ticked);
        }
    });
    let _ = window_event_listener(ev::click, |event| {
        if dom::closest(&event, "[data-drop]").is_some() {
            Chosen::default().keep();
            show();
            // The bar goes; the list is where one goes on.
            if let Some(row) = dom::first(".register-list .row-link") {
                let _ = row.focus();
            }
        }
    });
    // Also when one comes back to the page.
    let _ = window_event_listener_untyped("pageshow", |event| {
        show();
        if js_sys::Reflect::get(&event, &"persisted".into()).is_ok_and(|persisted| persisted.is_truthy()) {
            take_along();
        }
    });
    show();
    take_along();
}

/// Takes along what was chosen in another list, as far as this one has it too; what it lacks is said.
fn take_along() {
    let here = list();
    let Some((_, before)) = kept().filter(|(list, _)| *list != here) else { return };
    if before.all {
        // All of that list are others than all of this one.
        Chosen::read().keep();
        toast::told(words::ALL_DROPPED);
        return;
    }
    spawn_local(async move {
        let ids = before.ids.iter().map(String::as_str).collect::<Vec<_>>().join(",");
        let asked = [("query", here.as_str()), ("customer", ids.as_str())];
        let listed: Option<Vec<String>> = net::ask("/api/staff/still-listed", &asked, false).await;
        // Not asked in vain for good: who comes back to that list has them there.
        let Some(listed) = listed.filter(|_| list() == here) else { return };
        let dropped = before.ids.len().saturating_sub(listed.len());
        // Something may have been chosen meanwhile.
        let mut chosen = Chosen::read();
        chosen.ids.extend(listed);
        chosen.keep();
        show();
        if dropped > 0 {
            let language = dom::language();
            toast::says(match dropped {
                1 => words::ONE_DROPPED.get(language).to_owned(),
                count => words::SOME_DROPPED.with(language, &[("count", &count.to_string())]),
            });
        }
    });
}

fn change(ticked: &HtmlInputElement) {
    let mut chosen = Chosen::read();
    let is_ticked = ticked.checked();
    match ticked.name().as_str() {
        "all" => {
            chosen.all = is_ticked;
            if !is_ticked {
                chosen.ids.clear();
            }
        }
        name => {
            if chosen.all {
                // All but one of the page: the page is what one sees.
                chosen.all = false;
                chosen.ids = boxes().iter().map(HtmlInputElement::value).collect();
            }
            let ids = if name == "page" {
                boxes().iter().map(HtmlInputElement::value).collect()
            } else {
                vec![ticked.value()]
            };
            for id in ids {
                if is_ticked {
                    chosen.ids.insert(id);
                } else {
                    chosen.ids.remove(&id);
                }
            }
        }
    }
    chosen.keep();
    show();
}

/// Chooses a row, or no longer; says whether it can be chosen.
pub(super) fn toggle(row: &HtmlElement) -> bool {
    let Some(ticked) = dom::inside(row, "[name=customer]").and_then(input) else { return false };
    ticked.set_checked(!ticked.checked());
    change(&ticked);
    true
}

/// Shows what is chosen: in the list, and in the bar.
pub(super) fn show() {
    let Some(bar) = bar() else { return };
    let chosen = Chosen::read();
    let boxes = boxes();
    let mut on_page = 0;
    for one in &boxes {
        let is_chosen = chosen.all || chosen.ids.contains(&one.value());
        on_page += usize::from(is_chosen);
        one.set_checked(is_chosen);
    }
    if let Some(page) = dom::first(".register-list [name=page]").and_then(input) {
        page.set_checked(!boxes.is_empty() && on_page == boxes.len());
        page.set_indeterminate(on_page > 0 && on_page < boxes.len());
    }
    if let Some(all) = dom::inside(&bar, "[name=all]").and_then(input) {
        all.set_checked(chosen.all);
    }
    if let Some(others) = dom::inside(&bar, "[data-others]").and_then(input) {
        let elsewhere = |id: &&String| !boxes.iter().any(|one| one.value() == **id);
        let ids: Vec<&str> = chosen.ids.iter().filter(elsewhere).map(String::as_str).collect();
        others.set_value(&ids.join(","));
    }
    let is_any = chosen.all || !chosen.ids.is_empty();
    let _ = bar.toggle_attribute_with_force("data-any", is_any);
    if let Some(count) = dom::inside(&bar, ".chosen-count") {
        let says = bar.get_attribute("data-says").unwrap_or_default();
        let known = dom::first("[data-region='register-count'] span.count").and_then(|count| count.text_content());
        let text = if chosen.all { known.unwrap_or_default() } else { chosen.ids.len().to_string() };
        count.set_text_content(Some(says.replace("{count}", &text).trim()));
    }
}
