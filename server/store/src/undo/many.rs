//! Taking a whole job back: for each of its customers what taking back one command does.

use super::{Entry, proposed::withdraw, take_back};
use crate::{
    StoreError, Tx,
    bulk::changed,
    fields, job,
    job::{Chunk, Outcome, Step},
    log,
};
use domain::{
    change::{LogCategory, Operation},
    error::{FieldError, Problem},
    field::{self, Entity, Names, Record, shown},
    id::{CustomerId, JobId},
    job::{ItemState, JobKind, Told},
    policy::{Action, FieldRights},
    undo::{Inverse, Kept, Why, inverse},
};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Customers in one piece.
const PIECE: i64 = 500;

/// Queues the taking back of a job that is over, in this transaction.
///
/// # Errors
/// [`StoreError::NotFound`] when the reader may follow no such job; [`Problem::NothingToUndo`] when it
/// is not over, has changed nothing, or is taken back already.
pub async fn queue(tx: &mut Tx, undone: JobId) -> Result<JobId, StoreError> {
    tx.authorise(Action::ChangeMany)?;
    // Whoever asks for the same in the same moment waits here, and finds that it is done.
    sqlx::query_scalar!("select id from job where tenant_id = current_tenant() and id = $1 for update", undone.0)
        .fetch_optional(tx.connection())
        .await?;
    let before = job::read(tx, undone).await?;
    tx.authorise(before.kind.right())?;
    // Who reads a colleague's import does not therefore take it back.
    if !before.is_ruled_by(tx.session()) {
        return Err(StoreError::NotFound);
    }
    if !before.can_be_undone() {
        return Err(StoreError::field("job", Problem::NothingToUndo));
    }
    let parameters = json!({"kind": before.kind.key(), "parameters": before.parameters});
    let queued = job::queue(tx, JobKind::Undo, &parameters, Some(undone)).await?;
    sqlx::query!(
        "insert into job_item (tenant_id, job_id, ordinal, customer_id)
        select current_tenant(), $1, row_number() over (order by first), customer_id
        from (select customer_id, min(ordinal) as first from job_item
            where tenant_id = current_tenant() and job_id = $2 and state = 'changed' and customer_id is not null group by customer_id) as theirs",
        queued.0,
        undone.0,
    )
    .execute(tx.connection())
    .await?;
    job::count(tx, queued).await?;
    Ok(queued)
}

/// What is taken back of one customer.
#[derive(Default)]
struct Work {
    entries: Vec<Entry>,
    /// The values that it gets again.
    values: Map<String, Value>,
    /// Columns that somebody changed since, with the version that the job made.
    since: Vec<(String, i32)>,
    taken: bool,
    kept: Vec<Kept>,
}

impl Work {
    /// Whether all that the job did to it is changes of its own fields.
    fn is_plain(&self) -> bool {
        self.entries.iter().all(|entry| (entry.category, entry.operation) == (LogCategory::Customer, Operation::Update))
    }
}

/// Takes the next customers of a job back.
///
/// # Errors
/// When the policy says no or the database fails; what can't be taken back is in the report.
pub async fn step(chunk: &mut Chunk) -> Result<(Step, Vec<CustomerId>), StoreError> {
    chunk.tx.authorise(Action::ChangeMany)?;
    let undoes = chunk.job.undoes.ok_or(StoreError::NotFound)?;
    let todo = job::todo(chunk, PIECE).await?;
    if todo.is_empty() {
        return Ok((Step::Done, Vec::new()));
    }
    let tx = &mut chunk.tx;
    let ids: Vec<Uuid> = todo.iter().map(|todo| todo.customer.0).collect();
    let mut rows = held_many(tx, &ids).await?;
    let mut works = entries(tx, &ids, undoes).await?;
    let mut changes = Vec::new();
    let rights = tx.session().rights.clone();
    for (id, work) in works.iter_mut().filter(|(_, work)| work.is_plain()) {
        if let Some(row) = rows.get_mut(id) {
            plan(work, row, &rights);
            if !work.values.is_empty() {
                work.taken = true;
                changes.push((*id, work.values.clone()));
            }
        }
    }
    for (id, FieldError { problem, .. }) in fields::change_each(tx, Entity::Customer, &changes).await? {
        if let Some(work) = works.get_mut(&id) {
            work.taken = false;
            work.kept.push(whole(Why::Refused { problem }));
        }
    }
    kept_since(tx, &mut works, &rows).await?;
    remove_made(tx, undoes, &mut works).await?;
    // Contacts, comments and links one by one: what refers to what decides what can be done.
    for (id, work) in works.iter_mut().filter(|(_, work)| !work.is_plain()) {
        for entry in std::mem::take(&mut work.entries) {
            work.taken |= take_back(tx, CustomerId(*id), &entry, &mut work.kept).await?;
        }
    }
    for id in withdraw(tx, &ids, undoes.0).await? {
        works.entry(id).or_default().taken = true;
    }
    note(tx, undoes, &works).await?;
    let mut outcomes = Vec::with_capacity(todo.len());
    for todo in todo {
        let (state, told) = match works.remove(&todo.customer.0) {
            _ if !rows.contains_key(&todo.customer.0) => (ItemState::Skipped, Some(Told::Gone)),
            None => (ItemState::Skipped, Some(Told::Nothing)),
            Some(work) => {
                let state = if work.taken { ItemState::Changed } else { ItemState::Skipped };
                let told = match (work.kept.is_empty(), work.taken) {
                    (true, true) => None,
                    (true, false) => Some(Told::Nothing),
                    (false, _) => Some(Told::Kept { kept: work.kept }),
                };
                (state, told)
            }
        };
        let detail = told.map(serde_json::to_value).transpose()?.unwrap_or_default();
        outcomes.push(Outcome { ordinal: todo.ordinal, customer: Some(todo.customer), state, detail });
    }
    job::report(chunk, &outcomes).await?;
    Ok((Step::More, changed(&outcomes)))
}

