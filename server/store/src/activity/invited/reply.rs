//! Answers that calendars send by e-mail (METHOD:REPLY, RFC 5546, 3.2.3) and that land in somebody's mailbox.

use super::answer::tell;
use crate::{StoreError, Tx};
use domain::{
    id::InvitedId,
    invited::{InvitedState, NOTE_MAX},
    mailbox::Reply,
    plain_text::shown_lines,
    policy::Action,
};

/// Takes an answer to an invitation, from the address to which that went; says whether it was one. What answers an
/// earlier message than the last one is no answer to that.
///
/// # Errors
/// When the policy says no or the database fails.
pub(crate) async fn take_reply(tx: &mut Tx, from: &[String], reply: &Reply) -> Result<bool, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let Some(activity) = reply.uid.strip_suffix("@kundekort").and_then(|id| id.parse::<uuid::Uuid>().ok()) else {
        return Ok(false);
    };
    let Some(state) = InvitedState::of_calendar(&reply.answer) else { return Ok(false) };
    let found = sqlx::query!(
        r#"select id as "id: InvitedId", state, note from activity_invitation
        where tenant_id = current_tenant() and activity_id = $1 and lower(email) = any ($2) and sequence <= $3 and state <> 'called_off' for update"#,
        activity,
        from,
        reply.sequence,
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(found) = found else { return Ok(false) };
    let note = shown_lines(&reply.note, NOTE_MAX);
    if (found.state.as_str(), found.note.as_str()) == (state.key(), note.as_str()) {
        return Ok(true);
    }
    sqlx::query!(
        "update activity_invitation set state = $2, note = $3, answered_at = now() where tenant_id = current_tenant() and id = $1",
        found.id.0,
        state.key(),
        note,
    )
    .execute(tx.connection())
    .await?;
    // They have the answer itself by e-mail.
    tell(tx.connection(), found.id).await?;
    Ok(true)
}
