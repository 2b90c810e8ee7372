//! The page of somebody who is invited, without a script: what it is, and their answer.

use super::mail::{exceptions, whole_when, with};
use crate::{
    i18n::{invited as words, signing},
    ui::{ErrorText, Icon, TextArea, linked},
};
use domain::{
    activity::Activity,
    error::Problem,
    invited::{InvitedState, NOTE_MAX, Over},
    language::Language,
};
use leptos::prelude::*;
use store::activity::Dated;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct InvitedPageView {
    /// Its path.
    pub address: String,
    /// Who invites.
    pub firm: String,
    /// Who of them; empty where they are gone.
    pub organiser: String,
    /// Who is invited.
    pub name: String,
    /// What to, of a series with what has rows of its own; empty where it is gone.
    pub activity: Vec<Dated>,
    /// Today, where the firm is.
    pub today: String,
    /// What went along.
    pub message: String,
    /// What they answered.
    pub state: InvitedState,
    /// What they wrote with it, or what they typed and what is wrong with it.
    pub note: String,
    /// What is wrong with that.
    pub problem: Option<Problem>,
    /// Why they can't answer.
    pub over: Option<Over>,
    /// Their language.
    pub language: Language,
}

fn framed(brand: &str, body: AnyView) -> impl IntoView + use<> {
    let brand = brand.to_owned();
    view! {
        <main class="signin signing-page invited-page" id="main" tabindex="-1">
            <p class="signin-brand"><Icon name="calendar-days"/>{brand}</p>
            {body}
        </main>
    }
}

/// What somebody is invited to, and what they answer.
#[component]
pub fn InvitedPage(
    /// Everything that it shows.
    view: InvitedPageView,
) -> impl IntoView {
    let language = view.language;
    let firm = [("firm", view.firm.as_str())];
    let activity = view.activity.first().map(|dated| &dated.activity);
    let body = match (activity, view.over) {
        (Some(one), None) => asked(&view, one),
        (one, over) => {
            let why = match over {
                Some(Over::Past) => words::OVER_PAST,
                Some(Over::Closed) => words::OVER_CLOSED,
                Some(Over::CalledOff) | None => words::OVER_CALLED_OFF,
            };
            // Whoever is reached elsewhere by now learns nothing here of what became of it.
            let title = one.filter(|_| over != Some(Over::Closed)).map(|one| one.title.clone());
            view! {
                <div class="signin-box" role="status">
                    <h1>{title.unwrap_or_else(|| words::TITLE.get(language).to_owned())}</h1>
                    <p>{why.with(language, &firm)}</p>
                </div>
            }
            .into_any()
        }
    };
    framed(&view.firm, body)
}

fn asked(view: &InvitedPageView, one: &Activity) -> AnyView {
    let language = view.language;
    let filled = [("who", view.organiser.as_str()), ("firm", &view.firm), ("name", &view.name)];
    let message = (!view.message.is_empty())
        .then(|| view! { <blockquote class="signing-message">{linked(&view.message)}</blockquote> });
    let answered = match view.state {
        InvitedState::Coming => Some((words::YOU_COME, "circle-check")),
        InvitedState::Maybe => Some((words::YOU_MAY_COME, "circle-question-mark")),
        InvitedState::NotComing => Some((words::YOU_STAY_AWAY, "circle-slash")),
        InvitedState::Waiting | InvitedState::CalledOff => None,
    };
    let answered = answered.map(|(text, icon)| {
        view! {
            <div class="banner" role="status"><Icon name=icon/><p>{text.get(language)}" "{words::CHANGE_MIND.get(language)}</p></div>
        }
    });
    let fact = |label: domain::text::Text, value: String| {
        (!value.is_empty())
            .then(|| view! { <div class="field-row"><dt>{label.get(language)}</dt><dd class="activity-text">{linked(&value)}</dd></div> })
    };
    let buttons = [
        (InvitedState::Coming, words::YES, "primary"),
        (InvitedState::Maybe, words::MAYBE, "secondary"),
        (InvitedState::NotComing, words::NO, "secondary"),
    ]
    .map(|(state, text, variant)| {
        let is_chosen = (view.state == state).then_some("true");
        view! { <button class="ds-button" type="submit" name="answer" value=state.key() data-variant=variant aria-pressed=is_chosen>{text.get(language)}</button> }
    });
    let problem = view.problem;
    view! {
        <div class="signin-box">
            <h1>{one.title.clone()}</h1>
            <p>{words::INVITES.with(language, &filled)}</p>
            <dl class="field-rows">
                {fact(words::WHEN, whole_when(one, language))}
                {fact(words::EXCEPT, exceptions(&view.activity, &view.today, language).join("\n"))}
                {fact(words::WHERE, one.place.clone())}
                {fact(words::WITH, with(one))}
            </dl>
            {message}
            {answered}
            <form class="form" method="post" action=view.address.clone()>
                <h2 class="invited-ask">{words::ASK.get(language)}</h2>
                <div class="ds-field">
                    <label class="ds-label" for="note">{words::YOUR_NOTE.with(language, &filled)}</label>
                    <TextArea id="note".to_owned() name="note".to_owned() value=view.note.clone() maxlength=NOTE_MAX rows=Some(2) error=problem.map(|_| "note-e".to_owned())/>
                    {problem.map(|problem| view! { <ErrorText id="note-e".to_owned() problem=problem language=language/> })}
                </div>
                <div class="invited-answers">{buttons}</div>
            </form>
            <p><a class="link" href=format!("{}/file", view.address)><Icon name="download"/><span>{words::TO_CALENDAR.get(language)}</span></a></p>
        </div>
    }
    .into_any()
}

/// A link that is none, or was tried too often.
#[component]
pub fn InvitedUnknownPage(
    /// Whether too many were tried.
    is_limited: bool,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    let (title, advice) = if is_limited {
        crate::error::code_text(domain::error::ErrorCode::TooManyAttempts, language)
    } else {
        (signing::UNKNOWN.get(language), words::UNKNOWN_ADVICE.get(language))
    };
    let body = view! { <div class="signin-box"><h1>{title}</h1><p>{advice}</p></div> };
    framed("Kundekort", body.into_any())
}
