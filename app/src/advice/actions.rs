//! Server functions of the advice.

use crate::error::ActionError;
use leptos::prelude::*;

/// Says that a piece of advice is not for the reader's firm, or is after all.
///
/// # Errors
/// When there is no such advice, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "advice-dismiss")]
pub async fn dismiss_advice(advice: String, dismissed: bool) -> Result<(), ActionError> {
    use domain::{
        advice::Advice,
        error::{ApiError, ErrorCode},
    };
    let advice = Advice::from_key(&advice).ok_or_else(|| ActionError(ApiError::new(ErrorCode::NotFound)))?;
    let mut tx = crate::request::open().await?;
    store::advice::dismiss(&mut tx, advice, dismissed).await?;
    tx.commit().await?;
    Ok(())
}
