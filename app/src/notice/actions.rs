//! Server functions of notices.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Says that a notice of the reader's own is read (`true`), or is not after all.
///
/// # Errors
/// When they have no such notice.
#[server(prefix = "/api/staff", endpoint = "notice-read")]
pub async fn read_notice(notice: String, read: String) -> Result<(), ActionError> {
    let notice = request::id(&notice)?;
    let mut tx = request::open().await?;
    store::notice::set_read(&mut tx, notice, read == "true").await?;
    tx.commit().await?;
    Ok(())
}

/// Says that all notices of the reader's own are read.
///
/// # Errors
/// When nobody is signed in.
#[server(prefix = "/api/staff", endpoint = "notices-read")]
pub async fn read_all_notices() -> Result<(), ActionError> {
    let mut tx = request::open().await?;
    store::notice::read_all(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Chooses how the reader is told by e-mail when they are called on: `now`, `daily` or `none` (contract ADM-28).
///
/// # Errors
/// When nobody is signed in, or it is none of the choices.
#[server(prefix = "/api/staff", endpoint = "mention-mail")]
pub async fn change_mention_mail(mention_mail: String) -> Result<(), ActionError> {
    use domain::{
        error::{ApiError, Problem},
        notice::MentionMail,
    };
    let chosen = MentionMail::from_key(&mention_mail)
        .ok_or_else(|| ActionError(ApiError::field("mention_mail", Problem::Choice)))?;
    let mut tx = request::open().await?;
    store::notice::choose_mention_mail(&mut tx, chosen).await?;
    tx.commit().await?;
    Ok(())
}
