//! What stood in a field before, read from the change log, only when somebody asks for it.

use crate::{StoreError, Tx, log};
use domain::{
    change::{Operation, Past, Source},
    field::{Field, Names},
    id::CustomerId,
    language::Language,
    policy::Action,
};
use sqlx::types::Json;
use uuid::Uuid;

/// Most changes that are told.
const MOST: i64 = 50;

/// The values that some fields of a row had, the newest first, with names for what they refer to.
/// `row` is the customer itself or one of its contacts; without a customer it is the firm's settings.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(
    tx: &mut Tx,
    customer: Option<CustomerId>,
    row: Uuid,
    fields: &[&'static Field],
    language: Language,
) -> Result<(Vec<Past>, Names), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    // What is kept from the reader has no past for them either.
    let fields: Vec<&'static Field> = fields.iter().copied().filter(|field| tx.session().rights.sees(field)).collect();
    let columns: Vec<String> = fields.iter().map(|field| field.key.to_owned()).collect();
    let rows = sqlx::query!(
        r#"with page as materialized (
            select l.* from change_log l
            where l.tenant_id = current_tenant() and l.row_id = $2 and l.customer_id is not distinct from $1 and l.changes ?| $3 and l.operation <> 'DELETE'
            order by l.version desc limit $4),
        found as materialized (
            select distinct case when text ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then text::uuid end as id
            from page, unnest($3) as key, jsonb_path_query(page.changes -> key, 'strict $.**') as value, lateral (select value #>> '{}' as text) t
            where jsonb_typeof(value) = 'string')
        select p.at as "at!: jiff_sqlx::Timestamp", coalesce(u.name, '') as "by!", p.source as "source!", p.sources, p.operation as "operation!",
            p.changes as "changes!",
            case when row_number() over (order by p.version desc) = 1 then
                (select coalesce(json_object_agg(n.id, n.name), '{}') from (
                    select i.id, case $5 when 'sv' then i.sv when 'en' then i.en else i.nb end as name
                        from found join list_item i on i.tenant_id = current_tenant() and i.id = found.id
                    union all
                    select a.id, a.name from found join app_user a on a.tenant_id = current_tenant() and a.id = found.id
                    union all
                    select k.id, k.first_name || ' ' || k.last_name from found join contact k on k.tenant_id = current_tenant() and k.id = found.id
                    union all
                    select c.id, c.name from found join customer c on c.tenant_id = current_tenant() and c.id = found.id) n)
            end as "names: Json<Names>"
        from page p left join app_user u on u.tenant_id = p.tenant_id and u.id = p.user_id
        order by p.version desc"#,
        customer.map(|customer| customer.0),
        row,
        &columns,
        MOST,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    let (mut past, mut names) = (Vec::new(), Names::new());
    for row in rows {
        names.extend(row.names.map(|names| names.0).unwrap_or_default());
        let (at, operation) = (crate::utc(row.at), Operation::from_key(&row.operation));
        let own = |column: &str| row.sources.as_ref()?.get(column)?.as_str();
        for (column, old, new) in log::changes(row.changes) {
            if let Some(field) = fields.iter().find(|field| field.key == column) {
                past.push(Past {
                    field,
                    at: at.clone(),
                    by: row.by.clone(),
                    source: Source::from_key(own(&column).unwrap_or(&row.source)),
                    made: operation == Operation::Insert,
                    old,
                    new,
                });
            }
        }
    }
    Ok((past, names))
}
