//! The server functions that merge and split.

use crate::{error::ActionError, request};
use domain::{
    id::{ContactId, CustomerId, MergeId},
    merge::Request,
    undo::Undone,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Makes one of customers (ids with commas; the first one stays), and leads to its card.
///
/// `seen` is the state that the page showed. `choice` says by part whose values count, `unite` which
/// contact is the same person as which other; without `asked` both are as proposed.
///
/// # Errors
/// A conflict when a customer was changed since it was seen; what keeps them from becoming one.
#[server(prefix = "/api/staff", endpoint = "merge-customers")]
pub async fn merge_customers(
    customers: String,
    #[server(default)] seen: String,
    #[server(default)] choice: BTreeMap<String, String>,
    #[server(default)] unite: BTreeMap<String, String>,
    #[server(default)] asked: String,
) -> Result<CustomerId, ActionError> {
    let customers = customers.split(',').map(request::id).collect::<Result<Vec<CustomerId>, _>>()?;
    let pair = |(contact, into): (String, String)| -> Option<(ContactId, ContactId)> {
        Some((contact.parse().ok()?, into.parse().ok()?))
    };
    let united = (!asked.is_empty()).then(|| unite.into_iter().filter_map(pair).collect());
    let mut tx = request::open().await?;
    let wanted = Request { customers, choices: choice, united };
    let staying = store::merge::merge(&mut tx, &wanted, Some(seen.as_str()).filter(|seen| !seen.is_empty())).await?;
    request::commit(tx).await?;
    leptos_axum::redirect(&format!("/customers/{staying}"));
    Ok(staying)
}

/// Takes a merge back, and leads to the card of the customer that stayed. What was changed or added
/// since is told there.
///
/// # Errors
/// When there is no such merge, or it can't be taken back as things stand.
#[server(prefix = "/api/staff", endpoint = "merge-split")]
pub async fn split_customers(merge: String) -> Result<Undone, ActionError> {
    let merge: MergeId = request::id(&merge)?;
    let mut tx = request::open().await?;
    let undone = store::merge::split(&mut tx, merge).await?;
    request::commit(tx).await?;
    leptos_axum::redirect(&format!("/customers/{}", undone.customer));
    Ok(undone)
}
