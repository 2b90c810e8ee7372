//! Server functions of work on many customers: choose, say what is to be done, make sure.

use super::selection::{Selection, ids_in};
use crate::{error::ActionError, request};
use domain::{
    bulk::{BulkChange, How},
    error::{ApiError, ErrorCode, Problem},
    field,
    id::{FormStateId, JobId},
    register::{RegisterQuery, encoded},
};
use leptos::prelude::*;
use std::{collections::BTreeMap, fmt::Write};
use store::{StoreError, Tx, bulk::Chosen};

/// Keeps which customers were chosen in the register (`customer` and `page` are ids with commas
/// between them; `all` is all that the list of this `query` shows) and leads to what can be done.
///
/// # Errors
/// When none were chosen, or too many one by one, or the reader may not change many; when they are to
/// be merged and are not at least two, or more than can be merged in one go.
#[server(prefix = "/api/staff", endpoint = "bulk-choose")]
pub async fn bulk_choose(
    #[server(default)] customer: String,
    #[server(default)] page: String,
    #[server(default)] all: String,
    #[server(default)] query: String,
    #[server(default)] field: String,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::bulk::may(&tx)?;
    let (chosen, query) = chosen_of(&customer, &page, &all, &query)?;
    if field == super::MERGE {
        let most = domain::merge::MOST;
        // All that match are too many, however few that may be.
        let ids = match &chosen {
            Chosen::These(ids) if ids.len() <= most => ids,
            _ => {
                let max = u32::try_from(most).unwrap_or(u32::MAX);
                return Err(StoreError::field("customer", Problem::TooManyToMerge { max }).into());
            }
        };
        if ids.len() < 2 {
            return Err(StoreError::field("customer", Problem::NothingToMerge).into());
        }
        tx.commit().await?;
        let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        leptos_axum::redirect(&format!("/customers/merge?customers={ids}"));
        return Ok(());
    }
    let kept = Selection { chosen, query, change: None, mailing: None }.keep(&mut tx).await?;
    tx.commit().await?;
    if field == super::WRITE {
        leptos_axum::redirect(&format!("/customers/write?chosen={kept}"));
        return Ok(());
    }
    let field = field::customer(&field).map(|field| format!("&field={}", field.key)).unwrap_or_default();
    leptos_axum::redirect(&format!("/customers/change?chosen={kept}{field}"));
    Ok(())
}

/// Keeps which customers were chosen in the register, as [`bulk_choose`] does, and leads to them as a file: in the
/// order of this list, with the columns that the address says, or else those of the view in it.
///
/// # Errors
/// When none were chosen, or too many one by one, or the reader may not export customers.
#[server(prefix = "/api/staff", endpoint = "export-choose")]
pub async fn export_choose(
    #[server(default)] customer: String,
    #[server(default)] page: String,
    #[server(default)] all: String,
    #[server(default)] query: String,
    #[server(default)] view: String,
    #[server(default)] columns: String,
    #[server(default)] format: String,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::register::export::may(&tx)?;
    let (chosen, query) = chosen_of(&customer, &page, &all, &query)?;
    let kept = Selection { chosen, query, change: None, mailing: None }.keep(&mut tx).await?;
    tx.commit().await?;
    let mut address = format!("/export/file?chosen={kept}");
    for (name, value) in [("format", format), ("view", view), ("columns", columns)] {
        if !value.is_empty() {
            let _ = write!(address, "&{name}={}", encoded(&value));
        }
    }
    leptos_axum::redirect(&address);
    Ok(())
}

/// Those of the customers that were chosen in another list (ids with commas between them) that the list of this
/// `query` has too.
///
/// # Errors
/// When they are too many, or the reader may not read customers.
#[server(prefix = "/api/staff", endpoint = "still-listed")]
pub async fn still_listed(query: String, customer: String) -> Result<Vec<String>, ActionError> {
    let mut tx = request::open().await?;
    let (chosen, query) = chosen_of(&customer, "", "", &query)?;
    let Chosen::These(ids) = chosen else { return Ok(Vec::new()) };
    let listed = store::register::still_listed(&mut tx, &RegisterQuery::decode(&query), &ids).await?;
    tx.commit().await?;
    Ok(listed.iter().map(ToString::to_string).collect())
}

/// What a form says is chosen, and the list it was chosen in.
fn chosen_of(customer: &str, page: &str, all: &str, query: &str) -> Result<(Chosen, String), StoreError> {
    // No address has them.
    let query: String = query.chars().filter(|c| !c.is_control()).collect();
    if !all.is_empty() {
        return Ok((Chosen::Matching(RegisterQuery::decode(&query)), query));
    }
    let ids = ids_in(&format!("{customer},{page}"));
    let most = store::bulk::MOST_BY_HAND;
    if ids.is_empty() {
        return Err(StoreError::field("customer", Problem::Required));
    }
    if ids.len() > most {
        let max = u32::try_from(most).unwrap_or(u32::MAX);
        return Err(StoreError::field("customer", Problem::TooManyChosen { max }));
    }
    Ok((Chosen::These(ids), query))
}

/// The selection that a form names.
pub(super) async fn selection(tx: &mut Tx, chosen: &str) -> Result<Selection, ActionError> {
    let id: FormStateId = request::id(chosen)?;
    Selection::read(tx, id).await?.ok_or(ActionError(ApiError::new(ErrorCode::NotFound)))
}

/// Says what is to be done with the customers that were chosen, and leads to what that would come to.
///
/// # Errors
/// What is wrong with the value; when the selection is gone, or the reader may not change many.
#[server(prefix = "/api/staff", endpoint = "bulk-preview")]
pub async fn bulk_preview(
    chosen: String,
    field: String,
    #[server(default)] how: String,
    #[server(default)] patch: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::bulk::may(&tx)?;
    let selection = selection(&mut tx, &chosen).await?;
    let how = How::from_key(&how).unwrap_or_default();
    let typed = patch.get(&field).cloned().unwrap_or_default();
    let change = store::bulk::ready(&mut tx, BulkChange { field, how, typed }).await?;
    let kept = Selection { change: Some(change), ..selection }.keep(&mut tx).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/change?chosen={kept}"));
    Ok(())
}

/// Has what was looked at done, in the background, and leads to how it is getting on.
///
/// # Errors
/// When the selection is gone, or the reader may not change many.
#[server(prefix = "/api/staff", endpoint = "bulk-confirm")]
pub async fn bulk_confirm(chosen: String) -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::bulk::may(&tx)?;
    let id: FormStateId = request::id(&chosen)?;
    let selection = selection(&mut tx, &chosen).await?;
    let change = selection.change.ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    // What was kept once is done once, though the button may be pressed twice.
    let job = store::bulk::queue(&mut tx, JobId(id.0), &selection.chosen, &change).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/jobs/{job}"));
    Ok(())
}
