//! One customer: its fields, read and changed.

use crate::{
    StoreError, Tx,
    fields::{self, Held, Patch},
};
use domain::{
    field::{Entity, Record},
    id::CustomerId,
    policy::Action,
};
use sqlx::types::Json;

/// A customer with its version, for a form that edits it.
#[derive(Clone, Debug)]
pub struct Versioned {
    /// Which save this is.
    pub version: i32,
    /// The values of its fields.
    pub values: Record,
}

/// The fields of one customer as they stand.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn values(tx: &mut Tx, id: CustomerId) -> Result<Versioned, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select version, to_json(c) as "values!: Json<domain::field::Record>" from customer c where tenant_id = current_tenant() and id = $1"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Versioned { version: row.version, values: tx.seen(Entity::Customer, row.values.0) })
}

/// Whether this firm has such a customer; an error where it has not.
pub(crate) async fn exists(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    sqlx::query_scalar!("select true from customer where tenant_id = current_tenant() and id = $1", customer.0)
        .fetch_optional(tx.connection())
        .await?
        .map(drop)
        .ok_or(StoreError::NotFound)
}

/// The customer as it stands, until the transaction ends.
pub(crate) async fn hold(tx: &mut Tx, id: CustomerId) -> Result<Held, StoreError> {
    let row = sqlx::query!(
        r#"select version, to_json(c) as "values!: Json<domain::field::Record>" from customer c
        where tenant_id = current_tenant() and id = $1 for no key update"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Held { version: row.version, values: row.values.0 })
}

/// Changes fields of a customer that was read at `read_version`; gives the version after.
///
/// # Errors
/// What is wrong with which field; a conflict when somebody else changed the same field.
pub async fn change(tx: &mut Tx, id: CustomerId, read_version: i32, patch: &Patch<'_>) -> Result<i32, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = hold(tx, id).await?;
    fields::change(tx, Entity::Customer, id.0, &held, read_version, patch).await?;
    let version =
        sqlx::query_scalar!("select version from customer where tenant_id = current_tenant() and id = $1", id.0)
            .fetch_one(tx.connection())
            .await?;
    Ok(version)
}
