//! Server functions that answer while one types.

use crate::error::ActionError;
use domain::registration::Similar;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Customers of the firm that may be the one that is being typed; `phones` and `emails` have
/// commas between them. What is not yet a number or an address finds nothing.
///
/// # Errors
/// When nobody is signed in, or the person may not register customers.
#[server(prefix = "/api/staff", endpoint = "similar-customers")]
pub async fn similar_customers(
    #[server(default)] name: String,
    #[server(default)] organisation_number: String,
    #[server(default)] country: String,
    #[server(default)] phones: String,
    #[server(default)] emails: String,
) -> Result<Vec<Similar>, ActionError> {
    let mut tx = crate::request::open().await?;
    let known = store::similar::Known {
        name: &name,
        organisation_number: &organisation_number,
        country: &country,
        phones: phones.split(',').take(8).collect(),
        emails: emails.split(',').take(8).collect(),
    };
    let found = store::similar::similar(&mut tx, &known, None).await?;
    tx.commit().await?;
    Ok(found)
}

/// The place of a postal code; empty where it is not known. Without a country it is the firm's.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "place", input = GetUrl)]
pub async fn place_of(code: String, #[server(default)] country: String) -> Result<String, ActionError> {
    let tx = crate::request::open().await?;
    let country = domain::country::Country::parse(&country).unwrap_or(tx.session().home);
    tx.commit().await?;
    Ok(crate::postal::place(&code, country).unwrap_or_default())
}
