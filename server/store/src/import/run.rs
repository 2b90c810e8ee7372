//! The run: what the dry run said is done, some thousand rows in each piece of a job. A row that a
//! rule forbids is told of and stops none of the others.

use crate::{
    StoreError, Tx,
    job::{self, Chunk, Outcome, Step},
};
use domain::{
    change::Source,
    error::{ApiError, Problem},
    id::{CustomerId, ImportId, JobId},
    import::{NewItem, Remark, Verdict},
    job::{ItemState, JobKind, Told},
    policy::Action,
};
use serde_json::{Value, json};
use sqlx::{Connection, types::Json};

/// Rows in one piece.
const PIECE: i64 = 1000;
/// After which rows the planner is told how large the tables are by now.
const GROWN: [i32; 4] = [2, 2000, 5000, 15_000];

/// Queues the run of an import whose rows have been looked at, in this transaction.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such import; [`Problem::ChangedSince`] at `import`
/// when its rows have not been looked at as things stand.
pub async fn queue(tx: &mut Tx, id: ImportId) -> Result<JobId, StoreError> {
    tx.authorise(Action::ImportCustomers)?;
    let row = sqlx::query!(
        "select file_name, state, job_id from import where tenant_id = current_tenant() and id = $1 for update",
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    // Asked for twice: it is the same run.
    if let Some(job) = row.job_id {
        return Ok(JobId(job));
    }
    if row.state != "checked" {
        return Err(StoreError::field("import", Problem::ChangedSince));
    }
    let parameters = json!({"import": id, "file": row.file_name});
    let queued = job::queue(tx, JobKind::Import, &parameters, None).await?;
    sqlx::query!(
        "with rows as (select count(*) as count from import_row where tenant_id = current_tenant() and import_id = $1),
        counted as (update job set total = rows.count from rows where tenant_id = current_tenant() and id = $2)
        update import set state = 'run', job_id = $2 where tenant_id = current_tenant() and id = $1",
        id.0,
        queued.0,
    )
    .execute(tx.connection())
    .await?;
    Ok(queued)
}

/// Does the next rows of an import.
///
/// # Errors
/// When the policy says no or the database fails; rows that a rule forbids are in the report.
pub async fn step(chunk: &mut Chunk) -> Result<(Step, Vec<CustomerId>), StoreError> {
    chunk.tx.authorise(Action::ImportCustomers)?;
    let id: ImportId = chunk
        .job
        .parameters
        .get("import")
        .and_then(Value::as_str)
        .and_then(|id| id.parse().ok())
        .ok_or(StoreError::NotFound)?;
    let tx = &mut chunk.tx;
    let import = sqlx::query!(
        r#"select done_through, new_items as "new_items: Json<Vec<NewItem>>" from import
        where tenant_id = current_tenant() and id = $1 for update"#,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let last = sqlx::query_scalar!(
        "select max(ordinal) from (select ordinal from import_row
            where tenant_id = current_tenant() and import_id = $1 and ordinal > $2 order by ordinal limit $3) as next",
        id.0,
        import.done_through,
        PIECE,
    )
    .fetch_one(tx.connection())
    .await?;
    let Some(last) = last else { return Ok((Step::Done, Vec::new())) };
    tx.come_from(Source::Import).await?;
    if import.done_through == 0 {
        begin(tx, id, &import.new_items.0).await?;
    }
    let first = import.done_through + 1;
    apply(tx, id, first, last).await?;
    // Tables that were empty before: the planner is told how they grow.
    if GROWN.iter().any(|rows| (first..=last).contains(rows)) {
        sqlx::query!("select count_anew()").execute(tx.connection()).await?;
    }
    let (outcomes, changed) = outcomes(tx, id, first, last).await?;
    sqlx::query!("update import set done_through = $2 where tenant_id = current_tenant() and id = $1", id.0, last,)
        .execute(tx.connection())
        .await?;
    job::report(chunk, &outcomes).await?;
    Ok((Step::More, changed))
}

