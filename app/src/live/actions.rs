//! Server functions of editing together.

use crate::error::ActionError;
use leptos::prelude::*;

/// Tells the others on a customer's card which place on the page somebody writes in; without one,
/// that they no longer write. `stream` is the id that their own stream of events began with.
///
/// # Errors
/// When nobody is signed in, or this firm has no such customer.
#[server(prefix = "/api/staff", endpoint = "presence")]
pub async fn presence(customer: String, stream: String, #[server(default)] field: String) -> Result<(), ActionError> {
    use crate::request;
    use domain::error::{ApiError, ErrorCode};
    let customer = request::id(&customer)?;
    let malformed = || ActionError(ApiError::new(ErrorCode::BadRequest));
    let stream = stream.parse().map_err(|_| malformed())?;
    // It becomes part of a selector in other browsers: an id of ours and nothing else.
    let is_id = field.len() <= 80 && field.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !is_id {
        return Err(malformed());
    }
    let mut tx = request::open().await?;
    let writing =
        store::live::writing(&mut tx, customer, stream, Some(field).filter(|field| !field.is_empty())).await?;
    tx.commit().await?;
    request::context()?.store.live().write(writing);
    Ok(())
}

/// Notes which sections of a customer's card somebody has looked at: `section time` pairs, with
/// commas, each with the time of the change that its dot stood for.
///
/// # Errors
/// When nobody is signed in, a pair can't be read, or this firm has no such customer.
#[server(prefix = "/api/staff", endpoint = "look")]
pub async fn look(customer: String, looked: String) -> Result<(), ActionError> {
    use crate::request;
    use domain::error::{ApiError, ErrorCode};
    let customer = request::id(&customer)?;
    let news = store::seen::News::parse(&looked).ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    let mut tx = request::open().await?;
    store::seen::look(&mut tx, customer, &news).await?;
    tx.commit().await?;
    Ok(())
}
