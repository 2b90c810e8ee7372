//! The registration window while one types: places, the contact that is the customer itself, the
//! status that follows the type, and customers that may be the same.

use super::{dom, draft, net};
use crate::{i18n::browser as words, registration::SimilarPanel};
use domain::registration::{Similar, split_name};
use leptos::{ev, mount::mount_to, prelude::*, task::spawn_local};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};

thread_local! {
    /// What was last looked for.
    static LOOKED_FOR: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// Which question it was: an answer that was overtaken says nothing any more.
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

/// The inputs that say who a customer is.
const TELLING: [&str; 8] = [
    "patch[name]",
    "patch[organisation_number]",
    "patch[phone]",
    "patch[mobile]",
    "patch[email]",
    "contact[phone]",
    "contact[mobile]",
    "contact[email]",
];

/// Which input of the contact is like which of the customer.
const SHARED: [(&str, &str); 3] =
    [("patch[email]", "contact[email]"), ("patch[mobile]", "contact[mobile]"), ("patch[phone]", "contact[phone]")];

/// Listens in the form, and catches up with what stands in it already.
pub(super) fn listen() {
    let _ = window_event_listener(ev::change, |event| {
        let Some(input) = dom::closest(&event, "input, select") else { return };
        let name = input.get_attribute("name").unwrap_or_default();
        for code in codes_of(&input, &name) {
            fill_place(code);
        }
        let Some(form) = dom::around(&input, "form[data-registration]") else { return };
        match name.as_str() {
            "same_as_customer" => {
                share(&form);
                look(&form);
            }
            "patch[kind]" => ask_fields(&form),
            "patch[customer_type]" => {
                name_status(&form);
                ask_fields(&form);
            }
            name if TELLING.contains(&name) => {
                share(&form);
                look(&form);
            }
            "patch[country]" => look(&form),
            _ => {}
        }
    });
    let _ = window_event_listener(ev::focusin, |event| {
        let Some(input) = dom::closest(&event, "input, select") else { return };
        let name = input.get_attribute("name").unwrap_or_default();
        for code in codes_of(&input, &name).iter().filter(|code| !code.input.has_attribute("data-asked")) {
            code.remember();
        }
    });
    catch_up();
}

/// Brings a form that has come anew up to date.
pub(super) fn catch_up() {
    let Some(form) = dom::first("form[data-registration]") else { return };
    LOOKED_FOR.with_borrow_mut(Vec::clear);
    name_status(&form);
    if form.has_attribute("data-dirty") {
        share(&form);
        look(&form);
    } else if form.has_attribute("data-again") {
        // The answer says already who is similar.
        LOOKED_FOR.set(question(&form));
    }
}

/// What was filled in by itself has its consequences, as if it had been typed.
pub(super) fn filled(form: &Element) {
    let _ = form.set_attribute("data-dirty", "");
    draft::keep_form(form);
    share(form);
    look(form);
}

fn input(form: &Element, name: &str) -> Option<HtmlInputElement> {
    dom::inside(form, &format!("input[name='{name}']:not([type=hidden])"))?.dyn_into().ok()
}

fn value(form: &Element, name: &str) -> String {
    input(form, name).map(|input| input.value().trim().to_owned()).unwrap_or_default()
}

fn selected(form: &Element, name: &str) -> String {
    dom::inside(form, &format!("select[name='{name}']"))
        .and_then(|select| select.dyn_into::<HtmlSelectElement>().ok())
        .map(|select| select.value())
        .unwrap_or_default()
}

/// Puts a value into an input that is empty or holds what was put there before.
fn offer(input: &HtmlInputElement, value: &str) {
    let before = input.get_attribute("data-offered");
    if input.value().is_empty() || before.as_deref() == Some(input.value().as_str()) {
        input.set_value(value);
        let _ = input.set_attribute("data-offered", value);
        if let Some(form) = dom::around(input, "form[data-dirty]") {
            draft::keep_form(&form);
        }
    }
}

/// A postal code with the country that it is of.
#[derive(Clone)]
struct Code {
    input: HtmlInputElement,
    place: HtmlInputElement,
    /// What stands in it.
    typed: String,
    country: String,
}

impl Code {
    fn of(form: &Element, name: &str) -> Option<Self> {
        let (code, place) = (input(form, name)?, input(form, &name.replace("postal_code]", "place]"))?);
        let own = selected(form, &name.replace("postal_code]", "country]"));
        let country = if own.is_empty() { selected(form, "patch[country]") } else { own };
        Some(Self { typed: code.value().trim().to_owned(), input: code, place, country })
    }

    /// What the place beside it belongs to.
    fn remember(&self) {
        let _ = self.input.set_attribute("data-asked", &self.typed);
        let _ = self.input.set_attribute("data-asked-in", &self.country);
    }

    /// What was remembered.
    fn before(&self) -> Option<(String, String)> {
        Some((self.input.get_attribute("data-asked")?, self.input.get_attribute("data-asked-in").unwrap_or_default()))
    }
}

/// The postal codes whose place an input decides: itself, or those of its country.
fn codes_of(changed: &HtmlElement, name: &str) -> Vec<Code> {
    let Some(form) = dom::around(changed, "form") else { return Vec::new() };
    if name.ends_with("postal_code]") {
        return Code::of(&form, name).into_iter().collect();
    }
    if name == "patch[country]" {
        let codes = dom::all(&form, "input[name$='postal_code]']").into_iter();
        return codes.filter_map(|code| Code::of(&form, &code.get_attribute("name")?)).collect();
    }
    let code = name.ends_with("country]").then(|| Code::of(&form, &name.replace("country]", "postal_code]")));
    code.flatten().into_iter().collect()
}

/// The place of a postal code; none where it can't be asked for.
async fn place_of(code: &str, country: &str) -> Option<String> {
    if code.is_empty() {
        return Some(String::new());
    }
    net::ask("/api/staff/place", &[("code", code), ("country", country)], true).await
}

/// The place of a postal code, beside it, at once; on the card too. A place that somebody has written and that is not
/// the one of the code before stays.
fn fill_place(now: Code) {
    let before = now.before();
    if before.as_ref().is_some_and(|(code, country)| (code, country) == (&now.typed, &now.country)) {
        return;
    }
    spawn_local(async move {
        let (place, stood) = (now.place.clone(), now.place.value());
        let is_own = !stood.is_empty() && place.get_attribute("data-offered").as_ref() != Some(&stood);
        let lower = |text: &str| js_sys::JsString::from(text.trim()).to_lower_case();
        let belonged = match &before {
            Some((code, country)) if is_own => {
                place_of(code, country).await.is_some_and(|of| lower(&of) == lower(&stood))
            }
            _ => false,
        };
        let found = place_of(&now.typed, &now.country).await;
        // What was typed meanwhile is asked for by itself.
        let Some(found) = found.filter(|_| now.input.value().trim() == now.typed) else { return };
        now.remember();
        if belonged && place.value() == stood {
            let _ = place.set_attribute("data-offered", &stood);
        }
        offer(&place, &found);
        if !found.is_empty() {
            dom::announce(&words::PLACE_FILLED.with(dom::language(), &[("place", &found)]));
        }
    });
}

/// The contact is the customer: its inputs follow those of the customer.
fn share(form: &Element) {
    let is_same = input(form, "same_as_customer").is_some_and(|input| input.checked());
    let name = value(form, "patch[name]");
    let (first, last) = if is_same { split_name(&name) } else { ("", "") };
    let pairs = [("contact[first_name]", first.to_owned()), ("contact[last_name]", last.to_owned())]
        .into_iter()
        .chain(SHARED.map(|(from, to)| (to, if is_same { value(form, from) } else { String::new() })));
    for (name, value) in pairs {
        if let Some(input) = input(form, name).filter(|input| is_same || input.has_attribute("data-offered")) {
            offer(&input, &value);
        }
    }
}

/// The fields of another kind or type have come: what was typed meanwhile is put back, and where another
/// was chosen by now, its fields are asked for.
pub(super) fn refreshed(since: &[(String, String)]) {
    let Some(form) = dom::first("form[data-registration]") else { return };
    let _ = form.set_attribute("data-dirty", "");
    draft::put_back(&form, since);
    draft::keep_form(&form);
    if since.iter().any(|(name, _)| matches!(name.as_str(), "patch[kind]" | "patch[customer_type]")) {
        ask_fields(&form);
    }
}

/// Asks for the fields of another kind or type of customer, where these are others.
pub(super) fn ask_fields(form: &Element) {
    if let Some(button) = dom::inside(form, "button[data-refresh]") {
        button.click();
    }
}

/// What the status comes to that follows the type of customer.
fn name_status(form: &Element) {
    let kind = dom::inside(form, "input[name='patch[customer_type]']:checked")
        .and_then(|radio| radio.get_attribute("value"))
        .unwrap_or_default();
    if let Some(option) = dom::inside(form, "select[data-by-type] > option[value='']")
        && let Some(text) = option.get_attribute(&format!("data-{kind}"))
    {
        option.set_text_content(Some(&text));
    }
}

/// What is looked for: name, organisation number, country, phones, e-mail addresses.
fn question(form: &Element) -> Vec<String> {
    let joined = |names: &[&str]| names.iter().map(|name| value(form, name)).collect::<Vec<_>>().join(",");
    vec![
        value(form, "patch[name]"),
        value(form, "patch[organisation_number]"),
        selected(form, "patch[country]"),
        joined(&["patch[phone]", "patch[mobile]", "contact[phone]", "contact[mobile]"]),
        joined(&["patch[email]", "contact[email]"]),
    ]
}

/// Looks for customers that may be the same, where something else is known than the last time.
fn look(form: &Element) {
    let question = question(form);
    if LOOKED_FOR.replace(question.clone()) == question {
        return;
    }
    let [name, organisation_number, country, phones, emails]: [String; 5] = match question.try_into() {
        Ok(parts) => parts,
        Err(_) => return,
    };
    let asked = ASKED.get() + 1;
    ASKED.set(asked);
    spawn_local(async move {
        // A check that does not get through is made when the form is saved.
        let question = [
            ("name", name.as_str()),
            ("organisation_number", &organisation_number),
            ("country", &country),
            ("phones", &phones),
            ("emails", &emails),
        ];
        let found: Option<Vec<Similar>> = net::ask("/api/staff/similar-customers", &question, false).await;
        let Some(found) = found else { return };
        if ASKED.get() != asked {
            return;
        }
        let Some(place) = dom::first("#similar") else { return };
        place.set_text_content(None);
        if found.is_empty() {
            return;
        }
        let language = dom::language();
        dom::announce(&words::MAY_EXIST.with(language, &[("count", &found.len().to_string())]));
        mount_to(place, move || view! { <SimilarPanel language=language similar=found/> }).forget();
    });
}
