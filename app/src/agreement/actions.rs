//! Server functions of the firm's collective agreements.

use crate::error::ActionError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What a form says of the days: the inputs are named by the day's field and the part, as `hours_monday.from`.
#[cfg(feature = "ssr")]
fn days(hours: &BTreeMap<String, String>) -> [[&str; 3]; 7] {
    domain::agreement::hours::DAYS.map(|(key, _)| {
        ["from", "to", "pause"].map(|part| hours.get(&format!("{key}.{part}")).map_or("", String::as_str))
    })
}

/// Adds a collective agreement.
///
/// # Errors
/// What is wrong with its name, its hours of a week or a day, each at its field; when the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "agreement-add")]
pub async fn add_agreement(
    #[server(default)] nb: String,
    #[server(default)] sv: String,
    #[server(default)] en: String,
    #[server(default)] weekly_hours: String,
    #[server(default)] hours: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    use crate::request;
    use store::collective_agreement::{self, Wanted};
    let mut tx = request::open().await?;
    let wanted = Wanted { names: [&nb, &sv, &en], weekly: &weekly_hours, days: days(&hours) };
    collective_agreement::add(&mut tx, &wanted).await?;
    crate::request::commit(tx).await
}

/// Changes a collective agreement that was read at `version`.
///
/// # Errors
/// As [`add_agreement`]; when there is no such agreement, or somebody else has changed it since.
#[server(prefix = "/api/staff", endpoint = "agreement-change")]
pub async fn change_agreement(
    agreement: String,
    version: i32,
    #[server(default)] nb: String,
    #[server(default)] sv: String,
    #[server(default)] en: String,
    #[server(default)] weekly_hours: String,
    #[server(default)] hours: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    use crate::request;
    use store::collective_agreement::{self, Wanted};
    let agreement = request::id(&agreement)?;
    let mut tx = request::open().await?;
    let wanted = Wanted { names: [&nb, &sv, &en], weekly: &weekly_hours, days: days(&hours) };
    collective_agreement::change(&mut tx, agreement, version, &wanted).await?;
    crate::request::commit(tx).await
}

/// Takes a collective agreement out of the choices, or back.
///
/// # Errors
/// When there is no such agreement, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "agreement-retire")]
pub async fn retire_agreement(agreement: String, retired: bool) -> Result<(), ActionError> {
    use crate::request;
    let agreement = request::id(&agreement)?;
    let mut tx = request::open().await?;
    store::collective_agreement::retire(&mut tx, agreement, retired).await?;
    crate::request::commit(tx).await
}
