//! For the server that does the work: taking a job, and its pieces, each in a transaction.

use crate::{Store, StoreError, Tx, live};
use domain::{
    change::Source,
    country::Country,
    field::{Entity, Told, declare},
    id::{CommandId, CustomerId, DepartmentId, JobId, SessionId, TenantId, UserId},
    job::{ItemState, Job, JobFailure, JobKind, JobState, Progress},
    language::Language,
    policy::{FieldRights, Subject, can},
    session::Session,
    user::{ColourScheme, Density, Role},
};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

/// How often a job is begun anew without getting ahead before it is given up.
const MOST_ATTEMPTS: i32 = 5;

/// A job that this server has taken.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    tenant: TenantId,
    job: JobId,
    token: Uuid,
    /// What it does; none where a later release queued it.
    pub kind: Option<JobKind>,
}

/// Hears of jobs that are queued anywhere: [`live::Hub::job_queued`].
pub async fn listen(store: &Store) {
    live::notify::start(store.live(), store.pool()).await;
}

/// Takes the next job of any firm that nobody works on; none where there is none.
///
/// # Errors
/// When the database fails.
pub async fn take(store: &Store) -> Result<Option<Claim>, StoreError> {
    let row = sqlx::query!(
        r#"select tenant_id as "tenant!: TenantId", job_id as "job!: JobId", claim as "claim!", kind as "kind!" from take_job()"#
    )
    .fetch_optional(store.pool())
    .await?;
    Ok(row.map(|row| Claim { tenant: row.tenant, job: row.job, token: row.claim, kind: JobKind::from_key(&row.kind) }))
}

/// One piece of a job: a transaction of the person who queued it, with their rights as they are now.
///
/// All pieces of a job are one command, and what one customer is changed by belongs into one piece:
/// the change log then tells and takes it back as one.
#[derive(Debug)]
pub struct Chunk {
    /// The transaction.
    pub tx: Tx,
    /// The job as it stood before this piece.
    pub job: Job,
}

/// Whether there is more to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A piece was done.
    More,
    /// There was nothing left.
    Done,
}

/// Opens the next piece of a job. There is none where the job was stopped, or can't go on, which is
/// then noted, or where it belongs to somebody else by now.
///
/// # Errors
/// When the database fails.
pub async fn open(store: &Store, claim: &Claim) -> Result<Option<Chunk>, StoreError> {
    let Some(kind) = claim.kind else { return Ok(None) };
    let mut inner = store.begin_work().await?;
    let row = sqlx::query!(
        r#"select tenant_name as "tenant_name!", country as "country!", time_zone as "time_zone!", start_address as "start_address!",
            user_id as "user_id!: UserId", user_name as "user_name!", email as "email!", department_id as "department_id: DepartmentId",
            role as "role!", language, colour_scheme as "colour_scheme!", density as "density!", active as "active!",
            state as "state!", parameters as "parameters!", total as "total!", done as "done!", changed as "changed!",
            skipped as "skipped!", failed as "failed!", stop_requested as "stop_requested!", undoes as "undoes: JobId", attempts as "attempts!",
            created_at as "created_at!: jiff_sqlx::Timestamp",
            told_own_fields($1) as "own: Json<Vec<Told>>", told_field_rights($1, role) as rights,
            set_config('app.source', $4, true) as source, set_config('app.quiet', 'on', true) as quiet,
            set_config('role', 'kundekort_app', true) as application
        from open_job($1, $2, $3)"#,
        claim.tenant.0,
        claim.job.0,
        claim.token,
        Source::Typed.key(),
    )
    .fetch_optional(&mut *inner)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let own = row.own.map(|told| declare(told.0)).unwrap_or_default();
    let (own, own_of_contacts) = own.into_iter().partition(|field| field.entity == Entity::Customer);
    let role = Role::from_key(&row.role);
    let session = Session {
        // No browser has it open.
        id: SessionId(claim.job.0),
        tenant: claim.tenant,
        tenant_name: row.tenant_name,
        home: Country::parse(&row.country).unwrap_or(Country::NORWAY),
        time_zone: row.time_zone,
        start_address: row.start_address,
        user: row.user_id,
        name: row.user_name.clone(),
        email: row.email,
        department: row.department_id,
        role,
        language: row.language.as_deref().and_then(Language::from_tag).unwrap_or_default(),
        has_language: row.language.is_some(),
        colour_scheme: ColourScheme::from_key(&row.colour_scheme).unwrap_or_default(),
        density: Density::from_key(&row.density).unwrap_or_default(),
        rights: FieldRights::new(role, row.rights.as_ref()),
        own,
        own_of_contacts,
        tabs: Vec::new(),
        notices: 0,
        job: Some(claim.job),
    };
    let allowed = can(session.actor(), kind.right(), Subject { tenant: session.tenant, owner: None }).allowed;
    let job = Job {
        id: claim.job,
        kind,
        user: row.user_id,
        by: row.user_name,
        state: JobState::from_key(&row.state),
        parameters: row.parameters,
        progress: Progress {
            total: row.total,
            done: row.done,
            changed: row.changed,
            skipped: row.skipped,
            failed: row.failed,
            // Told in reports alone.
            ..Progress::default()
        },
        stop_requested: row.stop_requested,
        undoes: row.undoes,
        undone_by: None,
        failure: None,
        created_at: crate::utc(row.created_at),
        finished_at: None,
    };
    let chunk = Chunk { tx: Tx::new(inner, session, CommandId(claim.job.0)), job };
    let failure = match () {
        () if !row.active => Some(JobFailure::Inactive),
        () if !allowed => Some(JobFailure::Forbidden),
        () if row.attempts > MOST_ATTEMPTS => Some(JobFailure::GaveUp),
        () => None,
    };
    match failure {
        Some(failure) => chunk.fail(failure).await?,
        None if chunk.job.stop_requested => chunk.finish(JobState::Stopped, None).await?,
        None => return Ok(Some(chunk)),
    }
    Ok(None)
}

