//! Who else is on the card, and what they are writing in.
//!
//! A person stands in the header, and beside the field that they write in. It is a hint and no
//! lock: whoever saves second sees what the first one saved.

use super::{dom, live, net};
use crate::i18n::live as words;
use domain::contact::{avatar_colour, initials};
use js_sys::Date;
use leptos::{prelude::document, task::spawn_local};
use serde::Deserialize;
use std::cell::RefCell;
use web_sys::{Element, Event};

/// Avatars that the header has room for; how many more there are is said in a number.
const ROOM: usize = 3;
/// While one types, the others are told again so often, in milliseconds.
const REPEAT: f64 = 15_000.0;
/// So long after the last key one still writes, in milliseconds.
const IDLE: f64 = 20_000.0;
/// Marks what somebody else writes in: the stylesheet places who it is by it.
const WRITTEN_IN: &str = "data-written-in";

/// Somebody else on the card.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Person {
    id: String,
    name: String,
    field: Option<String>,
}

/// What this reader writes in.
struct Writing {
    field: String,
    told: f64,
    typed: f64,
}

thread_local! {
    static PEOPLE: RefCell<Vec<Person>> = const { RefCell::new(Vec::new()) };
    /// Who has been named to those who hear the page: each once while the page is open.
    static NAMED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static WRITING: RefCell<Option<Writing>> = const { RefCell::new(None) };
}

/// Others have come, gone, or write somewhere else.
pub(super) fn show(people: Vec<Person>) {
    let came: Vec<String> = people
        .iter()
        .filter(|person| NAMED.with_borrow(|named| !named.contains(&person.id)))
        .map(|person| words::IS_HERE.with(dom::language(), &[("name", &person.name)]))
        .collect();
    NAMED.with_borrow_mut(|named| {
        for person in &people {
            if !named.contains(&person.id) {
                named.push(person.id.clone());
            }
        }
    });
    if PEOPLE.with_borrow(|before| *before != people) {
        PEOPLE.set(people);
        render();
    }
    if !came.is_empty() {
        say(&came.join(". "));
    }
}

/// Says it when nothing else is being said.
fn say(text: &str) {
    let place = document().get_element_by_id("presence-said").or_else(|| {
        let place = make("div", "sr-only", "")?;
        place.set_id("presence-said");
        let _ = place.set_attribute("role", "status");
        let _ = place.set_attribute("aria-live", "polite");
        document().body()?.append_child(&place).ok()?;
        Some(place)
    });
    let text = text.to_owned();
    spawn_local(async move {
        // A place that has only just been made is not listened to yet.
        net::sleep(100).await;
        if let Some(place) = place {
            place.set_text_content(Some(&text));
        }
    });
}

fn make(tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_class_name(class);
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}

/// Puts one element into another.
fn put(parent: &Element, child: Option<Element>) -> Option<()> {
    let child = child?;
    parent.append_child(&child).ok().map(drop)
}

fn avatar(name: &str) -> Option<Element> {
    let avatar = make("span", &format!("avatar avatar-small avatar-{}", avatar_colour(name)), &initials(name))?;
    avatar.set_attribute("aria-hidden", "true").ok()?;
    Some(avatar)
}

/// Shows them where they belong; also after a part of the page has been swapped.
pub(super) fn render() {
    PEOPLE.with_borrow(|people| {
        if let Some(place) = dom::first("[data-here]") {
            let _ = header(&place, people);
        }
        let Some(main) = dom::first("#main") else { return };
        for old in dom::all(&main, ".writes-here") {
            old.remove();
        }
        for place in dom::all(&main, &format!("[{WRITTEN_IN}]")) {
            let _ = place.remove_attribute(WRITTEN_IN);
        }
        for person in people {
            if let Some(field) = &person.field {
                let _ = beside(field, &person.name);
            }
        }
    });
}

