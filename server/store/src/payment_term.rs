//! The list of payment terms: a list like others (seed 003:65), each value with how long one may take to pay.

use crate::{
    StoreError, Tx,
    list::{self, Beside},
};
use domain::{id::ListItemId, list::ListKind, payment_term::PaymentTerm, policy::Action};

/// Reads what a form says of a term.
///
/// # Errors
/// What is wrong with `term_kind` or `term_days`.
pub fn parse(kind: &str, days: &str) -> Result<PaymentTerm, StoreError> {
    PaymentTerm::parse(kind, days).map_err(|(field, problem)| StoreError::field(field, problem))
}

/// Adds a term, with the same name in all languages until somebody translates it.
///
/// # Errors
/// When the name can't be taken or the list has it already, or the policy says no.
pub async fn add(tx: &mut Tx, typed: &str, term: PaymentTerm) -> Result<ListItemId, StoreError> {
    list::insert(tx, ListKind::PaymentTerm, typed, Beside::Term(term)).await
}

/// Says how long one may take to pay; it counts for all customers who have the term.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such term.
pub async fn change(tx: &mut Tx, item: ListItemId, term: PaymentTerm) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeLists)?;
    let days = i32::try_from(term.days().count()).unwrap_or_default();
    let done = sqlx::query!(
        "update list_item set term_kind = $2, term_days = $3
        where tenant_id = current_tenant() and kind = 'payment_term' and id = $1",
        item.0,
        term.kind().key(),
        days,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
