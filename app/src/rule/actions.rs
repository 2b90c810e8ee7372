//! Server functions of the rules of fields.

use super::types_of;
use crate::error::ActionError;
use domain::{
    customer::CustomerKind,
    error::{ApiError, ErrorCode, Problem},
    field::{Entity, Need},
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::rule::Decision;

/// Decides how much fields of customers, or of contacts, matter with customers of these types.
///
/// `need` has what is wanted, by field and kind as `email.company`; `read` what stood there, empty
/// where the types differ. What is as it was read, or chosen as "varies", is left.
///
/// # Errors
/// At `FIELD.KIND`: what can't be chosen, or was decided by somebody else since; when the reader is no
/// administrator.
#[server(prefix = "/api/staff", endpoint = "field-rules")]
pub async fn decide_fields(
    entity: String,
    #[server(default)] types: String,
    #[server(default)] need: BTreeMap<String, String>,
    #[server(default)] read: BTreeMap<String, String>,
) -> Result<(), ActionError> {
    use crate::request;
    let malformed = || ActionError(ApiError::new(ErrorCode::BadRequest));
    let entity = [Entity::Customer, Entity::Contact].into_iter().find(|of| of.key() == entity).ok_or_else(malformed)?;
    let types = types_of(&types).ok_or_else(malformed)?;
    let mut tx = request::open().await?;
    let fields = store::rule::catalogue(entity, tx.session().own_of(entity));
    let mut decisions = Vec::new();
    for (name, wanted) in need.iter().filter(|(name, wanted)| !wanted.is_empty() && read.get(*name) != Some(*wanted)) {
        let (key, kind) = name.split_once('.').ok_or_else(malformed)?;
        let gone = || ActionError(ApiError::field(name, Problem::ChangedSince));
        let field = fields.iter().find(|field| field.key == key).copied().ok_or_else(gone)?;
        let before = read.get(name).map_or("", String::as_str);
        decisions.push(Decision {
            field,
            kind: CustomerKind::from_key(kind).ok_or_else(malformed)?,
            read: Need::from_key(before),
            need: Need::from_key(wanted).ok_or_else(malformed)?,
        });
    }
    store::rule::decide(&mut tx, entity, types, &decisions).await?;
    request::commit(tx).await
}

/// Takes back what a command decided about fields.
///
/// # Errors
/// When there is no such command, nothing of it stands any more, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "field-rules-undo")]
pub async fn undo_fields(command: String) -> Result<(), ActionError> {
    use crate::request;
    let command = request::id(&command)?;
    let mut tx = request::open().await?;
    store::rule::undo(&mut tx, command).await?;
    request::commit(tx).await
}
