//! Server functions of calling on colleagues.

use crate::error::ActionError;
use domain::comment::Colleague;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Colleagues and departments whose names begin as was typed after an "@".
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "find-colleagues", input = GetUrl)]
pub async fn find_colleagues(query: String) -> Result<Vec<Colleague>, ActionError> {
    let mut tx = crate::request::open().await?;
    let found = store::comment::find_colleagues(&mut tx, &query).await?;
    tx.commit().await?;
    Ok(found)
}
