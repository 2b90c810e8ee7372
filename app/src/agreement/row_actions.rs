//! Server functions of what a customer has agreed on in rows, whatever they are about.

use crate::error::ActionError;
use leptos::prelude::*;

/// The rows that a form names by their table.
#[cfg(feature = "ssr")]
fn category(named: &str) -> Result<domain::change::LogCategory, ActionError> {
    use domain::{
        change::LogCategory,
        error::{ApiError, ErrorCode},
    };
    LogCategory::AGREED
        .into_iter()
        .find(|of| of.key() == named)
        .ok_or_else(|| ActionError(ApiError::new(ErrorCode::BadRequest)))
}

/// Ends a row of a table on a day, today where none is typed.
///
/// # Errors
/// When it would end before it begins, there is no such row, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "agreed-end")]
pub async fn end_agreed(
    customer: String,
    of: String,
    row: String,
    #[server(default)] valid_to: String,
) -> Result<(), ActionError> {
    use crate::request;
    let customer = request::id(&customer)?;
    let (of, row) = (category(&of)?, request::id::<domain::id::RowId>(&row)?);
    let mut tx = request::open().await?;
    store::agreement::end(&mut tx, customer, of, row.0, &valid_to).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Takes a row of a table away; the log keeps it.
///
/// # Errors
/// When there is no such row, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "agreed-remove")]
pub async fn remove_agreed(customer: String, of: String, row: String) -> Result<(), ActionError> {
    use crate::request;
    let customer = request::id(&customer)?;
    let (of, row) = (category(&of)?, request::id::<domain::id::RowId>(&row)?);
    let mut tx = request::open().await?;
    store::agreement::remove(&mut tx, customer, of, row.0).await?;
    request::commit(tx).await?;
    Ok(())
}

/// The row that a form changes, as it was read; none where it is a new one.
#[cfg(feature = "ssr")]
pub(super) fn read_of(row: &str, version: &str) -> Result<store::agreement::Read, ActionError> {
    use crate::request;
    use domain::error::{ApiError, ErrorCode};
    if row.is_empty() {
        return Ok(None);
    }
    let row = request::id::<domain::id::RowId>(row)?;
    let version = version.parse().map_err(|_| ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    Ok(Some((row.0, version)))
}
