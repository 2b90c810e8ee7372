//! Server functions of the card's tabs.

use crate::error::ActionError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
fn key(text: &str) -> Result<domain::tab::TabKey, ActionError> {
    crate::request::id(text)
}

/// The sections that a form names, with commas between them; one that there is no longer is passed over.
#[cfg(feature = "ssr")]
fn sections(keys: &str) -> Vec<domain::section::Section> {
    keys.split(',').filter_map(domain::section::Section::from_key).collect()
}

/// Makes a tab of the firm's own.
///
/// # Errors
/// What is wrong with its name; when the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "tab-add")]
pub async fn add_tab(
    #[server(default)] nb: String,
    #[server(default)] sv: String,
    #[server(default)] en: String,
    #[server(default)] sections: String,
) -> Result<(), ActionError> {
    let sections = self::sections(&sections);
    let mut tx = crate::request::open().await?;
    store::tab::add(&mut tx, &store::tab::Wanted { labels: [&nb, &sv, &en], sections: &sections }).await?;
    crate::request::commit(tx).await
}

/// Renames an own tab that was read at `version`, and says which sections it shows.
///
/// # Errors
/// As [`add_tab`]; when there is no such tab.
#[server(prefix = "/api/staff", endpoint = "tab-change")]
pub async fn change_tab(
    tab: String,
    version: i32,
    #[server(default)] nb: String,
    #[server(default)] sv: String,
    #[server(default)] en: String,
    #[server(default)] sections: String,
) -> Result<(), ActionError> {
    let tab = crate::request::id(&tab)?;
    let sections = self::sections(&sections);
    let mut tx = crate::request::open().await?;
    let wanted = store::tab::Wanted { labels: [&nb, &sv, &en], sections: &sections };
    store::tab::change(&mut tx, tab, version, &wanted).await?;
    crate::request::commit(tx).await
}

/// Puts a tab in sight, in the menu, or nowhere.
///
/// # Errors
/// When there is no such tab or place, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "tab-put")]
pub async fn put_tab(tab: String, #[server(default)] place: String) -> Result<(), ActionError> {
    use domain::error::{ApiError, ErrorCode};
    let tab = key(&tab)?;
    let place = domain::tab::Place::from_key(&place).ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    let mut tx = crate::request::open().await?;
    store::tab::put(&mut tx, tab, place).await?;
    crate::request::commit(tx).await
}

/// Moves a tab up or down.
///
/// # Errors
/// When there is no such tab, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "tab-shift")]
pub async fn shift_tab(tab: String, up: bool) -> Result<(), ActionError> {
    let tab = key(&tab)?;
    let mut tx = crate::request::open().await?;
    store::tab::shift(&mut tx, tab, up).await?;
    crate::request::commit(tx).await
}

/// Takes an own tab away.
///
/// # Errors
/// When there is no such tab, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "tab-remove")]
pub async fn remove_tab(tab: String) -> Result<(), ActionError> {
    let tab = crate::request::id(&tab)?;
    let mut tx = crate::request::open().await?;
    store::tab::remove(&mut tx, tab).await?;
    crate::request::commit(tx).await
}
