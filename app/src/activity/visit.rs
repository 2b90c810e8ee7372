//! A visit, or a call, is noted in two taps: the button, and what it was.

use super::VISIT;
use crate::{card::CardView, i18n::activity as words, ui::Icon};
use domain::{activity::Kind, policy::Action};
use leptos::prelude::*;

/// The button with the types; nothing for who may not note any, or where the firm has none.
#[must_use]
pub fn visit_menu(view: &CardView) -> Option<AnyView> {
    let language = view.session.language;
    let types = &view.card.visit_types;
    if types.is_empty() || !view.may(Action::ChangeCustomer) {
        return None;
    }
    let buttons = types
        .iter()
        .map(|one| {
            let icon = if one.kind == Kind::Call { "phone" } else { "handshake" };
            view! {
                <button class="menu-item" type="submit" name="activity_type" value=one.id.to_string()>
                    <Icon name=icon/><span>{one.name.clone()}</span>
                </button>
            }
        })
        .collect_view();
    Some(
        view! {
            <details class="menu visit-menu">
                <summary class="ds-button" data-variant="secondary"><Icon name="handshake"/><span class="visit-long">{words::LOG_VISIT.get(language)}</span><span class="visit-short">{words::VISIT.get(language)}</span></summary>
                <div class="menu-panel">
                    <form method="post" action=VISIT data-saved=words::VISIT_LOGGED.get(language)>
                        <input type="hidden" name="customer" value=view.card.id.to_string()/>
                        // The button that Enter in the note would press: what it was must be chosen.
                        <button type="submit" disabled hidden></button>
                        <div class="ds-field visit-note">
                            <label class="ds-label" for="visit-note">{words::VISIT_NOTE.get(language)}</label>
                            <input class="ds-input" id="visit-note" name="note" maxlength="500" autocomplete="off"/>
                        </div>
                        <p class="menu-title" id="visit-what">{words::WHAT_WAS_IT.get(language)}</p>
                        {buttons}
                    </form>
                </div>
            </details>
        }
        .into_any(),
    )
}
