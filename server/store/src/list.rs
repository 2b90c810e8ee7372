//! Lists that a firm edits, and the members of staff who can be chosen.

use crate::{StoreError, Tx};
use domain::{
    id::ListItemId,
    language::Language,
    list::{Choice, ListKind},
    policy::Action,
};

/// The values of a list that can be chosen, in the firm's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choices(tx: &mut Tx, kind: ListKind, language: Language) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", case $2 when 'sv' then sv when 'en' then en else nb end as "label!"
        from list_item where tenant_id = current_tenant() and kind = $1 and not retired
        order by position, nb"#,
        kind.key(),
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?)
}

/// The name of one value of any list.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such value.
pub async fn name(tx: &mut Tx, item: ListItemId) -> Result<String, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let language = tx.session().language.tag();
    sqlx::query_scalar!(
        r#"select case $2 when 'sv' then sv when 'en' then en else nb end as "name!"
        from list_item where tenant_id = current_tenant() and id = $1"#,
        item.0,
        language,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)
}

/// The members of staff who can be chosen as responsible or as author.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn staff(tx: &mut Tx) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", name as "label!" from app_user
        where tenant_id = current_tenant() and active order by name"#,
    )
    .fetch_all(tx.connection())
    .await?)
}
