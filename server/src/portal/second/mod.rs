//! The second step of signing in to the portal: shown at the door, turned on and off in one's account.

mod code;

use super::{Sent, Typed, cookie, failed, framed, open, shown, status_of, to, told};
use crate::{render, visit::Visit};
use app::{
    i18n::portal_second as words,
    portal::{PortalPlace, Problems, SecondPage, SecondStepPage, SecondStepView, SecondView, SetUp, grouped_code},
    shell::PlainDocument,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use code::{Shared, WRITTEN as SPARES};
use domain::{
    error::{ApiError, ErrorCode, Problem},
    id::TenantId,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    SessionToken, StoreError,
    attempt::{Trying, attempt, forget},
    portal::{
        PortalTx,
        second::{self, Between, Code, SecondToken},
    },
};

/// Where it is turned on and off.
const ACCOUNT: &str = "/portal/account/second";
/// The name of the input with a code.
const CODE: &str = "code";

#[derive(Default, Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    next: String,
    done: Option<String>,
}

/// For which place the secrets of a firm's contacts are sealed.
fn place(tenant: TenantId) -> String {
    format!("portal second {tenant}")
}

/// What was sealed for a firm's contact. Without it codes can't be told: the server's key is another than it was.
fn unsealed(visit: &Visit, tenant: TenantId, sealed: &[u8]) -> Option<Shared> {
    let opened = visit.context.mailboxes.key.open(sealed, &place(tenant));
    if opened.is_none() {
        tracing::error!(%tenant, "the server's key does not open the second step of a contact");
    }
    opened.as_deref().and_then(Shared::parse)
}

/// The code that was typed, as what it is.
fn code_of(shared: Option<&Shared>, plain: &str, set: i32) -> Code {
    shared.map_or(Code::Wrong { was_timed: false }, |shared| shared.told(plain, set, code::now()))
}

fn wrong() -> ApiError {
    ApiError::field(CODE, Problem::WrongCode)
}

// --- At the door ---

/// Where somebody shows the second step.
pub(crate) async fn page(visit: Visit, Path(token): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    match second::find(&visit.context.store, &SecondToken::new(&token)).await {
        Ok(Some(between)) => step_page(&visit, StatusCode::OK, &between, token, parameters.next, None),
        Ok(None) => gone(&visit, &parameters.next).await,
        Err(error) => failed(&visit, ApiError::from(error).code),
    }
}

