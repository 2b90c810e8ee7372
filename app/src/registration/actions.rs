//! The server function that registers a customer.

#![expect(clippy::too_many_arguments, reason = "a server function has one for each input of its form")]

use crate::{error::ActionError, postal, request};
use domain::{
    address::{AddressKind, SameAs},
    country::Country,
    error::{ApiError, ErrorCode},
    field::{CONTACT, CUSTOMER},
    id::{CustomerId, RegistrationId, UserId},
    list::ListKind,
    organisation_number::OrganisationNumber,
    registration::same_as_customer as fill_contact,
    registry::Part,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Registers a customer with its first contact, and leads to its card or, with `then=new`, to an
/// empty form.
///
/// `owner` is whose form it is: one that was opened by somebody else, who has signed out since,
/// is refused. `request` is the form's own id: sent twice, it registers one customer. `anyway` has
/// the ids of similar customers that are others, with commas; `new` among them is `then=new`.
/// `registry` is the organisation number with which the company registry was asked: values that
/// are as it says are kept as coming from there.
///
/// # Errors
/// What is wrong with which field, those of the contact as `contact.KEY`; `PossibleDuplicate` when
/// there are similar customers that are not in `anyway`.
#[server(prefix = "/api/staff", endpoint = "register-customer")]
pub async fn register_customer(
    owner: String,
    request: String,
    #[server(default)] patch: BTreeMap<String, String>,
    #[server(default)] contact: BTreeMap<String, String>,
    #[server(default)] same_as_customer: String,
    #[server(default)] anyway: String,
    #[server(default)] then: String,
    #[server(default)] registry: String,
) -> Result<CustomerId, ActionError> {
    let malformed = || ActionError(ApiError::new(ErrorCode::BadRequest));
    let (mut patch, mut contact) = (patch, contact);
    let owner: UserId = owner.parse().map_err(|_| malformed())?;
    let request: RegistrationId = request.parse().map_err(|_| malformed())?;
    let others: Vec<CustomerId> = anyway.split(',').filter_map(|id| id.parse().ok()).collect();
    let and_new = then == "new" || anyway.split(',').any(|token| token == "new");
    let mut tx = request::open().await?;
    if tx.session().user != owner {
        return Err(ApiError::new(ErrorCode::Forbidden).into());
    }
    let told = if registry.is_empty() {
        Vec::new()
    } else {
        // The registry may take its time: the database is let go of meanwhile.
        let told = told(tx, &registry).await?;
        tx = request::open().await?;
        told
    };
    only_own_lines(&mut patch);
    postal::fill_places(&mut patch, tx.session().home);
    if same_as_customer == "yes" {
        fill_contact(&patch, &mut contact);
    }
    let customer = request::patch(&tx, CUSTOMER, &patch)?;
    let contact = request::patch(&tx, CONTACT, &contact)?;
    let new =
        store::registration::New { request, customer: &customer, contact: &contact, others: &others, registry: &told };
    let id = store::registration::register(&mut tx, &new).await?;
    tx.commit().await?;
    let target = if and_new { format!("/customers/new?made={id}") } else { format!("/customers/{id}") };
    leptos_axum::redirect(&target);
    Ok(id)
}

/// What the company registry says by this number; a registry without an answer says nothing.
async fn told(mut tx: store::Tx, number: &str) -> Result<Vec<Part>, ActionError> {
    store::registration::may_register(&tx)?;
    let Ok(number) = OrganisationNumber::parse(number, Country::NORWAY) else { return Ok(Vec::new()) };
    let language = tx.session().language;
    let types = store::list::choices(&mut tx, ListKind::CompanyType, language).await?;
    tx.commit().await?;
    let unit = request::context()?.registry.unit(&number).await;
    Ok(unit.map(|unit| unit.parts(&types)).unwrap_or_default())
}

/// An address that is the same as another has no lines of its own, whatever stood in them before
/// that was chosen.
fn only_own_lines(patch: &mut BTreeMap<String, String>) {
    for kind in AddressKind::ALL {
        let prefix = format!("{}_", kind.key());
        let same = patch.get(&format!("{prefix}same_as")).and_then(|typed| SameAs::from_key(typed));
        if matches!(same, Some(SameAs::Visiting | SameAs::Postal)) {
            patch.retain(|key, _| !key.starts_with(&prefix) || key.ends_with("_same_as"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_not_shown_are_not_kept() {
        let mut patch: BTreeMap<String, String> = [
            ("visiting_street", "Verftsgata 14"),
            ("postal_same_as", "visiting"),
            ("postal_street", "Postboks 1"),
            ("postal_postal_code", "80"),
            ("invoice_same_as", "own"),
            ("invoice_street", "Postboks 2"),
        ]
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .into();
        only_own_lines(&mut patch);
        let keys: Vec<_> = patch.keys().map(String::as_str).collect();
        assert_eq!(keys, ["invoice_same_as", "invoice_street", "postal_same_as", "visiting_street"]);
    }
}
