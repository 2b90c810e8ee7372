//! The server function of the parts of the product that a firm uses.

use crate::error::ActionError;
use leptos::prelude::*;

/// Decides whether a part of the product is used, and for which types of customers. `read` is what was on the
/// page, `wanted` what is wanted: types by their keys, and `active`, with commas between them.
///
/// # Errors
/// When there is no such part, it takes nobody, somebody has decided of it since, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "module-decide")]
pub async fn decide_module(
    #[server(default)] module: String,
    #[server(default)] read: String,
    #[server(default)] wanted: String,
) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, ErrorCode},
        module::{Module, ModuleRule},
    };
    let module = Module::from_key(&module).ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    let mut tx = crate::request::open().await?;
    store::module::decide(&mut tx, module, ModuleRule::read(&read), ModuleRule::read(&wanted)).await?;
    crate::request::commit(tx).await
}