/// What comes before the first row: values that lists get, and room in the series for numbers that
/// the file brings.
async fn begin(tx: &mut Tx, id: ImportId, made: &[NewItem]) -> Result<(), StoreError> {
    let ids: Vec<_> = made.iter().map(|item| item.id.0).collect();
    let kinds: Vec<String> = made.iter().map(|item| item.kind.key().to_owned()).collect();
    let names: Vec<String> = made.iter().map(|item| item.name.clone()).collect();
    sqlx::query!(
        "insert into list_item (tenant_id, id, kind, nb, sv, en, position, is_managed, changed_by)
        select current_tenant(), g.id, g.kind, g.name, g.name, g.name, 1000, true, current_app_user()
        from unnest($1::uuid[], $2::text[], $3::text[]) as g (id, kind, name) on conflict do nothing",
        &ids,
        &kinds,
        &names,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query_scalar!("select next_customer_numbers(0)").fetch_one(tx.connection()).await?;
    sqlx::query!(
        "update number_series s set next = greatest(s.next, brought.most + 1)
        from (select max((customer ->> 'number')::bigint) as most from import_row
            where tenant_id = current_tenant() and import_id = $1 and customer ? 'number') as brought
        where s.tenant_id = current_tenant() and s.series = 'customer' and brought.most is not null",
        id.0,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Does rows, all at once; where a rule forbids that, in ever smaller parts, until only the row that
/// breaks it is left out.
async fn apply(tx: &mut Tx, id: ImportId, first: i32, last: i32) -> Result<(), StoreError> {
    let mut parts = vec![(first, last)];
    while let Some((first, last)) = parts.pop() {
        match try_rows(tx, id, first, last).await {
            Ok(()) => {}
            Err(error @ StoreError::Database(sqlx::Error::Database(_))) if !error.is_unavailable() => {
                if first == last {
                    refuse(tx, id, first, error).await?;
                } else {
                    let middle = first + (last - first) / 2;
                    // The earlier part first: what is last in is first out.
                    parts.push((middle + 1, last));
                    parts.push((first, middle));
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn try_rows(tx: &mut Tx, id: ImportId, first: i32, last: i32) -> Result<(), StoreError> {
    let mut part = tx.connection().begin().await?;
    sqlx::query_scalar!("select import_new($1, $2, $3)", id.0, first, last).fetch_one(&mut *part).await?;
    sqlx::query_scalar!(
        "select import_changed($1, $2, $3) where exists (select from import_row
            where tenant_id = current_tenant() and import_id = $1 and ordinal between $2 and $3 and verdict = 'changed')",
        id.0,
        first,
        last,
    )
    .fetch_optional(&mut *part)
    .await?;
    // What is else looked at when the transaction ends, while these rows alone can still be left out.
    sqlx::query!("set constraints all immediate").execute(&mut *part).await?;
    part.commit().await?;
    sqlx::query!("set constraints all deferred").execute(tx.connection()).await?;
    Ok(())
}

async fn refuse(tx: &mut Tx, id: ImportId, row: i32, error: StoreError) -> Result<(), StoreError> {
    let refusal = ApiError::from(error);
    let told = refusal.fields.first().map_or_else(
        || json!({"field": "", "problem": Problem::Choice}),
        |error| json!({"field": error.field, "problem": error.problem}),
    );
    sqlx::query!(
        "update import_row set outcome = jsonb_build_object('refused', $3::jsonb)
        where tenant_id = current_tenant() and import_id = $1 and ordinal = $2",
        id.0,
        row,
        told,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Why a row was held back.
fn held_by(remarks: &[Remark]) -> Told {
    let repeats = remarks.iter().find_map(|remark| match remark {
        Remark::Repeats { row } => Some(Told::Repeats { row: *row }),
        _ => None,
    });
    let is = |of: fn(&Remark) -> bool| remarks.iter().any(of);
    if is(|remark| matches!(remark, Remark::Several { .. })) {
        return Told::Several;
    }
    // One that is there already is the stronger reason.
    repeats.filter(|_| !is(|remark| matches!(remark, Remark::Alike { .. }))).unwrap_or(Told::Doubtful)
}

/// What came of rows, for the report, and which customers that are there were changed.
async fn outcomes(
    tx: &mut Tx,
    id: ImportId,
    first: i32,
    last: i32,
) -> Result<(Vec<Outcome>, Vec<CustomerId>), StoreError> {
    let rows = sqlx::query!(
        r#"select ordinal, customer_id as "customer: CustomerId", verdict, choice, outcome,
            case when verdict in ('wrong', 'doubtful') then remarks else '[]' end as "remarks!: Json<Vec<Remark>>"
        from import_row where tenant_id = current_tenant() and import_id = $1 and ordinal between $2 and $3 order by ordinal"#,
        id.0,
        first,
        last,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut outcomes = Vec::with_capacity(rows.len());
    let mut changed = Vec::new();
    for row in rows {
        let verdict = Verdict::from_key(&row.verdict).unwrap_or(Verdict::Wrong);
        let is_made = verdict == Verdict::New || row.choice.as_deref() == Some("new");
        let refused = |told: &Value| -> Told {
            let field = told.get("field").and_then(Value::as_str).unwrap_or_default().to_owned();
            let problem = told.get("problem").cloned().and_then(|problem| serde_json::from_value(problem).ok());
            Told::Refused { field, problem: problem.unwrap_or(Problem::Choice) }
        };
        let outcome = row.outcome.unwrap_or_default();
        let (state, told) = if let Some(told) = outcome.get("refused") {
            (ItemState::Failed, Some(refused(told)))
        } else if outcome.get("exists").is_some() {
            (ItemState::Skipped, Some(Told::Exists))
        } else if outcome.get("gone").is_some() {
            (ItemState::Skipped, Some(Told::Gone))
        } else {
            match verdict {
                _ if is_made => (ItemState::Changed, Some(Told::Made)),
                Verdict::New | Verdict::Changed => {
                    changed.push(row.customer);
                    (ItemState::Changed, None)
                }
                Verdict::Same => (ItemState::Skipped, Some(Told::Same)),
                Verdict::Doubtful => (ItemState::Held, Some(held_by(&row.remarks.0))),
                Verdict::LeftOut => (ItemState::LeftOut, Some(Told::LeftOut)),
                Verdict::Wrong => {
                    let wrong = row.remarks.0.iter().find_map(|remark| match remark {
                        Remark::Cell { field, problem, passed: false, .. } => {
                            Some(Told::Refused { field: field.clone(), problem: *problem })
                        }
                        _ => None,
                    });
                    (ItemState::Failed, wrong)
                }
            }
        };
        let about = matches!(state, ItemState::Changed) || matches!(verdict, Verdict::Same | Verdict::Changed);
        let detail = told.map(serde_json::to_value).transpose()?.unwrap_or_default();
        let customer = about.then_some(row.customer);
        outcomes.push(Outcome { ordinal: i64::from(row.ordinal), customer, state, detail });
    }
    Ok((outcomes, changed))
}
