//! Server functions of contact persons.

use crate::{error::ActionError, request};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Adds a contact to a customer.
///
/// # Errors
/// What is wrong with which field.
#[server(prefix = "/api/staff", endpoint = "contact-add")]
pub async fn add_contact(customer: String, patch: BTreeMap<String, String>) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    let patch = request::patch(&tx, domain::field::CONTACT, &patch)?;
    store::contact::add(&mut tx, customer, &patch).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Changes fields of a contact that was read at `version`.
///
/// # Errors
/// What is wrong with which field; a conflict where somebody else changed the same one.
#[server(prefix = "/api/staff", endpoint = "contact-fields")]
pub async fn change_contact_fields(
    customer: String,
    contact: String,
    version: i32,
    patch: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    let (customer, contact) = (request::id(&customer)?, request::id(&contact)?);
    let mut tx = request::open().await?;
    let patch = request::patch(&tx, domain::field::CONTACT, &patch)?;
    store::contact::change(&mut tx, customer, contact, version, &patch).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Marks a contact as ended (`true`), or as active again.
///
/// # Errors
/// When it is the last active contact of the customer.
#[server(prefix = "/api/staff", endpoint = "contact-end")]
pub async fn end_contact(customer: String, contact: String, ended: String) -> Result<(), ActionError> {
    let (customer, contact) = (request::id(&customer)?, request::id(&contact)?);
    let mut tx = request::open().await?;
    store::contact::end(&mut tx, customer, contact, ended == "true").await?;
    request::commit(tx).await?;
    Ok(())
}

/// Deletes a contact; the log keeps who it was.
///
/// # Errors
/// When it is the last active contact of the customer.
#[server(prefix = "/api/staff", endpoint = "contact-delete")]
pub async fn delete_contact(customer: String, contact: String) -> Result<(), ActionError> {
    let customer: domain::id::CustomerId = request::id(&customer)?;
    let contact = request::id(&contact)?;
    let mut tx = request::open().await?;
    store::contact::delete(&mut tx, customer, contact).await?;
    request::commit(tx).await?;
    // The page it was deleted from may have been its own.
    leptos_axum::redirect(&format!("/customers/{customer}/contacts"));
    Ok(())
}
