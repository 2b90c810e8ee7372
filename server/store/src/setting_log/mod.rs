//! The log of the firm's settings, read from the change log.

mod undo;

pub use undo::{just_done, undo};

use crate::{StoreError, Tx, log};
use domain::{
    change::Operation,
    field::Names,
    id::{ChangeId, UserId},
    list::Choice,
    policy::Action,
    setting_log::{Area, SettingEntry, Subject, TABLES, is_bookkeeping},
};
use sqlx::types::Json;

/// Entries on one page.
pub const PAGE: usize = 50;

/// Which entries are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Of which area; all where none is named.
    pub area: Option<Area>,
    /// Of whom; of all where nobody is named.
    pub by: Option<UserId>,
    /// The entry after which one goes on.
    pub after: Option<ChangeId>,
}

/// A page of the log.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its entries, newest first.
    pub entries: Vec<SettingEntry>,
    /// What it refers to by id is called so.
    pub names: Names,
    /// The entry after which the next page goes on; none where this is the last.
    pub next: Option<ChangeId>,
}

/// The newest changes of settings, for the administrators.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, asked: Asked) -> Result<Page, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let tables = asked.area.map_or_else(|| TABLES.map(str::to_owned).to_vec(), Area::tables);
    let most = i64::try_from(PAGE).unwrap_or(50) + 1;
    let rows = sqlx::query!(
        r#"select l.id as "id!: ChangeId", l.at as "at!: jiff_sqlx::Timestamp", coalesce(u.name, '') as "by!", l.table_name as "table_name!",
            l.operation as "operation!", l.changes as "changes!", setting_named(l.table_name, l.row_id, l.changes) as "named!: Json<domain::field::Record>",
            exists (select from command_undo d where d.tenant_id = l.tenant_id and d.command_id = l.command_id and d.customer_id = l.tenant_id) as "is_undo!",
            exists (select from command_undo d where d.tenant_id = l.tenant_id and d.customer_id = l.tenant_id and d.active
                and d.undoes = coalesce(l.command_id, l.id)) as "undone!"
        from change_log l
        left join app_user u on u.tenant_id = l.tenant_id and u.id = l.user_id
        left join list_item i on l.table_name = 'list_item' and i.tenant_id = l.tenant_id and i.id = l.row_id
        where l.tenant_id = current_tenant() and l.customer_id is null and l.table_name = any ($1)
            and (l.table_name <> 'list_item' or case $2
                when 'agreements' then i.kind = 'collective_agreement'
                when 'lists' then i.kind not in ('collective_agreement', 'department')
                else i.kind <> 'department' end)
            and (l.table_name <> 'firm_settings' or case $2
                when 'register' then l.changes ? 'search_criteria'
                when 'firm' then not l.changes ? 'search_criteria'
                else true end)
            -- A row that was made for keeping a decision in decides nothing by itself.
            and (l.operation <> 'INSERT' or l.table_name not in ('firm_settings', 'field_rule', 'department_terms'))
            and (l.table_name <> 'card_tab' or l.operation <> 'INSERT' or not l.changes ? 'built_in')
            and ($3::uuid is null or l.user_id = $3)
            and ($4::uuid is null or (l.at, l.id) < (select b.at, b.id from change_log b where b.tenant_id = current_tenant() and b.id = $4))
        order by l.at desc, l.id desc limit $5"#,
        &tables,
        asked.area.map_or("", Area::key),
        asked.by.map(|by| by.0),
        asked.after.map(|after| after.0),
        most,
    )
    .fetch_all(tx.connection())
    .await?;
    let is_full = rows.len() > PAGE;
    let mut entries: Vec<SettingEntry> = Vec::with_capacity(rows.len());
    let mut next = None;
    for row in rows.into_iter().take(PAGE) {
        next = Some(row.id);
        let (changes, operation) = (log::changes(row.changes), Operation::from_key(&row.operation));
        let subject = Subject::of_change(row.table_name, row.named.0, &changes);
        let Some(area) = subject.area() else { continue };
        if is_bookkeeping(&subject.table, operation, &changes) {
            continue;
        }
        let entry = SettingEntry {
            id: row.id,
            at: crate::utc(row.at),
            by: row.by,
            area,
            operation,
            subject,
            changes,
            is_undo: row.is_undo,
            undone: row.undone,
        };
        // Moving one thing moves others: that is told once.
        let is_same_move = entries
            .last()
            .is_some_and(|last| is_move(last) && is_move(&entry) && (last.at == entry.at && last.area == entry.area));
        if !is_same_move {
            entries.push(entry);
        }
    }
    Ok(Page { entries, names: names(tx).await?, next: next.filter(|_| is_full) })
}

/// Whether nothing but a place among others was changed.
fn is_move(entry: &SettingEntry) -> bool {
    entry.operation == Operation::Update && entry.changes.iter().all(|(column, ..)| column == "position")
}

/// What departments and tabs are called, which settings refer to by their ids.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn names(tx: &mut Tx) -> Result<Names, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let language = tx.session().language.tag();
    let rows = sqlx::query!(
        r#"select id::text as "id!", name as "name!" from department where tenant_id = current_tenant()
        union all
        select id::text, case $1 when 'sv' then sv when 'en' then en else nb end from card_tab
        where tenant_id = current_tenant() and built_in is null"#,
        language,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Everybody who has, or had, an account: by whom changes may be.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn people(tx: &mut Tx) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", name as "label!" from app_user where tenant_id = current_tenant() order by not active, in_alphabet(name, (select firm_alphabet())) collate "C""#,
    )
    .fetch_all(tx.connection())
    .await?)
}
