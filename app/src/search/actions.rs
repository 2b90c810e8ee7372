//! The server function of the search.

use crate::error::ActionError;
use domain::search::SearchResults;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Customers and contacts that match; nothing for an empty query.
///
/// # Errors
/// When nobody is signed in, or the query is longer than 200 characters.
#[server(prefix = "/api/staff", endpoint = "search", input = GetUrl)]
pub async fn search(query: String) -> Result<SearchResults, ActionError> {
    use domain::{
        error::{ApiError, Problem},
        plain_text,
        search::MOST,
    };
    let mut tx = crate::request::open().await?;
    let query = plain_text::line(&query, 200).map_err(|problem| ApiError::field("query", Problem::from(problem)))?;
    let found = store::search::search(&mut tx, &query, false, MOST).await?;
    tx.commit().await?;
    Ok(found)
}
