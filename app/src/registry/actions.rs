//! The server functions that change something by what the registry says.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use super::{FILL, lookup::unit_of};
use crate::{error::ActionError, request};
use domain::{
    change::Source,
    error::{ApiError, Problem},
    id::CustomerId,
    list::ListKind,
    registry::Part,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::{StoreError, form_state::FormState};

/// Shows the registration form again, filled in with what the registry says: for browsers without
/// a script. Nothing is saved; what was typed is kept for the page that answers, and that asks.
///
/// `pick` is the number that was chosen among several, `prefer` the key of a field in which the
/// registry's value goes over what was typed, `refresh` asks for the fields that another kind or type
/// of customer has, and nothing of the registry; `kept` has what was typed into fields that are not shown,
/// as `patch.KEY`; the others are those of a registration.
///
/// # Errors
/// When nobody is signed in, or the person may not register customers.
#[server(prefix = "/api/staff", endpoint = "registry-fill")]
pub async fn fill_from_registry(
    #[server(default)] owner: String,
    #[server(default)] request: String,
    #[server(default)] patch: BTreeMap<String, String>,
    #[server(default)] contact: BTreeMap<String, String>,
    #[server(default)] same_as_customer: String,
    #[server(default)] registry: String,
    #[server(default)] registry_query: String,
    #[server(default)] pick: String,
    #[server(default)] prefer: String,
    #[server(default)] refresh: String,
    #[server(default)] anyway: String,
    #[server(default)] kept: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    let named = |entity: &str, values: BTreeMap<String, String>| -> Vec<(String, String)> {
        values.into_iter().map(|(key, typed)| (format!("{entity}[{key}]"), typed)).collect()
    };
    let mut typed = named("patch", patch);
    typed.extend(named("contact", contact));
    // Fields that may be there again have what was typed into them before.
    for (name, value) in kept {
        let Some((entity, key)) = name.split_once('.') else { continue };
        let name = format!("{entity}[{key}]");
        if !typed.iter().any(|(other, _)| *other == name) {
            typed.push((name, value));
        }
    }
    let others = [
        ("owner", owner),
        ("request", request),
        ("same_as_customer", same_as_customer),
        ("registry", registry),
        ("registry_query", registry_query),
        ("pick", pick),
        ("prefer", prefer),
        ("refresh", refresh),
        ("anyway", anyway),
    ];
    typed.extend(others.map(|(name, typed)| (name.to_owned(), typed)));
    // What can't be kept can't be shown either.
    for (_, typed) in &mut typed {
        typed.retain(|c| c != '\0');
    }
    let mut tx = request::open().await?;
    store::registration::may_register(&tx)?;
    let state = FormState { form: FILL.to_owned(), typed, error: ApiError::invalid(Vec::new()) };
    let id = store::form_state::keep(&mut tx, &state).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/customers/new?form={id}"));
    Ok(())
}

/// Takes over what was chosen of what the registry says of a customer that was read at `version`:
/// `take` has the keys of fields, and `address-KIND`, with commas.
///
/// # Errors
/// When nothing was chosen, the registry has no answer, or somebody else changed the same meanwhile.
#[server(prefix = "/api/staff", endpoint = "registry-take")]
pub async fn take_from_registry(
    customer: String,
    version: i32,
    #[server(default)] take: String,
) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let chosen: Vec<&str> = take.split(',').filter(|key| !key.is_empty()).collect();
    let parts: Vec<Part> =
        told(customer).await?.into_iter().filter(|part| chosen.contains(&part.key.as_str())).collect();
    if parts.is_empty() {
        return Err(StoreError::field("take", Problem::Required).into());
    }
    let mut tx = request::open().await?;
    store::proposal::take(&mut tx, customer, version, Source::Registry, &parts).await?;
    request::commit(tx).await
}

/// Updates what nobody who is believed more has written; the rest becomes proposals.
///
/// # Errors
/// When the registry has no answer, or this firm has no such customer.
#[server(prefix = "/api/staff", endpoint = "registry-update")]
pub async fn update_from_registry(customer: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let parts = told(customer).await?;
    let mut tx = request::open().await?;
    store::proposal::offer(&mut tx, customer, Source::Registry, &parts).await?;
    request::commit(tx).await
}

/// Puts a proposed value into its place.
///
/// # Errors
/// When this customer has no such proposal any more.
#[server(prefix = "/api/staff", endpoint = "proposal-accept")]
pub async fn accept_proposal(customer: String, proposal: String) -> Result<(), ActionError> {
    let (customer, proposal) = (request::id(&customer)?, request::id(&proposal)?);
    let mut tx = request::open().await?;
    store::proposal::accept(&mut tx, customer, proposal).await?;
    request::commit(tx).await
}

/// Leaves what stands, and does not show the proposal again.
///
/// # Errors
/// When this customer has no such proposal.
#[server(prefix = "/api/staff", endpoint = "proposal-dismiss")]
pub async fn dismiss_proposal(customer: String, proposal: String) -> Result<(), ActionError> {
    let (customer, proposal) = (request::id(&customer)?, request::id(&proposal)?);
    let mut tx = request::open().await?;
    store::proposal::dismiss(&mut tx, customer, proposal).await?;
    tx.commit().await?;
    Ok(())
}

/// What the registry says of a customer, for somebody who may change it.
async fn told(customer: CustomerId) -> Result<Vec<Part>, ActionError> {
    let mut tx = request::open().await?;
    let number = store::proposal::number_of(&mut tx, customer).await?;
    let language = tx.session().language;
    let types = store::list::choices(&mut tx, ListKind::CompanyType, language).await?;
    // The registry may take its time: the database is let go of first.
    tx.commit().await?;
    let unit = unit_of(&request::context()?.registry, number.as_ref()).await;
    let unit = unit.map_err(|failure| ApiError::field("take", Problem::Registry { failure }))?;
    Ok(unit.parts(&types))
}
