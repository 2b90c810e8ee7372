//! The server function that answers while one registers.

use super::Found;
use crate::error::ActionError;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// What the registry has by an organisation number or a name.
///
/// # Errors
/// When nobody is signed in, or the person may not register customers; what the registry can't
/// answer is an answer too.
#[server(prefix = "/api/staff", endpoint = "registry-find", input = GetUrl)]
pub async fn find_in_registry(#[server(default)] query: String) -> Result<Found, ActionError> {
    let mut tx = crate::request::open().await?;
    store::registration::may_register(&tx)?;
    let language = tx.session().language;
    let home = tx.session().home;
    let types = store::list::choices(&mut tx, domain::list::ListKind::CompanyType, language).await?;
    // The registry may take its time: the database is let go of first.
    tx.commit().await?;
    Ok(super::look_up(&crate::request::context()?.registry, &query, &types, language, home).await)
}
