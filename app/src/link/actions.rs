//! Server functions of a customer's links.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Adds a link of one of the firm's kinds.
///
/// # Errors
/// When the address or the kind can't be taken, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "link-add")]
pub async fn add_link(customer: String, kind: String, address: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::link::add(&mut tx, customer, &kind, &address).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Takes a link away; the log keeps it.
///
/// # Errors
/// When there is no such link, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "link-delete")]
pub async fn delete_link(customer: String, link: String) -> Result<(), ActionError> {
    let (customer, link) = (request::id(&customer)?, request::id(&link)?);
    let mut tx = request::open().await?;
    store::link::delete(&mut tx, customer, link).await?;
    request::commit(tx).await?;
    Ok(())
}
