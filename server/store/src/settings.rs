//! What a firm has chosen for all its cards, with what it touches.

use crate::{
    StoreError, Tx, department_terms,
    fields::{self, Held, Patch},
};
use domain::{
    error::Problem,
    field::{self, Entity},
    policy::Action,
    settings::FirmSettings,
};
use sqlx::{Postgres, QueryBuilder, Row, types::Json};
use std::collections::HashMap;

/// What the firm has chosen.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut Tx) -> Result<FirmSettings, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let home = tx.session().home;
    let row = sqlx::query_scalar!(r#"select firm_choices() as "values!: Json<domain::field::Record>""#)
        .fetch_one(tx.connection())
        .await?;
    Ok(FirmSettings::new(Some(row.0), home).read_with(&tx.session().rights))
}

/// What the page of the settings tells beside them.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// How many customers the firm has.
    pub customers: i64,
    /// How many of them have a value of their own, by field key.
    pub own: HashMap<&'static str, i64>,
    /// How many of the others follow their department, by field key.
    pub department: HashMap<&'static str, i64>,
    /// The number that the next customer gets.
    pub next_number: i64,
    /// Who may change settings.
    pub administrators: Vec<String>,
    /// Who changed them last; empty where nobody has.
    pub changed_by: String,
    /// When, UTC in RFC 3339.
    pub changed_at: Option<String>,
}

/// What the settings touch, and whose they are; a walk over all customers, for their own page only.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn about(tx: &mut Tx, settings: &FirmSettings) -> Result<About, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let keys: Vec<&'static str> = field::terms().map(|field| field.key).chain(["nickname", "invoice_street"]).collect();
    let mut builder = QueryBuilder::<Postgres>::new("select count(*) as customers");
    for key in &keys {
        let own = department_terms::own(key);
        builder.push(format!(", count({own}) as {key}"));
        let choosers = department_terms::choosers(settings, key);
        if choosers.is_empty() {
            builder.push(format!(", 0::bigint as {key}_department"));
            continue;
        }
        builder.push(format!(", count(*) filter (where {own} is null and c.departments && "));
        builder.push_bind(choosers).push(format!("::uuid[]) as {key}_department"));
    }
    builder.push(" from customer c where c.tenant_id = current_tenant()");
    let counted = builder.build().fetch_one(tx.connection()).await?;
    let counts = |suffix: &str| {
        let count = |key: &&'static str| Ok((*key, counted.try_get::<i64, _>(&*format!("{key}{suffix}"))?));
        keys.iter().map(count).collect::<Result<HashMap<_, _>, sqlx::Error>>()
    };
    let (own, department) = (counts("")?, counts("_department")?);
    let row = sqlx::query!(
        r#"select f.changed_at as "changed_at?: jiff_sqlx::Timestamp", u.name as "changed_by?",
            greatest(least_customer_number(), (select s.next from number_series s where s.tenant_id = current_tenant() and s.series = 'customer')) as "next_number!"
        from (select) as one
        left join firm_settings f on f.tenant_id = current_tenant()
        left join app_user u on u.tenant_id = f.tenant_id and u.id = f.changed_by"#
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(About {
        customers: counted.try_get("customers")?,
        own,
        department,
        next_number: row.next_number,
        administrators: administrators(tx).await?,
        changed_by: row.changed_by.unwrap_or_default(),
        changed_at: row.changed_at.map(crate::utc),
    })
}

/// Who may change settings.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn administrators(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_scalar!(
        "select name from app_user where tenant_id = current_tenant() and role = 'administrator' and active order by name"
    )
    .fetch_all(tx.connection())
    .await?)
}

/// Changes settings that were read at `read_version`; gives the version after.
///
/// # Errors
/// What is wrong with which setting; a conflict when somebody else changed the same one.
pub async fn change(tx: &mut Tx, read_version: i32, patch: &Patch<'_>) -> Result<i32, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    number_from(patch)?;
    let tenant = tx.session().tenant.0;
    let held = hold(tx).await?;
    fields::change(tx, Entity::Firm, tenant, &held, read_version, patch).await?;
    version(tx).await
}

/// Whether what customer numbers shall go on from is such a number.
fn number_from(patch: &Patch<'_>) -> Result<(), StoreError> {
    const KEY: &str = "customer_number_from";
    let Some((_, typed)) = patch.iter().find(|(field, _)| field.key == KEY) else { return Ok(()) };
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() || digits.parse().is_ok_and(|number: i64| (1..=999_999_999).contains(&number)) {
        return Ok(());
    }
    Err(StoreError::field(KEY, Problem::CustomerNumberFrom))
}

/// Holds the firm's settings until the transaction ends: whoever changes them, or what belongs to them, at
/// the same moment waits. The first change makes the row.
pub(crate) async fn hold(tx: &mut Tx) -> Result<Held, StoreError> {
    sqlx::query!(
        "insert into firm_settings (tenant_id, id) values (current_tenant(), current_tenant()) on conflict do nothing"
    )
    .execute(tx.connection())
    .await?;
    let row = sqlx::query!(
        r#"select version, to_json(f) as "values!: Json<domain::field::Record>" from firm_settings f
        where tenant_id = current_tenant() for no key update"#
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(Held { version: row.version, values: row.values.0 })
}

async fn version(tx: &mut Tx) -> Result<i32, StoreError> {
    Ok(sqlx::query_scalar!("select version from firm_settings where tenant_id = current_tenant()")
        .fetch_one(tx.connection())
        .await?)
}
