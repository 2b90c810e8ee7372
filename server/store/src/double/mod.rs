//! Customers that may be the same: found set by set, and what was said of them.
//!
//! What they have in common is found by functions of the register's role (migration 0023), each part
//! in one pass over its tables. A whole search is done part by part, so that a job can do it in pieces;
//! what changed since is looked up by indexes.

mod blocks;

use crate::{
    StoreError, Tx,
    job::{self, Chunk, Outcome, Step},
};
use blocks::{blocks, crowded, pair};
use domain::{
    double::{Crowd, Double, Half, Likeness, Verdict},
    field::Record,
    id::{CustomerId, DoubleId, JobId},
    job::{ItemState, JobKind},
    list::StatusMeaning,
    policy::Action,
};
use serde::Deserialize;
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

/// So many customers are searched while somebody waits: a second or two.
const FEW: i64 = 20_000;
/// More customers than these that changed since the last search are left to the next whole one.
const MOST_CHANGED: i64 = 500;

/// What there is to look at.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// How many there are by what was said of them, in the order of [`Verdict::ALL`].
    pub counts: [i64; 4],
    /// When they were searched for last, UTC in RFC 3339.
    pub searched_at: Option<String>,
    /// What is shared by too many.
    pub crowds: Vec<Crowd>,
}

/// Searches all of the firm anew; what somebody said of two customers stands.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn search(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    for part in Likeness::ALL {
        search_part(tx, part).await?;
    }
    finish(tx).await
}

/// Searches at once where the firm's customers are few, and else by a job, which it gives.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn search_or_queue(tx: &mut Tx) -> Result<Option<JobId>, StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    let many = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (select from customer where tenant_id = current_tenant() limit $1) few"#,
        FEW + 1,
    )
    .fetch_one(tx.connection())
    .await?;
    if many <= FEW {
        search(tx).await?;
        return Ok(None);
    }
    let job = job::queue(tx, JobKind::Doubles, &Value::Null, None).await?;
    sqlx::query!(
        "insert into job_item (tenant_id, job_id, ordinal) select current_tenant(), $1, n from generate_series(1, $2::bigint) as n",
        job.0,
        i64::try_from(Likeness::ALL.len()).unwrap_or_default(),
    )
    .execute(tx.connection())
    .await?;
    job::count(tx, job).await?;
    Ok(Some(job))
}

/// Does the next part of a search in the background.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn step(chunk: &mut Chunk) -> Result<Step, StoreError> {
    chunk.tx.authorise(Action::MergeCustomers)?;
    let done = chunk.job.progress.done;
    let part = usize::try_from(done).ok().and_then(|at| Likeness::ALL.get(at).copied());
    let Some(part) = part else {
        finish(&mut chunk.tx).await?;
        return Ok(Step::Done);
    };
    search_part(&mut chunk.tx, part).await?;
    let outcome = Outcome { ordinal: done + 1, customer: None, state: ItemState::Changed, detail: Value::Null };
    job::report(chunk, &[outcome]).await?;
    Ok(Step::More)
}

/// Searches for one thing that customers may have in common.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn search_part(tx: &mut Tx, part: Likeness) -> Result<(), StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    let blocks = blocks(tx, part, None).await?;
    hold(tx).await?;
    if part == Likeness::ALL[0] {
        // Reasons are gathered anew; what is left without one goes at the end.
        sqlx::query!("update double_candidate set reasons = '{}', score = 0 where tenant_id = current_tenant() and state in ('open', 'later')")
            .execute(tx.connection())
            .await?;
        sqlx::query!(
            "insert into double_search (tenant_id, searched_at) values (current_tenant(), now())
            on conflict (tenant_id) do update set searched_at = now(), crowded = '[]'"
        )
        .execute(tx.connection())
        .await?;
    }
    crowded(tx, part, &blocks).await?;
    pair(tx, part, &blocks).await
}

/// Ends a whole search: what nothing speaks for any more is gone.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn finish(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    hold(tx).await?;
    sqlx::query!("delete from double_candidate where tenant_id = current_tenant() and state in ('open', 'later') and reasons = '{}'")
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Looks at the customers that changed since the last search, where they are few; not while somebody
/// searches or merges, which is no reason to let a reader wait.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn refresh(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    if !try_hold(tx).await? {
        return Ok(());
    }
    // Ids of the change log are in order of time, so that its key finds what is new. What was under
    // way when the last search began is looked at again.
    let changed = sqlx::query_scalar!(
        r#"select l.customer_id as "id!" from double_search s
        join change_log l on l.tenant_id = s.tenant_id and l.table_name in ('customer', 'contact') and l.customer_id is not null
            and l.id > encode(substring(int8send((extract(epoch from s.searched_at - interval '1 minute') * 1000)::bigint) from 3) || '\x00000000000000000000', 'hex')::uuid
        where s.tenant_id = current_tenant()
        group by l.customer_id limit $1"#,
        MOST_CHANGED + 1,
    )
    .fetch_all(tx.connection())
    .await?;
    if changed.is_empty() || i64::try_from(changed.len()).is_ok_and(|count| count > MOST_CHANGED) {
        return Ok(());
    }
    for part in Likeness::ALL {
        let blocks = blocks(tx, part, Some(&changed)).await?;
        pair(tx, part, &blocks).await?;
    }
    sqlx::query!("update double_search set searched_at = now() where tenant_id = current_tenant()")
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Waits until nobody else of the firm searches or merges, until the transaction ends: both hold many
/// customers at once, in orders of their own.
pub(crate) async fn hold(tx: &mut Tx) -> Result<(), StoreError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('doubles of ' || current_tenant(), 0))")
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// As [`hold`], but answers no instead of waiting.
async fn try_hold(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select pg_try_advisory_xact_lock(hashtextextended('doubles of ' || current_tenant(), 0)) as "held!""#
    )
    .fetch_one(tx.connection())
    .await?)
}

