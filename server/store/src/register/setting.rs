//! The columns of the register: the firm's, and over them each person's own.

use crate::{StoreError, Tx};
use domain::{
    filter::Column,
    policy::Action,
    register::{columns_from, usual_columns},
    register_width::{ColumnWidth, Widths},
};
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The columns that somebody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenColumns {
    /// Which, in order.
    pub columns: Vec<Column>,
    /// How wide, where that is not as usual.
    pub widths: Widths,
    /// Whether they chose them themselves.
    pub own: bool,
    /// The firm's, or else the product's, in order.
    pub firm: Vec<Column>,
}

/// The columns that somebody sees: their own, or else the firm's, or the product's.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn columns(tx: &mut Tx) -> Result<ChosenColumns, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select owner, columns, widths as "widths!: Json<BTreeMap<String, String>>" from register_setting where tenant_id = current_tenant() and owner in (current_app_user(), current_tenant())"#
    )
    .fetch_all(tx.connection())
    .await?;
    let me = tx.session().user.0;
    let of = |owner: Uuid| rows.iter().find(|row| row.owner == owner);
    let own = of(me);
    let chosen = own.or_else(|| of(tx.session().tenant.0));
    let widths = chosen.map(|row| row.widths.0.clone()).unwrap_or_default();
    Ok(ChosenColumns {
        columns: chosen.map_or_else(usual_columns, |row| columns_from(row.columns.iter().map(String::as_str))),
        widths: widths_of(widths),
        own: own.is_some(),
        firm: of(tx.session().tenant.0)
            .map_or_else(usual_columns, |row| columns_from(row.columns.iter().map(String::as_str))),
    })
}

fn widths_of(kept: BTreeMap<String, String>) -> Widths {
    kept.into_iter().filter_map(|(key, width)| Some((key, ColumnWidth::from_key(&width)?))).collect()
}

async fn keep(tx: &mut Tx, owner: Uuid, columns: &[Column], widths: &Widths) -> Result<(), StoreError> {
    let widths: BTreeMap<&str, &str> = widths.iter().map(|(key, width)| (key.as_str(), width.key())).collect();
    let keys: Vec<String> = columns.iter().map(|column| column.key().to_owned()).collect();
    sqlx::query!(
        "insert into register_setting (tenant_id, owner, id, columns, widths)
        -- The firm's are one row in the log of settings, also where it goes and comes again.
        values (current_tenant(), $1, case when $1 = current_tenant() then $1 else gen_random_uuid() end, $2, $3)
        on conflict (tenant_id, owner) do update set columns = excluded.columns, widths = excluded.widths, changed_at = now()",
        owner,
        &keys,
        Json(widths) as _,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Keeps the columns that a person chose for themselves.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choose_columns(tx: &mut Tx, columns: &[Column], widths: &Widths) -> Result<(), StoreError> {
    tx.authorise_own(Action::ArrangeRegister)?;
    let me = tx.session().user.0;
    keep(tx, me, columns, widths).await
}

/// Keeps the columns of all who have not chosen their own; where no widths are given, each is as wide as it was.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choose_firm_columns(tx: &mut Tx, columns: &[Column], widths: Option<&Widths>) -> Result<(), StoreError> {
    tx.authorise(Action::ArrangeFirmRegister)?;
    let stands = sqlx::query_scalar!(
        r#"select widths as "widths!: Json<BTreeMap<String, String>>" from register_setting
        where tenant_id = current_tenant() and owner = current_tenant()"#
    )
    .fetch_optional(tx.connection())
    .await?;
    let had_chosen = stands.is_some();
    let widths = widths.cloned().unwrap_or_else(|| widths_of(stands.map(|row| row.0).unwrap_or_default()));
    // What every firm has is no choice until it is another.
    if !had_chosen && widths.is_empty() && columns == usual_columns() {
        return Ok(());
    }
    let firm = tx.session().tenant.0;
    keep(tx, firm, columns, &widths).await
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

/// Goes back to the product's columns for all who have not chosen their own.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn forget_firm_columns(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::ArrangeFirmRegister)?;
    sqlx::query!("delete from register_setting where tenant_id = current_tenant() and owner = current_tenant()")
        .execute(tx.connection())
        .await?;
    Ok(())
}
