//! The server function that takes changes back.

use crate::{error::ActionError, request};
use domain::undo::Undone;
use leptos::prelude::*;

/// Takes back the command that an entry of a customer's log belongs to; without an entry the
/// reader's own newest change on that card (Ctrl+Z). What somebody changed since is kept and
/// told in the answer. `card` is the customer on whose card one asks for it, where that is another.
///
/// # Errors
/// When there is no such entry, nothing to take back, or the reader may not change things.
#[server(prefix = "/api/staff", endpoint = "undo")]
pub async fn undo_change(
    customer: String,
    #[server(default)] entry: String,
    #[server(default)] card: String,
) -> Result<Undone, ActionError> {
    let customer = request::id(&customer)?;
    let entry = if entry.is_empty() { None } else { Some(request::id(&entry)?) };
    let mut tx = request::open().await?;
    let undone = store::undo::undo(&mut tx, customer, entry).await?;
    match card.parse() {
        Ok(card) => request::commit_beside(tx, customer, card).await?,
        Err(_) => request::commit(tx).await?,
    }
    Ok(undone)
}
