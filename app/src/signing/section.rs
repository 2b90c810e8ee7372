//! The section of a document's page: who is asked to sign it, how far each is, and asking others.

use super::{SEND, SigningWay};
use crate::{
    i18n::signing as words,
    ui::{ErrorText, FormActions, Icon, TextArea, time::Clock},
};
use domain::{
    document::{Document, PDF},
    error::Problem,
    id::CustomerId,
    language::Language,
    signing::{MESSAGE_MAX, MOST_DAYS, Mark, Signer, SignerState, Signing, SigningState, USUAL_DAYS},
};
use leptos::prelude::*;
use store::{form_state::FormState, signing::Candidate};

/// What the section shows.
#[derive(Clone, Debug)]
pub struct SigningView {
    /// The requests for the document, the newest first.
    pub signings: Vec<Signing>,
    /// Who can be asked, while somebody asks.
    pub candidates: Option<Vec<Candidate>>,
    /// How people sign.
    pub way: SigningWay,
}

/// What the section stands in.
#[derive(Clone, Copy, Debug)]
struct Around<'a> {
    customer: CustomerId,
    document: &'a Document,
    may_change: bool,
    clock: &'a Clock,
    language: Language,
}

const fn colour(state: SigningState) -> &'static str {
    match state {
        SigningState::UnderWay => "info",
        SigningState::Signed => "success",
        SigningState::Refused => "danger",
        SigningState::Withdrawn => "neutral",
        SigningState::Expired => "warning",
    }
}

fn tag(state: SigningState, language: Language) -> impl IntoView + use<> {
    view! { <span class="ds-tag" data-color=colour(state)>{state.name().get(language)}</span> }
}

/// How far the last request for a document is, in its row: the tag, and what is told beside it.
#[must_use]
pub fn mark(mark: &Mark, language: Language) -> (AnyView, String) {
    let names = |wanted: SignerState| {
        let of = mark.signers.iter().filter(|(_, state)| *state == wanted).map(|(name, _)| name.as_str());
        of.collect::<Vec<_>>().join(", ")
    };
    let told = match mark.state {
        SigningState::UnderWay => {
            let (signed, all) = (mark.signed().to_string(), mark.signers.len().to_string());
            words::COUNT.with(language, &[("n", &signed), ("of", &all)])
        }
        SigningState::Signed => words::SIGNED_BY.with(language, &[("names", &names(SignerState::Signed))]),
        SigningState::Refused => names(SignerState::Refused),
        SigningState::Withdrawn | SigningState::Expired => String::new(),
    };
    (tag(mark.state, language).into_any(), told)
}

/// The section; nothing for a document that nobody can sign.
#[must_use]
pub fn signing_section(
    view: &SigningView,
    (customer, document): (CustomerId, &Document),
    failed: Option<&FormState>,
    may_change: bool,
    clock: &Clock,
) -> Option<AnyView> {
    let language = clock.language;
    let around = Around { customer, document, may_change, clock, language };
    if view.signings.is_empty() && (document.media_type != PDF || !may_change) {
        return None;
    }
    let is_under_way = view.signings.iter().any(|one| one.state == SigningState::UnderWay);
    let may_send = may_change && !is_under_way && document.media_type == PDF;
    let sender = may_send.then(|| match (&view.candidates, view.way) {
        (_, SigningWay::None) => {
            view! { <div class="notice" role="note"><Icon name="info"/><p>{words::NOT_SET_UP.get(language)}</p></div> }
                .into_any()
        }
        (Some(candidates), SigningWay::Provider) => form(candidates, around, failed).into_any(),
        (None, SigningWay::Provider) => view! {
            <div class="section-foot"><a class="link" data-swap href="?edit=signing#signing-form"><Icon name="user-check"/>{words::SEND.get(language)}</a></div>
        }
        .into_any(),
    });
    let requests = view.signings.iter().map(|one| request(one, around)).collect_view();
    Some(
        view! {
            <section class="section" data-region="document-signing" aria-labelledby="h-signing">
                <header class="section-head"><Icon name="user-check"/><h2 id="h-signing">{words::TITLE.get(language)}</h2></header>
                <div class="section-body">{requests}{sender}</div>
            </section>
        }
        .into_any(),
    )
}

fn request(one: &Signing, around: Around<'_>) -> impl IntoView + use<> {
    let Around { customer, may_change, clock, language, .. } = around;
    let filled = [("n", one.number.to_string()), ("when", clock.shown(&one.at)), ("who", one.by.clone())];
    let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let is_open = one.state == SigningState::UnderWay;
    let deadline = is_open
        .then(|| format!(" · {}", words::DEADLINE.with(language, &[("when", &clock.day_shown(&one.expires_at))])));
    let signers = one.signers.iter().map(|signer| signer_row(signer, clock, language)).collect_view();
    let file = one.signed_document.map(|id| {
        view! { <div class="section-foot"><a class="link" href=format!("/customers/{customer}/documents/{id}")><Icon name="archive"/>{words::SIGNED_FILE.get(language)}</a></div> }
    });
    let actions = (is_open && may_change).then(|| {
        let button = |action: &'static str, said: domain::text::Text, label: domain::text::Text, colour: Option<&'static str>| {
            view! {
                <form method="post" action=action data-saved=said.get(language)>
                    <input type="hidden" name="customer" value=customer.to_string()/>
                    <input type="hidden" name="signing" value=one.id.to_string()/>
                    <button class="ds-button" data-variant="secondary" data-small data-color=colour type="submit">{label.get(language)}</button>
                </form>
            }
        };
        view! {
            <div class="form-actions">
                {button("/api/staff/signing-remind", words::REMINDED, words::REMIND, None)}
                {button("/api/staff/signing-withdraw", words::WITHDRAWN, words::WITHDRAW, Some("danger"))}
            </div>
        }
    });
    view! {
        <div class="signing" data-signing=one.id.to_string()>
            <p>{tag(one.state, language)}" "<span class="muted small">{words::ABOUT.with(language, &filled)}{deadline}</span></p>
            <ul class="list-items">{signers}</ul>
            {file}{actions}
        </div>
    }
}

