//! Taking a change of settings back: its whole command, but for what somebody changed since.

use crate::{StoreError, Tx, department, layout, list, log, own_field, settings, tab, user};
use domain::{
    change::Operation,
    error::{ApiError, Problem},
    id::{ChangeId, CommandId, CustomerId, DepartmentId, ListItemId, OwnFieldId, TabId, UserId},
    policy::Action,
    setting_log::{Changed, Done, Kept, Subject, TABLES, is_bookkeeping, may_be_undone},
    undo::{Inverse, Why, inverse},
};
use serde_json::{Map, Value, json};
use sqlx::types::Json;
use uuid::Uuid;

struct Entry {
    row: Uuid,
    version: i32,
    operation: Operation,
    subject: Subject,
    changes: Vec<Changed>,
}

/// What a command of this person has just done to the settings; none where it did nothing.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn just_done(tx: &mut Tx, command: CommandId) -> Result<Option<Done>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select l.id as "id!: ChangeId", l.table_name as "table_name!", l.operation as "operation!", l.changes as "changes!" from change_log l
        where l.tenant_id = current_tenant() and l.customer_id is null and l.command_id = $1 and l.user_id = current_app_user()
            and l.at > now() - interval '10 minutes' and l.table_name = any ($2)
        order by l.at desc, l.id desc"#,
        command.0,
        &tables(),
    )
    .fetch_all(tx.connection())
    .await?;
    let undone = sqlx::query!(
        r#"select redo, active, kept as "kept: Json<Vec<Kept>>" from command_undo
        where tenant_id = current_tenant() and customer_id = current_tenant() and command_id = $1"#,
        command.0,
    )
    .fetch_optional(tx.connection())
    .await?;
    let mut all_may = true;
    let mut entry = None;
    for row in rows {
        let (changes, operation) = (log::changes(row.changes), Operation::from_key(&row.operation));
        if is_bookkeeping(&row.table_name, operation, &changes) {
            continue;
        }
        all_may &= may_be_undone(&row.table_name, operation, &changes);
        entry = entry.or(Some(row.id));
    }
    let entry = entry.filter(|_| all_may);
    if entry.is_none() && undone.is_none() {
        return Ok(None);
    }
    Ok(Some(Done {
        entry,
        is_undo: undone.is_some(),
        is_redo: undone.as_ref().is_some_and(|undone| undone.redo),
        taken: undone.as_ref().is_none_or(|undone| undone.active),
        kept: undone.map(|undone| undone.kept.0).unwrap_or_default(),
    }))
}

fn tables() -> Vec<String> {
    TABLES.map(str::to_owned).to_vec()
}

/// Takes back all that the command of an entry did to settings, where it still stands so. What somebody changed since
/// stays, and is told. It is a command itself and can be taken back in its turn. Says whether anything was taken back.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm's settings have no such entry; when the reader may not change what it is
/// about; [`Problem::NothingToUndo`] when it can't be taken back.
pub async fn undo(tx: &mut Tx, entry: ChangeId) -> Result<bool, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let (undoes, entries) = command(tx, entry).await?;
    for entry in &entries {
        tx.authorise(entry.subject.undone_by().ok_or(StoreError::NotFound)?)?;
    }
    if entries.iter().any(|entry| !may_be_undone(&entry.subject.table, entry.operation, &entry.changes)) {
        return Err(StoreError::field("entry", Problem::NothingToUndo));
    }
    // A consultant may change lists, and no other settings: nothing is held for them but the value itself.
    if entries.iter().any(|entry| entry.subject.table != "list_item") {
        settings::hold(tx).await?;
    }
    let (mut taken, mut kept) = (false, Vec::new());
    for entry in &entries {
        taken |= take_back(tx, entry, &mut kept).await?;
    }
    let firm = CustomerId(tx.session().tenant.0);
    crate::undo::note_as(tx, firm, undoes, taken, serde_json::to_value(&kept)?).await?;
    Ok(taken)
}

