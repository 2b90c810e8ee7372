//! The mail of the day: what somebody was told and has not read, once a day to those who want it so.
//!
//! Who waits for one stands in the database. It is taken, queued and noted in one transaction, so that a server that
//! stops in between leaves it to the next, and nobody gets it twice.

use std::time::Duration;
use store::{Store, StoreError, notice};

/// How often one looks whether it is time.
const POLL: Duration = Duration::from_mins(1);

/// Queues the mails of the day when it is time, until the server stops.
pub(crate) async fn run(store: Store, origin: String) {
    let mut closing = store.live().closing();
    while !*closing.borrow() {
        if let Err(error) = send_due(&store, &origin, jiff::Timestamp::now()).await {
            tracing::warn!(%error, "the mails of the day could not be queued just now");
        }
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Queues all mails of the day that are due at a moment; says to how many.
///
/// # Errors
/// When the database fails; those before are queued.
pub async fn send_due(store: &Store, origin: &str, at: jiff::Timestamp) -> Result<usize, StoreError> {
    let mut told = 0;
    while let Some(mut digest) = notice::take_digest(store, at).await? {
        told += usize::from(!digest.notices.is_empty());
        app::notice::mail_of_the_day(&mut digest.tx, &digest.notices, origin).await?;
        digest.tx.commit().await?;
    }
    Ok(told)
}