fn signer_row(signer: &Signer, clock: &Clock, language: Language) -> impl IntoView + use<> {
    let state = signer.state.name().get(language);
    let when = signer.finished_at.as_ref().map(|at| clock.shown(at));
    let about: Vec<String> = [Some(state.to_owned()), when].into_iter().flatten().collect();
    let other = signer.other_name().map(|name| {
        let told = words::SIGNED_AS.with(language, &[("name", name)]);
        view! { <span class="signing-other"><Icon name="triangle-alert" small=true/>" "{told}". "{words::OTHER_NAME.get(language)}</span> }
    });
    let as_named =
        signer.signed_name.as_deref().filter(|_| signer.other_name().is_none()).map(
            |name| view! { <span class="muted small">{words::SIGNED_AS.with(language, &[("name", name)])}</span> },
        );
    let reason = (!signer.reason.is_empty()).then(|| view! { <span class="small">{signer.reason.clone()}</span> });
    let icon = match signer.state {
        SignerState::Signed => "circle-check",
        SignerState::Refused => "x",
        SignerState::Opened => "eye",
        SignerState::Waiting => "clock",
    };
    view! {
        <li class="list-item">
            <Icon name=icon/>
            <span class="list-item-names">
                <b>{signer.name.clone()}</b>
                <span class="muted small">{about.join(" · ")}</span>
                {as_named}{other}{reason}
            </span>
        </li>
    }
}

fn form(candidates: &[Candidate], around: Around<'_>, failed: Option<&FormState>) -> impl IntoView + use<> {
    let Around { customer, document, language, .. } = around;
    let problem = |name: &str| failed.and_then(|state| state.error.problem_of(name));
    let typed = |name: &str| failed.and_then(|state| state.typed(name)).map(str::to_owned);
    let message = |id: &'static str, problem: Option<Problem>| {
        problem.map(|problem| view! { <ErrorText id=id.to_owned() problem=problem language=language/> })
    };
    let chosen = typed("signers").unwrap_or_default();
    let chosen: Vec<&str> = chosen.split(',').collect();
    let row = |one: &Candidate| {
        let id = format!("signer-{}", one.key.replace('.', "-"));
        view! {
            <div class="ds-field">
                <input class="ds-input" type="checkbox" id=id.clone() name="signers" value=one.key.clone() checked=chosen.contains(&one.key.as_str())/>
                <label class="ds-label" for=id>{one.name.clone()}" "<span class="muted small">{one.email.clone()}</span></label>
            </div>
        }
    };
    let (contacts, colleagues): (Vec<_>, Vec<_>) = candidates.iter().partition(|one| one.is_contact);
    let nobody = contacts.is_empty().then(|| view! { <p class="muted small">{words::NO_CONTACTS.get(language)}</p> });
    let is_open = colleagues.iter().any(|one| chosen.contains(&one.key.as_str()));
    let contacts = contacts.into_iter().map(row).collect_view();
    let colleagues = colleagues.into_iter().map(row).collect_view();
    let days = problem("days");
    view! {
        <form class="form" id="signing-form" method="post" action=SEND data-saved=words::SENT.get(language)>
            <p class="muted small">{words::ADVICE.get(language)}</p>
            <input type="hidden" name="customer" value=customer.to_string()/>
            <input type="hidden" name="document" value=document.id.to_string()/>
            <input type="hidden" name="signers" value=""/>
            <fieldset class="ds-field" aria-describedby=problem("signers").map(|_| "signing-signers-e")>
                <legend class="ds-label">{words::WHO.get(language)}</legend>
                <p class="muted small">{words::CONTACTS.get(language)}</p>
                {nobody}
                <div class="signing-people">{contacts}</div>
                <details open=is_open><summary>{words::COLLEAGUES.get(language)}</summary><div class="signing-people">{colleagues}</div></details>
                {message("signing-signers-e", problem("signers"))}
            </fieldset>
            <div class="ds-field">
                <label class="ds-label" for="signing-days">{words::DAYS.get(language)}</label>
                <input class="ds-input" id="signing-days" name="days" inputmode="numeric" value=typed("days").unwrap_or_else(|| USUAL_DAYS.to_string()) maxlength=MOST_DAYS.to_string().len()
                    aria-invalid=days.map(|_| "true") aria-describedby=days.map(|_| "signing-days-e")/>
                {message("signing-days-e", days)}
            </div>
            <div class="ds-field">
                <label class="ds-label" for="signing-message">{words::MESSAGE.get(language)}</label>
                <TextArea id="signing-message".to_owned() name="message".to_owned() value=typed("message").unwrap_or_default() maxlength=MESSAGE_MAX rows=Some(3)
                    error=problem("message").map(|_| "signing-message-e".to_owned())/>
                {message("signing-message-e", problem("message"))}
            </div>
            <FormActions language=language save=words::SEND/>
        </form>
    }
}
