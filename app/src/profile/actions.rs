//! Server functions of the profile.

use crate::error::ActionError;
use leptos::prelude::*;

/// Changes language (empty: as the browser), colour scheme and density.
///
/// # Errors
/// When nobody is signed in, or a value is none of the choices.
#[server(prefix = "/api/staff", endpoint = "profile")]
pub async fn change_profile(language: String, colour_scheme: String, density: String) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, Problem},
        language::Language,
        user::{ColourScheme, Density},
    };
    let mut tx = crate::request::open().await?;
    let wrong = |field| ActionError(ApiError::field(field, Problem::Choice));
    let chosen = match language.as_str() {
        "" => None,
        tag => Some(Language::ALL.into_iter().find(|known| known.tag() == tag).ok_or_else(|| wrong("language"))?),
    };
    let scheme = ColourScheme::from_key(&colour_scheme).ok_or_else(|| wrong("colour_scheme"))?;
    let density = Density::from_key(&density).ok_or_else(|| wrong("density"))?;
    store::profile::change(&mut tx, chosen, scheme, density).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes what stands under the e-mails that the person writes to customers.
///
/// # Errors
/// When nobody is signed in, or the text can't be taken.
#[server(prefix = "/api/staff", endpoint = "signature")]
pub async fn change_signature(signature: String) -> Result<(), ActionError> {
    let mut tx = crate::request::open().await?;
    store::profile::change_signature(&mut tx, &signature).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes the password; the person's other browsers are signed out.
///
/// # Errors
/// When the current password is wrong, the new one too short, or the two differ.
#[server(prefix = "/api/staff", endpoint = "password")]
pub async fn change_password(current: String, new: String, repeat: String) -> Result<(), ActionError> {
    use crate::sign_in::password;
    use domain::error::{ApiError, ErrorCode, FieldError, Problem};
    use store::attempt::{Trying, attempt, forget};
    let mut problems = password::problems(&new, &repeat);
    // Hashing takes a while: no connection is held meanwhile.
    let mut tx = crate::request::open().await?;
    let kept = store::profile::password_hash(&mut tx).await?;
    let email = tx.commit().await?.email;
    let context = crate::request::context()?;
    let tried = attempt(&context.store, Trying::SignIn { account: &email, address: &context.address }).await?;
    let tried = tried.ok_or(ApiError::new(ErrorCode::TooManyAttempts))?;
    if password::verify(current, Some(kept)).await {
        forget(&context.store, tried).await?;
    } else {
        problems.push(FieldError { field: "current".to_owned(), problem: Problem::WrongPassword });
    }
    if !problems.is_empty() {
        return Err(ApiError::invalid(problems).into());
    }
    let hash = password::hash(new).await.ok_or(ActionError(ApiError::new(ErrorCode::Internal)))?;
    let mut tx = crate::request::open().await?;
    store::profile::change_password(&mut tx, &hash).await?;
    let this = tx.session().id;
    store::sign_in::close_all_sessions(&mut tx, Some(this)).await?;
    tx.commit().await?;
    Ok(())
}
