//! A person's own profile: language, looks, password.

use crate::{StoreError, Tx};
use domain::{
    language::Language,
    plain_text,
    policy::Action,
    user::{ColourScheme, Density},
};

/// How a person wants the interface.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn change(
    tx: &mut Tx,
    language: Option<Language>,
    colour_scheme: ColourScheme,
    density: Density,
) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!(
        "update app_user set language = $1, colour_scheme = $2, density = $3 where tenant_id = current_tenant() and id = current_app_user()",
        language.map(Language::tag),
        colour_scheme.key(),
        density.key(),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The person's password hash, for checking the current password before a change.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn password_hash(tx: &mut Tx) -> Result<String, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    Ok(sqlx::query_scalar!(
        "select password_hash from app_user where tenant_id = current_tenant() and id = current_app_user()"
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Keeps a new password hash.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn change_password(tx: &mut Tx, hash: &str) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!(
        "update app_user set password_hash = $1 where tenant_id = current_tenant() and id = current_app_user()",
        hash
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Most characters of a signature.
pub const SIGNATURE_MAX: u32 = 2000;

/// What stands under the e-mails that the person writes; may be empty.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn signature(tx: &mut Tx) -> Result<String, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    Ok(sqlx::query_scalar!(
        "select signature from app_user where tenant_id = current_tenant() and id = current_app_user()"
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Changes what stands under the e-mails that the person writes.
///
/// # Errors
/// What is wrong with the text.
pub async fn change_signature(tx: &mut Tx, typed: &str) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let signature =
        plain_text::lines(typed, SIGNATURE_MAX).map_err(|problem| StoreError::field("signature", problem.into()))?;
    sqlx::query!(
        "update app_user set signature = $1 where tenant_id = current_tenant() and id = current_app_user()",
        signature,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
