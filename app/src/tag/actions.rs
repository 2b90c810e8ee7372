//! Server functions of a customer's tags.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Puts a tag on a customer; a name that no tag has becomes a free tag.
///
/// # Errors
/// When the name can't be taken, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "tag-add")]
pub async fn add_tag(customer: String, tag: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::tag::add(&mut tx, customer, &tag).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Takes a tag off a customer.
///
/// # Errors
/// When the customer does not have it, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "tag-remove")]
pub async fn remove_tag(customer: String, tag: String) -> Result<(), ActionError> {
    let (customer, tag) = (request::id(&customer)?, request::id(&tag)?);
    let mut tx = request::open().await?;
    store::tag::remove(&mut tx, customer, tag).await?;
    request::commit(tx).await?;
    Ok(())
}
