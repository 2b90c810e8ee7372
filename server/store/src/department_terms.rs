//! What a department has chosen for the customers that belong to it, with what it touches.

use crate::{
    StoreError, Tx,
    fields::{self, Held, Patch},
    settings,
};
use domain::{
    field::{self, Entity},
    id::DepartmentId,
    policy::Action,
    settings::FirmSettings,
};
use sqlx::{Postgres, QueryBuilder, Row, types::Json};
use std::collections::HashMap;
use uuid::Uuid;

const TABLE: &str = "department_terms";

/// A department's terms, as their page shows them.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Which department.
    pub id: DepartmentId,
    /// What it is called.
    pub name: String,
    /// Whether it is no longer offered; customers that belong to it still follow it.
    pub retired: bool,
    /// Which save this is. A department that has chosen nothing yet is at its first.
    pub version: i32,
    /// What it has chosen, by column; null where it has not.
    pub chosen: field::Record,
    /// What the firm has chosen, which counts where the department has not.
    pub firm: FirmSettings,
    /// How many customers belong to it.
    pub customers: i64,
    /// What each field touches, by its key.
    pub touches: HashMap<&'static str, Touches>,
    /// Who may change it.
    pub administrators: Vec<String>,
    /// Who changed it last; empty where nobody has.
    pub changed_by: String,
    /// When, UTC in RFC 3339.
    pub changed_at: Option<String>,
}

/// Customers of a department that don't follow it in a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Touches {
    /// Those with a value of their own.
    pub own: i64,
    /// Those that follow a department before it in the firm's order.
    pub elsewhere: i64,
}

/// The terms of a department.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such department.
pub async fn read(tx: &mut Tx, id: DepartmentId) -> Result<Terms, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select d.name, d.retired, coalesce(t.version, 1) as "version!", to_json(t) as "chosen: Json<field::Record>",
            t.changed_at as "changed_at?: jiff_sqlx::Timestamp", coalesce(u.name, '') as "changed_by!",
            array(select b.id from department b
                where b.tenant_id = d.tenant_id and (b.retired, b.position, b.name, b.id) < (d.retired, d.position, d.name, d.id)) as "before!: Vec<Uuid>"
        from department d
        left join department_terms t on t.tenant_id = d.tenant_id and t.id = d.id
        left join app_user u on u.tenant_id = t.tenant_id and u.id = t.changed_by
        where d.tenant_id = current_tenant() and d.id = $1"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let firm = settings::read(tx).await?;
    let (customers, touches) = touches(tx, id, &firm, &row.before).await?;
    Ok(Terms {
        id,
        name: row.name,
        retired: row.retired,
        version: row.version,
        chosen: row.chosen.map(|chosen| chosen.0).unwrap_or_default(),
        firm,
        customers,
        touches,
        administrators: settings::administrators(tx).await?,
        changed_by: row.changed_by,
        changed_at: row.changed_at.map(crate::utc),
    })
}

/// How many customers belong to a department, and how many of them don't follow it, by field; `before` are the
/// departments that count before it where a customer belongs to both.
async fn touches(
    tx: &mut Tx,
    id: DepartmentId,
    firm: &FirmSettings,
    before: &[Uuid],
) -> Result<(i64, HashMap<&'static str, Touches>), StoreError> {
    let mut sql = QueryBuilder::<Postgres>::new("select count(*) as customers");
    for field in field::terms() {
        let key = field.key;
        let own = own(key);
        let choosers = choosers(firm, key);
        // One that has chosen nothing comes after all that have.
        let has_chosen = choosers.contains(&id.0);
        let first: Vec<Uuid> = choosers.into_iter().filter(|other| !has_chosen || before.contains(other)).collect();
        sql.push(format!(", count({own}) as {key}, count(*) filter (where {own} is null and c.departments && "));
        sql.push_bind(first).push(format!("::uuid[]) as {key}_elsewhere"));
    }
    sql.push(" from customer c where c.tenant_id = current_tenant() and c.departments @> array[").push_bind(id.0);
    let row = sql.push("]::uuid[]").build().persistent(false).fetch_one(tx.connection()).await?;
    let touches = field::terms().map(|field| {
        let elsewhere = row.try_get(&*format!("{}_elsewhere", field.key))?;
        Ok((field.key, Touches { own: row.try_get(field.key)?, elsewhere }))
    });
    Ok((row.try_get("customers")?, touches.collect::<Result<_, sqlx::Error>>()?))
}

/// The expression of what a customer has of its own in a term; null where it follows others. Whoever has a payment term
/// follows that.
pub(crate) fn own(key: &str) -> String {
    if key == "payment_days" {
        "coalesce(c.payment_days::text, c.payment_term::text)".to_owned()
    } else {
        format!("c.{key}")
    }
}

/// The departments that have chosen a value of a term.
pub(crate) fn choosers(firm: &FirmSettings, key: &str) -> Vec<Uuid> {
    let chosen = firm.departments.iter().filter(|department| department.chosen.0.contains_key(key));
    chosen.map(|department| department.id.0).collect()
}

/// Changes terms of a department that were read at `read_version`; gives the version after. An empty one follows the
/// firm's again.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such department; what is wrong with which term; a conflict when
/// somebody else changed the same one.
pub async fn change(tx: &mut Tx, id: DepartmentId, read_version: i32, patch: &Patch<'_>) -> Result<i32, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    // What is no term has no column here.
    if patch.iter().any(|(field, _)| !field::terms().any(|term| term.key == field.key)) {
        return Err(StoreError::NotFound);
    }
    // The firm before what belongs to it: its generation is counted up at every change (migration 0085), so two that held
    // their rows first could wait for each other.
    settings::hold(tx).await?;
    let held = hold(tx, id).await?;
    fields::change_in(tx, (Entity::Firm, TABLE), id.0, &held, read_version, patch).await?;
    Ok(sqlx::query_scalar!("select version from department_terms where tenant_id = current_tenant() and id = $1", id.0)
        .fetch_one(tx.connection())
        .await?)
}

/// Holds a department's terms until the transaction ends, as [`settings::hold`] does the firm's. The first change makes
/// the row.
async fn hold(tx: &mut Tx, id: DepartmentId) -> Result<Held, StoreError> {
    sqlx::query!(
        "insert into department_terms (tenant_id, id) select d.tenant_id, d.id from department d
        where d.tenant_id = current_tenant() and d.id = $1 on conflict do nothing",
        id.0
    )
    .execute(tx.connection())
    .await?;
    let row = sqlx::query!(
        r#"select version, to_json(t) as "values!: Json<field::Record>" from department_terms t
        where tenant_id = current_tenant() and id = $1 for no key update"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Held { version: row.version, values: row.values.0 })
}
