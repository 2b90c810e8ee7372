//! The log of a customer, read from the change log.

use crate::{StoreError, Tx};
use domain::{
    change::{LogCategory, LogEntry, Operation},
    field::{Entity, Names},
    id::{ChangeId, CustomerId},
    language::Language,
    policy::{Action, FieldRights},
};
use serde_json::Value;
use sqlx::types::Json;

/// The newest entries of a customer's log, with names for what they refer to.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(
    tx: &mut Tx,
    customer: CustomerId,
    category: Option<LogCategory>,
    most: i64,
    language: Language,
) -> Result<(Vec<LogEntry>, Names), StoreError> {
    list_until(tx, customer, category, most, None, language).await
}

/// Like [`list`], as the log was at a moment (UTC in RFC 3339).
///
/// # Errors
/// As [`list`].
pub async fn list_until(
    tx: &mut Tx,
    customer: CustomerId,
    category: Option<LogCategory>,
    most: i64,
    until: Option<&str>,
    language: Language,
) -> Result<(Vec<LogEntry>, Names), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let mut references = domain::field::references(&tx.session().own);
    references.extend(
        [
            "author_id",
            "merged_into",
            "kind",
            "title",
            "contact_id",
            "other_id",
            "employee_id",
            "role",
            "rate_kind",
            "activity_type",
            "colleagues",
            "contacts",
        ]
        .map(str::to_owned),
    );
    let hidden_of = |entity| tx.session().rights.hidden(entity).map(str::to_owned).collect::<Vec<String>>();
    let (hidden, hidden_of_contacts) = (hidden_of(Entity::Customer), hidden_of(Entity::Contact));
    let rows = sqlx::query!(
        r#"with page as materialized (
            select l.* from change_log l
            where l.tenant_id = current_tenant() and l.customer_id = $1 and ($2::text is null or l.table_name = $2)
                and l.at <= coalesce($5::text::timestamptz, 'infinity')
                -- Before they are counted off: of what is all kept from the reader nothing is told.
                and (l.changes = '{}' or case l.table_name when 'customer' then l.changes - $8::text[] <> '{}'
                    when 'contact' then l.changes - $9::text[] <> '{}' else true end)
            order by l.at desc, l.id desc limit $3),
        -- Written out and not by ids_in(), which is planned anew at each call.
        found as materialized (
            select distinct (value #>> '{}')::uuid as id
            from page, jsonb_each(page.changes) as change (field, pair), jsonb_path_query(pair, 'strict $.**') as value
            where (field = any ($6) or field like 'own\_%') and jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$')
        select l.id as "id!: ChangeId", l.at as "at!: jiff_sqlx::Timestamp", coalesce(
                (select u.name from app_user u where u.tenant_id = l.tenant_id and u.id = l.user_id),
                (select z.first_name || ' ' || z.last_name from contact z where z.tenant_id = l.tenant_id and z.id = l.contact_id), '') as "by!", l.source as "source!", l.table_name as "table_name!",
            l.operation as "operation!", l.changes as "changes!",
            case when l.row_id = l.customer_id or l.table_name = 'comment' then ''
                else coalesce(log_named(l.table_name, l.row_id, $1, l.changes, $4, $7), '') end as "named!",
            l.table_name = 'customer' and l.row_id <> l.customer_id as "is_of_merged!",
            exists (select from command_undo d where d.tenant_id = l.tenant_id and d.command_id = l.command_id and d.customer_id = l.customer_id) as "is_undo!",
            exists (select from command_undo d where d.tenant_id = l.tenant_id and d.customer_id = l.customer_id and d.active
                and d.undoes = coalesce(l.command_id, l.id)
                and d.at <= coalesce($5::text::timestamptz, 'infinity'))
                or exists (select from customer_merge s where s.tenant_id = l.tenant_id and s.command_id = l.command_id and s.split_at is not null) as "undone!",
            -- Names for the whole page, once, with its first row.
            case when row_number() over (order by l.at desc, l.id desc) = 1
                then log_names(array(select id from found), $4) end as "names: Json<Names>"
        from page l
        order by l.at desc, l.id desc"#,
        customer.0,
        category.map(LogCategory::key),
        most,
        language.tag(),
        until,
        &references,
        &agreed(),
        &hidden,
        &hidden_of_contacts,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut names = Names::new();
    let rights = tx.session().rights.clone();
    let entries = rows
        .into_iter()
        .filter_map(|row| {
            names.extend(row.names.map(|names| names.0).unwrap_or_default());
            let changes = seen(&rights, &row.table_name, changes(row.changes))?;
            Some(LogEntry {
                id: row.id,
                at: crate::utc(row.at),
                by: row.by,
                source: row.source,
                category: LogCategory::from_key(&row.table_name).unwrap_or(LogCategory::Customer),
                operation: Operation::from_key(&row.operation),
                subject: subject(&row.table_name, row.named, &changes),
                is_of_merged: row.is_of_merged,
                changes,
                is_undo: row.is_undo,
                undone: row.undone,
            })
        })
        .collect();
    Ok((entries, names))
}

/// What a reader may see of the changes of a row; none where that is nothing of it.
fn seen(
    rights: &FieldRights,
    table: &str,
    mut changes: Vec<(String, Value, Value)>,
) -> Option<Vec<(String, Value, Value)>> {
    let entity = match table {
        "customer" => Entity::Customer,
        "contact" => Entity::Contact,
        _ => return Some(changes),
    };
    let was_empty = changes.is_empty();
    changes.retain(|(column, ..)| rights.sees_column(entity, column));
    (was_empty || !changes.is_empty()).then_some(changes)
}

/// The tables of what a customer has agreed on, whose rows have names by what they refer to.
pub(crate) fn agreed() -> Vec<String> {
    LogCategory::AGREED.map(|of| of.key().to_owned()).to_vec()
}

pub(crate) fn changes(stored: Value) -> Vec<(String, Value, Value)> {
    let Value::Object(columns) = stored else { return Vec::new() };
    columns
        .into_iter()
        .map(|(column, mut pair)| {
            let mut take = |index| pair.get_mut(index).map(Value::take).unwrap_or_default();
            let (old, new) = (take(0), take(1));
            (column, old, new)
        })
        .collect()
}

/// What the row is called: a contact by its name, also when it is gone, a comment by how it begins;
/// customers that were merged by number and name.
pub(crate) fn subject(table: &str, named: String, changes: &[(String, Value, Value)]) -> String {
    let either = |column: &str| {
        changes
            .iter()
            .find(|(name, ..)| name == column)
            .and_then(|(_, old, new)| new.as_str().or(old.as_str()))
            .unwrap_or_default()
    };
    match table {
        "document" if named.is_empty() => either("name").to_owned(),
        "contact" if named.is_empty() => format!("{} {}", either("first_name"), either("last_name")).trim().to_owned(),
        "activity" if named.is_empty() => either("title").to_owned(),
        "contact"
        | "activity"
        | "customer_merge"
        | "customer"
        | "customer_relation"
        | "customer_responsible"
        | "customer_employee"
        | "document"
        | "document_share"
        | "portal_access"
        | "portal_look"
        | "signing"
        | "activity_invitation"
        | "enquiry" => named,
        _ if LogCategory::from_key(table).is_some_and(|of| LogCategory::AGREED.contains(&of)) => named,
        "comment" => either("body").chars().take(80).collect(),
        "customer_link" => either("address").to_owned(),
        "customer_folder" => either("name").to_owned(),
        "dialog" if either("subject").is_empty() => either("body").chars().take(80).collect(),
        "dialog" => either("subject").to_owned(),
        _ => String::new(),
    }
}