fn whole(why: Why) -> Kept {
    Kept {
        category: LogCategory::Customer,
        column: String::new(),
        subject: String::new(),
        by: String::new(),
        stands: String::new(),
        why,
    }
}

/// Customers as they stand, held until the transaction ends.
async fn held_many(tx: &mut Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Map<String, Value>>, StoreError> {
    let rows = sqlx::query!(
        r#"select id, flat(to_jsonb(c)) - 'search' as "row!" from customer c
        where tenant_id = current_tenant() and id = any ($1) order by id for no key update"#,
        ids,
    )
    .fetch_all(tx.connection())
    .await?;
    rows.into_iter().map(|row| Ok((row.id, serde_json::from_value(row.row)?))).collect()
}

/// What the job did to each customer, in the order in which it is taken back.
async fn entries(tx: &mut Tx, ids: &[Uuid], undoes: JobId) -> Result<BTreeMap<Uuid, Work>, StoreError> {
    let rows = sqlx::query!(
        r#"select l.customer_id as "customer!", l.row_id as "row_id!", coalesce(l.version, 0) as "version!",
            l.table_name as "table_name!", l.operation as "operation!", l.changes as "changes!",
            coalesce(k.first_name || ' ' || k.last_name, '') as "contact!"
        from change_log l
        left join contact k on l.table_name = 'contact' and k.tenant_id = l.tenant_id and k.id = l.row_id
        where l.tenant_id = current_tenant() and l.customer_id = any ($1) and l.command_id = $2
        order by case l.operation when 'DELETE' then 0 when 'UPDATE' then 1 else 2 end,
            -- What hangs on a contact or a document comes back after it.
            l.table_name in ('portal_access', 'document_share'),
            l.table_name = 'comment', l.table_name = 'customer', l.version desc"#,
        ids,
        undoes.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut works: BTreeMap<Uuid, Work> = BTreeMap::new();
    for row in rows {
        let Some(category) = LogCategory::from_key(&row.table_name) else { continue };
        let changes = log::changes(row.changes);
        works.entry(row.customer).or_default().entries.push(Entry {
            row: row.row_id,
            version: row.version,
            category,
            operation: Operation::from_key(&row.operation),
            subject: log::subject(&row.table_name, row.contact, &changes),
            changes,
        });
    }
    Ok(works)
}

/// What takes all changes of a customer's own fields back, the newest first.
fn plan(work: &mut Work, row: &mut Map<String, Value>, rights: &FieldRights) {
    for entry in &work.entries {
        if let Inverse::Change { mut values, mut kept } = inverse(entry.operation, &entry.changes, Some(row)) {
            // What the person may not change stays.
            let may = |column: &str| field::customer(column).is_none_or(|field| rights.changes(field));
            values.retain(|column, _| may(column));
            kept.retain(|column| may(column));
            work.since.extend(kept.into_iter().map(|column| (column, entry.version)));
            // What stood before an earlier change of the same job is compared with this.
            row.extend(values.clone());
            work.values.extend(values);
        }
    }
}

/// Who changed what since, and what stands there now, for all customers at once.
async fn kept_since(
    tx: &mut Tx,
    works: &mut BTreeMap<Uuid, Work>,
    rows: &HashMap<Uuid, Map<String, Value>>,
) -> Result<(), StoreError> {
    let (mut customers, mut columns, mut versions) = (Vec::new(), Vec::new(), Vec::new());
    for (id, work) in &*works {
        for (column, version) in &work.since {
            customers.push(*id);
            columns.push(column.clone());
            versions.push(*version);
        }
    }
    if customers.is_empty() {
        return Ok(());
    }
    let found = sqlx::query!(
        r#"select a.customer as "customer!", a.name as "name!", coalesce((
            select u.name from change_log l join app_user u on u.tenant_id = l.tenant_id and u.id = l.user_id
            where l.tenant_id = current_tenant() and l.row_id = a.customer and l.version > a.version and l.changes ? a.name
            order by l.version desc limit 1), '') as "by!"
        from unnest($1::uuid[], $2::text[], $3::integer[]) as a (customer, name, version)"#,
        &customers,
        &columns,
        &versions,
    )
    .fetch_all(tx.connection())
    .await?;
    let standing = |customer: &Uuid, name: &str| rows.get(customer).and_then(|row| row.get(name)).cloned();
    let values: Vec<Value> = found.iter().filter_map(|row| standing(&row.customer, &row.name)).collect();
    let (language, home) = (tx.session().language, tx.session().home);
    // One list of all: names are looked up once.
    let ids: Vec<Value> = values
        .into_iter()
        .flat_map(|value| match value {
            Value::Array(items) => items,
            other => vec![other],
        })
        .collect();
    let names: Names = fields::names_of(tx, &Value::Array(ids), language.tag()).await?;
    for row in found {
        let Some(work) = works.get_mut(&row.customer) else { continue };
        let record = Record(rows.get(&row.customer).cloned().unwrap_or_default());
        let stands = field::customer(&row.name)
            .zip(record.0.get(&row.name))
            .map_or_else(String::new, |(field, value)| shown(field, value, &record, &names, language, home));
        work.kept.push(Kept { column: row.name, by: row.by, stands, ..whole(Why::Changed) });
    }
    Ok(())
}