/// The command of an entry with all that it did to settings: deleted rows first, new rows last.
async fn command(tx: &mut Tx, entry: ChangeId) -> Result<(Uuid, Vec<Entry>), StoreError> {
    let rows = sqlx::query!(
        r#"select coalesce(l.command_id, l.id) as "command!", l.row_id as "row_id!", coalesce(l.version, 0) as "version!",
            l.table_name as "table_name!", l.operation as "operation!", l.changes as "changes!",
            setting_named(l.table_name, l.row_id, l.changes) as "named!: Json<domain::field::Record>"
        from change_log named
        join change_log l on l.tenant_id = named.tenant_id and l.customer_id is null and l.at = named.at
            and (l.id = named.id or l.command_id = named.command_id) and l.table_name = any ($2)
        left join list_item i on l.table_name = 'list_item' and i.tenant_id = l.tenant_id and i.id = l.row_id
        where named.tenant_id = current_tenant() and named.customer_id is null and named.id = $1
            -- A department's own entry brings the choice among the values of lists along.
            and (i.kind is null or i.kind <> 'department')
        order by case l.operation when 'DELETE' then 0 when 'UPDATE' then 1 else 2 end, l.version desc, l.id desc"#,
        entry.0,
        &tables(),
    )
    .fetch_all(tx.connection())
    .await?;
    let command = rows.first().ok_or(StoreError::NotFound)?.command;
    let entries = rows
        .into_iter()
        .map(|row| {
            let changes = log::changes(row.changes);
            Entry {
                row: row.row_id,
                version: row.version,
                operation: Operation::from_key(&row.operation),
                subject: Subject::of_change(row.table_name, row.named.0, &changes),
                changes,
            }
        })
        .filter(|entry| !is_bookkeeping(&entry.subject.table, entry.operation, &entry.changes))
        .collect();
    Ok((command, entries))
}

async fn held(tx: &mut Tx, entry: &Entry) -> Result<Option<Map<String, Value>>, StoreError> {
    let found = sqlx::query_scalar!("select held_row($1::text::regclass, $2)", entry.subject.table, entry.row)
        .fetch_one(tx.connection())
        .await?;
    Ok(found.and_then(|value| match value {
        Value::Object(row) => Some(row),
        _ => None,
    }))
}

/// Takes one entry back; says whether anything was, and adds what was not.
async fn take_back(tx: &mut Tx, entry: &Entry, kept: &mut Vec<Kept>) -> Result<bool, StoreError> {
    let now = held(tx, entry).await?;
    let mut plan = inverse(entry.operation, &entry.changes, now.as_ref());
    // A row that was made is taken out of use, where it can't be deleted: what is in it then does not matter.
    if matches!(plan, Inverse::Changed(_)) && retires(&entry.subject.table) {
        plan = Inverse::Remove;
    }
    let whole = |why, by| Kept { subject: entry.subject.clone(), column: String::new(), by, stands: Value::Null, why };
    match &plan {
        // The firm's columns are one row: others that were chosen since stand under the same id.
        Inverse::Nothing if entry.operation == Operation::Delete && entry.subject.table == "register_setting" => {
            let by = changed_by(tx, entry, &["columns".to_owned(), "widths".to_owned()]).await?;
            kept.push(whole(Why::Changed, by));
            return Ok(false);
        }
        Inverse::Nothing => return Ok(false),
        Inverse::Gone => {
            kept.push(whole(Why::Gone, String::new()));
            return Ok(false);
        }
        Inverse::Changed(columns) => {
            let by = changed_by(tx, entry, columns).await?;
            kept.push(whole(Why::Changed, by));
            return Ok(false);
        }
        Inverse::Change { values, kept: columns } => {
            for column in columns {
                let by = changed_by(tx, entry, std::slice::from_ref(column)).await?;
                let stands = now.as_ref().and_then(|row| row.get(column)).cloned().unwrap_or_default();
                kept.push(Kept { column: column.clone(), by, stands, ..whole(Why::Changed, String::new()) });
            }
            if values.is_empty() {
                return Ok(false);
            }
        }
        Inverse::Remove | Inverse::Restore => {}
    }
    // A rule may forbid it, which is told; what else the command did is taken back all the same.
    sqlx::query!("savepoint setting").execute(tx.connection()).await?;
    let applied = apply(tx, entry, plan, &now.unwrap_or_default()).await;
    let problem = match applied {
        Ok(()) => {
            sqlx::query!("release savepoint setting").execute(tx.connection()).await?;
            return Ok(true);
        }
        Err(error @ (StoreError::Refused(_) | StoreError::Database(sqlx::Error::Database(_)))) => {
            let refusal = ApiError::from(error);
            let problem = refusal.fields.first().map(|error| error.problem);
            problem.ok_or(StoreError::Refused(refusal))?
        }
        Err(error) => return Err(error),
    };
    sqlx::query!("rollback to savepoint setting").execute(tx.connection()).await?;
    kept.push(whole(Why::Refused { problem }, String::new()));
    Ok(false)
}

