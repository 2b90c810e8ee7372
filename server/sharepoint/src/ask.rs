//! One question, and what comes of it: the body of a good answer, or why there is none.

use crate::{Account, Inner, token};
use domain::sharepoint::Failure;
use reqwest::{Method, RequestBuilder, Response, StatusCode, header};
use serde::{Deserialize, de::DeserializeOwned};
use std::time::Duration;

/// How long an answer may take that is no file.
pub(crate) const PATIENCE: Duration = Duration::from_secs(8);
/// Most bytes of such an answer: a page of 200 items has a quarter of that.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// One is left alone no longer than so many seconds.
const LONGEST: u32 = 600;

/// Asks with the account's token, and gives an answer that says yes, or leads elsewhere. A token that is not taken is
/// asked for anew, once. `make` makes the request, for it may be sent twice.
pub(crate) async fn ask(
    inner: &Inner,
    account: &Account,
    make: impl Fn() -> Result<RequestBuilder, Failure>,
) -> Result<Response, Failure> {
    if let Some((left, ())) = inner.quiet.until(&token::key(account)) {
        return Err(Failure::Throttled { seconds: seconds(left.as_secs() + 1) });
    }
    let mut is_again = false;
    loop {
        let token = token::of(inner, account).await?;
        let (client, request) = make()?.bearer_auth(&token.0).build_split();
        let request = request.map_err(|error| told(&error))?;
        let is_sent = *request.method() != Method::GET;
        let answer = client.execute(request).await.map_err(|error| told(&error))?;
        if let Some(seconds) = throttled(&answer) {
            return Err(leave_alone(inner, account, seconds));
        }
        let status = answer.status();
        if status.is_success() || status.is_redirection() {
            return Ok(answer);
        }
        if status == StatusCode::UNAUTHORIZED && !is_again {
            token::forget(inner, account);
            is_again = true;
            continue;
        }
        return Err(refused(answer, is_sent).await);
    }
}

/// Asks for something that is answered in JSON.
pub(crate) async fn ask_json<T: DeserializeOwned>(
    inner: &Inner,
    account: &Account,
    make: impl Fn() -> Result<RequestBuilder, Failure>,
) -> Result<T, Failure> {
    let _turn = inner.at_once.acquire().await.map_err(|_| Failure::Unreachable)?;
    let answer = ask(inner, account, make).await?;
    if !answer.status().is_success() {
        tracing::warn!(status = %answer.status(), "Microsoft Graph leads somewhere else");
        return Err(Failure::Broken);
    }
    read(&body(answer).await?)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    error: Code,
}

/// Graph's own word for why not.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Code {
    code: String,
}

/// Why an answer says no to a question, or to something that was sent.
async fn refused(answer: Response, is_sent: bool) -> Failure {
    let status = answer.status();
    if status == StatusCode::BAD_REQUEST && is_sent {
        let told: Told =
            body(answer).await.ok().and_then(|body| serde_json::from_slice(&body).ok()).unwrap_or_default();
        tracing::warn!(code = ?told.error.code.chars().take(100).collect::<String>(), "Microsoft Graph takes not what is sent");
        return Failure::NameRefused;
    }
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Failure::NotAllowed,
        // An id that can be none is answered with 400.
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST | StatusCode::GONE => Failure::NotFound,
        StatusCode::CONFLICT => Failure::AlreadyThere,
        StatusCode::INSUFFICIENT_STORAGE => Failure::Full,
        status if status.is_server_error() => {
            tracing::warn!(%status, "Microsoft Graph can't answer");
            Failure::Unreachable
        }
        status => {
            tracing::warn!(%status, "Microsoft Graph answers with something else");
            Failure::Broken
        }
    }
}

fn seconds(seconds: u64) -> u32 {
    u32::try_from(seconds).unwrap_or(LONGEST).clamp(1, LONGEST)
}

/// How many seconds one is to wait, where an answer says so.
pub(crate) fn throttled(answer: &Response) -> Option<u32> {
    let told = answer.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
    let told = told.map(|text| text.trim().parse().map_or(10, seconds));
    match answer.status() {
        StatusCode::TOO_MANY_REQUESTS => Some(told.unwrap_or(10)),
        // Without it, it is no more than a server that can't.
        StatusCode::SERVICE_UNAVAILABLE => told,
        _ => None,
    }
}

/// Asks nothing more for an account for so long.
pub(crate) fn leave_alone(inner: &Inner, account: &Account, seconds: u32) -> Failure {
    tracing::warn!(seconds, "Microsoft wants to be left alone");
    inner.quiet.put(&token::key(account), (), Duration::from_secs(seconds.into()));
    Failure::Throttled { seconds }
}

/// Why a request failed; what exactly is for the log. Addresses of files are secrets of their own.
pub(crate) fn told(error: &reqwest::Error) -> Failure {
    let (is_timeout, is_connect) = (error.is_timeout(), error.is_connect());
    tracing::warn!(is_timeout, is_connect, "Microsoft was not reached");
    Failure::Unreachable
}

/// The body of an answer, if it is not too long.
pub(crate) async fn body(mut answer: Response) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|error| told(&error))? {
        if body.len() + piece.len() > MOST_BYTES {
            tracing::warn!("an answer of Microsoft is too long");
            return Err(Failure::Broken);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(body).map_err(|error| {
        tracing::warn!(%error, "an answer of Microsoft can't be read");
        Failure::Broken
    })
}
