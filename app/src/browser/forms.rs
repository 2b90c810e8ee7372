//! Forms that are sent without leaving the page.

use super::{
    board, dom, draft,
    net::{self, Failed},
    queue, registration,
    swap::{self, Asked, Extent},
    toast, typed,
};
use crate::i18n::browser as words;
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, FormData, HtmlButtonElement, HtmlElement, HtmlFormElement, SubmitEvent};

/// Listens for forms of the page's content that are posted.
pub(super) fn listen() {
    let _ = window_event_listener(ev::submit, |event| {
        let Some(form) = dom::closest(&event, "#main [data-region] form[method=post]:not([data-plain]), #toasts form")
        else {
            return;
        };
        let Ok(form) = form.dyn_into::<HtmlFormElement>() else { return };
        let submitter = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        // A button that asks for a page with what is chosen so far sends nothing.
        if submitter.as_ref().is_some_and(|button| button.get_attribute("formmethod").as_deref() == Some("get")) {
            return;
        }
        event.prevent_default();
        send(form, submitter);
    });
    let _ = window_event_listener(ev::input, |event| {
        if let Some(form) = dom::closest(&event, "#main form[method=post]") {
            let _ = form.set_attribute("data-dirty", "");
        }
    });
}

/// What a form would send, with the button that sends it.
pub(super) fn values(form: &HtmlFormElement, submitter: Option<&HtmlElement>) -> Vec<(String, String)> {
    let mut values = Vec::new();
    if let Ok(data) = FormData::new_with_form(form) {
        for entry in data.entries().into_iter().flatten() {
            let pair: js_sys::Array = entry.unchecked_into();
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                values.push((name, value));
            }
        }
    }
    if let Some(button) = submitter.and_then(|button| button.dyn_ref::<HtmlButtonElement>())
        && !button.name().is_empty()
    {
        values.push((button.name(), button.value()));
    }
    values
}

/// What has been typed into a form since it was sent.
fn typed_since(sent: &[(String, String)], form: &HtmlFormElement) -> Vec<(String, String)> {
    let now = values(form, None);
    let of = |all: &[(String, String)], name: &str| -> Vec<String> {
        all.iter().filter(|(other, _)| other == name).map(|(_, value)| value.clone()).collect()
    };
    now.iter().filter(|(name, _)| of(&now, name) != of(sent, name)).cloned().collect()
}

/// Shows in a form that sends files how far it is.
fn sending(form: &HtmlFormElement) -> Option<Element> {
    let words = form.get_attribute("data-sending")?;
    let place = document().create_element("div").ok()?;
    let _ = place.set_attribute("data-words", &words);
    for tag in ["p", "progress"] {
        let part = document().create_element(tag).ok()?;
        place.append_child(&part).ok()?;
    }
    form.append_child(&place).ok()?;
    tell(Some(&place), 0.0);
    Some(place)
}

/// Says how far the files of a form are, in hundredths.
fn tell(place: Option<&Element>, percent: f64) {
    let Some(place) = place else { return };
    // Written by the browser: how Rust writes fractions would be a thirtieth of all that it loads.
    let percent = js_sys::Number::from(percent.round()).to_string_with_radix(10).map(String::from).unwrap_or_default();
    let words = place.get_attribute("data-words").unwrap_or_default().replace("{percent}", &percent);
    if let Some(text) = dom::inside(place, "p") {
        text.set_text_content(Some(&words));
    }
    if let Some(bar) = dom::inside(place, "progress") {
        let _ = bar.set_attribute("max", "100");
        let _ = bar.set_attribute("value", &percent);
        let _ = bar.set_attribute("aria-label", &words);
    }
}

