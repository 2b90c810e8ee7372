//! What a command did to a card, for offering to take it back at once.

use crate::{StoreError, Tx, similar};
use domain::{
    change::LogCategory,
    id::{ChangeId, CommandId, CustomerId},
    policy::Action,
    registration::Similar,
    undo::Kept,
};
use sqlx::types::Json;

/// What a command did to a card, for offering to take it back at once.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Done {
    /// In whose log it stands.
    pub customer: CustomerId,
    /// An entry of it that can be taken back.
    pub entry: Option<ChangeId>,
    /// Whether it made one of several customers.
    pub is_merge: bool,
    /// Whether it took another command back.
    pub is_undo: bool,
    /// Whether that other one took something back in its turn.
    pub is_redo: bool,
    /// Whether it changed anything.
    pub taken: bool,
    /// What it could not take back.
    pub kept: Vec<Kept>,
    /// Other customers with the organisation number that it gave the customer.
    pub of_same_number: Vec<Similar>,
}

/// What a command of this person has just done to a card; none where it did nothing.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn just_done(tx: &mut Tx, customer: CustomerId, command: CommandId) -> Result<Option<Done>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select l.id as "entry?: ChangeId", l.is_merge as "is_merge?", d.redo as "redo?", d.active as "active?", d.kept as "kept?: Json<Vec<Kept>>",
            n.organisation_number as "number?", n.country as "country?"
        from (select $2::uuid as command_id) as asked
        left join lateral (
            select id, exists (select from customer_merge m where m.tenant_id = l.tenant_id and m.command_id = l.command_id) as is_merge from change_log l
            where l.tenant_id = current_tenant() and l.customer_id = $1 and l.command_id = asked.command_id
                and l.user_id = current_app_user() and l.at > now() - interval '10 minutes'
                and l.table_name = any ($3)
                and (l.table_name, l.operation) <> ('customer', 'INSERT')
                -- Who is invited knows of it.
                and not exists (select from change_log i where i.tenant_id = l.tenant_id and i.customer_id = l.customer_id and i.at = l.at
                    and i.command_id = l.command_id and (i.table_name, i.operation) = ('activity_invitation', 'INSERT'))
            order by l.at desc, l.id desc limit 1) l on true
        left join command_undo d on d.tenant_id = current_tenant() and d.customer_id = $1 and d.command_id = asked.command_id
        -- The organisation number that it gave.
        left join customer n on n.tenant_id = current_tenant() and n.id = $1
            and exists (select from change_log g where g.tenant_id = current_tenant() and g.customer_id = $1 and g.row_id = $1
                and g.command_id = asked.command_id and g.user_id = current_app_user() and g.at > now() - interval '10 minutes'
                and (g.table_name, g.operation) = ('customer', 'UPDATE') and g.changes ? 'organisation_number')
        where l.id is not null or d.command_id is not null"#,
        customer.0,
        command.0,
        &LogCategory::tables(),
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let of_same_number = match (&row.number, &row.country) {
        (Some(number), Some(country)) => similar::of_same_number(tx, customer, number, country).await?,
        _ => Vec::new(),
    };
    Ok(Some(Done {
        customer,
        entry: row.entry,
        is_merge: row.is_merge == Some(true),
        is_undo: row.redo.is_some(),
        is_redo: row.redo == Some(true),
        taken: row.active != Some(false),
        kept: row.kept.map(|kept| kept.0).unwrap_or_default(),
        of_same_number,
    }))
}