/// Whether rows of a table are taken out of use, and never deleted.
fn retires(table: &str) -> bool {
    matches!(table, "list_item" | "own_field" | "department")
}

/// Does what takes an entry back, by the same rules as whoever changes it.
async fn apply(tx: &mut Tx, entry: &Entry, plan: Inverse, now: &Map<String, Value>) -> Result<(), StoreError> {
    let table = entry.subject.table.as_str();
    let out_of_use = || Map::from_iter([("retired".to_owned(), Value::Bool(true))]);
    match plan {
        Inverse::Change { values, .. } => match table {
            "app_user" => change_user(tx, entry, &values, now).await?,
            "layout" => {
                let layer = values.get("layer").cloned().unwrap_or_else(|| json!({}));
                layout::put_back(tx, entry.row, serde_json::from_value(layer)?).await?;
            }
            _ => change(tx, entry, values).await?,
        },
        Inverse::Remove if retires(table) => change(tx, entry, out_of_use()).await?,
        Inverse::Remove if table == "card_tab" => tab::remove(tx, TabId(entry.row)).await?,
        Inverse::Remove if table == "layout" => {
            layout::put_back(tx, entry.row, domain::layout::Layer::default()).await?;
        }
        Inverse::Remove => {
            sqlx::query!("select remove_row($1::text::regclass, $2)", table, entry.row)
                .execute(tx.connection())
                .await?;
        }
        Inverse::Restore => {
            let mut content: Map<String, Value> =
                entry.changes.iter().map(|(column, old, _)| (column.clone(), old.clone())).collect();
            let tenant = tx.session().tenant;
            for (column, value) in [
                ("tenant_id", json!(tenant)),
                ("id", json!(entry.row)),
                ("version", json!(entry.version)),
                ("created_at", json!(jiff::Timestamp::now().to_string())),
            ] {
                content.insert(column.to_owned(), value);
            }
            sqlx::query!("select restore_row($1::text::regclass, $2)", table, Value::Object(content))
                .execute(tx.connection())
                .await?;
        }
        Inverse::Nothing | Inverse::Changed(_) | Inverse::Gone => {}
    }
    still_sound(tx, entry).await
}

async fn change(tx: &mut Tx, entry: &Entry, values: Map<String, Value>) -> Result<(), StoreError> {
    sqlx::query!(
        "select change_fields($1::text::regclass, $2, $3)",
        entry.subject.table,
        entry.row,
        Value::Object(values)
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Gives an account back its role and department, and opens or closes it again.
async fn change_user(
    tx: &mut Tx,
    entry: &Entry,
    values: &Map<String, Value>,
    now: &Map<String, Value>,
) -> Result<(), StoreError> {
    let id = UserId(entry.row);
    if let Some(active) = values.get("active").and_then(Value::as_bool) {
        user::activate(tx, id, active).await?;
    }
    if values.contains_key("role") || values.contains_key("department_id") {
        let text = |column: &str| {
            values.get(column).or_else(|| now.get(column)).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        user::change_as_it_stands(tx, id, &text("role"), &text("department_id")).await?;
    }
    Ok(())
}

/// Whether what stands now is as it would be allowed to be put: by the rules of each feature.
async fn still_sound(tx: &mut Tx, entry: &Entry) -> Result<(), StoreError> {
    match entry.subject.table.as_str() {
        "list_item" => list::still_sound(tx, ListItemId(entry.row)).await,
        "own_field" => own_field::still_sound(tx, OwnFieldId(entry.row)).await,
        "department" => department::still_sound(tx, DepartmentId(entry.row)).await,
        "card_tab" => tab::still_sound(tx, TabId(entry.row)).await,
        _ => Ok(()),
    }
}

/// Who changed one of these columns last, after the entry.
async fn changed_by(tx: &mut Tx, entry: &Entry, columns: &[String]) -> Result<String, StoreError> {
    let by = sqlx::query_scalar!(
        r#"select coalesce(u.name, '') as "by!" from change_log l
        left join app_user u on u.tenant_id = l.tenant_id and u.id = l.user_id
        where l.tenant_id = current_tenant() and l.row_id = $1 and l.table_name = $2 and l.changes ?| $3
        order by l.at desc, l.version desc nulls last limit 1"#,
        entry.row,
        entry.subject.table,
        columns,
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(by.unwrap_or_default())
}
