//! Somebody comes back from the provider.

use super::{binding_of, cookie, finish, return_address, tell, to, unknown};
use crate::{pages, visit::Visit};
use app::signing::Failed;
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{error::ApiError, signing::Step};
use jiff::Timestamp;
use serde::Deserialize;
use signing::{Failure, Signature};
use store::{
    StoreError,
    signing::{Attempt, Happened, SigningToken},
};

#[derive(Deserialize)]
pub(crate) struct Returned {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
    /// Who sends them back, where it says so (RFC 9207).
    iss: Option<String>,
}

/// Takes what the provider says of whoever comes back, and leads to the page of their link.
pub(crate) async fn back(visit: Visit, Query(returned): Query<Returned>) -> Response {
    // Only the browser that went there comes back by it: nobody can be led to sign what somebody else began.
    let Some((browser, secret)) = visit.at_provider.as_deref().and_then(|value| value.split_once('.')) else {
        return unknown(&visit, false);
    };
    let tx = match super::open(&visit, secret).await {
        Ok(tx) => tx,
        Err(answer) => return answer,
    };
    let answer = match tx.may(Step::Answer) {
        // Its page says why not.
        Err(_) => to(secret, None),
        Ok(()) => match taken(tx, &returned, browser).await {
            Ok(Some(attempt)) => match identified(&visit, secret, &returned, &attempt).await {
                Ok(None) => {
                    finish::of_link(&visit, secret).await;
                    to(secret, None)
                }
                Ok(Some(failed)) => to(secret, Some(failed)),
                Err(error) => pages::failed(&visit, ApiError::from(error).code),
            },
            Ok(None) => to(secret, Some(Failed::Again)),
            Err(error) => pages::failed(&visit, ApiError::from(error).code),
        },
    };
    let mut answer = answer.into_response();
    if let Ok(cookie) = cookie(None, visit.context.secure_cookies) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// The attempt with which they come back, which nobody comes by again.
async fn taken(
    mut tx: store::signing::SignerTx,
    returned: &Returned,
    browser: &str,
) -> Result<Option<Attempt>, StoreError> {
    let Some(state) = &returned.state else { return Ok(None) };
    let attempt = tx.take_attempt(state, browser).await?;
    tx.commit().await?;
    Ok(attempt)
}

/// Exchanges their code and keeps their signature; says why they have not signed.
async fn identified(
    visit: &Visit,
    secret: &str,
    returned: &Returned,
    attempt: &Attempt,
) -> Result<Option<Failed>, StoreError> {
    let Some(provider) = &visit.signing else { return Ok(Some(Failed::Settings)) };
    if returned.iss.as_deref().is_some_and(|iss| iss != provider.issuer()) {
        return Ok(Some(Failed::Provider));
    }
    let Some(code) = &returned.code else {
        let is_theirs = returned.error.as_deref() == Some("access_denied");
        return Ok(Some(if is_theirs { Failed::Cancelled } else { Failed::Provider }));
    };
    let token = SigningToken::new(secret);
    let tx = visit.context.store.open_signing(&token).await?.ok_or(StoreError::NotFound)?;
    let binding = binding_of(&tx, attempt.text.clone(), attempt.salt.clone());
    let redirect = return_address(&tx);
    // Nothing is held while the provider is asked.
    drop(tx);
    let begun = attempt.started_at.parse().unwrap_or(Timestamp::MAX);
    let identity = match provider.finish(&redirect, code, &attempt.verifier, &binding.nonce(), begun).await {
        Ok(identity) => identity,
        Err(error) => {
            tracing::warn!(%error, "somebody could not sign");
            return Ok(Some(match error {
                Failure::Unreachable(_) | Failure::Token(_) => Failed::Provider,
                Failure::Means(_) => Failed::Means,
                Failure::NotNow => Failed::Again,
                Failure::NoName | Failure::NationalNumber => Failed::Settings,
            }));
        }
    };
    let mut tx = visit.context.store.open_signing(&token).await?.ok_or(StoreError::NotFound)?;
    if tx.may(Step::Answer).is_err() {
        return Ok(None);
    }
    let signature = Signature::new(&tx.name, binding, identity, Timestamp::now());
    tx.sign(&signature.name, &serde_json::to_value(&signature)?).await?;
    tell(&mut tx, Happened::Signed).await?;
    tx.commit().await?;
    Ok(None)
}
