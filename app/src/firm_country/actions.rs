//! Server functions of the countries that may be chosen.

use crate::error::ActionError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
fn read(code: &str) -> Result<domain::country::Country, ActionError> {
    use domain::{
        country::Country,
        error::{ApiError, Problem},
    };
    Country::parse(code).map_err(|_| ActionError(ApiError::field("country", Problem::Choice)))
}

/// Begins to choose with the countries of the firm's customers, or goes back to the usual ones.
///
/// # Errors
/// When the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "countries-choose")]
pub async fn choose_countries(chosen: bool) -> Result<(), ActionError> {
    let mut tx = crate::request::open().await?;
    if chosen {
        store::country::begin(&mut tx).await?;
    } else {
        store::country::forget(&mut tx).await?;
    }
    crate::request::commit(tx).await
}

/// Lets a country be chosen.
///
/// # Errors
/// When there is no such country, it can be chosen already, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "country-add")]
pub async fn add_country(#[server(default)] country: String) -> Result<(), ActionError> {
    let mut tx = crate::request::open().await?;
    store::country::add(&mut tx, read(&country)?).await?;
    crate::request::commit(tx).await
}

/// Lets a country be chosen no more.
///
/// # Errors
/// When it is the firm's own, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "country-remove")]
pub async fn remove_country(#[server(default)] country: String) -> Result<(), ActionError> {
    let mut tx = crate::request::open().await?;
    store::country::remove(&mut tx, read(&country)?).await?;
    crate::request::commit(tx).await
}

/// Says how VAT is treated on what is sold to companies of a country; empty is as the law usually has it.
///
/// # Errors
/// When there is no such country or treatment, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "country-vat")]
pub async fn treat_country(
    #[server(default)] country: String,
    #[server(default)] vat: String,
) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, Problem},
        vat_treatment::VatTreatment,
    };
    let mut tx = crate::request::open().await?;
    let wrong = || ActionError(ApiError::field("vat", Problem::Choice));
    let vat = if vat.is_empty() { None } else { Some(VatTreatment::from_key(&vat).ok_or_else(wrong)?) };
    store::country::treat(&mut tx, read(&country)?, vat).await?;
    crate::request::commit(tx).await
}
