//! What an import proposed beside what somebody had typed: it goes with what the import did.

use crate::{StoreError, Tx};
use uuid::Uuid;

/// Takes away what a command of an import proposed to these customers, and nobody has taken over or dismissed since.
/// Says of whom something was taken away.
pub(super) async fn withdraw(tx: &mut Tx, customers: &[Uuid], command: Uuid) -> Result<Vec<Uuid>, StoreError> {
    Ok(sqlx::query_scalar!(
        "delete from proposal where tenant_id = current_tenant() and customer_id = any ($1) and command_id = $2
            and source = 'import' and dismissed_at is null
        returning customer_id",
        customers,
        command,
    )
    .fetch_all(tx.connection())
    .await?)
}