fn header(place: &Element, people: &[Person]) -> Option<()> {
    if people.is_empty() {
        place.set_text_content(None);
        return None;
    }
    let language = dom::language();
    // A list that is open stays open.
    let menu = if let Some(menu) = dom::inside(place, "details") {
        Element::from(menu)
    } else {
        let menu = make("details", "menu", "")?;
        put(&menu, make("summary", "here-summary", ""))?;
        put(&menu, make("div", "menu-panel", ""))?;
        place.append_child(&menu).ok()?;
        menu
    };
    let (summary, panel) = (dom::inside(&menu, "summary")?, dom::inside(&menu, ".menu-panel")?);
    let label = match people {
        [one] => words::IS_HERE.with(language, &[("name", &one.name)]),
        more => words::ARE_HERE.with(language, &[("count", &more.len().to_string())]),
    };
    let names = people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ");
    summary.set_attribute("title", if people.len() == 1 { &label } else { &names }).ok()?;
    summary.set_text_content(None);
    put(&summary, make("span", "sr-only", &label))?;
    for person in people.iter().take(ROOM) {
        put(&summary, avatar(&person.name))?;
    }
    if people.len() > ROOM {
        let more = make("span", "here-more", &format!("+{}", people.len() - ROOM))?;
        more.set_attribute("aria-hidden", "true").ok()?;
        put(&summary, Some(more))?;
    }
    panel.set_text_content(None);
    put(&panel, make("p", "menu-title", words::HERE_NOW.get(language)))?;
    let list = make("ul", "here-list", "")?;
    for person in people {
        let row = make("li", "person", "")?;
        put(&row, avatar(&person.name))?;
        let who = make("span", "", &person.name)?;
        let what = if person.field.is_some() { words::WRITES } else { words::LOOKS };
        row.append_child(&who).ok()?;
        put(&row, make("span", "muted small", what.get(language)))?;
        list.append_child(&row).ok()?;
    }
    panel.append_child(&list).ok()?;
    Some(())
}

/// "Anna is typing here", over the edge of what she types in: nothing moves. What is written on
/// another page of the same customer has no place on this one.
fn beside(field: &str, name: &str) -> Option<()> {
    let field = field.strip_prefix(&live::place())?;
    let place = document().get_element_by_id(field)?;
    let place = if place.matches("input, textarea, select").unwrap_or(false) {
        Element::from(dom::around(&place, "form")?)
    } else {
        // A list of terms takes nothing beside them.
        dom::inside(&place, ":scope > dd").map_or(place, Element::from)
    };
    let first = name.split_whitespace().next().unwrap_or(name);
    let text = words::WRITES_HERE.with(dom::language(), &[("name", first)]);
    let mark = make("span", "writes-here", "")?;
    mark.set_attribute("data-ours", "").ok()?;
    put(&mark, avatar(name))?;
    put(&mark, make("span", "", &text))?;
    place.append_child(&mark).ok()?;
    place.set_attribute(WRITTEN_IN, "").ok()?;
    if document().active_element().is_some_and(|active| place.contains(Some(&active))) {
        say(&text);
    }
    Some(())
}

/// The stream is there, perhaps again: the others don't know yet what one writes.
pub(super) fn joined() {
    WRITING.with_borrow_mut(|writing| {
        if let Some(writing) = writing {
            writing.told = 0.0;
        }
    });
}

/// Something was typed: tells the others where.
pub(super) fn typed(event: &Event) {
    let Some(target) = dom::closest(event, "#main form[method=post] :is(input, textarea, select)") else { return };
    let around = dom::around(&target, ".field-row[id], .address[id], .comment[id], form[id]");
    let field = around.map_or_else(|| target.id(), |around| around.id());
    if field.is_empty() {
        return;
    }
    let now = Date::now();
    let (tells, starts) = WRITING.with_borrow_mut(|writing| {
        let starts = writing.is_none();
        let told = writing.as_ref().filter(|before| before.field == field).map_or(0.0, |before| before.told);
        let tells = now - told > REPEAT;
        *writing = Some(Writing { field: field.clone(), told: if tells { now } else { told }, typed: now });
        (tells, starts)
    });
    if tells {
        tell(field);
    }
    if starts {
        spawn_local(watch());
    }
}

/// Looks whether one still writes there: until it is saved, left, or nothing is typed for a while.
async fn watch() {
    loop {
        net::sleep(500).await;
        let field = WRITING.with_borrow(|writing| {
            writing.as_ref().filter(|writing| Date::now() - writing.typed < IDLE).map(|writing| writing.field.clone())
        });
        let still = field.and_then(|field| document().get_element_by_id(&field)).is_some_and(|place| {
            dom::around(&place, "form[data-dirty]").is_some() || dom::inside(&place, "form[data-dirty]").is_some()
        });
        if !still {
            WRITING.set(None);
            tell(String::new());
            return;
        }
    }
}

fn tell(field: String) {
    if let Some((customer, stream)) = live::here() {
        let field = if field.is_empty() { field } else { live::place() + &field };
        net::tell("/api/staff/presence", &[("customer", &customer), ("stream", &stream), ("field", &field)]);
    }
}
