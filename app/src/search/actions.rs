//! The server function of the search.

use crate::error::ActionError;
use domain::search::SearchResults;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Settings among the hits.
#[cfg(feature = "ssr")]
const SETTINGS: usize = 6;

/// Customers, contacts and settings that match; for an empty query the customers that were opened last.
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
    let found = if query.is_empty() {
        SearchResults { customers: store::search::recent(&mut tx, MOST).await?, ..SearchResults::default() }
    } else {
        store::search::search(&mut tx, &query, false, MOST).await?
    };
    let session = tx.commit().await?;
    Ok(SearchResults { settings: crate::settings::find(&session, &query, SETTINGS), ..found })
}
