//! Server functions of relations between customers.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Adds a relation of a customer to another, or to a contact person there.
///
/// # Errors
/// What is wrong with which field, or when the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "relation-add")]
pub async fn add_relation(
    customer: String,
    kind: String,
    other: String,
    #[server(default)] contact: String,
    #[server(default)] note: String,
    #[server(default)] from_day: String,
    #[server(default)] to_day: String,
) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let typed = store::relation::Typed {
        kind: &kind,
        other: &other,
        contact: &contact,
        note: &note,
        from_day: &from_day,
        to_day: &to_day,
    };
    let mut tx = request::open().await?;
    store::relation::add(&mut tx, customer, typed).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Changes a relation on the card of either customer.
///
/// # Errors
/// What is wrong with which field; when somebody changed it meanwhile, or there is no such relation.
#[server(prefix = "/api/staff", endpoint = "relation-change")]
pub async fn change_relation(
    customer: String,
    relation: String,
    version: i32,
    kind: String,
    #[server(default)] contact: String,
    #[server(default)] note: String,
    #[server(default)] from_day: String,
    #[server(default)] to_day: String,
) -> Result<(), ActionError> {
    let (customer, relation) = (request::id(&customer)?, request::id(&relation)?);
    let typed = store::relation::Typed {
        kind: &kind,
        contact: &contact,
        note: &note,
        from_day: &from_day,
        to_day: &to_day,
        ..store::relation::Typed::default()
    };
    let mut tx = request::open().await?;
    store::relation::change(&mut tx, customer, relation, version, typed).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Takes a relation away, on the card of either customer; the log keeps it.
///
/// # Errors
/// When there is no such relation, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "relation-delete")]
pub async fn delete_relation(customer: String, relation: String) -> Result<(), ActionError> {
    let (customer, relation) = (request::id(&customer)?, request::id(&relation)?);
    let mut tx = request::open().await?;
    store::relation::delete(&mut tx, customer, relation).await?;
    request::commit(tx).await?;
    Ok(())
}
