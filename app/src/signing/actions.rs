//! Server functions of requests to sign.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Asks people to sign a document: contacts and colleagues, with commas between them. Each gets an e-mail with a link.
///
/// # Errors
/// What is wrong with which value; when no provider is set up, there is no such document, or the reader may not change
/// customers.
#[server(prefix = "/api/staff", endpoint = "signing-send")]
pub async fn send_for_signing(
    customer: String,
    document: String,
    signers: String,
    days: String,
    message: String,
) -> Result<(), ActionError> {
    use super::SigningWay;
    use domain::error::{ApiError, Problem};
    let (customer, document) = (request::id(&customer)?, request::id(&document)?);
    let context = request::context()?;
    let mut tx = request::open().await?;
    store::document::may_change(&mut tx, customer).await?;
    // Links have to lead somewhere.
    let origin = context.origin.filter(|_| context.signing == SigningWay::Provider);
    let Some(origin) = origin else {
        return Err(ActionError(ApiError::field("signers", Problem::NoSigning)));
    };
    let new = store::signing::New { signers: &signers, days: &days, message: &message, origin: &origin };
    let id = store::signing::send(&mut tx, customer, document, &new).await?;
    let asked = store::signing::asked(&mut tx, customer, id).await?;
    super::mail::ask(&mut tx, &asked, false).await?;
    request::commit(tx).await
}

/// Sends those who have not answered another e-mail with a link.
///
/// # Errors
/// When the request is over, there is no such one, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "signing-remind")]
pub async fn remind_signers(customer: String, signing: String) -> Result<(), ActionError> {
    let (customer, signing) = (request::id(&customer)?, request::id(&signing)?);
    let mut tx = request::open().await?;
    let asked = store::signing::asked(&mut tx, customer, signing).await?;
    super::mail::ask(&mut tx, &asked, true).await?;
    request::commit(tx).await
}

/// Takes a request back.
///
/// # Errors
/// When the request is over, there is no such one, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "signing-withdraw")]
pub async fn withdraw_signing(customer: String, signing: String) -> Result<(), ActionError> {
    let (customer, signing) = (request::id(&customer)?, request::id(&signing)?);
    let mut tx = request::open().await?;
    store::signing::withdraw(&mut tx, customer, signing).await?;
    request::commit(tx).await
}