fn send(form: HtmlFormElement, submitter: Option<HtmlElement>) {
    if form.has_attribute("aria-busy") {
        return;
    }
    // A button may send the form elsewhere.
    let elsewhere = submitter.as_ref().and_then(|button| button.get_attribute("formaction"));
    let action = elsewhere.or_else(|| form.get_attribute("action")).unwrap_or_default();
    // A layout is published as its last change left it, not as it was when the button was drawn: the answer
    // to that change draws the form anew.
    if action.starts_with("/api/staff/layout-") && queue::is_busy() {
        spawn_local(async move {
            queue::settled().await;
            let again = dom::first(&format!("form[action='{action}']")).and_then(|again| again.dyn_into().ok());
            if let Some(form) = again {
                send(form, None);
            }
        });
        return;
    }
    let _ = form.set_attribute("aria-busy", "true");
    // Files go as they are; everything else as plain values.
    let files =
        form.query_selector("input[type=file]").ok().flatten().and_then(|_| FormData::new_with_form(&form).ok());
    let values = if files.is_some() { Vec::new() } else { values(&form, submitter.as_ref()) };
    // Only the fields that a form has are asked for: it stays, and one types on meanwhile.
    let is_refresh = submitter.as_ref().is_some_and(|button| button.has_attribute("data-refresh"));
    let sent = values.clone();
    let not_sent = if files.is_some() { words::NOT_UPLOADED } else { words::NOT_SENT };
    let extent = if form.has_attribute("data-board") { Extent::Board } else { Extent::Regions };
    let return_to = form.get_attribute("data-return");
    let saved = form.get_attribute("data-saved");
    let known = swap::editors();
    let arranging = (extent == Extent::Board && action == toast::LAYOUT).then(|| board::Arranging::of(&values));
    spawn_local(async move {
        let answer = match files {
            Some(files) => {
                let bar = sending(&form);
                let shown = bar.clone();
                let answer = net::post_files(&action, &files, move |percent| tell(shown.as_ref(), percent)).await;
                if let Some(bar) = bar {
                    bar.remove();
                }
                answer
            }
            None => net::post(&action, &values).await,
        };
        let _ = form.remove_attribute("aria-busy");
        match answer {
            Ok(page) if page.url.contains("/sign-in?") => toast::failed(words::SIGNED_OUT),
            Ok(page) if !swap::is_this_page(&page.url) => {
                draft::forget(&form);
                typed::forget(&form);
                let _ = window().location().set_href(&page.url);
            }
            Ok(page) => {
                let failed = page.url.contains("form=");
                let since = if is_refresh { typed_since(&sent, &form) } else { Vec::new() };
                let is_elsewhere = swap::is_typing_beside(&form);
                if !failed && !is_refresh {
                    typed::forget(&form);
                }
                // The answer decides what stands in a form that was sent; one that stays is clean.
                swap::swap(&page, extent, Asked { cause: Some(&form), known: &known });
                let _ = form.remove_attribute("data-dirty");
                registration::catch_up();
                if is_refresh {
                    registration::refreshed(&since);
                }
                if failed && action == "/api/staff/undo" {
                    // The page says so too, at its top, which may be out of sight.
                    let why = dom::first("[data-region='notice'] [role='alert']").and_then(|why| why.text_content());
                    toast::refused(why.unwrap_or_default());
                }
                if !failed {
                    draft::forget(&form);
                    form.reset();
                    if action != toast::LAYOUT {
                        toast::done(saved.unwrap_or_else(|| words::SAVED.get(dom::language()).to_owned()));
                    }
                }
                match arranging.filter(|_| !failed) {
                    Some(arranging) => arranging.tell(),
                    None if !is_elsewhere => swap::focus(None, return_to.as_deref()),
                    None => {}
                }
            }
            Err(Failed::Unreachable) => toast::failed(not_sent),
            Err(Failed::Refused(page)) => {
                let title = page.document.query_selector("h1").ok().flatten().and_then(|title| title.text_content());
                toast::refused(title.unwrap_or_else(|| not_sent.get(dom::language()).to_owned()));
            }
        }
    });
}
