//! The server function of the criteria by which the firm searches.

use crate::error::ActionError;
use leptos::prelude::*;

/// Keeps by which criteria all of the firm search for customers; `what` is `usual` to go back to those that
/// every firm has. `read` are those that were read, with commas between their keys.
///
/// # Errors
/// When somebody has chosen others since, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "search-criteria")]
pub async fn choose_criteria(
    #[server(default)] read: String,
    #[server(default)] criteria: String,
    #[server(default)] what: String,
) -> Result<(), ActionError> {
    // What the firm's own fields are is known once its session is open.
    let mut tx = crate::request::open().await?;
    let chosen = domain::criteria::criteria_from(criteria.split(','));
    store::register::choose_criteria(&mut tx, &read, &chosen, what == "usual").await?;
    crate::request::commit(tx).await
}
