//! The pages of a signer, without a script: what is asked of them, the way to `BankID`, and how it ended.

use crate::{
    i18n::signing as words,
    ui::{ErrorText, Icon, TextArea, linked},
};
use domain::{
    error::Problem,
    language::Language,
    signing::{Over, REASON_MAX, SignerState, SigningState},
};
use leptos::prelude::*;

/// Why somebody came back without having signed; stands in the address of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// They broke it off.
    Cancelled,
    /// The provider does not answer as it should.
    Provider,
    /// They used another means than the one that is asked for.
    Means,
    /// It took too long, or they came back in another browser.
    Again,
    /// What the provider tells can't be used.
    Settings,
}

impl Failed {
    const ALL: [Self; 5] = [Self::Cancelled, Self::Provider, Self::Means, Self::Again, Self::Settings];

    /// The key, as it stands in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Provider => "provider",
            Self::Means => "means",
            Self::Again => "again",
            Self::Settings => "settings",
        }
    }

    /// The reason of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|failed| failed.key() == key)
    }

    const fn text(self) -> domain::text::Text {
        match self {
            Self::Cancelled => words::FAILED_CANCELLED,
            Self::Provider => words::FAILED_PROVIDER,
            Self::Means => words::FAILED_MEANS,
            Self::Again => words::FAILED_AGAIN,
            Self::Settings => words::FAILED_SETTINGS,
        }
    }
}

/// Everything that a signer's page shows.
#[derive(Clone, Debug)]
pub struct SignView {
    /// Its path.
    pub address: String,
    /// Who asks.
    pub firm: String,
    /// Who of them; empty where they are gone.
    pub asked_by: String,
    /// For whom.
    pub customer: String,
    /// What is signed.
    pub document: String,
    /// What they wrote.
    pub message: String,
    /// What the signer agrees to.
    pub agreed: String,
    /// Until when, in words.
    pub until: String,
    /// How far the request is.
    pub state: SigningState,
    /// How far the signer is.
    pub own_state: SignerState,
    /// Why they came back without having signed.
    pub failed: Option<Failed>,
    /// What is wrong with the reason, and what it was.
    pub refusal: Option<(Problem, String)>,
    /// The reader's language.
    pub language: Language,
}

fn framed(brand: &str, body: AnyView) -> impl IntoView + use<> {
    let brand = brand.to_owned();
    view! {
        <main class="signin signing-page" id="main" tabindex="-1">
            <p class="signin-brand"><Icon name="user-check"/>{brand}</p>
            {body}
        </main>
    }
}

fn file_link(view: &SignView) -> impl IntoView + use<> {
    let language = view.language;
    view! {
        <p><a class="ds-button" data-variant="secondary" data-fullwidth href=format!("{}/file", view.address) target="_blank">
            <Icon name="file-text"/><span>{words::READ.get(language)}</span>
        </a></p>
    }
}

/// What is asked of a signer, or that they have signed.
#[component]
pub fn SignPage(
    /// Everything that it shows.
    view: SignView,
) -> impl IntoView {
    let body = if view.own_state.is_done() { done(&view) } else { asked(&view) };
    framed(&view.firm, body)
}

