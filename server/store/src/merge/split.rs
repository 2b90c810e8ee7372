//! A merge taken back to exactly what was, also days later. What somebody changed or added since
//! stays where it is and is told.

use crate::{StoreError, Tx, double, log, undo};
use domain::{
    change::{LogCategory, Operation},
    error::Problem,
    id::{ChangeId, CustomerId, MergeId},
    policy::Action,
    undo::{Kept, Undone, Why},
};
use uuid::Uuid;

/// Most that is told of what came since.
const MOST_TOLD: i64 = 50;

/// What a command was, where it was about a merge.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of {
    /// The merge itself.
    Merge(MergeId),
    /// Its taking back.
    Split(MergeId),
}

/// The merge that the command of an entry of a customer's log made or took back.
pub(crate) async fn of_command(tx: &mut Tx, customer: CustomerId, entry: ChangeId) -> Result<Option<Of>, StoreError> {
    let row = sqlx::query!(
        r#"select m.id as "id!: MergeId", m.command_id = l.command_id as "is_merge!"
        from change_log l
        join customer_merge m on m.tenant_id = l.tenant_id and (m.command_id = l.command_id or m.split_command = l.command_id)
        where l.tenant_id = current_tenant() and l.customer_id = $1 and l.id = $2 limit 1"#,
        customer.0,
        entry.0,
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(|row| if row.is_merge { Of::Merge(row.id) } else { Of::Split(row.id) }))
}

struct HeldMerge {
    survivor: CustomerId,
    merged: Vec<Uuid>,
    command: Option<Uuid>,
    is_split: bool,
    is_merged: bool,
}

/// Takes a merge back.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such merge; [`Problem::NothingToUndo`] when it was
/// taken back before; [`Problem::MergedSince`] when the customer that stayed was merged itself.
pub async fn split(tx: &mut Tx, id: MergeId) -> Result<Undone, StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    double::hold(tx).await?;
    let of = read(tx, id).await?;
    if of.is_split {
        return Err(StoreError::field("entry", Problem::NothingToUndo));
    }
    if of.is_merged {
        return Err(StoreError::field("entry", Problem::MergedSince));
    }
    let survivor = of.survivor;
    let entries = entries(tx, id).await?;
    let gone = sqlx::query!(r#"select relation as "relation!", gone as "row!" from return_customer_rows($1)"#, id.0)
        .fetch_all(tx.connection())
        .await?;
    let mut kept = Vec::new();
    for entry in &entries {
        undo::take_back(tx, survivor, entry, &mut kept).await?;
    }
    let all: Vec<Uuid> = of.merged.iter().copied().chain([survivor.0]).collect();
    // Whom its invoices name since, and who goes back to another customer, is its contact no more.
    sqlx::query!(
        "update customer c set reference_person = null where c.tenant_id = current_tenant() and c.id = any ($1) and c.reference_person is not null
            and not exists (select from contact k where k.tenant_id = c.tenant_id and k.id = c.reference_person and k.customer_id = c.id)",
        &all,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!("select finish_split($1)", id.0).execute(tx.connection()).await?;
    double::note(tx, &all, false).await?;
    let gone: Vec<(String, Uuid)> = gone.into_iter().map(|row| (row.relation, row.row)).collect();
    kept.extend(told_gone(tx, &gone).await?);
    kept.extend(told_since(tx, id, &of).await?);
    if let Some(command) = of.command {
        undo::note(tx, survivor, command, true, &kept).await?;
    }
    Ok(Undone { customer: survivor, taken: true, kept })
}

/// The merge, held until the transaction ends with all its customers.
async fn read(tx: &mut Tx, id: MergeId) -> Result<HeldMerge, StoreError> {
    // Two who take it back at once wait for each other here, and the second sees that it is done.
    sqlx::query!(
        "select c.id from customer_merge m join customer c on c.tenant_id = m.tenant_id and c.id = m.customer_id
        where m.tenant_id = current_tenant() and m.id = $1 for update of c",
        id.0
    )
    .fetch_optional(tx.connection())
    .await?;
    let row = sqlx::query!(
        r#"select m.customer_id as "survivor!: CustomerId", m.merged as "merged!", m.command_id, m.split_at is not null as "is_split!",
            not exists (select from customer c where c.tenant_id = m.tenant_id and c.id = m.customer_id) as "is_merged!"
        from customer_merge m where m.tenant_id = current_tenant() and m.id = $1"#,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(HeldMerge {
        survivor: row.survivor,
        merged: row.merged,
        command: row.command_id,
        is_split: row.is_split,
        is_merged: row.is_merged,
    })
}

