//! For the server that sends: taking a message, and saying what became of it. Each is one statement that lasts at once.

use crate::{Store, StoreError};
use domain::{
    id::{OutgoingId, TenantId},
    outgoing::{OutgoingKind, OutgoingProblem, OutgoingState, next_try},
};
use sqlx::postgres::types::PgInterval;
use uuid::Uuid;

/// A message that this server has.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "each is what the column of its name has")]
pub struct Claim {
    pub tenant: TenantId,
    pub id: OutgoingId,
    pub(super) token: Uuid,
    pub recipients: Vec<String>,
    pub copies: Vec<String>,
    pub sender_name: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub body: String,
    pub html: Option<String>,
    pub message_id: String,
    /// How often it was tried, this time included.
    pub attempts: i32,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is out.
    Sent,
    /// It is out, and the gateway knows it by this.
    SentAs(String),
    /// Not now: it is tried again, until it is given up.
    Later(OutgoingProblem, String),
    /// Never.
    Failed(OutgoingProblem, String),
    /// Nobody knows.
    Unconfirmed(String),
}

/// Takes the next message of any firm that is due; none where there is none.
///
/// # Errors
/// When the database fails.
pub async fn take(store: &Store, kind: OutgoingKind) -> Result<Option<Claim>, StoreError> {
    let row = sqlx::query!(
        r#"select tenant_id as "tenant!: TenantId", id as "id!: OutgoingId", claim as "token!", recipients as "recipients!", copies as "copies!",
            sender_name as "sender_name!", reply_to, subject as "subject!", body as "body!", html, message_id as "message_id!", attempts as "attempts!"
        from take_outgoing($1)"#,
        &[kind.key().to_owned()],
    )
    .fetch_optional(store.pool())
    .await?;
    Ok(row.map(|row| Claim {
        tenant: row.tenant,
        id: row.id,
        token: row.token,
        recipients: row.recipients,
        copies: row.copies,
        sender_name: row.sender_name,
        reply_to: row.reply_to,
        subject: row.subject,
        body: row.body,
        html: row.html,
        message_id: row.message_id,
        attempts: row.attempts,
    }))
}

/// Notes that the message is about to be handed over; false where this server has it no more.
///
/// # Errors
/// When the database fails.
pub async fn hand_over(store: &Store, claim: &Claim) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select hand_over_outgoing($1, $2, $3) as "has!""#,
        claim.tenant.0,
        claim.id.0,
        claim.token
    )
    .fetch_one(store.pool())
    .await?)
}

/// Notes what became of the message.
///
/// # Errors
/// When the database fails.
pub async fn finish(store: &Store, claim: &Claim, outcome: Outcome) -> Result<(), StoreError> {
    let gateway = if let Outcome::SentAs(id) = &outcome { Some(id.clone()) } else { None };
    let (state, problem, detail, wait) = match outcome {
        Outcome::Sent | Outcome::SentAs(_) => (OutgoingState::Sent, None, None, None),
        Outcome::Failed(problem, detail) => (OutgoingState::Failed, Some(problem), Some(detail), None),
        Outcome::Unconfirmed(detail) => {
            (OutgoingState::Unconfirmed, Some(OutgoingProblem::Unconfirmed), Some(detail), None)
        }
        Outcome::Later(problem, detail) => match next_try(claim.attempts) {
            Some(wait) => (OutgoingState::Queued, Some(problem), Some(detail), Some(wait)),
            None => (OutgoingState::Failed, Some(problem), Some(detail), None),
        },
    };
    let wait = wait.map(|wait| PgInterval {
        months: 0,
        days: 0,
        microseconds: i64::try_from(wait.as_micros()).unwrap_or(i64::MAX),
    });
    let noted = sqlx::query_scalar!(
        r#"select finish_outgoing($1, $2, $3, $4, $5, $6, $7, $8) as "noted!""#,
        claim.tenant.0,
        claim.id.0,
        claim.token,
        state.key(),
        problem.map(OutgoingProblem::key),
        detail,
        wait,
        gateway,
    )
    .fetch_one(store.pool())
    .await?;
    if !noted {
        tracing::warn!(message = %claim.id, state = state.key(), "a message had been given up before its end was noted");
    }
    Ok(())
}

/// Notes what a gateway says became of an SMS that it knows by `gateway`; false where there is none that it could be.
///
/// # Errors
/// When the database fails.
pub async fn report(
    store: &Store,
    (tenant, message): (TenantId, OutgoingId),
    gateway: &str,
    has_arrived: bool,
    detail: Option<&str>,
) -> Result<bool, StoreError> {
    let state = if has_arrived { OutgoingState::Delivered } else { OutgoingState::Failed };
    Ok(sqlx::query_scalar!(
        r#"select report_outgoing($1, $2, $3, $4, $5) as "known!""#,
        tenant.0,
        message.0,
        gateway,
        state.key(),
        detail,
    )
    .fetch_one(store.pool())
    .await?)
}