fn asked(view: &SignView) -> AnyView {
    let language = view.language;
    let filled = [("who", view.asked_by.as_str()), ("firm", &view.firm), ("customer", &view.customer)];
    let asks = if view.asked_by.is_empty() { words::FIRM_ASKS } else { words::ASKS }.with(language, &filled);
    let failed = view.failed.map(|failed| {
        let told = failed.text().with(language, &[("firm", &view.firm)]);
        view! { <div class="banner" data-color="danger" role="alert"><Icon name="circle-alert"/><p>{told}</p></div> }
    });
    let message = (!view.message.is_empty())
        .then(|| view! { <blockquote class="signing-message">{linked(&view.message)}</blockquote> });
    let problem = view.refusal.as_ref().map(|(problem, _)| *problem);
    let typed = view.refusal.as_ref().map(|(_, typed)| typed.clone()).unwrap_or_default();
    view! {
        <div class="signin-box">
            <h1>{words::PAGE_TITLE.with(language, &[("document", &view.document)])}</h1>
            {failed}
            <p>{asks}</p>
            {message}
            {file_link(view)}
            <form class="form" method="post" action=view.address.clone()>
                <p class="signing-agreed">{view.agreed.clone()}</p>
                <button class="ds-button" type="submit" name="what" value="sign" data-fullwidth>{words::SIGN.get(language)}</button>
            </form>
            <p class="muted small">{words::UNTIL.with(language, &[("when", &view.until)])}</p>
            <details open=problem.is_some()>
                <summary>{words::REFUSE.get(language)}</summary>
                <form class="form" method="post" action=view.address.clone()>
                    <div class="ds-field">
                        <label class="ds-label" for="reason">{words::REASON.get(language)}</label>
                        <TextArea id="reason".to_owned() name="reason".to_owned() value=typed maxlength=REASON_MAX rows=Some(3) error=problem.map(|_| "reason-e".to_owned())/>
                        {problem.map(|problem| view! { <ErrorText id="reason-e".to_owned() problem=problem language=language/> })}
                    </div>
                    <button class="ds-button" type="submit" name="what" value="refuse" data-variant="secondary" data-color="danger" data-fullwidth>{words::REFUSE_BUTTON.get(language)}</button>
                </form>
            </details>
        </div>
    }
    .into_any()
}

fn done(view: &SignView) -> AnyView {
    let language = view.language;
    let all = (view.state == SigningState::Signed).then(|| view! { <p>{words::ALL_DONE.get(language)}</p> });
    view! {
        <div class="signin-box" role="status">
            <h1>{words::DONE.get(language)}</h1>
            <p>{words::DONE_ADVICE.with(language, &[("firm", &view.firm)])}</p>
            {all}
            {file_link(view)}
        </div>
    }
    .into_any()
}

/// The step to the provider: it goes on by itself.
#[component]
pub fn GoingPage(
    /// Who asks.
    firm: String,
    /// The provider's page.
    address: String,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    let body = view! {
        <div class="signin-box" role="status">
            <h1>{words::GOING.get(language)}</h1>
            <p>{words::GOING_ADVICE.get(language)}</p>
            <p><a class="ds-button" data-fullwidth href=address>{words::GO_ON.get(language)}</a></p>
        </div>
    };
    framed(&firm, body.into_any())
}

/// What can't be signed any more.
#[component]
pub fn OverPage(
    /// Who asked.
    firm: String,
    /// Why.
    over: Over,
    /// Whether it was the reader who refused.
    has_refused: bool,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    let why = match over {
        Over::Request(SigningState::Refused) if has_refused => words::REFUSED_ADVICE,
        Over::Request(SigningState::Refused) => words::OVER_REFUSED,
        Over::Request(SigningState::Withdrawn) => words::OVER_WITHDRAWN,
        Over::Request(SigningState::Expired) => words::OVER_EXPIRED,
        Over::Request(_) | Over::Answered => words::OVER,
        Over::Closed => words::OVER_CLOSED,
    };
    let title = if has_refused { words::REFUSED_DONE } else { words::IS_OVER };
    let body = view! {
        <div class="signin-box" role="status">
            <h1>{title.get(language)}</h1>
            <p>{why.with(language, &[("firm", &firm)])}</p>
        </div>
    };
    framed(&firm, body.into_any())
}

/// A link that is none, or was tried too often.
#[component]
pub fn UnknownPage(
    /// Whether too many were tried.
    is_limited: bool,
    /// The reader's language.
    language: Language,
) -> impl IntoView {
    let (title, advice) = if is_limited {
        crate::error::code_text(domain::error::ErrorCode::TooManyAttempts, language)
    } else {
        (words::UNKNOWN.get(language), words::UNKNOWN_ADVICE.get(language))
    };
    let body = view! { <div class="signin-box"><h1>{title}</h1><p>{advice}</p></div> };
    framed("Kundekort", body.into_any())
}
