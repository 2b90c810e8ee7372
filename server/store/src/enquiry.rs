//! Enquiries of customers, as the firm sees and answers them (seed 002:24).

use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    id::{CustomerId, EnquiryId},
    plain_text,
    policy::Action,
    portal::{ANSWER_MAX, Enquiry, EnquiryState},
};
use sqlx::types::Json;

/// So many the section of the card shows, the newest first.
pub const MOST: i64 = 100;

/// The enquiries of a customer, those that wait first, the newest of each first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Enquiry>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query_scalar!(
        r#"select enquiry_told(e) as "told!: Json<Enquiry>" from enquiry e
        where e.tenant_id = current_tenant() and e.customer_id = $1
        order by e.state in ('answered', 'closed'), e.created_at desc, e.id desc limit $2"#,
        customer.0,
        MOST,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|told| told.0).collect())
}

/// Says how far an enquiry is, and what the firm answers. `version` is what was read.
///
/// # Errors
/// What is wrong with the answer; [`Problem::Required`] where an answered one has none; [`Problem::ChangedSince`] when
/// somebody has changed it since; [`StoreError::NotFound`] when that customer has no such enquiry.
pub async fn handle(
    tx: &mut Tx,
    customer: CustomerId,
    id: EnquiryId,
    version: i32,
    state: &str,
    answer: &str,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let stands = sqlx::query!(
        "select version, state, answer from enquiry where tenant_id = current_tenant() and customer_id = $1 and id = $2 for update",
        customer.0,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let state = EnquiryState::from_key(state).ok_or_else(|| StoreError::field("state", Problem::Choice))?;
    let answer =
        plain_text::lines(answer, ANSWER_MAX).map_err(|problem| StoreError::field("answer", problem.into()))?;
    if state == EnquiryState::Answered && answer.is_empty() {
        return Err(StoreError::field("answer", Problem::Required));
    }
    if (stands.state.as_str(), stands.answer.as_str()) == (state.key(), answer.as_str()) {
        return Ok(());
    }
    if stands.version != version {
        return Err(StoreError::field("answer", Problem::ChangedSince));
    }
    sqlx::query!(
        "update enquiry set state = $2, answer = $3, handled_by = current_app_user() where tenant_id = current_tenant() and id = $1",
        id.0,
        state.key(),
        answer,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
