//! Server functions of the rights to fields.

use crate::error::ActionError;
use domain::{
    error::{ApiError, ErrorCode, Problem},
    field::Entity,
    policy::Access,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Decides what roles may do with fields.
///
/// `access` has what is wanted, by entity, field and role as `customer.email.consultant`; `read` what stood there. What
/// is as it was read is left.
///
/// # Errors
/// At `ENTITY.FIELD.ROLE`: what can't be chosen, or was decided by somebody else since; when the reader is no
/// administrator.
#[server(prefix = "/api/staff", endpoint = "field-rights")]
pub async fn decide_rights(
    #[server(default)] access: BTreeMap<String, String>,
    #[server(default)] read: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    use crate::request;
    use store::field_right::{Decision, ROLES, decide};
    let malformed = || ActionError(ApiError::new(ErrorCode::BadRequest));
    let mut tx = request::open().await?;
    // No form of ours asks nothing.
    if access.is_empty() {
        return Err(malformed());
    }
    let of_customer = store::rule::catalogue(Entity::Customer, &tx.session().own);
    let of_contact = store::rule::catalogue(Entity::Contact, &tx.session().own_of_contacts);
    let mut decisions = Vec::new();
    for (name, wanted) in access.iter().filter(|(name, wanted)| read.get(*name) != Some(*wanted)) {
        let (entity, rest) = name.split_once('.').ok_or_else(malformed)?;
        let (key, role) = rest.split_once('.').ok_or_else(malformed)?;
        let fields = if entity == Entity::Contact.key() { &of_contact } else { &of_customer };
        // An own field that went out of use meanwhile.
        let gone = || ActionError(ApiError::field(name, Problem::ChangedSince));
        let role = ROLES.into_iter().find(|known| known.key() == role).ok_or_else(malformed)?;
        decisions.push(Decision {
            field: fields.iter().find(|field| field.key == key).copied().ok_or_else(gone)?,
            role,
            read: read.get(name).and_then(|key| Access::from_key(key)).unwrap_or(Access::usual(role)),
            wanted: Access::from_key(wanted).ok_or_else(malformed)?,
        });
    }
    decide(&mut tx, &decisions).await?;
    request::commit(tx).await
}