fn step_page(
    visit: &Visit,
    status: StatusCode,
    between: &Between,
    token: String,
    next: String,
    error: Option<ApiError>,
) -> Response {
    let (browser, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    let language = between.language.unwrap_or(browser);
    let view = SecondStepView {
        language,
        firm: between.tenant_name.clone(),
        name: between.first_name.clone(),
        token,
        next,
        problems: Problems(error),
    };
    render::page(status, move || {
        view! {
            <PlainDocument title=words::STEP.get(language).to_owned() language=language assets=assets>
                <SecondStepPage view=view/>
            </PlainDocument>
        }
    })
}

/// A token that lets nobody show anything: one signs in from the start, unless one is in already.
async fn gone(visit: &Visit, next: &str) -> Response {
    if open(visit).await.is_ok() {
        return to(super::door::target(next));
    }
    let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    render::page(StatusCode::NOT_FOUND, move || {
        view! {
            <PlainDocument title=words::GONE.get(language).to_owned() language=language assets=assets>
                <main class="signin" id="main" tabindex="-1">
                    <div class="signin-box">
                        <h1>{words::GONE.get(language)}</h1>
                        <p>{words::GONE_ADVICE.get(language)}</p>
                        <p><a class="ds-button" data-fullwidth href="/portal/sign-in">{words::AGAIN.get(language)}</a></p>
                    </div>
                </main>
            </PlainDocument>
        }
    })
}

/// Lets somebody in by the code that they typed.
pub(crate) async fn pass(visit: Visit, Path(token): Path<String>, Form(typed): Form<Typed>) -> Response {
    passed(&visit, token, &typed).await.unwrap_or_else(|error| failed(&visit, ApiError::from(error).code))
}

async fn passed(visit: &Visit, token: String, typed: &Typed) -> Result<Response, StoreError> {
    let (store, context) = (&visit.context.store, &visit.context);
    let value = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let next = value("next").to_owned();
    let second = SecondToken::new(&token);
    let Some(between) = second::find(store, &second).await? else {
        return Ok(gone(visit, &next).await);
    };
    let plain = code::plain(value(CODE));
    // Each kind counts by itself: whoever guesses at those of the app locks nobody out who has one written down.
    let kind = if code::is_timed(&plain) { "timed" } else { "spare" };
    let account = format!("portal second {kind} {} {}", between.tenant, between.contact);
    let Some(tried) = attempt(store, Trying::SignIn { account: &account, address: &context.address }).await? else {
        let error = Some(ApiError::field(CODE, Problem::TooManyCodes));
        return Ok(step_page(visit, StatusCode::TOO_MANY_REQUESTS, &between, token, next, error));
    };
    let shared = unsealed(visit, between.tenant, &between.secret);
    let secret = super::door::secret();
    let tokens = (&SessionToken::new(&secret), &second);
    let code = code_of(shared.as_ref(), &plain, between.set);
    if !second::pass(store, tokens, code, &context.user_agent, &context.address).await? {
        return Ok(step_page(visit, StatusCode::UNPROCESSABLE_ENTITY, &between, token, next, Some(wrong())));
    }
    if let Err(error) = forget(store, tried).await {
        tracing::warn!(%error, "an attempt that was not in vain could not be forgotten");
    }
    Ok((cookie(Some(&secret), context.secure_cookies), to(super::door::target(&next))).into_response())
}

// --- In one's account ---

/// How it stands, and what turns it on or off.
pub(crate) async fn setting(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    let page = async { setting_of(&visit, open(&visit).await?, None, parameters.done.as_deref()).await };
    shown(&visit, Box::pin(page)).await
}

/// The page of a transaction.
async fn setting_of(
    visit: &Visit,
    mut tx: PortalTx,
    error: Option<ApiError>,
    done: Option<&str>,
) -> Result<Response, StoreError> {
    let stands = second::read(&mut tx).await?;
    let (tenant, language) = (tx.session().tenant, tx.session().language);
    let mut set_up = None;
    let mut codes = Vec::new();
    if stands.secret.is_none() {
        let shared = pending(visit, &mut tx, stands.pending.as_deref()).await?;
        let issuer = words::ISSUER.with(language, &[("firm", &tx.session().tenant_name)]);
        let account = &tx.session().email;
        set_up = Some(SetUp {
            picture: shared.picture(&issuer, account),
            address: shared.address(&issuer, account),
            secret: shared.written(),
        });
    } else if let Some(sealed) = stands.secret.as_deref().filter(|_| stands.shows) {
        codes = unsealed(visit, tenant, sealed).map(|shared| shared.spares(stands.set)).unwrap_or_default();
    }
    let session = tx.commit().await?;
    let status = error.as_ref().map_or(StatusCode::OK, status_of);
    let view = SecondView {
        since: stands.since,
        unused: SPARES.saturating_sub(stands.used.len()),
        set_up,
        codes: codes.iter().map(|code| grouped_code(code)).collect(),
        done: match done {
            Some("on") => Some(words::IS_ON_NOW),
            Some("codes") => Some(words::CODES_NEW),
            Some("off") => Some(words::IS_OFF_NOW),
            _ => None,
        },
        problems: Problems(error),
        clock: super::clock_of(&session),
        session: session.clone(),
    };
    let title = words::SECOND.get(language).to_owned();
    Ok(framed(visit, status, title, session, PortalPlace::Account, move || view! { <SecondPage view=view/> }))
}

/// What an app is taking over: the same until a code of it is shown, however often the page is read.
async fn pending(visit: &Visit, tx: &mut PortalTx, kept: Option<&[u8]>) -> Result<Shared, StoreError> {
    let tenant = tx.session().tenant;
    if let Some(shared) = kept.and_then(|sealed| unsealed(visit, tenant, sealed)) {
        return Ok(shared);
    }
    let internal = || StoreError::Refused(ApiError::new(ErrorCode::Internal));
    let made = Shared::generate();
    let sealed = visit.context.mailboxes.key.seal(&made.written(), &place(tenant)).ok_or_else(internal)?;
    if kept.is_some() {
        // Sealed with a key that is no more.
        second::turn_off(tx).await?;
    }
    let stands = second::propose(tx, &sealed).await?;
    unsealed(visit, tenant, &stands).ok_or_else(internal)
}

/// Turns it on or off, or writes down other codes.
pub(crate) async fn change(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match changed(&visit, &typed).await {
        Ok(way) => to(way),
        // Codes don't stand in a page, to be sent again.
        Err(error) => match told(&visit, error, &Sent { action: ACCOUNT, typed: &Typed::new() }) {
            Ok(error) => {
                let page = async { setting_of(&visit, open(&visit).await?, Some(error), None).await };
                shown(&visit, Box::pin(page)).await
            }
            Err(answer) => *answer,
        },
    }
}

/// Where it leads on to. What was done already is not done twice.
async fn changed(visit: &Visit, typed: &Typed) -> Result<&'static str, StoreError> {
    let value = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let plain = code::plain(value(CODE));
    let mut tx = open(visit).await?;
    let stands = second::read(&mut tx).await?;
    match (value("what"), stands.secret.as_deref()) {
        ("on", None) => {
            let tenant = tx.session().tenant;
            let shared = stands.pending.as_deref().and_then(|sealed| unsealed(visit, tenant, sealed));
            let step = shared.and_then(|shared| shared.step_of(&plain, code::now()));
            let (Some(step), Some(sealed)) = (step, stands.pending.as_deref()) else {
                return Err(StoreError::Refused(wrong()));
            };
            second::turn_on(&mut tx, sealed, step).await?;
            tx.commit().await?;
            Ok("/portal/account/second?done=on")
        }
        ("seen", _) => {
            second::hide_codes(&mut tx).await?;
            tx.commit().await?;
            Ok("/portal/account")
        }
        ("codes", Some(_)) if stands.shows => Ok(ACCOUNT),
        ("codes" | "off", Some(sealed)) => {
            let who = format!("portal own second {} {}", tx.session().tenant, tx.session().contact);
            let shared = unsealed(visit, tx.session().tenant, sealed);
            // Counted before anything is held.
            tx.commit().await?;
            let trying = Trying::SignIn { account: &who, address: &visit.context.address };
            let too_many = || StoreError::Refused(ApiError::field(CODE, Problem::TooManyCodes));
            let tried = attempt(&visit.context.store, trying).await?.ok_or_else(too_many)?;
            let mut tx = open(visit).await?;
            if !second::take(&mut tx, code_of(shared.as_ref(), &plain, stands.set)).await? {
                return Err(StoreError::Refused(wrong()));
            }
            let is_off = value("what") == "off";
            if is_off {
                second::turn_off(&mut tx).await?;
            } else {
                second::renew_codes(&mut tx).await?;
            }
            tx.commit().await?;
            forget(&visit.context.store, tried).await?;
            Ok(if is_off { "/portal/account/second?done=off" } else { "/portal/account/second?done=codes" })
        }
        ("on" | "codes" | "off", _) => Ok(ACCOUNT),
        _ => Err(StoreError::Refused(ApiError::new(ErrorCode::BadRequest))),
    }
}
