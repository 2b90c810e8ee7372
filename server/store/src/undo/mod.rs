//! Taking changes back: a command of the change log, whole but for what somebody changed since.

mod done;
mod invited;
mod many;
mod proposed;
mod words;

pub use done::{Done, just_done};
pub use many::{queue, step};

use crate::{
    StoreError, Tx, log,
    merge::{self, Of},
};
use domain::{
    change::{LogCategory, Operation, was_sent},
    error::{ApiError, Problem},
    field::{self, Record},
    id::{ChangeId, CustomerId, MergeId},
    policy::Action,
    undo::{Inverse, Kept, Undone, Why, inverse},
};
use serde_json::{Map, Value};
use sqlx::Connection;
use uuid::Uuid;
use words::in_words;

/// One entry of the command that is taken back.
pub(crate) struct Entry {
    pub(crate) row: Uuid,
    pub(crate) version: i32,
    pub(crate) category: LogCategory,
    pub(crate) operation: Operation,
    pub(crate) changes: Vec<(String, Value, Value)>,
    pub(crate) subject: String,
}

/// Takes back everything of the command that an entry of the log belongs to; where none is named,
/// of the newest command of this person on this card, of the last 24 hours.
///
/// It is a command itself and can be taken back in its turn.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer of this firm has no such entry;
/// [`Problem::NothingToUndo`] when none is named and there is none.
pub async fn undo(tx: &mut Tx, customer: CustomerId, entry: Option<ChangeId>) -> Result<Undone, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let exists =
        sqlx::query_scalar!("select true from customer where tenant_id = current_tenant() and id = $1", customer.0)
            .fetch_optional(tx.connection())
            .await?;
    if exists.is_none() {
        return Err(StoreError::NotFound);
    }
    let entry = match entry {
        Some(entry) => entry,
        None => newest(tx, customer).await?.ok_or(StoreError::field("entry", Problem::NothingToUndo))?,
    };
    match merge::of_command(tx, customer, entry).await? {
        // A merge is taken back as a whole, rows that went over included.
        Some(Of::Merge(merge)) => return Ok(Undone { customer, ..merge::split(tx, merge).await? }),
        Some(Of::Split(split)) => return merge_again(tx, customer, entry, split).await,
        None => {}
    }
    let (undoes, entries) = command(tx, customer, entry).await?;
    let is_sent = |entry: &Entry| entry.category != LogCategory::Invited && was_sent(entry.category, entry.operation);
    if entries.iter().any(is_sent) {
        return Err(StoreError::field("entry", Problem::NothingToUndo));
    }
    // Who was invited knows of it: it is called off, which tells them. Who was told that it is off stays told so.
    if invited::is_known_by_others(tx, &entries).await? {
        return Err(StoreError::field("entry", Problem::NothingToUndo));
    }
    let entries: Vec<Entry> = entries.into_iter().filter(|entry| entry.category != LogCategory::Invited).collect();
    let (mut taken, mut kept) = (false, Vec::new());
    for entry in &entries {
        tx.authorise(entry.category.undone_by())?;
        taken |= take_back(tx, customer, entry, &mut kept).await?;
    }
    taken |= !proposed::withdraw(tx, &[customer.0], undoes).await?.is_empty();
    note(tx, customer, undoes, taken, &kept).await?;
    for other in others(tx, customer, undoes, &entries).await? {
        note(tx, other, undoes, taken, &[]).await?;
    }
    Ok(Undone { customer, taken, kept })
}

/// Customers on whose cards the same relations stand: there too they were taken back.
async fn others(
    tx: &mut Tx,
    customer: CustomerId,
    undoes: Uuid,
    entries: &[Entry],
) -> Result<Vec<CustomerId>, StoreError> {
    let is_relation = |entry: &&Entry| entry.category == LogCategory::Relation;
    let rows: Vec<Uuid> = entries.iter().filter(is_relation).map(|entry| entry.row).collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_scalar!(
        r#"select distinct l.customer_id as "other!: CustomerId" from change_log l
        where l.tenant_id = current_tenant() and l.row_id = any ($1) and l.command_id = $2 and l.customer_id <> $3"#,
        &rows,
        undoes,
        customer.0,
    )
    .fetch_all(tx.connection())
    .await?)
}

