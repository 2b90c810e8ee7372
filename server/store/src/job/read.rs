//! What the jobs of a person are, and what came of each piece of one.

use crate::{StoreError, Tx};
use domain::{
    id::{CustomerId, JobId, UserId},
    job::{ITEMS_PAGE, ItemState, Job, JobFailure, JobItem, JobKind, JobState, Progress},
    policy::Action,
};

/// Most jobs of a list.
const MOST: i64 = 100;

/// Whether the reader sees all that the firm imports, and what takes that back: those who may import do, whoever did.
fn sees_imports(tx: &mut Tx) -> bool {
    tx.authorise(Action::ImportCustomers).is_ok()
}

/// One job, as it stands.
///
/// # Errors
/// [`StoreError::NotFound`] when the reader may follow no such job.
pub async fn read(tx: &mut Tx, job: JobId) -> Result<Job, StoreError> {
    tx.authorise_own(Action::FollowJob)?;
    jobs(tx, Some(job), 1).await?.pop().ok_or(StoreError::NotFound)
}

/// The jobs of the reader, the newest first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<Job>, StoreError> {
    tx.authorise_own(Action::FollowJob)?;
    jobs(tx, None, MOST).await
}

async fn jobs(tx: &mut Tx, one: Option<JobId>, most: i64) -> Result<Vec<Job>, StoreError> {
    let sees_all = one.is_some() && tx.authorise(Action::FollowAllJobs).is_ok();
    let rows = sqlx::query!(
        r#"select j.id as "id: JobId", j.kind, j.user_id as "user: UserId", u.name as by, j.state, j.parameters,
            j.total, j.done, j.changed, j.skipped, j.held, j.left_out, j.failed, j.stop_requested, j.undoes as "undoes: JobId", j.reason,
            j.created_at as "created_at: jiff_sqlx::Timestamp", j.finished_at as "finished_at: jiff_sqlx::Timestamp",
            undoing(j.id) as "undone_by: JobId"
        from job j join app_user u on u.tenant_id = j.tenant_id and u.id = j.user_id
        where j.tenant_id = current_tenant() and ($1::uuid is null or j.id = $1)
            and ($2 or j.user_id = current_app_user() or $4 and 'import' in (j.kind, j.parameters ->> 'kind'))
        order by j.id desc limit $3"#,
        one.map(|job| job.0),
        sees_all,
        most,
        one.is_some() && sees_imports(tx),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Job {
                id: row.id,
                kind: JobKind::from_key(&row.kind)?,
                user: row.user,
                by: row.by,
                state: JobState::from_key(&row.state),
                parameters: row.parameters,
                progress: Progress {
                    total: row.total,
                    done: row.done,
                    changed: row.changed,
                    skipped: row.skipped,
                    held: row.held,
                    left_out: row.left_out,
                    failed: row.failed,
                },
                stop_requested: row.stop_requested,
                undoes: row.undoes,
                undone_by: row.undone_by,
                failure: row.reason.as_deref().map(JobFailure::from_key),
                created_at: crate::utc(row.created_at),
                finished_at: row.finished_at.map(crate::utc),
            })
        })
        .collect())
}

/// Which pieces a report shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those that came to this.
    pub state: Option<ItemState>,
    /// Only those after this place.
    pub after: i64,
}

/// One page of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Items {
    /// The pieces, at most [`ITEMS_PAGE`].
    pub items: Vec<JobItem>,
    /// The place after which the next page begins, where there is one.
    pub next: Option<i64>,
}

/// What came of the pieces of a job, by their places.
///
/// # Errors
/// [`StoreError::NotFound`] when the reader may follow no such job.
pub async fn items(tx: &mut Tx, job: JobId, filter: Filter) -> Result<Items, StoreError> {
    tx.authorise_own(Action::FollowJob)?;
    let rows = sqlx::query!(
        r#"select i.ordinal, i.customer_id as "customer: CustomerId", c.number as "number?", coalesce(c.name, '') as "name!",
            i.state, coalesce(i.detail, 'null') as "detail!"
        from job j join job_item i on i.tenant_id = j.tenant_id and i.job_id = j.id
        left join customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id
        where j.tenant_id = current_tenant() and j.id = $1
            and ($2 or j.user_id = current_app_user() or $6 and 'import' in (j.kind, j.parameters ->> 'kind'))
            and i.ordinal > $3 and ($4::text is null or i.state = $4)
        order by i.ordinal limit $5"#,
        job.0,
        tx.authorise(Action::FollowAllJobs).is_ok(),
        filter.after,
        filter.state.map(ItemState::key),
        ITEMS_PAGE + 1,
        sees_imports(tx),
    )
    .fetch_all(tx.connection())
    .await?;
    let page = usize::try_from(ITEMS_PAGE).unwrap_or(100);
    let has_more = rows.len() > page;
    let items: Vec<JobItem> = rows
        .into_iter()
        .take(page)
        .map(|row| JobItem {
            ordinal: row.ordinal,
            customer: row.customer,
            number: row.number,
            name: row.name,
            state: ItemState::from_key(&row.state).unwrap_or(ItemState::Todo),
            detail: row.detail,
        })
        .collect();
    Ok(Items { next: items.last().filter(|_| has_more).map(|item| item.ordinal), items })
}
