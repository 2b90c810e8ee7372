//! Lists that a firm edits, and the members of staff who can be chosen.

use crate::{StoreError, Tx};
use domain::{
    id::ListItemId,
    language::Language,
    list::{Choice, ListItem, ListKind, StatusMeaning},
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

/// The values of the list of statuses with what each means, in the firm's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn statuses(tx: &mut Tx, language: Language) -> Result<Vec<ListItem>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select id as "id: ListItemId", case $1 when 'sv' then sv when 'en' then en else nb end as "name!", meaning as "meaning!"
        from list_item where tenant_id = current_tenant() and kind = 'status' and not retired order by position, nb"#,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ListItem {
            id: row.id,
            kind: ListKind::Status,
            name: row.name,
            meaning: Some(StatusMeaning::from_key(&row.meaning)),
        })
        .collect())
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
