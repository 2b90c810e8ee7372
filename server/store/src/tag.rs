//! Tags on a customer: the firm's managed ones, and free ones that somebody typed (seeds 002:52, 003:53).

use crate::{StoreError, Tx, rule};
use domain::{
    error::Problem,
    field,
    id::{CustomerId, ListItemId},
    list::{MOST_CHOSEN, TAG_MAX},
    plain_text,
    policy::Action,
};
use uuid::Uuid;

/// Puts a tag on a customer, by its name in any of the three languages; a name that no tag has
/// becomes a free tag. A tag that is there already stays.
///
/// # Errors
/// When the name can't be taken or the tag is retired, or this firm has no such customer.
pub async fn add(tx: &mut Tx, customer: CustomerId, typed: &str) -> Result<ListItemId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let name = plain_text::line(typed, TAG_MAX).map_err(|problem| StoreError::field("tag", problem.into()))?;
    if name.is_empty() {
        return Err(StoreError::field("tag", Problem::Required));
    }
    let tags = held(tx, customer).await?;
    let mut known = named(tx, &name).await?;
    if known.is_none() {
        sqlx::query!(
            "insert into list_item (tenant_id, kind, nb, sv, en, position, is_managed, changed_by)
            values (current_tenant(), 'tag', $1, $1, $1, 10000, false, current_app_user()) on conflict do nothing",
            name,
        )
        .execute(tx.connection())
        .await?;
        known = named(tx, &name).await?;
    }
    let tag = known.ok_or_else(|| StoreError::field("tag", Problem::Choice))?;
    if tags.contains(&tag.0) {
        return Ok(tag);
    }
    if tags.len() >= MOST_CHOSEN {
        return Err(StoreError::field("tag", Problem::Choice));
    }
    keep(tx, customer, tags.into_iter().chain([tag.0]).collect()).await?;
    Ok(tag)
}

/// Takes a tag off a customer.
///
/// # Errors
/// [`StoreError::NotFound`] when the customer does not have it.
pub async fn remove(tx: &mut Tx, customer: CustomerId, tag: ListItemId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let mut tags = held(tx, customer).await?;
    let before = tags.len();
    tags.retain(|kept| *kept != tag.0);
    if tags.len() == before {
        return Err(StoreError::NotFound);
    }
    // The last one stays where the firm says that there must be one.
    let tags_field = field::customer("tags").filter(|_| tags.is_empty());
    if let Some(field) = tags_field
        && rule::of_customer(tx, customer).await?.is_must(field)
    {
        return Err(StoreError::field("tag", Problem::Required));
    }
    keep(tx, customer, tags).await
}

/// The tags of a customer, which nobody else changes until the transaction ends.
async fn held(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Uuid>, StoreError> {
    sqlx::query_scalar!(
        "select tags from customer where tenant_id = current_tenant() and id = $1 for no key update",
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)
}

async fn keep(tx: &mut Tx, customer: CustomerId, mut tags: Vec<Uuid>) -> Result<(), StoreError> {
    tags.sort_unstable();
    sqlx::query!("update customer set tags = $2 where tenant_id = current_tenant() and id = $1", customer.0, &tags)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// The tag with this name, whatever its case; what was merged is what it was merged into. A managed
/// one before a free one.
async fn named(tx: &mut Tx, name: &str) -> Result<Option<ListItemId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select coalesce(merged_into, id) as "id!: ListItemId" from list_item
        where tenant_id = current_tenant() and kind = 'tag' and (not retired or merged_into is not null) and lower($1) in (lower(nb), lower(sv), lower(en))
        order by merged_into is not null, not is_managed, position limit 1"#,
        name,
    )
    .fetch_optional(tx.connection())
    .await?)
}
