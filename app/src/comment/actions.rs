//! Server functions of comments.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Those who want it are told by e-mail, with what was written or not at all. Where the request does not say on which
/// host it came, an e-mail would lead nowhere: the bar on top tells it.
#[cfg(feature = "ssr")]
async fn tell_by_mail(tx: &mut store::Tx, comment: domain::id::CommentId) -> Result<(), ActionError> {
    if let Some(origin) = request::context()?.origin {
        crate::notice::mail_at_once(tx, comment, &origin).await?;
    }
    Ok(())
}

/// Writes a comment, into the stream or, with `fixed` set to `true`, among the fixed ones; as the answer to another
/// where `answers` names one, at a field of the card where `anchor` is its key.
///
/// # Errors
/// When the text is empty or too long, a name after an "@" fits several, or the reader may not write.
#[server(prefix = "/api/staff", endpoint = "comment-add")]
pub async fn add_comment(
    customer: String,
    body: String,
    #[server(default)] fixed: String,
    #[server(default)] answers: String,
    #[server(default)] anchor: String,
) -> Result<(), ActionError> {
    let customer = request::id(&customer)?;
    let answers = if answers.is_empty() { None } else { Some(request::id(&answers)?) };
    let anchor = Some(anchor.as_str()).filter(|anchor| !anchor.is_empty());
    let mut tx = request::open().await?;
    let place = store::comment::Place { fixed: fixed == "true", answers, anchor };
    let comment = store::comment::add(&mut tx, customer, &body, place).await?;
    tell_by_mail(&mut tx, comment).await?;
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
    tell_by_mail(&mut tx, comment).await?;
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

/// Says that what a comment at a field asked for is settled (`true`), or is not after all.
///
/// # Errors
/// When the reader may not write, or there is no such comment at a field.
#[server(prefix = "/api/staff", endpoint = "comment-resolve")]
pub async fn resolve_comment(customer: String, comment: String, resolved: String) -> Result<(), ActionError> {
    let (customer, comment) = (request::id(&customer)?, request::id(&comment)?);
    let mut tx = request::open().await?;
    store::comment::resolve(&mut tx, customer, comment, resolved == "true").await?;
    request::commit(tx).await?;
    Ok(())
}

/// Deletes a comment with its answers; the log keeps what they said.
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