/// What the merge changed of the customer that stayed and of contacts, whose portal it opened too.
async fn entries(tx: &mut Tx, id: MergeId) -> Result<Vec<undo::Entry>, StoreError> {
    let rows = sqlx::query!(
        r#"select l.row_id, coalesce(l.version, 0) as "version!", l.table_name, l.operation, l.changes,
            coalesce(k.first_name || ' ' || k.last_name, case when l.table_name = 'portal_access' then portal_named(l.table_name, l.row_id, l.changes) end, '') as "contact!"
        from customer_merge m
        join change_log l on l.tenant_id = m.tenant_id and l.customer_id = m.customer_id and l.at = m.created_at and l.command_id = m.command_id
            and (l.operation = 'UPDATE' and (l.row_id = m.customer_id or l.table_name = 'contact')
                or l.table_name = 'portal_access' and l.changes ? 'is_open')
        left join contact k on l.table_name = 'contact' and k.tenant_id = l.tenant_id and k.id = l.row_id
        where m.tenant_id = current_tenant() and m.id = $1
        order by l.version desc"#,
        id.0,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let changes = log::changes(row.changes);
            Some(undo::Entry {
                row: row.row_id,
                version: row.version,
                category: LogCategory::from_key(&row.table_name)?,
                operation: Operation::from_key(&row.operation),
                subject: log::subject(&row.table_name, row.contact, &changes),
                changes,
            })
        })
        .collect())
}

fn told(table: &str, subject: String, by: String, why: Why) -> Option<Kept> {
    let category = LogCategory::from_key(table)?;
    Some(Kept { category, column: String::new(), subject, by, stands: String::new(), why })
}

/// Rows that went over and were deleted since.
async fn told_gone(tx: &mut Tx, gone: &[(String, Uuid)]) -> Result<Vec<Kept>, StoreError> {
    let ids: Vec<Uuid> = gone.iter().map(|(_, row)| *row).collect();
    let rows = sqlx::query!(
        r#"select distinct on (row_id) table_name, content, named_by_others(table_name, row_id, customer_id) as named from deleted_row
        where tenant_id = current_tenant() and row_id = any ($1) order by row_id, version desc"#,
        &ids,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let text =
                |column: &str| row.content.get(column).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            let subject = match row.table_name.as_str() {
                "contact" => format!("{} {}", text("first_name"), text("last_name")),
                "comment" => text("body").chars().take(80).collect(),
                "customer_link" => text("address"),
                "customer_folder" => text("name"),
                _ => row.named.unwrap_or_default(),
            };
            told(&row.table_name, subject, String::new(), Why::Gone)
        })
        .collect())
}

/// What somebody did since: rows that went back with changes, and rows that were added and stay.
async fn told_since(tx: &mut Tx, id: MergeId, of: &HeldMerge) -> Result<Vec<Kept>, StoreError> {
    let language = tx.session().language;
    let own = [LogCategory::Customer, LogCategory::Merge];
    let followed = LogCategory::ALL.into_iter().filter(|of| !own.contains(of)).map(|of| of.key().to_owned());
    let followed: Vec<String> = followed.collect();
    let rows = sqlx::query!(
        r#"select distinct on (l.row_id) l.table_name as "table_name!", l.operation as "operation!", l.changes as "changes!", coalesce(u.name, '') as "by!",
            coalesce(k.first_name || ' ' || k.last_name,
                case when l.table_name = any ($5) then agreed_name(l.table_name::regclass, l.row_id, l.changes, $6)
                    else named_by_others(l.table_name, l.row_id, l.customer_id) end, '') as "contact!"
        from customer_merge m
        join change_log l on l.tenant_id = m.tenant_id and l.at > m.created_at and l.at < now() and l.table_name = any ($4)
            -- What other merges did, and their splits, is no change of somebody's.
            and not exists (select from customer_merge x where x.tenant_id = l.tenant_id and l.command_id in (x.command_id, x.split_command))
            and (l.customer_id = m.customer_id and l.operation = 'INSERT' or l.customer_id = any ($2) and l.operation = 'UPDATE')
        left join contact k on l.table_name = 'contact' and k.tenant_id = l.tenant_id and k.id = l.row_id
        left join app_user u on u.tenant_id = l.tenant_id and u.id = l.user_id
        where m.tenant_id = current_tenant() and m.id = $1
        order by l.row_id, l.version desc limit $3"#,
        id.0,
        &of.merged,
        MOST_TOLD,
        &followed,
        &log::agreed(),
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let why = if row.operation == "INSERT" { Why::Added } else { Why::Changed };
            let changes = log::changes(row.changes);
            told(&row.table_name, log::subject(&row.table_name, row.contact, &changes), row.by, why)
        })
        .collect())
}
