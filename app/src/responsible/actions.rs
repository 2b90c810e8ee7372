//! Server functions of those who are responsible for a customer with a title.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Makes a member of staff responsible for a customer, with a title.
///
/// # Errors
/// When the person or the title can't be chosen, or the person has that title there already.
#[server(prefix = "/api/staff", endpoint = "responsible-add")]
pub async fn add_responsible(customer: String, user: String, title: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::responsible::add(&mut tx, customer, &user, &title).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Gives a responsible another title.
///
/// # Errors
/// When the title can't be chosen, somebody changed it meanwhile, or there is no such responsible.
#[server(prefix = "/api/staff", endpoint = "responsible-change")]
pub async fn change_responsible(
    customer: String,
    responsible: String,
    version: i32,
    title: String,
) -> Result<(), ActionError> {
    let (customer, responsible) = (request::id(&customer)?, request::id(&responsible)?);
    let mut tx = request::open().await?;
    store::responsible::change(&mut tx, customer, responsible, version, &title).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Takes a responsible away; the log keeps it.
///
/// # Errors
/// When there is no such responsible, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "responsible-delete")]
pub async fn delete_responsible(customer: String, responsible: String) -> Result<(), ActionError> {
    let (customer, responsible) = (request::id(&customer)?, request::id(&responsible)?);
    let mut tx = request::open().await?;
    store::responsible::delete(&mut tx, customer, responsible).await?;
    request::commit(tx).await?;
    Ok(())
}
