//! What of a message goes into a calendar (RFC 6047).

use super::Claim;
use crate::{Store, StoreError, Tx};
use domain::{id::OutgoingId, outgoing::Purpose};

/// What goes into a calendar with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// What is done with it there: `REQUEST` or `CANCEL`.
    pub method: String,
    /// The calendar, as iCalendar has it.
    pub text: String,
}

/// Has it go along with a message that was queued in this transaction.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn with_calendar(tx: &mut Tx, message: OutgoingId, calendar: &Calendar) -> Result<(), StoreError> {
    tx.authorise(Purpose::Meeting.right())?;
    sqlx::query!(
        "update outgoing set calendar = $2, calendar_method = $3 where tenant_id = current_tenant() and id = $1",
        message.0,
        calendar.text,
        calendar.method,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// That of a message that this server has; none where it has none.
///
/// # Errors
/// When the database fails.
pub async fn calendar(store: &Store, claim: &Claim) -> Result<Option<Calendar>, StoreError> {
    Ok(sqlx::query_as!(
        Calendar,
        r#"select method as "method!", calendar as "text!" from calendar_of_outgoing($1, $2, $3)"#,
        claim.tenant.0,
        claim.id.0,
        claim.token,
    )
    .fetch_optional(store.pool())
    .await?)
}
