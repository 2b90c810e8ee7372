//! Server functions of templates of messages.

use crate::error::ActionError;
use leptos::prelude::*;

/// Adds a template.
///
/// # Errors
/// What is wrong with which value; when the reader may not change lists.
#[server(prefix = "/api/staff", endpoint = "template-add")]
pub async fn add_template(
    #[server(default)] kind: String,
    #[server(default)] name: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), ActionError> {
    let mut tx = crate::request::open().await?;
    let typed = store::template::Typed { kind: &kind, name: &name, subject: &subject, body: &body };
    store::template::add(&mut tx, &typed).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes a template that was read at `version`.
///
/// # Errors
/// As [`add_template`]; when there is no such template, or somebody has changed it since.
#[server(prefix = "/api/staff", endpoint = "template-change")]
pub async fn change_template(
    template: String,
    version: i32,
    #[server(default)] name: String,
    #[server(default)] subject: String,
    #[server(default)] body: String,
) -> Result<(), ActionError> {
    let template = crate::request::id(&template)?;
    let mut tx = crate::request::open().await?;
    let typed = store::template::Typed { kind: "", name: &name, subject: &subject, body: &body };
    store::template::change(&mut tx, template, version, &typed).await?;
    tx.commit().await?;
    Ok(())
}

/// Deletes a template.
///
/// # Errors
/// When there is no such template, or the reader may not change lists.
#[server(prefix = "/api/staff", endpoint = "template-delete")]
pub async fn delete_template(template: String) -> Result<(), ActionError> {
    let template = crate::request::id(&template)?;
    let mut tx = crate::request::open().await?;
    store::template::delete(&mut tx, template).await?;
    tx.commit().await?;
    Ok(())
}
