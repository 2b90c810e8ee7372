//! Answers that calendars send by e-mail (METHOD:REPLY, RFC 5546, 3.2.3) and that land in somebody's mailbox.

use super::{
    answer::tell,
    dated,
    state::{for_invited, is_on, is_past},
    today,
};
use crate::{StoreError, Tx};
use domain::{
    id::{ActivityId, InvitedId},
    invited::{InvitedState, NOTE_MAX},
    mailbox::Reply,
    plain_text::shown_lines,
    policy::Action,
};

/// Takes an answer to an invitation, from the address to which that went; says whether it was one. What answers an
/// earlier message than the last one is no answer to that, nor is what was given before the answer that counts.
///
/// # Errors
/// When the policy says no or the database fails.
pub(crate) async fn take_reply(tx: &mut Tx, from: &[String], reply: &Reply) -> Result<bool, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let Some(activity) = reply.uid.strip_suffix("@kundekort").and_then(|id| id.parse::<uuid::Uuid>().ok()) else {
        return Ok(false);
    };
    let Some(state) = InvitedState::of_calendar(&reply.answer) else { return Ok(false) };
    let told = for_invited(dated(tx.connection(), ActivityId(activity)).await?);
    let is_open = told.first().is_some_and(|dated| is_on(&dated.activity)) && !is_past(&told, today(tx));
    let found = sqlx::query!(
        r#"select i.id as "id: InvitedId", i.state, i.note, coalesce(i.answered_at >= $4::text::timestamptz, false) as "is_older!"
        from activity_invitation i
        join contact k on k.tenant_id = i.tenant_id and k.id = i.contact_id and k.ended_at is null and lower(k.email) = lower(i.email)
        where i.tenant_id = current_tenant() and i.activity_id = $1 and lower(i.email) = any ($2) and i.sequence <= $3 and i.state <> 'called_off'
        for update of i"#,
        activity,
        from,
        reply.sequence,
        reply.at,
    )
    .fetch_all(tx.connection())
    .await?;
    // Two who share an address answer by their links.
    let [found] = found.as_slice() else { return Ok(false) };
    if !is_open || found.is_older {
        return Ok(false);
    }
    let note = shown_lines(&reply.note, NOTE_MAX);
    if (found.state.as_str(), found.note.as_str()) == (state.key(), note.as_str()) {
        return Ok(true);
    }
    sqlx::query!(
        "update activity_invitation set state = $2, note = $3, answered_at = least($4::text::timestamptz, now()) where tenant_id = current_tenant() and id = $1",
        found.id.0,
        state.key(),
        note,
        reply.at,
    )
    .execute(tx.connection())
    .await?;
    tell(tx.connection(), found.id, false).await?;
    Ok(true)
}
