//! Server functions of the firm's settings.

use crate::error::ActionError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Changes settings that were read at `version`. An empty term follows the product's again.
///
/// # Errors
/// What is wrong with which setting; a conflict where somebody else changed the same one; when the
/// reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "settings")]
pub async fn change_settings(version: i32, patch: BTreeMap<String, String>) -> Result<i32, ActionError> {
    use crate::request;
    use domain::error::{ApiError, ErrorCode};
    let mut named = Vec::with_capacity(patch.len());
    for (key, typed) in &patch {
        let field = domain::field::firm(key).ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
        named.push((field, typed.as_str()));
    }
    let mut tx = request::open().await?;
    let version = store::settings::change(&mut tx, version, &named).await?;
    request::commit(tx).await?;
    Ok(version)
}

/// Takes back what a command did to settings, by one of its entries of their log, where nobody changed it since; says
/// whether anything was taken back.
///
/// # Errors
/// When there is no such change, it can't be taken back, or the reader may not change what it is about.
#[server(prefix = "/api/staff", endpoint = "settings-undo")]
pub async fn undo_settings(entry: String) -> Result<bool, ActionError> {
    use crate::request;
    let entry = request::id(&entry)?;
    let mut tx = request::open().await?;
    let taken = store::setting_log::undo(&mut tx, entry).await?;
    request::commit(tx).await?;
    Ok(taken)
}
