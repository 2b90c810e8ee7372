//! A customer's links to the internet (seed 000:45).

use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    id::{CustomerId, LinkId, ListItemId},
    plain_text,
    policy::Action,
    web_address::WebAddress,
};

/// Adds a link of one of the firm's kinds.
///
/// # Errors
/// When the address or the kind can't be taken, or this firm has no such customer.
pub async fn add(tx: &mut Tx, customer: CustomerId, kind: &str, address: &str) -> Result<LinkId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let kind: ListItemId = kind.parse().map_err(|_| StoreError::field("kind", Problem::Choice))?;
    let line = plain_text::line(address, 500).map_err(|problem| StoreError::field("address", problem.into()))?;
    if line.is_empty() {
        return Err(StoreError::field("address", Problem::Required));
    }
    let address = WebAddress::parse(&line).map_err(|_| StoreError::field("address", Problem::WebAddress))?;
    let id = LinkId::generate();
    let done = sqlx::query!(
        r#"with customer as (select tenant_id, id from customer where tenant_id = current_tenant() and id = $2),
            kind as (select id from list_item where tenant_id = current_tenant() and id = $3 and kind = 'link_kind' and not retired),
            added as (
                insert into customer_link (tenant_id, id, customer_id, kind, address)
                select c.tenant_id, $1, c.id, k.id, $4 from customer c, kind k returning id)
        select exists (select from customer) as "customer!", exists (select from added) as "added!""#,
        id.0,
        customer.0,
        kind.0,
        address.href(),
    )
    .fetch_one(tx.connection())
    .await?;
    match (done.customer, done.added) {
        (false, _) => Err(StoreError::NotFound),
        (true, false) => Err(StoreError::field("kind", Problem::Choice)),
        (true, true) => Ok(id),
    }
}

/// Takes a link away; the log keeps it.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such link.
pub async fn delete(tx: &mut Tx, customer: CustomerId, link: LinkId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let done = sqlx::query!(
        "delete from customer_link where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        link.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
