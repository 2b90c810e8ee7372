//! Server functions of the firm's departments.

use crate::error::ActionError;
use leptos::prelude::*;

/// Adds a department.
///
/// # Errors
/// What is wrong with its name; when the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "department-add")]
pub async fn add_department(#[server(default)] name: String) -> Result<(), ActionError> {
    use crate::request;
    let mut tx = request::open().await?;
    store::department::add(&mut tx, &name).await?;
    request::commit(tx).await
}

/// Renames a department that was read at `version`.
///
/// # Errors
/// As [`add_department`]; when there is no such department, or somebody has changed it since.
#[server(prefix = "/api/staff", endpoint = "department-rename")]
pub async fn rename_department(
    department: String,
    version: i32,
    #[server(default)] name: String,
) -> Result<(), ActionError> {
    use crate::request;
    let department = request::id(&department)?;
    let mut tx = request::open().await?;
    store::department::rename(&mut tx, department, version, &name).await?;
    request::commit(tx).await
}

/// Takes a department out of the choices, or back.
///
/// # Errors
/// When there is no such department, another is called so by now, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "department-retire")]
pub async fn retire_department(department: String, retired: bool) -> Result<(), ActionError> {
    use crate::request;
    let department = request::id(&department)?;
    let mut tx = request::open().await?;
    store::department::retire(&mut tx, department, retired).await?;
    request::commit(tx).await
}

/// Moves a department up or down.
///
/// # Errors
/// When there is no such department in use, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "department-shift")]
pub async fn shift_department(department: String, up: bool) -> Result<(), ActionError> {
    use crate::request;
    let department = request::id(&department)?;
    let mut tx = request::open().await?;
    store::department::shift(&mut tx, department, up).await?;
    request::commit(tx).await
}
