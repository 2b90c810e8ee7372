//! Server functions of comments.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Writes a comment, into the stream or, with `fixed` set to `true`, among the fixed ones.
///
/// # Errors
/// When the text is empty or too long, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "comment-add")]
pub async fn add_comment(customer: String, body: String, #[server(default)] fixed: String) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::comment::add(&mut tx, customer, &body, fixed == "true").await?;
    request::commit(tx).await?;
    Ok(())
}

/// Changes text, author and date of a comment that was read at `version` (seed 004:53).
///
/// # Errors
/// What is wrong with which field; a conflict where somebody else changed the text meanwhile.
#[server(prefix = "/api/staff", endpoint = "comment-change")]
pub async fn change_comment(
    customer: String,
    comment: String,
    version: i32,
    body: String,
    author: String,
    at: String,
) -> Result<(), ActionError> {
    use crate::ui::time::Clock;
    use domain::error::{ApiError, Problem};
    let (customer, comment) = (request::id(&customer)?, request::id(&comment)?);
    let mut tx = request::open().await?;
    let clock = Clock::new(&tx.session().time_zone, tx.session().language);
    let author = author.parse().map_err(|_| ApiError::field("author", Problem::Choice))?;
    let at = clock.parse(&at).ok_or_else(|| ApiError::field("at", Problem::DateTime))?;
    let changed = store::comment::Changed { version, body: &body, author, at: &at };
    store::comment::change(&mut tx, customer, comment, changed).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Puts a comment among the fixed ones (`true`) or back into the stream.
///
/// # Errors
/// When the reader may not write, or there is no such comment.
#[server(prefix = "/api/staff", endpoint = "comment-fix")]
pub async fn fix_comment(customer: String, comment: String, fixed: String) -> Result<(), ActionError> {
    let (customer, comment) = (request::id(&customer)?, request::id(&comment)?);
    let mut tx = request::open().await?;
    store::comment::fix(&mut tx, customer, comment, fixed == "true").await?;
    request::commit(tx).await?;
    Ok(())
}

/// Deletes a comment; the log keeps what it said.
///
/// # Errors
/// When the reader may not write, or there is no such comment.
#[server(prefix = "/api/staff", endpoint = "comment-delete")]
pub async fn delete_comment(customer: String, comment: String) -> Result<(), ActionError> {
    let (customer, comment) = (request::id(&customer)?, request::id(&comment)?);
    let mut tx = request::open().await?;
    store::comment::delete(&mut tx, customer, comment).await?;
    request::commit(tx).await?;
    Ok(())
}
