//! Server functions of invitations.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Invites the contacts who take part in a new activity and can be reached; its page says who can't.
#[cfg(feature = "ssr")]
pub(in crate::activity) async fn send_new(
    tx: &mut store::Tx,
    activity: domain::id::ActivityId,
) -> Result<(), ActionError> {
    use domain::error::{ApiError, ErrorCode};
    let is_waiting = store::activity::invited::invited(tx, activity).await?.is_some_and(|(_, plan)| plan.count() > 0);
    if !is_waiting {
        return Ok(());
    }
    let origin = request::context()?.origin.ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    let telling = store::activity::invited::invite(tx, activity, "", &origin).await?;
    Ok(super::send(tx, &telling, &origin).await?)
}

/// Tells all whom it concerns how an activity is now: who takes part and is not invited, who was told otherwise, and who
/// shall not come any more.
///
/// # Errors
/// What is wrong with the message; when all know already, there is no such activity, or the reader may not change
/// customers.
#[server(prefix = "/api/staff", endpoint = "activity-invite")]
pub async fn invite_to_activity(activity: String, #[server(default)] message: String) -> Result<(), ActionError> {
    use domain::error::{ApiError, ErrorCode};
    let activity = request::id(&activity)?;
    // Links have to lead somewhere.
    let origin = request::context()?.origin.ok_or(ActionError(ApiError::new(ErrorCode::BadRequest)))?;
    let mut tx = request::open().await?;
    let telling = store::activity::invited::invite(&mut tx, activity, &message, &origin).await?;
    super::send(&mut tx, &telling, &origin).await?;
    tx.commit().await?;
    Ok(())
}
