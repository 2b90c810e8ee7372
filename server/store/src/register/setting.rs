//! The columns of the register: the firm's, and over them each person's own.

use crate::{StoreError, Tx};
use domain::{
    filter::Column,
    policy::Action,
    register::{columns_from, usual_columns},
};
use uuid::Uuid;

/// The columns that somebody sees, and whether they chose them themselves.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn columns(tx: &mut Tx) -> Result<(Vec<Column>, bool), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        "select owner, columns from register_setting where tenant_id = current_tenant() and owner in (current_app_user(), current_tenant())"
    )
    .fetch_all(tx.connection())
    .await?;
    let me = tx.session().user.0;
    let of = |owner: Uuid| rows.iter().find(|row| row.owner == owner).map(|row| &row.columns);
    let own = of(me);
    let chosen = own.or_else(|| of(tx.session().tenant.0));
    Ok((chosen.map_or_else(usual_columns, |keys| columns_from(keys.iter().map(String::as_str))), own.is_some()))
}

async fn keep(tx: &mut Tx, owner: Uuid, columns: &[Column]) -> Result<(), StoreError> {
    let keys: Vec<String> = columns.iter().map(|column| column.key().to_owned()).collect();
    sqlx::query!(
        "insert into register_setting (tenant_id, owner, columns) values (current_tenant(), $1, $2)
        on conflict (tenant_id, owner) do update set columns = excluded.columns, changed_at = now()",
        owner,
        &keys,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Keeps the columns that a person chose for themselves.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choose_columns(tx: &mut Tx, columns: &[Column]) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeRegister)?;
    let me = tx.session().user.0;
    keep(tx, me, columns).await
}

/// Keeps the columns of all who have not chosen their own.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choose_firm_columns(tx: &mut Tx, columns: &[Column]) -> Result<(), StoreError> {
    tx.authorise(Action::ArrangeFirmRegister)?;
    let firm = tx.session().tenant.0;
    keep(tx, firm, columns).await
}

/// Goes back to the firm's columns.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn forget_columns(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeRegister)?;
    sqlx::query!("delete from register_setting where tenant_id = current_tenant() and owner = current_app_user()")
        .execute(tx.connection())
        .await?;
    Ok(())
}
