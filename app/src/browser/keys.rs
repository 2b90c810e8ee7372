//! Keys that work everywhere on a page, and the list of them.

use super::dom;
use crate::{i18n::browser as words, ui::SpriteIcon};
use domain::{language::Language, text::Text};
use leptos::{ev, html, mount::mount_to_body, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlFormElement};

/// Listens for the keys.
pub(super) fn listen() {
    let _ = window_event_listener(ev::keydown, |event| {
        let in_form = dom::closest(&event, "input, textarea, select, [contenteditable]").is_some();
        match event.key().as_str() {
            "Escape" => {
                if let Some(cancel) = dom::closest(&event, "form").and_then(|form| dom::inside(&form, "[data-cancel]"))
                {
                    event.prevent_default();
                    cancel.click();
                }
            }
            "Enter" if event.ctrl_key() || event.meta_key() => {
                if let Some(form) =
                    dom::closest(&event, "form[method=post]").and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
                {
                    event.prevent_default();
                    let _ = form.request_submit();
                }
            }
            "?" if !in_form => {
                event.prevent_default();
                show();
            }
            "z" if !in_form && (event.ctrl_key() || event.meta_key()) && !event.shift_key() => {
                if let Some(form) =
                    dom::first("form[data-undo-latest]").and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
                {
                    event.prevent_default();
                    let _ = form.request_submit();
                }
            }
            "n" if !in_form && !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
                if let Some(new) = dom::first("a[data-key='n']") {
                    event.prevent_default();
                    new.click();
                }
            }
            "c" if !in_form && !event.ctrl_key() && !event.meta_key() && !event.alt_key() => {
                if let Some(comment) = dom::first("#comment-body") {
                    event.prevent_default();
                    let _ = comment.focus();
                }
            }
            _ => {}
        }
    });
    let _ = window_event_listener(ev::click, |event| {
        if dom::closest(&event, "[data-keys]").is_some() {
            show();
        }
    });
}

fn show() {
    if let Some(dialog) = dom::first("#keys").and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        let _ = dialog.show_modal();
        return;
    }
    let language = dom::language();
    mount_to_body(move || view! { <Keys language=language/> });
}

/// The list of keys.
#[component]
fn Keys(
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        let _ = dialog.show_modal();
    });
    let keys: [(&str, Text); 12] = [
        ("Ctrl K", words::KEY_SEARCH),
        ("Enter", words::KEY_EDIT),
        ("Ctrl Enter", words::KEY_SAVE),
        ("Esc", words::KEY_LEAVE),
        ("N", words::KEY_NEW),
        ("C", words::KEY_COMMENT),
        ("Ctrl Z", words::KEY_UNDO),
        ("J K", words::KEY_ROWS),
        ("␣", words::KEY_SELECT),
        ("V", words::KEY_LOOK),
        ("␣ ← ↑ → ↓", words::KEY_MOVE),
        ("?", words::KEY_HELP),
    ];
    let rows = keys.map(|(key, text)| view! { <dt><kbd>{key}</kbd></dt><dd>{text.get(language)}</dd> });
    view! {
        <dialog class="modal" id="keys" node_ref=dialog aria-labelledby="keys-title">
            <h2 id="keys-title">{words::KEYS_TITLE.get(language)}</h2>
            <dl class="keys">{rows.collect_view()}</dl>
            <div class="form-actions">
                <button
                    class="ds-button"
                    data-variant="secondary"
                    type="button"
                    on:click=move |_| {
                        if let Some(dialog) = dialog.get_untracked() {
                            dialog.close();
                        }
                    }
                >
                    <SpriteIcon name="x"/>
                    {words::CLOSE.get(language)}
                </button>
            </div>
        </dialog>
    }
}