/// How many there are, and when they were searched for.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn overview(tx: &mut Tx) -> Result<Overview, StoreError> {
    #[derive(Debug, Deserialize)]
    struct Stored {
        kind: String,
        value: String,
        count: i64,
    }
    tx.authorise(Action::MergeCustomers)?;
    let row = sqlx::query!(
        r#"select (select searched_at from double_search where tenant_id = current_tenant()) as "searched_at: jiff_sqlx::Timestamp",
            coalesce((select crowded from double_search where tenant_id = current_tenant()), '[]') as "crowded!: Json<Vec<Stored>>",
            count(*) filter (where d.state = 'open') as "open!", count(*) filter (where d.state = 'later') as "later!",
            count(*) filter (where d.state = 'not_same') as "not_same!", count(*) filter (where d.state = 'same') as "same!"
        from double_candidate d
        where d.tenant_id = current_tenant() and (d.state = 'same'
            or not exists (select from merged_customer m where m.id = d.one) and not exists (select from merged_customer m where m.id = d.other))"#,
    )
    .fetch_one(tx.connection())
    .await?;
    let crowds = row.crowded.0.into_iter().filter_map(|stored| {
        Some(Crowd { likeness: Likeness::from_key(&stored.kind)?, value: stored.value, count: stored.count })
    });
    Ok(Overview {
        counts: [row.open, row.later, row.not_same, row.same],
        searched_at: row.searched_at.map(crate::utc),
        crowds: crowds.collect(),
    })
}

#[derive(Debug, Deserialize)]
struct Told {
    id: CustomerId,
    number: i64,
    name: String,
    facts: Record,
    status: String,
    meaning: String,
    contacts: i64,
    changed_at: jiff::Timestamp,
}

impl From<Told> for Half {
    fn from(told: Told) -> Self {
        Self {
            id: told.id,
            number: told.number,
            name: told.name,
            facts: told.facts,
            status: told.status,
            meaning: StatusMeaning::from_key(&told.meaning),
            contacts: told.contacts,
            changed_at: told.changed_at.to_string(),
        }
    }
}

/// Those of which something was said, or nothing yet, the likest first, after one of them where that
/// is named. Customers that were merged since are left out.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(
    tx: &mut Tx,
    verdict: Verdict,
    after: Option<DoubleId>,
    most: i64,
) -> Result<Vec<Double>, StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    let language = tx.session().language.tag();
    let rows = sqlx::query!(
        r#"with page as materialized (
            select d.id, d.one, d.other, d.reasons, d.score from double_candidate d
            join customer a on a.tenant_id = d.tenant_id and a.id = d.one
            join customer b on b.tenant_id = d.tenant_id and b.id = d.other
            where d.tenant_id = current_tenant() and d.state = $1
                and ($2::uuid is null or (-d.score, d.id) > (select -p.score, p.id from double_candidate p where p.tenant_id = d.tenant_id and p.id = $2))
            order by d.score desc, d.id limit $3)
        select p.id as "id!: DoubleId", p.reasons as "reasons!", p.score as "score!", (select json_agg(json_build_object(
                'id', c.id, 'number', c.number, 'name', c.name, 'changed_at', c.changed_at, 'meaning', s.meaning,
                'status', case $4 when 'sv' then s.sv when 'en' then s.en else s.nb end,
                'contacts', (select count(*) from contact k where k.tenant_id = c.tenant_id and k.customer_id = c.id and k.ended_at is null),
                'facts', json_build_object('organisation_number', c.organisation_number, 'country', c.country, 'visiting_street', c.visiting_street,
                    'visiting_place', c.visiting_place, 'phone', c.phone, 'mobile', c.mobile, 'email', c.email)) order by c.created_at, c.id)
            from customer c join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
            where c.tenant_id = current_tenant() and c.id in (p.one, p.other)) as "halves!: Json<Vec<Told>>"
        from page p order by p.score desc, p.id"#,
        verdict.key(),
        after.map(|id| id.0),
        most,
        language,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let halves: Vec<Half> = row.halves.0.into_iter().map(Half::from).collect();
            Some(Double {
                id: row.id,
                halves: halves.try_into().ok()?,
                likeness: row.reasons.iter().filter_map(|key| Likeness::from_key(key)).collect(),
                score: row.score,
            })
        })
        .collect())
}

/// Says of two customers what they are; that they are the same is said by merging them.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such two.
pub async fn decide(tx: &mut Tx, id: DoubleId, verdict: Verdict) -> Result<(), StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    let done = sqlx::query!(
        "update double_candidate set state = $2, decided_at = now(), decided_by = current_app_user()
        where tenant_id = current_tenant() and id = $1",
        id.0,
        verdict.key(),
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Notes of customers that became one, or no longer are, that they are the same.
pub(crate) async fn note(tx: &mut Tx, customers: &[Uuid], is_same: bool) -> Result<(), StoreError> {
    sqlx::query!(
        "update double_candidate set state = case when $2 then 'same' else 'open' end,
            decided_at = case when $2 then now() end, decided_by = case when $2 then current_app_user() end
        where tenant_id = current_tenant() and one = any ($1) and other = any ($1) and (state = 'same') <> $2",
        customers,
        is_same,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
