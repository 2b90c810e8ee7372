//! Server functions of a firm's own fields.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use crate::error::ActionError;
use leptos::prelude::*;

/// The place that a form names: a section that takes own fields, that of contacts, or one of the firm's own tabs.
#[cfg(feature = "ssr")]
fn place(key: &str) -> Result<(domain::section::Section, Option<domain::id::TabId>), ActionError> {
    use domain::{
        error::{ApiError, Problem},
        section::Section,
    };
    if let Ok(tab) = key.parse() {
        return Ok((Section::Own, Some(tab)));
    }
    Section::from_key(key)
        .filter(|section| store::own_field::takes_own(*section) || *section == Section::Contacts)
        .map(|section| (section, None))
        .ok_or_else(|| ActionError(ApiError::field("section", Problem::Choice)))
}

/// Declares a field of the firm's own: of customers, or where the section is that of contacts, of contacts.
///
/// # Errors
/// What is wrong with its name, kind or section; when the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "own-field-add")]
pub async fn add_own_field(
    #[server(default)] kind: String,
    #[server(default)] nb: String,
    #[server(default)] sv: String,
    #[server(default)] en: String,
    #[server(default)] section: String,
    #[server(default)] help_nb: String,
    #[server(default)] help_sv: String,
    #[server(default)] help_en: String,
    #[server(default)] in_portal: bool,
) -> Result<(), ActionError> {
    use crate::request;
    use domain::{
        error::{ApiError, Problem},
        field::OwnKind,
    };
    let (section, tab) = place(&section)?;
    let kind = OwnKind::from_key(&kind).ok_or_else(|| ActionError(ApiError::field("kind", Problem::Choice)))?;
    let mut tx = request::open().await?;
    let (labels, help) = ([&*nb, &sv, &en], [&*help_nb, &help_sv, &help_en]);
    let wanted = store::own_field::Wanted { labels, help, in_portal, section, tab };
    store::own_field::add(&mut tx, kind, &wanted).await?;
    request::commit(tx).await
}

/// Renames a field that was read at `version`, says what it is for, and moves it to another section or tab.
///
/// # Errors
/// As [`add_own_field`]; when there is no such field.
#[server(prefix = "/api/staff", endpoint = "own-field-change")]
pub async fn change_own_field(
    field: String,
    version: i32,
    #[server(default)] nb: String,
    #[server(default)] sv: String,
    #[server(default)] en: String,
    #[server(default)] section: String,
    #[server(default)] help_nb: String,
    #[server(default)] help_sv: String,
    #[server(default)] help_en: String,
    #[server(default)] in_portal: bool,
) -> Result<(), ActionError> {
    use crate::request;
    let field = request::id(&field)?;
    let (section, tab) = place(&section)?;
    let mut tx = request::open().await?;
    let (labels, help) = ([&*nb, &sv, &en], [&*help_nb, &help_sv, &help_en]);
    let wanted = store::own_field::Wanted { labels, help, in_portal, section, tab };
    store::own_field::change(&mut tx, field, version, &wanted).await?;
    request::commit(tx).await
}

/// Takes a field out of use, or into use again.
///
/// # Errors
/// When there is no such field, another is called so by now, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "own-field-retire")]
pub async fn retire_own_field(field: String, retired: bool) -> Result<(), ActionError> {
    use crate::request;
    let field = request::id(&field)?;
    let mut tx = request::open().await?;
    store::own_field::retire(&mut tx, field, retired).await?;
    request::commit(tx).await
}

/// Moves a field up or down.
///
/// # Errors
/// When there is no such field, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "own-field-shift")]
pub async fn shift_own_field(field: String, up: bool) -> Result<(), ActionError> {
    use crate::request;
    let field = request::id(&field)?;
    let mut tx = request::open().await?;
    store::own_field::shift(&mut tx, field, up).await?;
    request::commit(tx).await
}

/// Gives a field that was read at `version` another kind, with the values of all who have one.
///
/// # Errors
/// When a value can't be of that kind, somebody has changed the field since, there is no such field or kind, or the
/// reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "own-field-convert")]
pub async fn convert_own_field(field: String, version: i32, #[server(default)] to: String) -> Result<(), ActionError> {
    use crate::request;
    use domain::{
        error::{ApiError, Problem},
        field::OwnKind,
    };
    let field = request::id(&field)?;
    let to = OwnKind::from_key(&to).ok_or_else(|| ActionError(ApiError::field("name", Problem::Choice)))?;
    let mut tx = request::open().await?;
    store::own_field::convert(&mut tx, field, version, to).await?;
    tx.commit().await?;
    Ok(())
}