/// Takes a split back: the customers become one again.
async fn merge_again(tx: &mut Tx, customer: CustomerId, entry: ChangeId, split: MergeId) -> Result<Undone, StoreError> {
    let (undoes, _) = command(tx, customer, entry).await?;
    let survivor = merge::again(tx, split).await?;
    note(tx, survivor, undoes, true, &[]).await?;
    Ok(Undone { customer: survivor, taken: true, kept: Vec::new() })
}

/// The newest entry of this person that is neither taken back nor a taking back.
async fn newest(tx: &mut Tx, customer: CustomerId) -> Result<Option<ChangeId>, StoreError> {
    let found = sqlx::query_scalar!(
        r#"select l.id as "id: ChangeId" from change_log l
        where l.tenant_id = current_tenant() and l.customer_id = $1 and l.user_id = current_app_user()
            and l.at > now() - interval '24 hours' and l.command_id is not null
            and l.table_name = any ($2)
            and not exists (select from command_undo d where d.tenant_id = l.tenant_id and d.customer_id = l.customer_id and d.active and d.undoes = l.command_id)
            and not exists (select from command_undo d where d.tenant_id = l.tenant_id and d.command_id = l.command_id and d.customer_id = l.customer_id and not d.redo)
            and not exists (select from change_log made where made.tenant_id = l.tenant_id and made.customer_id = l.customer_id
                and made.at = l.at and made.command_id = l.command_id and made.table_name = 'customer' and made.operation = 'INSERT')
        order by l.at desc, l.id desc limit 1"#,
        customer.0,
        &LogCategory::undoable_tables(),
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(found)
}

/// The command of an entry and all its entries: deleted rows first, so that what refers to them
/// can come back too, the customer after its contacts, one of whom it may name, and new rows last.
async fn command(tx: &mut Tx, customer: CustomerId, entry: ChangeId) -> Result<(Uuid, Vec<Entry>), StoreError> {
    let language = tx.session().language;
    let rows = sqlx::query!(
        r#"select coalesce(l.command_id, l.id) as "command!", l.row_id as "row_id!", coalesce(l.version, 0) as "version!",
            l.table_name as "table_name!", l.operation as "operation!", l.changes as "changes!",
            coalesce(k.first_name || ' ' || k.last_name, v.title, e.first_name || ' ' || e.last_name,
                case when l.table_name in ('customer_relation', 'customer_responsible')
                        then named_by_others(l.table_name, l.row_id, l.customer_id)
                    when l.table_name in ('portal_access', 'portal_look', 'document_share', 'enquiry') then portal_named(l.table_name, l.row_id, l.changes)
                    when l.table_name = any ($3) then agreed_name(l.table_name::regclass, l.row_id, l.changes, $4) end, '') as "named!"
        from change_log named
        -- All of a command is in one transaction, so that it has one moment.
        join change_log l on l.tenant_id = named.tenant_id and l.customer_id = named.customer_id and l.at = named.at
            and (l.id = named.id or l.command_id = named.command_id)
        left join contact k on l.table_name = 'contact' and k.tenant_id = l.tenant_id and k.id = l.row_id
        left join activity v on l.table_name = 'activity' and v.tenant_id = l.tenant_id and v.id = l.row_id
        left join customer_employee w on l.table_name = 'customer_employee' and w.tenant_id = l.tenant_id and w.id = l.row_id
        left join employee e on l.table_name = 'customer_employee' and e.tenant_id = l.tenant_id
            and e.id = coalesce(w.employee_id, (l.changes #>> '{employee_id,1}')::uuid, (l.changes #>> '{employee_id,0}')::uuid)
        where named.tenant_id = current_tenant() and named.customer_id = $1 and named.id = $2
        order by case l.operation when 'DELETE' then 0 when 'UPDATE' then 1 else 2 end,
            -- What hangs on a contact or a document comes back after it.
            l.table_name in ('portal_access', 'document_share'),
            -- A comment at a field is open again once the field is as it was; answers come back to what they answer, and
            -- occurrences to their series.
            l.table_name = 'comment', l.table_name = 'customer', l.changes ?| '{answers,series}', l.version desc"#,
        customer.0,
        entry.0,
        &log::agreed(),
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    let command = rows.first().ok_or(StoreError::NotFound)?.command;
    let entries = rows
        .into_iter()
        .filter_map(|row| {
            let changes = log::changes(row.changes);
            Some(Entry {
                row: row.row_id,
                version: row.version,
                category: LogCategory::from_key(&row.table_name)?,
                operation: Operation::from_key(&row.operation),
                subject: log::subject(&row.table_name, row.named, &changes),
                changes,
            })
        })
        .collect();
    Ok((command, entries))
}

/// A row as it stands, held until the transaction ends.
async fn held(tx: &mut Tx, category: LogCategory, row: Uuid) -> Result<Option<Map<String, Value>>, StoreError> {
    let found = sqlx::query_scalar!("select held_row($1::text::regclass, $2)", category.key(), row)
        .fetch_one(tx.connection())
        .await?;
    Ok(found.and_then(|value| match value {
        Value::Object(row) => Some(row),
        _ => None,
    }))
}

/// Takes one entry back; says whether anything was, and adds what was not.
pub(crate) async fn take_back(
    tx: &mut Tx,
    customer: CustomerId,
    entry: &Entry,
    kept: &mut Vec<Kept>,
) -> Result<bool, StoreError> {
    let now = held(tx, entry.category, entry.row).await?;
    let plan = allowed(tx, entry.category, inverse(entry.operation, &entry.changes, now.as_ref()));
    let is_less = plan.1;
    let plan = plan.0;
    let whole = |why| Kept {
        category: entry.category,
        column: String::new(),
        subject: entry.subject.clone(),
        by: String::new(),
        stands: String::new(),
        why,
    };
    if (entry.category, entry.operation) == (LogCategory::Customer, Operation::Insert) {
        kept.push(whole(Why::Impossible));
        return Ok(false);
    }
    if is_less {
        kept.push(whole(Why::Impossible));
    }
    match &plan {
        Inverse::Nothing => return Ok(false),
        Inverse::Gone => {
            kept.push(whole(Why::Gone));
            return Ok(false);
        }
        Inverse::Changed(columns) => {
            let by = changed_by(tx, entry, columns).await?;
            kept.push(Kept { by, ..whole(Why::Changed) });
            return Ok(false);
        }
        Inverse::Change { values, kept: columns } => {
            let row = Record(now.unwrap_or_default());
            for column in columns {
                let by = changed_by(tx, entry, std::slice::from_ref(column)).await?;
                let stands = in_words(tx, entry.category, column, &row).await?;
                kept.push(Kept { column: column.clone(), by, stands, ..whole(Why::Changed) });
            }
            if values.is_empty() {
                return Ok(false);
            }
        }
        Inverse::Remove | Inverse::Restore => {}
    }
    match apply(tx, customer, entry, &plan).await {
        Ok(done) => {
            if !done {
                kept.push(whole(Why::Impossible));
            }
            Ok(done)
        }
        // A rule forbids it: the card keeps it and the reader is told which.
        Err(error @ StoreError::Database(sqlx::Error::Database(_))) => {
            let refusal = ApiError::from(error);
            let problem = refusal.fields.first().map(|error| error.problem);
            kept.push(whole(Why::Refused { problem: problem.ok_or(StoreError::Refused(refusal))? }));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// A plan without fields that the person may not change; whether that is less than all of it.
fn allowed(tx: &Tx, category: LogCategory, plan: Inverse) -> (Inverse, bool) {
    let Inverse::Change { mut values, mut kept } = plan else { return (plan, false) };
    let rights = &tx.session().rights;
    let may = |column: &str| match category {
        LogCategory::Customer => field::customer(column).is_none_or(|field| rights.changes(field)),
        LogCategory::Contact => field::contact(column).is_none_or(|field| rights.changes(field)),
        _ => true,
    };
    let all = values.len() + kept.len();
    values.retain(|column, _| may(column));
    kept.retain(|column| may(column));
    let is_less = values.len() + kept.len() < all;
    (Inverse::Change { values, kept }, is_less)
}

/// Does what takes an entry back, or nothing at all where a rule of the database forbids it.
async fn apply(tx: &mut Tx, customer: CustomerId, entry: &Entry, plan: &Inverse) -> Result<bool, StoreError> {
    let table = entry.category.key();
    let mut part = tx.connection().begin().await?;
    let done = match plan {
        Inverse::Change { values, .. } => {
            let values = Value::Object(values.clone());
            sqlx::query!("select change_fields($1::text::regclass, $2, $3)", table, entry.row, values)
                .execute(&mut *part)
                .await?;
            true
        }
        Inverse::Restore => sqlx::query_scalar!(
            "select restore_row($1::text::regclass, content || jsonb_build_object('customer_id', customer_id)) from deleted_row
            where tenant_id = current_tenant() and table_name = $1 and row_id = $2 and (customer_id = $3 or content ->> 'other_id' = $3::uuid::text)
            order by version desc limit 1",
            table,
            entry.row,
            customer.0,
        )
        .fetch_optional(&mut *part)
        .await?
        .is_some(),
        Inverse::Remove => {
            sqlx::query!("select remove_row($1::text::regclass, $2)", table, entry.row).execute(&mut *part).await?;
            true
        }
        Inverse::Nothing | Inverse::Changed(_) | Inverse::Gone => false,
    };
    // What is else looked at when the transaction ends, while this step alone can still be left out.
    sqlx::query!("set constraints all immediate").execute(&mut *part).await?;
    part.commit().await?;
    sqlx::query!("set constraints all deferred").execute(tx.connection()).await?;
    Ok(done)
}

/// Who changed one of these columns last, after the entry.
async fn changed_by(tx: &mut Tx, entry: &Entry, columns: &[String]) -> Result<String, StoreError> {
    let by = sqlx::query_scalar!(
        r#"select coalesce(u.name, '') as "by!" from change_log l
        left join app_user u on u.tenant_id = l.tenant_id and u.id = l.user_id
        where l.tenant_id = current_tenant() and l.row_id = $1 and l.version > $2 and l.changes ?| $3
        order by l.version desc limit 1"#,
        entry.row,
        entry.version,
        columns,
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(by.unwrap_or_default())
}

/// Notes what took what back; what was taken back by it before stands again or falls again.
pub(crate) async fn note(
    tx: &mut Tx,
    customer: CustomerId,
    undoes: Uuid,
    taken: bool,
    kept: &[Kept],
) -> Result<(), StoreError> {
    note_as(tx, customer, undoes, taken, serde_json::to_value(kept)?).await
}

/// The same with what was kept as its reader tells it; what belongs to no customer stands under the firm's own id.
pub(crate) async fn note_as(
    tx: &mut Tx,
    customer: CustomerId,
    undoes: Uuid,
    taken: bool,
    kept: Value,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into command_undo (tenant_id, command_id, customer_id, undoes, redo, active, kept)
        values (current_tenant(), $1, $2, $3,
            exists (select from command_undo d where d.tenant_id = current_tenant() and d.command_id = $3 and d.customer_id = $2 and not d.redo), $4, $5)",
        tx.command().0,
        customer.0,
        undoes,
        taken,
        kept,
    )
    .execute(tx.connection())
    .await?;
    if !taken {
        return Ok(());
    }
    let (mut command, mut active) = (undoes, false);
    loop {
        let next = sqlx::query_scalar!(
            "update command_undo set active = $2 where tenant_id = current_tenant() and command_id = $1 and customer_id = $3 returning undoes",
            command,
            active,
            customer.0,
        )
        .fetch_optional(tx.connection())
        .await?;
        let Some(next) = next else { return Ok(()) };
        (command, active) = (next, !active);
    }
}
