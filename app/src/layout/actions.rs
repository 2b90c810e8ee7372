//! Server functions of layouts that are made for others, and of those that are taken over.

use crate::error::ActionError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
fn malformed() -> ActionError {
    use domain::error::{ApiError, ErrorCode};
    ActionError(ApiError::new(ErrorCode::BadRequest))
}

#[cfg(feature = "ssr")]
fn target(key: &str) -> Result<domain::layout::Target, ActionError> {
    domain::layout::Target::from_key(key).ok_or_else(malformed)
}

#[cfg(feature = "ssr")]
fn device(key: &str) -> Result<domain::layout::Device, ActionError> {
    domain::layout::Device::from_key(key).ok_or_else(malformed)
}

/// Makes what is being arranged for the firm or a role what counts; `seen` is which save of it was read.
///
/// # Errors
/// When somebody else has arranged it since, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "layout-publish")]
pub async fn publish_layout(
    #[server(default)] whose: String,
    #[server(default)] seen: String,
) -> Result<(), ActionError> {
    let target = target(&whose)?;
    let mut tx = crate::request::open().await?;
    if let Ok(seen) = seen.parse() {
        store::layout::is_as_seen(&mut tx, target, seen).await?;
    }
    store::layout::publish(&mut tx, target).await?;
    crate::request::commit(tx).await
}

/// Throws away what is being arranged for the firm or a role; `seen` is which save of it was read.
///
/// # Errors
/// When somebody else has arranged it since, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "layout-discard")]
pub async fn discard_layout(
    #[server(default)] whose: String,
    #[server(default)] seen: String,
) -> Result<(), ActionError> {
    let target = target(&whose)?;
    let mut tx = crate::request::open().await?;
    if let Ok(seen) = seen.parse() {
        store::layout::is_as_seen(&mut tx, target, seen).await?;
    }
    store::layout::discard(&mut tx, target).await?;
    crate::request::commit(tx).await
}

/// Makes a draft of an earlier version, and leads to a card on which it is seen.
///
/// # Errors
/// When there is no such version, or the reader is no administrator.
#[server(prefix = "/api/staff", endpoint = "layout-bring-back")]
pub async fn bring_back_layout(
    customer: String,
    #[server(default)] whose: String,
    #[server(default)] device: String,
    version: i32,
) -> Result<(), ActionError> {
    let customer: domain::id::CustomerId = crate::request::id(&customer)?;
    let (target, device) = (target(&whose)?, self::device(&device)?);
    let mut tx = crate::request::open().await?;
    store::layout::bring_back(&mut tx, target, device, version).await?;
    crate::request::commit(tx).await?;
    leptos_axum::redirect(&format!("/customers/{customer}?arrange={}&device={}", target.key(), device.key()));
    Ok(())
}

/// Takes over how a colleague has arranged the card.
///
/// # Errors
/// When the firm has no such colleague.
#[server(prefix = "/api/staff", endpoint = "layout-adopt")]
pub async fn adopt_layout(
    customer: String,
    user: String,
    #[server(default)] device: String,
) -> Result<(), ActionError> {
    let customer: domain::id::CustomerId = crate::request::id(&customer)?;
    let user = crate::request::id(&user)?;
    let device = self::device(&device)?;
    let mut tx = crate::request::open().await?;
    store::layout::adopt(&mut tx, user, device).await?;
    crate::request::commit(tx).await?;
    leptos_axum::redirect(&format!("/customers/{customer}"));
    Ok(())
}
