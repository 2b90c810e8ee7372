//! Links that change what the page shows: the editor of a value, all comments, a part of the log.

use super::{
    beside, choose, dom, draft, forms,
    net::{self, Failed},
    register,
    swap::{self, Asked, Extent},
    toast, typed,
};
use crate::i18n::browser as words;
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement};

/// Listens for clicks on `a[data-swap]`, and on what would lead away while there is no network.
pub(super) fn listen() {
    let _ = window_event_listener(ev::click, |event| {
        if event.default_prevented() || event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key()
        {
            return;
        }
        let Some(link) = dom::closest(&event, "a[href]") else { return };
        if !link.has_attribute("data-swap") {
            // The browser's own page of failure would take what is being written with it.
            if !window().navigator().on_line() && leads_away(&link) {
                event.prevent_default();
                toast::failed(words::NO_CONNECTION);
            }
            return;
        }
        event.prevent_default();
        if beside::goes_back(&link) {
            return;
        }
        if let Some(menu) = dom::around(&link, "details.menu") {
            let _ = menu.remove_attribute("open");
        }
        let href = link.get_attribute("href").unwrap_or_default();
        let is_dirty = |form: &HtmlElement| form.has_attribute("data-dirty");
        let (form, typed) = if link.has_attribute("data-keeps-typed") {
            let typed = Typed::beside(&link);
            (typed.as_ref().map(|typed| typed.form.clone().into()), typed)
        } else {
            (dom::around(&link, "form"), None)
        };
        let is_cancel = link.has_attribute("data-cancel");
        let was_dirty = form.as_ref().is_some_and(is_dirty);
        if let Some(form) = &form {
            let _ = form.remove_attribute("data-dirty");
        }
        let return_to = dom::around(&link, "[data-return]").and_then(|around| around.get_attribute("data-return"));
        let address = match () {
            () if beside::opens(&link) => Address::Pushed,
            () if link.has_attribute("data-keep") || href == "?" => Address::Replaced,
            () => Address::Left,
        };
        follow(Followed { href, address, return_to, form, is_cancel, was_dirty, typed });
    });
}

/// Whether a link leads to another page of this site, in this window.
fn leads_away(link: &HtmlElement) -> bool {
    let href = link.get_attribute("href").unwrap_or_default();
    href.starts_with(['/', '?']) && !link.has_attribute("target") && !link.has_attribute("download")
}

/// What was typed into an editor whose history is opened or closed: the editor comes anew with it.
struct Typed {
    form: HtmlFormElement,
    /// The id of what is edited.
    place: String,
    values: Vec<(String, String)>,
}

impl Typed {
    /// Of the editor in the same place as the link.
    fn beside(link: &HtmlElement) -> Option<Self> {
        let place = dom::around(link, ".field-row[id], .address[id]")?;
        let form: HtmlFormElement = dom::inside(&place, EDITOR)?.dyn_into().ok()?;
        let values = forms::values(&form, None);
        Some(Self { form, place: place.id(), values })
    }

    fn put_back(&self) {
        let editor = dom::first(&format!("[id='{}']", self.place)).and_then(|place| dom::inside(&place, EDITOR));
        let Some(editor) = editor.filter(|editor| draft::fill(editor, &self.values)) else { return };
        let _ = editor.set_attribute("data-dirty", "");
        // It is still the value of then that its author has seen.
        let read = self.values.iter().find(|(name, _)| name == "version");
        if let (Some((_, version)), Some(input)) = (read, dom::inside(&editor, "input[name=version]")) {
            let _ = input.set_attribute("value", version);
        }
    }
}

/// An editor in its place.
const EDITOR: &str = "form.field-edit";

/// What becomes of the page's address when a link is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Address {
    /// It stays.
    Left,
    /// It becomes that of the link.
    Replaced,
    /// The same, and back leads to the one before.
    Pushed,
}

/// A link that is followed.
struct Followed {
    href: String,
    address: Address,
    /// The value that gets the focus where nothing else does.
    return_to: Option<String>,
    /// The form that it leaves, or that comes anew.
    form: Option<HtmlElement>,
    /// Whether what was written in that form is not wanted any more.
    is_cancel: bool,
    /// Whether somebody has written in that form.
    was_dirty: bool,
    typed: Option<Typed>,
}

/// The page without the form that its address opens: what a reload or a link that was sent had opened is left, too.
fn without_form(path: &str, search: &str) -> String {
    const FORMS: [&str; 8] = ["edit", "add", "answer", "write", "history", "convert", "merge", "form"];
    let kept: Vec<&str> = search
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty() && !FORMS.contains(&pair.split_once('=').map_or(*pair, |(name, _)| name)))
        .collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// Shows what the page's address says by now, after one went back or forward to it.
pub(super) fn follow_address() {
    let location = window().location();
    let href = format!("{}{}", location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    let (address, return_to, form, typed) = (Address::Left, None, None, None);
    follow(Followed { href, address, return_to, form, is_cancel: false, was_dirty: false, typed });
}

/// Fetches the page that a link leads to and swaps what it shows otherwise.
fn follow(link: Followed) {
    let Followed { href, address, return_to, form, is_cancel, was_dirty, typed } = link;
    let known = swap::editors();
    spawn_local(async move {
        let location = window().location();
        let url = if href == "?" {
            without_form(&location.pathname().unwrap_or_default(), &location.search().unwrap_or_default())
        } else {
            href.clone()
        };
        let answer = net::get(&url).await;
        if let Some(form) = form.as_ref().filter(|_| is_cancel && answer.is_ok()) {
            typed::forget(form);
        }
        match answer {
            Ok(page) if swap::is_this_page(&page.url) => {
                if let Ok(history) = window().history() {
                    let url = Some(page.url.as_str());
                    let _ = match address {
                        Address::Left => Ok(()),
                        Address::Replaced => history.replace_state_with_url(&beside::state(), "", url),
                        Address::Pushed => history.push_state_with_url(&beside::PUSHED.into(), "", url),
                    };
                }
                let cause = form.as_deref().map(AsRef::as_ref);
                swap::swap(&page, Extent::Regions, Asked { cause, known: &known });
                let place = href.split_once('#').map(|(_, place)| place);
                // It is in a part that this page doesn't have: a section that its reader has hidden.
                if place.is_some_and(|place| swap::is_missed(&page, place)) {
                    let _ = location.set_href(&url);
                    return;
                }
                swap::focus(place, return_to.as_deref());
                if let Some(typed) = typed {
                    typed.put_back();
                }
                choose::show();
                register::count_later();
            }
            Ok(page) => {
                let _ = location.set_href(&page.url);
            }
            // The page stays, with all that is written on it; the same link is there when the network is.
            Err(Failed::Unreachable) => {
                if let Some(form) = form.filter(|_| was_dirty) {
                    let _ = form.set_attribute("data-dirty", "");
                }
                toast::failed(words::NO_CONNECTION);
            }
            // The server's own page says what is wrong.
            Err(Failed::Refused(_)) => {
                let _ = location.set_href(&url);
            }
        }
    });
}
