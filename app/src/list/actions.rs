//! Server functions of the firm's lists.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// The list that a form names.
#[cfg(feature = "ssr")]
fn list(tx: &store::Tx, kind: &str) -> Result<domain::list::ListKind, ActionError> {
    use domain::error::{ApiError, ErrorCode};
    tx.session().list(kind).ok_or(ActionError(ApiError::new(ErrorCode::NotFound)))
}

/// Adds a value to a list; a status with its `meaning`, and `is_member` where it is `yes`; a type of activity with its
/// kind; a payment term with how its days are counted and how many there are.
///
/// # Errors
/// When the name can't be taken, or the reader may not change lists.
#[server(prefix = "/api/staff", endpoint = "list-add")]
pub async fn add_list_item(
    kind: String,
    name: String,
    #[server(default)] meaning: String,
    #[server(default)] is_member: String,
    #[server(default)] activity_kind: String,
    #[server(default)] term_kind: String,
    #[server(default)] term_days: String,
) -> Result<(), ActionError> {
    use domain::list::ListKind;
    let mut tx = request::open().await?;
    let kind = list(&tx, &kind)?;
    match kind {
        ListKind::Status => {
            let meant = store::status::Meant::parse(&meaning, &is_member)?;
            store::status::add(&mut tx, &name, meant).await?;
        }
        ListKind::ActivityType => {
            store::list::add_activity_type(&mut tx, &name, &activity_kind).await?;
        }
        ListKind::PaymentTerm => {
            let term = store::payment_term::parse(&term_kind, &term_days)?;
            store::payment_term::add(&mut tx, &name, term).await?;
        }
        _ => {
            store::list::add(&mut tx, kind, &name).await?;
        }
    }
    request::commit(tx).await
}

/// Renames a value in the three languages; says what it means where it is a status, what it is called
/// from the other side where it is a kind of relation, and how long it is where it is a payment term.
///
/// # Errors
/// When a name can't be taken, or the list has no such value.
#[server(prefix = "/api/staff", endpoint = "list-rename")]
pub async fn rename_list_item(
    kind: String,
    item: String,
    nb: String,
    sv: String,
    en: String,
    #[server(default)] meaning: String,
    #[server(default)] is_member: String,
    #[server(default)] inverse_nb: String,
    #[server(default)] inverse_sv: String,
    #[server(default)] inverse_en: String,
    #[server(default)] term_kind: String,
    #[server(default)] term_days: String,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    let (kind, item) = (list(&tx, &kind)?, request::id(&item)?);
    store::list::rename(&mut tx, kind, item, [&nb, &sv, &en]).await?;
    if kind == domain::list::ListKind::Status {
        store::status::change(&mut tx, item, store::status::Meant::parse(&meaning, &is_member)?).await?;
    }
    if kind == domain::list::ListKind::PaymentTerm {
        store::payment_term::change(&mut tx, item, store::payment_term::parse(&term_kind, &term_days)?).await?;
    }
    if kind == domain::list::ListKind::RelationKind {
        store::list::name_inverse(&mut tx, item, [&inverse_nb, &inverse_sv, &inverse_en]).await?;
    }
    request::commit(tx).await
}

/// Takes a value out of the choices (`true`), or back.
///
/// # Errors
/// When this firm's list has no such value, or the reader may not change lists.
#[server(prefix = "/api/staff", endpoint = "list-retire")]
pub async fn retire_list_item(kind: String, item: String, retired: String) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    let (kind, item) = (list(&tx, &kind)?, request::id(&item)?);
    store::list::retire(&mut tx, kind, item, retired == "true").await?;
    request::commit(tx).await
}

/// Makes a free tag one that is looked after.
///
/// # Errors
/// When this firm's list has no such value, or the reader may not change lists.
#[server(prefix = "/api/staff", endpoint = "list-promote")]
pub async fn promote_tag(item: String) -> Result<(), ActionError> {
    let item = request::id(&item)?;
    let mut tx = request::open().await?;
    store::list::promote(&mut tx, item).await?;
    request::commit(tx).await
}

/// Merges a value into another of its list.
///
/// # Errors
/// When the other can't be chosen, or the list has no such value.
#[server(prefix = "/api/staff", endpoint = "list-merge")]
pub async fn merge_list_item(kind: String, item: String, into: String) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    let (kind, item) = (list(&tx, &kind)?, request::id(&item)?);
    store::list::merge(&mut tx, kind, item, &into).await?;
    request::commit(tx).await
}

/// Moves a value up or down among those that can be chosen.
///
/// # Errors
/// When the list has no such value in use, or the reader may not change lists.
#[server(prefix = "/api/staff", endpoint = "list-shift")]
pub async fn shift_list_item(kind: String, item: String, up: bool) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    let (kind, item) = (list(&tx, &kind)?, request::id(&item)?);
    store::list::shift(&mut tx, kind, item, up).await?;
    request::commit(tx).await
}