/// Takes customers away again that the job made, with all that it gave them, where nobody has changed
/// or added anything since; the others stay, and it is told who did.
async fn remove_made(tx: &mut Tx, undoes: JobId, works: &mut BTreeMap<Uuid, Work>) -> Result<(), StoreError> {
    let is_made = |work: &Work| {
        work.entries.iter().any(|entry| (entry.category, entry.operation) == (LogCategory::Customer, Operation::Insert))
    };
    let made: Vec<Uuid> = works.iter().filter(|(_, work)| is_made(work)).map(|(id, _)| *id).collect();
    if made.is_empty() {
        return Ok(());
    }
    let rows = sqlx::query!(
        r#"select customer_id as "customer!", by_whom as "by!" from remove_made($1, $2)"#,
        &made,
        undoes.0,
    )
    .fetch_all(tx.connection())
    .await?;
    let stayed: HashMap<Uuid, String> = rows.into_iter().map(|row| (row.customer, row.by)).collect();
    for id in made {
        let Some(work) = works.get_mut(&id) else { continue };
        work.entries.clear();
        match stayed.get(&id) {
            Some(by) => work.kept.push(Kept { by: by.clone(), ..whole(Why::Changed) }),
            None => work.taken = true,
        }
    }
    Ok(())
}

/// Notes what took what back, for all customers at once, as [`super::note`] does for one.
async fn note(tx: &mut Tx, undoes: JobId, works: &BTreeMap<Uuid, Work>) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = works.keys().copied().collect();
    let taken: Vec<bool> = works.values().map(|work| work.taken).collect();
    let kept = works.values().map(|work| serde_json::to_value(&work.kept)).collect::<Result<Vec<_>, _>>()?;
    sqlx::query!(
        "insert into command_undo (tenant_id, command_id, customer_id, undoes, redo, active, kept)
        select current_tenant(), $1, a.customer, $2,
            exists (select from command_undo d where d.tenant_id = current_tenant() and d.command_id = $2 and d.customer_id = a.customer and not d.redo),
            a.taken, a.kept
        from unnest($3::uuid[], $4::boolean[], $5::jsonb[]) as a (customer, taken, kept)",
        tx.command().0,
        undoes.0,
        &ids,
        &taken,
        &kept,
    )
    .execute(tx.connection())
    .await?;
    let mut left: Vec<Uuid> = works.iter().filter(|(_, work)| work.taken).map(|(id, _)| *id).collect();
    let (mut command, mut active) = (Some(undoes.0), false);
    while let Some(of) = command {
        let flipped = sqlx::query!(
            "update command_undo set active = $3
            where tenant_id = current_tenant() and command_id = $1 and customer_id = any ($2) returning customer_id, undoes",
            of,
            &left,
            active,
        )
        .fetch_all(tx.connection())
        .await?;
        // A job takes one other back, the same for all its customers.
        command = flipped.first().map(|row| row.undoes);
        left = flipped.into_iter().map(|row| row.customer_id).collect();
        active = !active;
    }
    Ok(())
}