impl Chunk {
    /// Makes this piece last, and tells open cards which customers it changed.
    ///
    /// # Errors
    /// When the database fails, or a rule that is looked at only now is broken.
    pub async fn commit(mut self, changed: &[CustomerId]) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = changed.iter().map(|customer| customer.0).collect();
        if !ids.is_empty() {
            sqlx::query!("select announce_many($1)", &ids).execute(self.tx.connection()).await?;
        }
        self.tx.commit().await?;
        Ok(())
    }

    /// Makes this piece last as the last one.
    ///
    /// # Errors
    /// As [`Chunk::commit`].
    pub async fn done(self) -> Result<(), StoreError> {
        self.finish(JobState::Done, None).await
    }

    /// Notes that the job can't go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail(self, failure: JobFailure) -> Result<(), StoreError> {
        self.finish(JobState::Failed, Some(failure)).await
    }

    /// Leaves the job to whoever comes next, from where it stood before this piece.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave(mut self) -> Result<(), StoreError> {
        sqlx::query!(
            "update job set heartbeat_at = null, attempts = 0 where tenant_id = current_tenant() and id = $1",
            self.job.id.0
        )
        .execute(self.tx.connection())
        .await?;
        self.tx.commit().await?;
        Ok(())
    }

    async fn finish(mut self, state: JobState, failure: Option<JobFailure>) -> Result<(), StoreError> {
        sqlx::query!(
            "update job set state = $2, reason = $3, finished_at = clock_timestamp() where tenant_id = current_tenant() and id = $1",
            self.job.id.0,
            state.key(),
            failure.map(JobFailure::key),
        )
        .execute(self.tx.connection())
        .await?;
        self.tx.commit().await?;
        Ok(())
    }
}

/// A customer whose turn has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Todo {
    /// Its place in the job.
    pub ordinal: i64,
    /// The customer.
    pub customer: CustomerId,
}

/// The next pieces of a job that was told beforehand what it is about.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn todo(chunk: &mut Chunk, most: i64) -> Result<Vec<Todo>, StoreError> {
    chunk.tx.authorise(chunk.job.kind.right())?;
    let found = sqlx::query_as!(
        Todo,
        r#"select ordinal, customer_id as "customer!: CustomerId" from job_item
        where tenant_id = current_tenant() and job_id = $1 and ordinal > $2 and state = 'todo' and customer_id is not null
        order by ordinal limit $3"#,
        chunk.job.id.0,
        // They are done in order.
        chunk.job.progress.done,
        most,
    )
    .fetch_all(chunk.tx.connection())
    .await?;
    Ok(found)
}

/// What came of one piece.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Its place in the job.
    pub ordinal: i64,
    /// The customer that it is about, where there is one.
    pub customer: Option<CustomerId>,
    /// What came of it.
    pub state: ItemState,
    /// More about that, as the job's kind tells it.
    pub detail: Value,
}

/// Notes what came of pieces, and that the job has got ahead by them; those that were not told of
/// beforehand are added.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn report(chunk: &mut Chunk, outcomes: &[Outcome]) -> Result<(), StoreError> {
    chunk.tx.authorise(chunk.job.kind.right())?;
    let job = chunk.job.id.0;
    let ordinals: Vec<i64> = outcomes.iter().map(|outcome| outcome.ordinal).collect();
    let customers: Vec<Option<Uuid>> = outcomes.iter().map(|outcome| outcome.customer.map(|id| id.0)).collect();
    let states: Vec<String> = outcomes.iter().map(|outcome| outcome.state.key().to_owned()).collect();
    let details: Vec<Option<Value>> =
        outcomes.iter().map(|outcome| Some(outcome.detail.clone()).filter(|detail| !detail.is_null())).collect();
    sqlx::query!(
        "insert into job_item (tenant_id, job_id, ordinal, customer_id, state, detail)
        select current_tenant(), $1, o.ordinal, o.customer, o.state, o.detail
        from unnest($2::bigint[], $3::uuid[], $4::text[], $5::jsonb[]) as o (ordinal, customer, state, detail)
        on conflict (tenant_id, job_id, ordinal) do update
            set customer_id = coalesce(excluded.customer_id, job_item.customer_id), state = excluded.state, detail = excluded.detail",
        job,
        &ordinals,
        &customers as &[Option<Uuid>],
        &states,
        &details as &[Option<Value>],
    )
    .execute(chunk.tx.connection())
    .await?;
    let count = |state: ItemState| outcomes.iter().filter(|outcome| outcome.state == state).count();
    let number = |count: usize| i64::try_from(count).unwrap_or_default();
    sqlx::query!(
        "update job set done = done + $2, changed = changed + $3, skipped = skipped + $4, failed = failed + $5,
            held = held + $6, left_out = left_out + $7, total = greatest(total, done + $2), heartbeat_at = clock_timestamp(), attempts = 0
        where tenant_id = current_tenant() and id = $1",
        job,
        number(outcomes.len()),
        number(count(ItemState::Changed)),
        number(count(ItemState::Skipped)),
        number(count(ItemState::Failed)),
        number(count(ItemState::Held)),
        number(count(ItemState::LeftOut)),
    )
    .execute(chunk.tx.connection())
    .await?;
    Ok(())
}
