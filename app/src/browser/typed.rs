//! What is typed into a form of a customer or of the diary is kept in this tab until it is sent or cancelled: a link, a
//! tab of the card, a reload, and Back take nothing with them. It is there again where the same form is.
//!
//! It never hides what others did: a form that knows which save it read says that it still is that one, so that the
//! server tells of a conflict; in any other, only what still stands as it did is put back.

use super::{dom, draft, forms, toast};
use crate::i18n::browser as words;
use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlFormElement, Storage};

const PREFIX: &str = "typed.";
/// Forms that are written in; those that keep a draft of their own and those that hold a secret are none of them.
const FORMS: &str = "#main[data-user] form[method=post]:not([data-draft], :has([type=password])):is(.field-edit, :has(textarea, .ds-input:not([type=checkbox], [type=radio], [type=file])))";
/// A form that comes back with what is wrong with it has what was typed already.
const REFUSED: &str = ".conflict, [aria-invalid='true'], [data-invalid]";

/// Is on a form that was sent or cancelled: as it goes, browsers say once more that what stands in it is another.
const LEFT: &str = "data-left";

type Values = Vec<(String, String)>;

/// What was typed, and what stood there then.
#[derive(Serialize, Deserialize)]
struct Kept {
    typed: Values,
    stood: Values,
}

/// Keeps what is typed from now on, and brings back what was.
pub(super) fn listen() {
    let path = window().location().pathname().unwrap_or_default();
    let user = dom::first("#main").and_then(|main| main.get_attribute("data-user")).unwrap_or_default();
    if !user.is_empty() {
        // Another person's, who had this tab before.
        forget_all(|name| !name.starts_with(&format!("{PREFIX}{user} ")));
    }
    let _ = window_event_listener(ev::submit, |event| {
        if dom::closest(&event, "form[action^='/api/staff/sign-out']").is_some() {
            forget_all(|_| true);
        } else if let Some(form) = form_of(&event).filter(|form| dom::around(form, "[data-region]").is_none()) {
            // It is sent as browsers do, and what is wrong with it comes back with it.
            forget(&form);
        }
    });
    if !path.starts_with("/customers/") && !path.starts_with("/diary") {
        return;
    }
    let _ = window_event_listener(ev::input, |event| {
        if let Some(form) = form_of(&event) {
            let _ = form.remove_attribute(LEFT);
            keep(&form);
        }
    });
    let _ = window_event_listener(ev::change, |event| {
        if let Some(form) = form_of(&event).filter(|form| !form.has_attribute(LEFT)) {
            keep(&form);
        }
    });
    let _ = window_event_listener(ev::click, |event| {
        // Without a network nobody leaves the page.
        if !event.default_prevented()
            && let Some(cancel) = dom::closest(&event, "[data-cancel]:not([data-swap])")
            && let Some(form) = dom::around(&cancel, "form")
        {
            forget(&form);
        }
    });
    restore();
}

fn form_of(event: &web_sys::Event) -> Option<HtmlFormElement> {
    dom::closest(event, FORMS)?.dyn_into().ok()
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// Whose form it is, and which: where it is sent, what it is about, and what is typed in it.
fn name_of(form: &Element) -> Option<String> {
    let user = dom::first("#main")?.get_attribute("data-user")?;
    let first = dom::inside(form, "[name]:not([type=hidden])")?.get_attribute("name")?;
    let mut name = format!("{PREFIX}{user} {} {first}", form.get_attribute("action")?);
    for about in dom::all(form, "[type=hidden]:not([value=''], [name=version], [name=request])") {
        name = name + " " + &about.get_attribute("name")? + "=" + &about.get_attribute("value")?;
    }
    Some(name)
}

fn read(name: &str) -> Option<Kept> {
    serde_json::from_str(&storage()?.get_item(name).ok()??).ok()
}

/// Keeps what stands in a form now, where that is something else than the page says.
fn keep(form: &HtmlFormElement) {
    let (Some(storage), Some(name)) = (storage(), name_of(form)) else { return };
    let Some(fresh) = form.clone_node_with_deep(true).ok().and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    fresh.reset();
    let refused = dom::inside(form, REFUSED).and_then(|_| read(&name));
    let kept = Kept {
        typed: forms::values(form, None),
        stood: refused.map_or_else(|| forms::values(&fresh, None), |before| before.stood),
    };
    if kept.typed == kept.stood {
        let _ = storage.remove_item(&name);
    } else if let Ok(text) = serde_json::to_string(&kept) {
        // A storage that is full keeps what it had.
        let _ = storage.set_item(&name, &text);
    }
}

/// Forgets what was typed into a form: it was sent, or is no longer wanted.
pub(super) fn forget(form: &Element) {
    let _ = form.set_attribute(LEFT, "");
    if let (Some(storage), Some(name)) = (storage(), name_of(form)) {
        let _ = storage.remove_item(&name);
    }
}

fn forget_all(is_gone: impl Fn(&str) -> bool) {
    let Some(storage) = storage() else { return };
    let names: Vec<String> =
        (0..storage.length().unwrap_or_default()).filter_map(|index| storage.key(index).ok().flatten()).collect();
    for name in names.iter().filter(|name| name.starts_with(PREFIX) && is_gone(name)) {
        let _ = storage.remove_item(name);
    }
}

/// Puts what was typed back into the forms of the page that nobody writes in.
pub(super) fn restore() {
    let Some(root) = document().document_element() else { return };
    let mut is_back = false;
    for form in dom::all(&root, FORMS) {
        if form.has_attribute("data-dirty") || dom::inside(&form, REFUSED).is_some() {
            continue;
        }
        let kept = name_of(&form).and_then(|name| read(&name));
        if let (Some(kept), Some(form)) = (kept, form.dyn_ref::<HtmlFormElement>())
            && put_back(form, &kept)
        {
            let _ = form.set_attribute("data-dirty", "");
            is_back = true;
        }
    }
    if is_back {
        toast::told(words::DRAFT_RESTORED);
    }
}

fn of<'a>(all: &'a Values, name: &str) -> Vec<&'a str> {
    all.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
}

/// Puts back what was typed; whether any of it is something else than the page says.
fn put_back(form: &HtmlFormElement, kept: &Kept) -> bool {
    let now = forms::values(form, None);
    let version = dom::inside(form, "input[name=version]");
    let mut is_back = false;
    for input in dom::all(form, "[name]") {
        let name = input.get_attribute("name").unwrap_or_default();
        let (typed, stood) = (of(&kept.typed, &name), of(&kept.stood, &name));
        if name == "request" {
            // The same form again, so that what was sent without an answer is not made twice.
            draft::put(&input, &typed);
            continue;
        }
        let is_typed = typed != stood && (version.is_some() || stood == of(&now, &name));
        if is_typed && draft::put(&input, &typed) {
            is_back = true;
            let fold = dom::around(&input, "details").and_then(|fold| fold.dyn_into::<HtmlDetailsElement>().ok());
            if let Some(fold) = fold {
                fold.set_open(true);
            }
        }
    }
    if let (true, Some(version), Some(read)) = (is_back, version, of(&kept.typed, "version").first()) {
        let _ = version.set_attribute("value", read);
    }
    is_back
}
