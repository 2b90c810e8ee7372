//! What contacts were invited to: others know of it, so that it is not taken back behind them.

use super::Entry;
use crate::{StoreError, Tx};
use domain::change::{LogCategory, Operation};
use uuid::Uuid;

/// Whether a command invited somebody, or made an activity to which somebody is invited by now.
pub(super) async fn is_known_by_others(tx: &mut Tx, entries: &[Entry]) -> Result<bool, StoreError> {
    let made = |of: LogCategory| {
        entries.iter().filter(move |entry| (entry.category, entry.operation) == (of, Operation::Insert))
    };
    if made(LogCategory::Invited).next().is_some() {
        return Ok(true);
    }
    let activities: Vec<Uuid> = made(LogCategory::Activity).map(|entry| entry.row).collect();
    if activities.is_empty() {
        return Ok(false);
    }
    Ok(sqlx::query_scalar!(
        r#"select exists (select from activity_invitation
            where tenant_id = current_tenant() and activity_id = any ($1) and state <> 'called_off') as "is!""#,
        &activities,
    )
    .fetch_one(tx.connection())
    .await?)
}
