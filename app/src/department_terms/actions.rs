//! Server functions of the terms of departments.

use crate::error::ActionError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Changes terms of a department that were read at `version`. An empty term follows the firm's again.
///
/// # Errors
/// What is wrong with which term; a conflict where somebody else changed the same one; when there is no such department,
/// or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "department-terms")]
pub async fn change_department_terms(
    department: String,
    version: i32,
    patch: BTreeMap<String, String>,
) -> Result<i32, ActionError> {
    use crate::request;
    use domain::{
        error::{ApiError, ErrorCode},
        field,
    };
    let department = request::id(&department)?;
    let mut named = Vec::with_capacity(patch.len());
    for (key, typed) in &patch {
        let mut terms = field::terms();
        let field =
            terms.find(|field| field.key == key).ok_or_else(|| ActionError(ApiError::new(ErrorCode::BadRequest)))?;
        named.push((field, typed.as_str()));
    }
    let mut tx = request::open().await?;
    let version = store::department_terms::change(&mut tx, department, version, &named).await?;
    request::commit(tx).await?;
    Ok(version)
}
