//! Work that goes on in the background: queued by a request, done by a server piece by piece.
//!
//! A job is queued in the transaction of its cause, so that both last or neither. A server takes
//! it, opens a transaction for each piece as the person who queued it, and says how far it is in
//! that same transaction: what is told as done is done. A server that is gone is not heard of for
//! half a minute, and another, or the same one started anew, goes on where it was.

mod read;
mod work;

pub use read::{Filter, Items, items, list, read};
pub use work::{Chunk, Claim, Outcome, Step, Todo, listen, open, report, take, todo};

use crate::{StoreError, Tx};
use domain::{
    id::{CustomerId, JobId},
    job::JobKind,
    policy::Action,
};
use serde_json::Value;
use uuid::Uuid;

/// Queues a job, in this transaction; it is begun when that commits.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn queue(tx: &mut Tx, kind: JobKind, parameters: &Value, undoes: Option<JobId>) -> Result<JobId, StoreError> {
    let job = JobId::generate();
    queue_as(tx, job, kind, parameters, undoes).await?;
    Ok(job)
}

/// Queues a job of this identity, unless it was queued before; says whether it was now.
pub(crate) async fn queue_as(
    tx: &mut Tx,
    job: JobId,
    kind: JobKind,
    parameters: &Value,
    undoes: Option<JobId>,
) -> Result<bool, StoreError> {
    tx.authorise(kind.right())?;
    let done = sqlx::query!(
        "insert into job (tenant_id, id, kind, user_id, parameters, undoes)
        values (current_tenant(), $1, $2, current_app_user(), $3, $4) on conflict (tenant_id, id) do nothing",
        job.0,
        kind.key(),
        parameters,
        undoes.map(|job| job.0),
    )
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Says which customers a job that was just queued is about; those that this firm has not are left out.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn add_customers(
    tx: &mut Tx,
    job: JobId,
    kind: JobKind,
    customers: &[CustomerId],
) -> Result<i64, StoreError> {
    tx.authorise(kind.right())?;
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.0).collect();
    sqlx::query!(
        "insert into job_item (tenant_id, job_id, ordinal, customer_id)
        select current_tenant(), $1, row_number() over (order by c.id), c.id
        from customer c where c.tenant_id = current_tenant() and c.id = any ($2)",
        job.0,
        &ids,
    )
    .execute(tx.connection())
    .await?;
    count(tx, job).await
}

/// Notes how many pieces a job has.
pub(crate) async fn count(tx: &mut Tx, job: JobId) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"update job set total = (select count(*) from job_item i where i.tenant_id = current_tenant() and i.job_id = $1)
        where tenant_id = current_tenant() and id = $1 returning total as "total!""#,
        job.0,
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Asks a job to stop: one that waits is over at once, one that is being done after its piece, which
/// this does not wait for. What it has done stays.
///
/// # Errors
/// [`StoreError::NotFound`] when the reader may follow no such job.
pub async fn stop(tx: &mut Tx, job: JobId) -> Result<(), StoreError> {
    tx.authorise_own(Action::FollowJob)?;
    let follows_all = tx.authorise(Action::FollowAllJobs).is_ok();
    // A piece holds the job's place in the queue to its end, and only then the job itself: what is done to the queue
    // is done first here too, and only where nobody has it.
    let waits = sqlx::query_scalar!(
        r#"select hold_waiting_job(j.id) as "waits!" from job j
        where j.tenant_id = current_tenant() and j.id = $1 and ($2 or j.user_id = current_app_user()) and j.state = 'queued'"#,
        job.0,
        follows_all,
    )
    .fetch_optional(tx.connection())
    .await?
    .unwrap_or(false);
    if waits {
        let stopped = sqlx::query!(
            "update job set stop_requested = true, state = 'stopped', finished_at = now()
            where tenant_id = current_tenant() and id = $1 and state = 'queued'",
            job.0,
        )
        .execute(tx.connection())
        .await?;
        if stopped.rows_affected() > 0 {
            return Ok(());
        }
    }
    // Without a word of its state: that would reach for the queue.
    let done = sqlx::query!(
        "update job set stop_requested = stop_requested or state in ('queued', 'running')
        where tenant_id = current_tenant() and id = $1 and ($2 or user_id = current_app_user())",
        job.0,
        follows_all,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
