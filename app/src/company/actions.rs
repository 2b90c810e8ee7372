//! The server function that offers customers while one types.

use crate::error::ActionError;
use domain::company::Offered;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Customers that what was typed may mean, without hidden ones; `except` is the one whose field it is.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "find-customers", input = GetUrl)]
pub async fn find_customers(query: String, #[server(default)] except: String) -> Result<Vec<Offered>, ActionError> {
    let mut tx = crate::request::open().await?;
    let found = store::company::offer(&mut tx, &query, except.parse().ok()).await?;
    tx.commit().await?;
    Ok(found)
}
