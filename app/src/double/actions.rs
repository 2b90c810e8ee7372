//! The server functions of customers that may be the same.

use crate::{error::ActionError, request};
use domain::{
    double::Verdict,
    error::{ApiError, ErrorCode},
};
use leptos::prelude::*;

/// Searches all customers of the firm for such that may be the same; where they are many, in the
/// background, and leads to where one sees how far it is.
///
/// # Errors
/// When the reader may not merge customers.
#[server(prefix = "/api/staff", endpoint = "doubles-search")]
pub async fn search_doubles() -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    let job = store::double::search_or_queue(&mut tx).await?;
    tx.commit().await?;
    if let Some(job) = job {
        leptos_axum::redirect(&format!("/jobs/{job}"));
    }
    Ok(())
}

/// Says of two customers that they are not the same (`not_same`), or are to be looked at `later` or again (`open`).
///
/// # Errors
/// When there are no such two, or the reader may not merge customers.
#[server(prefix = "/api/staff", endpoint = "double-decide")]
pub async fn decide_double(double: String, verdict: String) -> Result<(), ActionError> {
    let verdict = Verdict::from_key(&verdict)
        .filter(|verdict| *verdict != Verdict::Same)
        .ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    let mut tx = request::open().await?;
    store::double::decide(&mut tx, request::id(&double)?, verdict).await?;
    tx.commit().await?;
    Ok(())
}
