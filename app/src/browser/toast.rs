//! Short messages at the edge of the page.

use super::{dom, net};
use crate::{
    i18n::{browser as words, undo},
    ui::SpriteIcon,
};
use domain::text::Text;
use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Storage};

/// Something is saved. Goes by itself.
pub(super) fn saved(text: String) {
    show("saved", "circle-check", text, Some(4000));
}

/// Something was done to what the page shows, or was not: what the page says of it, or else `text`, with the way
/// back where the page has one.
pub(super) fn done(text: String) {
    let notice = dom::first(".notice[data-says]").filter(|notice| !is_told(notice));
    let kept = notice.as_ref().filter(|notice| dom::inside(notice, ".notice-kept").is_some());
    let kept = kept.map(|notice| {
        let reasons = dom::all(notice, ".notice-kept > li").into_iter().filter_map(|reason| reason.text_content());
        let says = notice.get_attribute("data-says").unwrap_or_default();
        reasons.fold(says + ".", |all, reason| all + " " + &reason)
    });
    // A copy of its own: the page's goes with the next thing that the page shows.
    let undo = notice
        .as_ref()
        .and_then(|notice| dom::inside(notice, "form[data-undo]"))
        .and_then(|form| form.clone_node_with_deep(true).ok());
    if let (Some(memory), Some(entry)) = (memory(), notice.as_ref().and_then(entry_of)) {
        let _ = memory.set_item(TOLD, &entry);
    }
    // Who else has the number is told at its field, where that is on the page.
    let same = notice.as_ref().filter(|_| dom::first(".field-note .same-number").is_none());
    let same = same
        .and_then(|notice| dom::inside(notice, ".same-number"))
        .and_then(|same| same.clone_node_with_deep(true).ok());
    let lasts = if undo.is_some() { 10_000 } else { 4000 };
    match kept {
        // Why something stayed is read in one's own time, and so is what leads on.
        Some(kept) => show("kept", "info", kept, None),
        None if same.is_some() => show("kept", "info", text, None),
        None => show("saved", "circle-check", text, Some(lasts)),
    }
    if let (Some(same), Some(message)) = (same, dom::first("#toasts .toast > p")) {
        let _ = message.after_with_node_1(&same);
    }
    if let (Some(undo), Some(close)) = (undo, dom::first("#toasts .toast-close")) {
        let _ = close.before_with_node_1(&undo);
    }
}

/// What this tab last told.
const TOLD: &str = "told";

fn memory() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The entry of the log, or the command, that a notice is about.
fn entry_of(notice: &HtmlElement) -> Option<String> {
    dom::inside(notice, "[name=entry], [name=command]")?.get_attribute("value")
}

/// Whether a notice is of something that was told before: it stays a while in what the server says.
fn is_told(notice: &HtmlElement) -> bool {
    let told = memory().and_then(|memory| memory.get_item(TOLD).ok().flatten());
    told.is_some() && told == entry_of(notice)
}

/// Tells what was done on the page before, where this one was loaded after it and it was not told yet.
pub(super) fn tell() {
    if let Some(notice) = dom::first(".notice[data-says]").filter(|notice| !is_told(notice)) {
        done(notice.get_attribute("data-says").unwrap_or_default());
    }
}

/// Something that is good to know. Goes by itself.
pub(super) fn told(text: Text) {
    says(text.get(dom::language()).to_owned());
}

/// The same, in words of its own.
pub(super) fn says(text: String) {
    show("kept", "info", text, Some(6000));
}

/// Something could not be saved. Stays until it is closed or the next message comes.
pub(super) fn failed(text: Text) {
    show("failed", "triangle-alert", text.get(dom::language()).to_owned(), None);
}

/// The server refuses, in its own words.
pub(super) fn refused(text: String) {
    show("failed", "triangle-alert", text, None);
}

/// The board is arranged otherwise, with the way back. `section` is the one that it is about.
pub(super) fn arranged(text: String, section: &str) {
    show("saved", "circle-check", text, Some(10_000));
    let Some(message) = dom::first("#toasts .toast > p") else { return };
    let of_board = |name: &str| dom::first(".board").and_then(|board| board.get_attribute(name)).unwrap_or_default();
    let values =
        [("device", of_board("data-device")), ("whose", of_board("data-whose")), ("section", section.to_owned())];
    let Ok(place) = document().create_element("span") else { return };
    if message.after_with_node_1(&place).is_err() {
        return;
    }
    if let Ok(place) = place.dyn_into::<HtmlElement>() {
        mount_to(place, move || {
            let hidden = values.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
            view! {
                <form method="post" action=LAYOUT data-board="">
                    {hidden.into_iter().collect_view()}
                    <button name="change" value="undo"><SpriteIcon name="undo-2"/>{undo::UNDO.get(dom::language())}</button>
                </form>
            }
        })
        .forget();
    }
}

/// Where the board is arranged.
pub(super) const LAYOUT: &str = "/api/staff/layout";

/// The board was arranged further: what a message would take back is not what it says any more.
pub(super) fn outdate() {
    if let Some(form) = dom::first("#toasts form[data-board]") {
        form.remove();
    }
}

/// One message.
#[component]
fn Toast(
    /// `saved`, `kept` or `failed`.
    kind: &'static str,
    /// Its icon.
    icon: &'static str,
    /// What it says.
    text: String,
    /// What closing it does.
    close: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="toast" data-kind=kind>
            <SpriteIcon name=icon/>
            <p>{text}</p>
            <button class="toast-close" type="button" aria-label=words::CLOSE.get(dom::language()) on:click=move |_| close.run(())>
                <SpriteIcon name="x"/>
            </button>
        </div>
    }
}

fn show(kind: &'static str, icon: &'static str, text: String, lasts: Option<i32>) {
    let Some(toasts) = dom::first("#toasts") else { return };
    toasts.set_text_content(None);
    let Some(place) = document().create_element("div").ok().and_then(|place| place.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    place.set_class_name("toast-place");
    let _ = toasts.append_child(&place);
    let gone = place.clone();
    let close = Callback::new(move |()| gone.remove());
    mount_to(place.clone(), move || view! { <Toast kind=kind icon=icon text=text close=close/> }).forget();
    if let Some(milliseconds) = lasts {
        spawn_local(async move {
            net::sleep(milliseconds).await;
            place.remove();
        });
    }
}
