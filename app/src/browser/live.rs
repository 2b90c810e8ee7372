//! The stream of a card's events: what others change appears by itself, without disturbing.
//!
//! An event says that something changed. Then the page is fetched as it would be loaded, at most
//! once a second, and turned into what the server now says. A page that nobody sees waits.

use super::{
    dom,
    net::{self, Failed},
    presence, queue, swap,
};
use js_sys::Date;
use leptos::{ev, prelude::*, task::spawn_local};
use serde::Deserialize;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent, VisibilityState};

/// Least time between two fetches, in milliseconds.
const PAUSE: f64 = 1000.0;
/// So long an event waits for others, and for the answer to one's own save.
const GATHER: i32 = 150;
/// So long a page that nobody sees stays connected.
const HIDDEN: i32 = 10_000;
/// Between attempts where the browser has given up: the first and the longest wait.
const AGAIN: (i32, i32) = (2_000, 30_000);

/// An open stream; what listens to it lives as long.
struct Stream {
    source: EventSource,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut()>,
}

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    /// Which stream it is, as the server knows it.
    static ID: RefCell<Option<String>> = const { RefCell::new(None) };
    static SIGNED_OUT: Cell<bool> = const { Cell::new(false) };
    static WAIT: Cell<i32> = const { Cell::new(AGAIN.0) };
    static REFRESH: RefCell<Refresh> = const { RefCell::new(Refresh { wanted: None, running: false, held: false, last: 0.0 }) };
}

/// What is to be fetched, and what of it.
struct Refresh {
    /// Why: a change by its id, or empty where it is not known what was missed.
    wanted: Option<String>,
    running: bool,
    /// Whether something that was fetched could not be shown, for somebody was busy with it.
    held: bool,
    /// When the page was fetched last.
    last: f64,
}

/// What the bar on top says of notices, in the reader's language.
#[derive(Deserialize)]
struct Notices {
    unread: i64,
    label: String,
    says: String,
}

#[derive(Deserialize)]
struct Hello {
    stream: String,
    latest: Option<String>,
}

/// Opens the stream, of a customer where the page is of one, and keeps it while the page is looked at.
pub(super) fn listen() {
    if bell().is_none() {
        return;
    }
    let _ = window_event_listener_untyped("visibilitychange", |_| seen_or_hidden());
    let _ = window_event_listener_untyped("online", |_| open());
    let _ = window_event_listener_untyped("offline", |_| close());
    let _ = window_event_listener_untyped("pagehide", |_| close());
    let _ = window_event_listener_untyped("pageshow", |_| open());
    // What was left alone is shown when nobody is busy with it any more.
    for name in ["focusout", "pointerup", "keyup"] {
        let _ = window_event_listener_untyped(name, |_| {
            if REFRESH.with_borrow(|refresh| refresh.held && !refresh.running) {
                spawn_local(async {
                    net::sleep(GATHER).await;
                    if REFRESH.with_borrow(|refresh| refresh.held) && !super::morph::is_busy() {
                        want(String::new());
                    }
                });
            }
        });
    }
    let _ = window_event_listener(ev::input, |event| presence::typed(&event));
    open();
}

/// What the page says of itself: whose card it is, and up to which change it shows.
pub(super) fn card() -> Option<web_sys::HtmlElement> {
    dom::first("[data-region=live][data-customer]")
}

/// What stands before the fields of this page where others are told of them; nothing on the card.
pub(super) fn place() -> String {
    card().and_then(|card| card.get_attribute("data-place")).unwrap_or_default()
}

/// The customer and the stream, where there is one.
pub(super) fn here() -> Option<(String, String)> {
    let customer = card()?.get_attribute("data-customer")?;
    Some((customer, ID.with_borrow(Clone::clone)?))
}

pub(super) fn is_hidden() -> bool {
    document().visibility_state() == VisibilityState::Hidden
}

fn seen_or_hidden() {
    if !is_hidden() {
        open();
        fetch();
        return;
    }
    spawn_local(async {
        net::sleep(HIDDEN).await;
        if is_hidden() {
            close();
        }
    });
}

fn open() {
    if is_hidden() || SIGNED_OUT.get() || STREAM.with_borrow(Option::is_some) {
        return;
    }
    let customer = card().and_then(|card| card.get_attribute("data-customer"));
    let address = customer.map_or_else(|| "/events".to_owned(), |customer| format!("/customers/{customer}/events"));
    let Ok(source) = EventSource::new(&address) else { return };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        take(&event.type_(), &event.data().as_string().unwrap_or_default());
    });
    for name in ["hello", "change", "missed", "people", "notices", "end"] {
        let _ = source.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    }
    let failed = Closure::<dyn FnMut()>::new(lost);
    source.set_onerror(Some(failed.as_ref().unchecked_ref()));
    STREAM.set(Some(Stream { source, _heard: heard, _failed: failed }));
}

fn close() {
    if let Some(stream) = STREAM.take() {
        stream.source.close();
    }
    ID.set(None);
    presence::show(Vec::new());
}

