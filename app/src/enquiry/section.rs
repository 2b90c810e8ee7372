//! The section of enquiries on the card.

use super::HANDLE;
use crate::{
    card::{CardView, sections::SectionView},
    i18n::{common, enquiry as words},
    ui::{ErrorText, Icon, TextArea, linked},
};
use domain::{
    field::{self, grouped},
    policy::Action,
    portal::{ANSWER_MAX, Enquiry, EnquiryState},
};
use leptos::prelude::*;

/// The section of enquiries.
pub const VIEW: SectionView = SectionView { digest, body };

fn digest(view: &CardView) -> String {
    let language = view.session.language;
    let counts = &view.card.counts;
    match (counts.enquiries, counts.open_enquiries) {
        (0, _) => common::NONE.get(language).to_owned(),
        (all, 0) => words::ALL.with(language, &[("n", &grouped(all))]),
        (_, 1) => words::OPEN_ONE.get(language).to_owned(),
        (_, open) => words::OPEN_MANY.with(language, &[("n", &grouped(open))]),
    }
}

fn body(view: &CardView) -> AnyView {
    let language = view.session.language;
    let enquiries = &view.card.enquiries;
    let nothing = enquiries.is_empty().then(|| view! { <div class="empty"><p>{words::EMPTY.get(language)}</p></div> });
    let rows = enquiries.iter().map(|one| entry(view, one)).collect_view();
    view! { {nothing}<ul class="list-items">{rows}</ul> }.into_any()
}

/// The colour that a state has.
#[must_use]
pub const fn colour(state: EnquiryState) -> &'static str {
    match state {
        EnquiryState::New => "warning",
        EnquiryState::Taken => "info",
        EnquiryState::Answered => "success",
        EnquiryState::Closed => "neutral",
    }
}

/// What it asks for beside its words: how many, from when, until when.
#[must_use]
pub fn asked(one: &Enquiry, language: domain::language::Language) -> String {
    let places = match one.places {
        None => String::new(),
        Some(1) => words::PLACES_ONE.get(language).to_owned(),
        Some(n) => words::PLACES.with(language, &[("n", &n.to_string())]),
    };
    let day = |text: domain::text::Text, day: &str| {
        if day.is_empty() { String::new() } else { text.with(language, &[("day", &field::day(day, language))]) }
    };
    let parts =
        [one.kind.name(language).to_owned(), places, day(words::FROM, &one.starts_on), day(words::UNTIL, &one.ends_on)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn entry(view: &CardView, one: &Enquiry) -> AnyView {
    let language = view.session.language;
    let who = words::SENT.with(language, &[("who", &one.sender_name), ("when", &view.clock.shown(&one.sent_at))]);
    let files = one
        .files
        .iter()
        .map(|(document, name)| {
            let href = format!("/customers/{}/documents/{document}", view.card.id);
            view! { <li><Icon name="paperclip" small=true/><a class="link" href=href>{name.clone()}</a></li> }
        })
        .collect_view();
    let files = (!one.files.is_empty())
        .then(|| view! { <ul class="attached" aria-label=words::FILES.get(language)>{files}</ul> });
    let answer = (!one.answer.is_empty())
        .then(|| view! { <blockquote class="enquiry-answer pre">{linked(&one.answer)}</blockquote> });
    let handled = (!one.handled_by.is_empty())
        .then(|| view! { <p class="muted small">{words::HANDLED_BY.with(language, &[("who", &one.handled_by)])}</p> });
    view! {
        <li class="list-item enquiry" id=format!("enquiry-{}", one.id)>
            <details class="enquiry-more" open=one.state == EnquiryState::New || failed(view, one)>
                <summary>
                    <span class="list-item-names">
                        <span class="list-item-name">{one.title.clone()}</span>
                        <span class="muted small">{who}</span>
                    </span>
                    <span class="ds-tag" data-color=colour(one.state)>{one.state.name(language)}</span>
                </summary>
                <p class="muted small">{asked(one, language)}</p>
                <p class="pre">{linked(&one.wishes)}</p>
                {files}{answer}{handled}
                {view.may(Action::ChangeCustomer).then(|| form(view, one))}
            </details>
        </li>
    }
    .into_any()
}

fn failed(view: &CardView, one: &Enquiry) -> bool {
    view.failed(HANDLE).is_some_and(|state| state.typed("enquiry") == Some(&one.id.to_string()))
}

fn form(view: &CardView, one: &Enquiry) -> impl IntoView + use<> {
    let language = view.session.language;
    let state = view.failed(HANDLE).filter(|_| failed(view, one));
    let typed = |name: &str, stands: &str| {
        state.and_then(|state| state.typed(name)).map_or_else(|| stands.to_owned(), str::to_owned)
    };
    let problem = |name: &str| state.and_then(|state| state.error.problem_of(name));
    let id = |name: &str| format!("enquiry-{}-{name}", one.id);
    let chosen = typed("state", one.state.key());
    let options = EnquiryState::ALL
        .iter()
        .map(|state| view! { <option value=state.key() selected=state.key() == chosen>{state.name(language)}</option> })
        .collect_view();
    let wrong = problem("answer").map(|problem| {
        view! { <ErrorText id=id("answer-e") problem=problem language=language/> }
    });
    view! {
        <form class="form enquiry-form" method="post" action=HANDLE>
            <input type="hidden" name="customer" value=view.card.id.to_string()/>
            <input type="hidden" name="enquiry" value=one.id.to_string()/>
            <input type="hidden" name="version" value=one.version.to_string()/>
            <div class="ds-field">
                <label class="ds-label" for=id("state")>{words::STATE.get(language)}</label>
                <select class="ds-input" id=id("state") name="state">{options}</select>
            </div>
            <div class="ds-field">
                <label class="ds-label" for=id("answer")>{words::ANSWER.get(language)}</label>
                <TextArea id=id("answer") name="answer".to_owned() value=typed("answer", &one.answer) maxlength=ANSWER_MAX rows=Some(3)
                    error=problem("answer").map(|_| id("answer-e"))/>
                <p class="muted small">{words::ANSWER_HINT.get(language)}</p>
                {wrong}
            </div>
            <div class="form-actions"><button class="ds-button" type="submit" data-small>{words::SAVE.get(language)}</button></div>
        </form>
    }
}
