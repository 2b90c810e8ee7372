//! Server functions of a customer's logo.

use super::picture::picture;
use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Gives a customer the logo in the file `logo` of a `multipart/form-data` form, or another one.
///
/// # Errors
/// What is wrong with the file, as of the field `logo`; when there is no such customer, or the
/// reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "logo-change")]
pub async fn change_logo(customer: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::logo::may_change(&mut tx, customer).await?;
    // No transaction stays open while a picture is looked into.
    tx.commit().await?;
    let picture = picture(request::upload("logo")).await?;
    let mut tx = request::open().await?;
    store::logo::change(&mut tx, customer, &picture).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Takes a customer's logo away.
///
/// # Errors
/// When there is no such customer, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "logo-remove")]
pub async fn remove_logo(customer: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::logo::remove(&mut tx, customer).await?;
    request::commit(tx).await?;
    Ok(())
}