/// The connection is lost. The browser connects again by itself, but not after a refusal.
fn lost() {
    ID.set(None);
    presence::show(Vec::new());
    let gave_up = STREAM
        .with_borrow(|stream| stream.as_ref().is_some_and(|stream| stream.source.ready_state() == EventSource::CLOSED));
    if gave_up {
        spawn_local(async {
            close();
            let wait = WAIT.get();
            WAIT.set((wait * 2).min(AGAIN.1));
            net::sleep(wait).await;
            open();
        });
    }
}

fn take(name: &str, data: &str) {
    match name {
        "hello" => {
            let Ok(hello) = serde_json::from_str::<Hello>(data) else { return };
            WAIT.set(AGAIN.0);
            ID.set(Some(hello.stream));
            presence::joined();
            // Between loading the page and now something may have happened.
            if let Some(latest) = hello.latest {
                want(latest);
            }
        }
        "change" => want(serde_json::from_str(data).unwrap_or_default()),
        "missed" if card().is_some() => want(String::new()),
        "notices" => {
            if let Ok(notices) = serde_json::from_str(data) {
                show(&notices);
            }
        }
        "people" => presence::show(serde_json::from_str(data).unwrap_or_default()),
        "end" => {
            SIGNED_OUT.set(data.contains("signed-out"));
            spawn_local(async { close() });
        }
        _ => {}
    }
}

/// The bubble in the bar on top.
fn bell() -> Option<web_sys::HtmlElement> {
    dom::first(".bell")
}

/// Shows how many notices are unread; that there is another one is said aloud.
fn show(notices: &Notices) {
    let Some(bell) = bell() else { return };
    let before: i64 = bell.get_attribute("data-unread").and_then(|unread| unread.parse().ok()).unwrap_or_default();
    if before != notices.unread {
        for (name, value) in [
            ("data-unread", notices.unread.to_string().as_str()),
            ("aria-label", &notices.label),
            ("title", &notices.label),
        ] {
            let _ = bell.set_attribute(name, value);
        }
    }
    if notices.unread > before {
        dom::announce(&notices.says);
    }
}

fn want(change: String) {
    REFRESH.with_borrow_mut(|refresh| refresh.wanted = Some(change));
    fetch();
}

/// Whether the page shows that change already: it was one's own, and its answer is here.
fn shows(change: &str) -> bool {
    !change.is_empty() && card().and_then(|card| card.get_attribute("data-latest")).as_deref() == Some(change)
}

/// Whether a save or a move is under way, whose answer comes first.
fn is_moving() -> bool {
    queue::is_busy() || dom::first("#main form[aria-busy], .is-dragging, .lifted").is_some()
}

fn fetch() {
    let starts = REFRESH.with_borrow_mut(|refresh| {
        let starts = refresh.wanted.is_some() && !refresh.running;
        refresh.running |= starts;
        starts
    });
    if starts {
        spawn_local(async {
            while let Some(wanted) = REFRESH.with_borrow(|refresh| refresh.wanted.clone()) {
                if is_hidden() || !refresh(&wanted).await {
                    break;
                }
            }
            REFRESH.with_borrow_mut(|refresh| refresh.running = false);
        });
    }
}

/// Something is still to be fetched.
fn again() {
    REFRESH.with_borrow_mut(|refresh| {
        refresh.wanted.get_or_insert_default();
    });
}

/// Fetches the page once; `false` where that is no use just now.
async fn refresh(wanted: &str) -> bool {
    net::sleep(GATHER).await;
    let since = Date::now() - REFRESH.with_borrow(|refresh| refresh.last);
    if since < PAUSE {
        #[expect(clippy::cast_possible_truncation, reason = "at most a second")]
        net::sleep((PAUSE - since.max(0.0)) as i32).await;
    }
    while is_moving() {
        net::sleep(GATHER).await;
    }
    let is_current = REFRESH.with_borrow_mut(|refresh| {
        let is_current = refresh.wanted.as_deref() == Some(wanted);
        if is_current {
            refresh.wanted = None;
        }
        refresh.last = Date::now();
        is_current
    });
    if !is_current {
        return true;
    }
    if shows(wanted) && !REFRESH.with_borrow(|refresh| refresh.held) {
        return true;
    }
    let location = window().location();
    let url = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    let posts = net::posts();
    match net::get(&url).await {
        // What one does oneself meanwhile has an answer that is newer.
        Ok(_) if net::posts() != posts || is_moving() => {
            again();
            true
        }
        Ok(page) if swap::is_this_page(&page.url) => {
            let held = swap::refresh(&page);
            REFRESH.with_borrow_mut(|refresh| refresh.held = held);
            true
        }
        // Merged into another customer: its card is what one looks at now, unless one is writing.
        Ok(page) if page.url.contains("merged=") && dom::first("#main form[data-dirty]").is_none() => {
            let _ = location.set_href(&page.url);
            false
        }
        // Signed out, or no longer there: the next thing that one does says so.
        Ok(_) | Err(Failed::Refused(_)) => false,
        Err(Failed::Unreachable) => {
            again();
            false
        }
    }
}
