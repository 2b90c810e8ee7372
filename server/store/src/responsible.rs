//! Members of staff who are responsible for a customer, each with a title (seed 003:75).

use crate::{StoreError, Tx};
use domain::{
    error::{ApiError, ErrorCode, FieldError, Problem},
    id::{CustomerId, ListItemId, ResponsibleId, UserId},
    policy::Action,
};

/// Makes a member of staff responsible for a customer, with one of the firm's titles.
///
/// # Errors
/// When the person or the title can't be chosen, or the person has that title there already.
pub async fn add(tx: &mut Tx, customer: CustomerId, user: &str, title: &str) -> Result<ResponsibleId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let user: Option<UserId> = user.parse().ok();
    let title: Option<ListItemId> = title.parse().ok();
    let id = ResponsibleId::generate();
    let done = sqlx::query!(
        r#"with customer as (select tenant_id, id from customer where tenant_id = current_tenant() and id = $2),
            person as (select id from app_user where tenant_id = current_tenant() and id = $3 and active),
            title as (select id from list_item where tenant_id = current_tenant() and id = $4 and kind = 'responsible_title' and not retired),
            added as (
                insert into customer_responsible (tenant_id, id, customer_id, user_id, title)
                select c.tenant_id, $1, c.id, p.id, t.id from customer c, person p, title t returning id)
        select exists (select from customer) as "customer!", exists (select from person) as "person!", exists (select from title) as "title!",
            exists (select from added) as "added!""#,
        id.0,
        customer.0,
        user.map(|user| user.0),
        title.map(|title| title.0),
    )
    .fetch_one(tx.connection())
    .await?;
    if !done.customer {
        return Err(StoreError::NotFound);
    }
    let wrong: Vec<FieldError> = [("user", done.person), ("title", done.title)]
        .into_iter()
        .filter(|(_, is_known)| !is_known)
        .map(|(field, _)| FieldError { field: field.to_owned(), problem: Problem::Choice })
        .collect();
    if done.added { Ok(id) } else { Err(StoreError::Refused(ApiError::invalid(wrong))) }
}

/// Gives a responsible another title; `read_version` is the one that was read.
///
/// # Errors
/// When the title can't be chosen or the person has it already; [`ErrorCode::Conflict`] when somebody
/// changed it meanwhile; [`StoreError::NotFound`] when this customer has no such responsible.
pub async fn change(
    tx: &mut Tx,
    customer: CustomerId,
    responsible: ResponsibleId,
    read_version: i32,
    title: &str,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = sqlx::query!(
        r#"select version, title as "title: ListItemId" from customer_responsible
        where tenant_id = current_tenant() and customer_id = $1 and id = $2 for no key update"#,
        customer.0,
        responsible.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    if held.version > read_version {
        return Err(StoreError::Refused(ApiError::new(ErrorCode::Conflict)));
    }
    let wrong = || StoreError::field("title", Problem::Choice);
    let title: ListItemId = title.parse().map_err(|_| wrong())?;
    if title == held.title {
        return Ok(());
    }
    let done = sqlx::query!(
        "update customer_responsible set title = $2 where tenant_id = current_tenant() and id = $1 and exists (
            select from list_item i where i.tenant_id = current_tenant() and i.id = $2 and i.kind = 'responsible_title' and not i.retired)",
        responsible.0,
        title.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(wrong()) } else { Ok(()) }
}

/// Takes a responsible away; the log keeps it.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such responsible.
pub async fn delete(tx: &mut Tx, customer: CustomerId, responsible: ResponsibleId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let done = sqlx::query!(
        "delete from customer_responsible where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        responsible.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
