//! Messages between a contact and the firm.

use super::frame::{Problems, Root, why};
use crate::{
    i18n::portal as words,
    ui::{TextArea, linked, time::Clock},
};
use domain::portal::{PortalReason, PortalSession};
use leptos::prelude::*;
use store::portal::{
    enquiry::Seen,
    message::{MESSAGE_MAX, PortalMessage},
};

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct MessagesView {
    /// Whose page it is.
    pub session: PortalSession,
    /// What was written, the oldest first.
    pub messages: Vec<Seen<PortalMessage>>,
    /// Who of the firm reads them.
    pub responsible: Option<String>,
    /// What was typed before.
    pub typed: String,
    /// What is wrong with it.
    pub problems: Problems,
    /// When it is read.
    pub clock: Clock,
}

/// The messages, and a form for a new one.
#[component]
pub fn MessagesPage(
    /// Everything that it shows.
    view: MessagesView,
) -> impl IntoView {
    let session = &view.session;
    let language = session.language;
    let who = view.responsible.clone().unwrap_or_else(|| session.tenant_name.clone());
    let nothing = view.messages.is_empty().then(|| view! { <p class="muted">{words::NO_MESSAGES.get(language)}</p> });
    let rows = view
        .messages
        .iter()
        .map(|seen| {
            let one = &seen.what;
            let by = if one.is_own && !session.visitor.is_seen_by_staff {
                words::YOU.get(language).to_owned()
            } else if one.by.is_empty() {
                session.tenant_name.clone()
            } else {
                one.by.clone()
            };
            view! {
                <li class="portal-message" data-own=one.is_own.then_some("")>
                    <p class="muted small"><strong>{by}</strong>" · "{view.clock.shown(&one.at)}</p>
                    <p class="pre">{linked(&one.body)}</p>
                </li>
            }
        })
        .collect_view();
    let problems = &view.problems;
    let form = (!session.visitor.is_seen_by_staff).then(|| {
        view! {
            <form class="form portal-card" method="post" action=Root::of(session).to("/messages") id="write">
                <input type="hidden" name="owner" value=session.contact.to_string()/>
                <div class="ds-field">
                    <label class="ds-label" for="body">{words::YOUR_MESSAGE.with(language, &[("who", &who)])}</label>
                    <TextArea id="body".to_owned() name="body".to_owned() value=view.typed.clone() maxlength=MESSAGE_MAX rows=Some(4) error=problems.described("body")/>
                    {problems.message("body", language)}
                </div>
                <button class="ds-button" type="submit">{words::SEND_MESSAGE.get(language)}</button>
            </form>
        }
    });
    view! {
        <h1>{words::MESSAGES.get(language)}</h1>
        {why(session, PortalReason::Own)}
        {nothing}
        {(!view.messages.is_empty()).then(|| view! { <ol class="portal-messages">{rows}</ol> })}
        {form}
    }
}
