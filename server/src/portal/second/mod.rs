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
use code::Shared;
use domain::{
    error::{ApiError, ErrorCode, Problem},
    id::TenantId,
    text::Text,
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

/// The code that was typed, as what it is. `None` where it is one of the app and not of now.
fn code_of<'a>(shared: Option<&Shared>, plain: &'a str) -> Option<Code<'a>> {
    if code::is_timed(plain) {
        shared?.step_of(plain, code::now()).map(Code::Timed)
    } else {
        Some(Code::Written(plain))
    }
}

fn wrong() -> ApiError {
    ApiError::field(CODE, Problem::WrongCode)
}

// --- At the door ---

/// Where somebody shows the second step.
pub(crate) async fn page(visit: Visit, Path(token): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    match second::find(&visit.context.store, &SecondToken::new(&token)).await {
        Ok(Some(between)) => step_page(&visit, StatusCode::OK, &between, token, parameters.next, None),
        Ok(None) => gone(&visit),
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

/// A token that lets nobody show anything: one signs in from the start.
fn gone(visit: &Visit) -> Response {
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
        return Ok(gone(visit));
    };
    // Of six digits each must be guessed at few times, by however many tokens.
    let account = format!("portal second {} {}", between.tenant, between.contact);
    let Some(tried) = attempt(store, Trying::SignIn { account: &account, address: &context.address }).await? else {
        let error = Some(ApiError::field(CODE, Problem::TooManyCodes));
        return Ok(step_page(visit, StatusCode::TOO_MANY_REQUESTS, &between, token, next, error));
    };
    let opened = context.mailboxes.key.open(&between.secret, &place(between.tenant));
    let shared = opened.as_deref().and_then(Shared::parse);
    let plain = code::plain(value(CODE));
    let secret = super::door::secret();
    let is_in = match code_of(shared.as_ref(), &plain) {
        Some(code) => {
            let tokens = (&SessionToken::new(&secret), &second);
            second::pass(store, tokens, code, &context.user_agent, &context.address).await?
        }
        None => false,
    };
    if !is_in {
        return Ok(step_page(visit, StatusCode::UNPROCESSABLE_ENTITY, &between, token, next, Some(wrong())));
    }
    forget(store, tried).await?;
    Ok((cookie(Some(&secret), context.secure_cookies), to(super::door::target(&next))).into_response())
}

// --- In one's account ---

/// How it stands, and what turns it on or off.
pub(crate) async fn setting(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    shown(
        &visit,
        Box::pin(async { setting_of(&visit, open(&visit).await?, None, parameters.done.as_deref(), None).await }),
    )
    .await
}

/// The page of a transaction. `shared` is what an app may have taken over already.
async fn setting_of(
    visit: &Visit,
    mut tx: PortalTx,
    error: Option<ApiError>,
    done: Option<&str>,
    shared: Option<Shared>,
) -> Result<Response, StoreError> {
    let stands = second::read(&mut tx).await?;
    let session = tx.commit().await?;
    let set_up = stands.since.is_none().then(|| {
        let shared = shared.unwrap_or_else(Shared::generate);
        let issuer = words::ISSUER.with(session.language, &[("firm", &session.tenant_name)]);
        SetUp { picture: shared.picture(&issuer, &session.email), secret: shared.written() }
    });
    let status = error.as_ref().map_or(StatusCode::OK, status_of);
    let view = SecondView {
        session: session.clone(),
        since: stands.since,
        unused: stands.codes,
        set_up,
        codes: Vec::new(),
        done: (done == Some("off")).then_some(words::IS_OFF_NOW),
        problems: Problems(error),
        clock: super::clock_of(&session),
    };
    Ok(second_page(visit, status, view))
}

fn second_page(visit: &Visit, status: StatusCode, view: SecondView) -> Response {
    let session = view.session.clone();
    let title = words::SECOND.get(session.language).to_owned();
    framed(visit, status, title, session, PortalPlace::Account, move || view! { <SecondPage view=view/> })
}

/// Turns it on or off, or writes down other codes.
pub(crate) async fn change(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match changed(&visit, &typed).await {
        Ok(answer) => answer,
        // Codes don't stand in a page, to be sent again.
        Err(error) => match told(&visit, error, &Sent { action: ACCOUNT, typed: &Typed::new() }) {
            Ok(error) => {
                let shared = typed.get("secret").and_then(|text| Shared::parse(text));
                let page = async { setting_of(&visit, open(&visit).await?, Some(error), None, shared).await };
                shown(&visit, Box::pin(page)).await
            }
            Err(answer) => *answer,
        },
    }
}

async fn changed(visit: &Visit, typed: &Typed) -> Result<Response, StoreError> {
    let value = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let plain = code::plain(value(CODE));
    let mut tx = open(visit).await?;
    let stands = second::read(&mut tx).await?;
    match value("what") {
        "on" => {
            if stands.secret.is_some() {
                return Ok(to(ACCOUNT));
            }
            let bad = || StoreError::Refused(ApiError::new(ErrorCode::BadRequest));
            let shared = Shared::parse(value("secret")).ok_or_else(bad)?;
            let step = shared.step_of(&plain, code::now()).ok_or_else(|| StoreError::Refused(wrong()))?;
            let place = place(tx.session().tenant);
            let sealed = visit.context.mailboxes.key.seal(&shared.written(), &place);
            let sealed = sealed.ok_or(StoreError::Refused(ApiError::new(ErrorCode::Internal)))?;
            let codes = code::written_codes();
            if !second::turn_on(&mut tx, &sealed, step, &codes).await? {
                return Ok(to(ACCOUNT));
            }
            with_codes(visit, tx, codes, words::IS_ON_NOW).await
        }
        what @ ("codes" | "off") => {
            let Some(sealed) = stands.secret else { return Ok(to(ACCOUNT)) };
            let account = format!("portal second {} {}", tx.session().tenant, tx.session().contact);
            let trying = Trying::SignIn { account: &account, address: &visit.context.address };
            let too_many = || StoreError::Refused(ApiError::field(CODE, Problem::TooManyCodes));
            let tried = attempt(&visit.context.store, trying).await?.ok_or_else(too_many)?;
            let opened = visit.context.mailboxes.key.open(&sealed, &place(tx.session().tenant));
            let shared = opened.as_deref().and_then(Shared::parse);
            let is_right = match code_of(shared.as_ref(), &plain) {
                Some(code) => second::take(&mut tx, code).await?,
                None => false,
            };
            if !is_right {
                return Err(StoreError::Refused(wrong()));
            }
            forget(&visit.context.store, tried).await?;
            if what == "off" {
                second::turn_off(&mut tx).await?;
                tx.commit().await?;
                return Ok(to(&format!("{ACCOUNT}?done=off")));
            }
            let codes = code::written_codes();
            second::renew_codes(&mut tx, &codes).await?;
            with_codes(visit, tx, codes, words::CODES_NEW).await
        }
        _ => Err(StoreError::Refused(ApiError::new(ErrorCode::BadRequest))),
    }
}

/// The page with the codes to write down: the only time that they are seen.
async fn with_codes(visit: &Visit, mut tx: PortalTx, codes: Vec<String>, done: Text) -> Result<Response, StoreError> {
    let stands = second::read(&mut tx).await?;
    let session = tx.commit().await?;
    let view = SecondView {
        since: stands.since,
        unused: stands.codes,
        set_up: None,
        codes: codes.iter().map(|code| grouped_code(code)).collect(),
        done: Some(done),
        problems: Problems::default(),
        clock: super::clock_of(&session),
        session,
    };
    Ok(second_page(visit, StatusCode::OK, view))
}
