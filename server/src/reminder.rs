//! Reminders of activities: looked at when their time has come, and told once.
//!
//! What is due is taken, told and noted in one transaction, so that a server that stops in between leaves it to the next.

use std::time::Duration;
use store::{Store, StoreError, activity};

/// How often one looks whether one is due.
const POLL: Duration = Duration::from_secs(15);

/// Reminds people until the server stops.
pub(crate) async fn run(store: Store, origin: String) {
    let mut closing = store.live().closing();
    while !*closing.borrow() {
        if let Err(error) = remind_due(&store, &origin, jiff::Timestamp::now()).await {
            tracing::warn!(%error, "nobody could be reminded just now");
        }
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Reminds everybody whose time has come at a moment; says how many.
///
/// # Errors
/// When the database fails; those before are reminded.
pub async fn remind_due(store: &Store, origin: &str, at: jiff::Timestamp) -> Result<usize, StoreError> {
    let mut told = 0;
    while let Some(mut reminder) = activity::take_reminder(store, at).await? {
        if let Some(notice) = &reminder.notice {
            told += 1;
            if reminder.by_mail {
                app::notice::mail_of_reminder(&mut reminder.tx, notice, origin).await?;
            }
        }
        reminder.tx.commit().await?;
    }
    Ok(told)
}
