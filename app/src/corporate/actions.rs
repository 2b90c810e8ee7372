//! Server functions of the group of companies around a customer.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Makes a customer the parent company of this one: by its name or number.
///
/// # Errors
/// When what was typed means no customer or several, when it would close a ring, or when somebody
/// chose another meanwhile.
#[server(prefix = "/api/staff", endpoint = "company-parent")]
pub async fn choose_parent(customer: String, version: i32, parent_id: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::corporate::choose_parent(&mut tx, customer, version, &parent_id).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Connects a customer as a subsidiary of this one: by its name or number.
///
/// # Errors
/// When what was typed means no customer or several, when it would close a ring, or when that one has
/// a parent company already.
#[server(prefix = "/api/staff", endpoint = "company-subsidiary")]
pub async fn connect_subsidiary(customer: String, subsidiary: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    let changed = store::corporate::connect(&mut tx, customer, &subsidiary).await?;
    request::commit_beside(tx, changed, customer).await?;
    Ok(())
}

/// Takes a company out of those below its parent, on the card of either.
///
/// # Errors
/// When there is no such customer, or the firm's rules ask for a parent company.
#[server(prefix = "/api/staff", endpoint = "company-disconnect")]
pub async fn disconnect_company(customer: String, parent: String, subsidiary: String) -> Result<(), ActionError> {
    let (customer, parent, subsidiary) = (request::id(&customer)?, request::id(&parent)?, request::id(&subsidiary)?);
    let mut tx = request::open().await?;
    store::corporate::disconnect(&mut tx, parent, subsidiary).await?;
    request::commit_beside(tx, subsidiary, customer).await?;
    Ok(())
}
