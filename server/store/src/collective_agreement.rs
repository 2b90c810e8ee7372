//! A firm's collective agreements: values of one of its lists, each with how long one works where it holds.

use crate::{StoreError, Tx, list, names, own_field};
use domain::{
    agreement::hours::{DAYS, Day, Hours, WEEKLY},
    error::{ApiError, FieldError, Problem},
    field::Record,
    id::ListItemId,
    list::ListKind,
    policy::Action,
};
use serde_json::{Map, Value};
use sqlx::types::Json;

/// A collective agreement as its page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectiveAgreement {
    /// Its identity.
    pub id: ListItemId,
    /// What it is called: Norwegian, Swedish, English.
    pub names: [String; 3],
    /// What it says of working hours, by the keys of the customer's fields.
    pub hours: Record,
    /// Whether it can no longer be chosen.
    pub retired: bool,
    /// How many customers follow it.
    pub customers: i64,
    /// Which save this is.
    pub version: i32,
}

/// All agreements, those that can be chosen first, in the firm's order; a walk over all customers.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx) -> Result<Vec<CollectiveAgreement>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select i.id as "id: ListItemId", i.nb, i.sv, i.en, i.retired, i.version,
            coalesce(i.working_hours, '{}') as "hours!: Json<domain::field::Record>", coalesce(u.customers, 0) as "customers!"
        from list_item i
        left join (select collective_agreement, count(*) as customers from customer c
            where c.tenant_id = current_tenant() and c.collective_agreement is not null group by 1) u on u.collective_agreement = i.id
        where i.tenant_id = current_tenant() and i.kind = 'collective_agreement' and i.merged_into is null
        order by i.retired, i.position, i.nb, i.id"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CollectiveAgreement {
            id: row.id,
            names: [row.nb, row.sv, row.en],
            hours: row.hours.0,
            retired: row.retired,
            customers: row.customers,
            version: row.version,
        })
        .collect())
}

/// What an administrator says of an agreement.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// What it is called in Norwegian, Swedish and English; the first that is filled in stands for the others.
    pub names: [&'a str; 3],
    /// Hours of a week, as typed; empty where it says nothing.
    pub weekly: &'a str,
    /// From, to and break of each day, Monday first, as typed; all empty where it says nothing.
    pub days: [[&'a str; 3]; 7],
}

impl Wanted<'_> {
    /// The hours that it says, with all that is wrong at once: of a day by its key.
    fn hours(&self) -> (Value, Vec<FieldError>) {
        let (mut hours, mut errors) = (Map::new(), Vec::new());
        let mut take = |key: &str, parsed: Result<Value, Problem>| match parsed {
            Ok(value) => drop(hours.insert(key.to_owned(), value)),
            Err(problem) => errors.push(FieldError { field: key.to_owned(), problem }),
        };
        if !self.weekly.trim().is_empty() {
            take(WEEKLY, Hours::parse(self.weekly).map(|hours| hours.hundredths().into()));
        }
        for ((key, _), [from, to, pause]) in DAYS.iter().zip(self.days) {
            let is_empty = [from, to, pause].iter().all(|part| part.trim().is_empty());
            let day = match Day::parse(from) {
                _ if is_empty => continue,
                // All of it in the first field, or a word for a day off.
                Ok(day) if to.trim().is_empty() && pause.trim().is_empty() => Ok(day),
                _ => Day::of(from, to, pause),
            };
            take(key, day.map(|day| day.stored().into()));
        }
        (Value::Object(hours), errors)
    }

    fn read(&self) -> Result<([String; 3], Value), StoreError> {
        let (hours, mut errors) = self.hours();
        let names = match names::in_three(self.names, domain::list::ITEM_MAX, own_field::NAME) {
            Ok(names) => names,
            Err(StoreError::Refused(refusal)) => {
                errors.extend(refusal.fields);
                Default::default()
            }
            Err(error) => return Err(error),
        };
        if errors.is_empty() { Ok((names, hours)) } else { Err(StoreError::Refused(ApiError::invalid(errors))) }
    }
}

/// Adds an agreement.
///
/// # Errors
/// What is wrong with its name, hours of a week or a day; [`Problem::AlreadyThere`] where one is called so.
pub async fn add(tx: &mut Tx, wanted: &Wanted<'_>) -> Result<ListItemId, StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let (names, hours) = wanted.read()?;
    let id = list::insert(tx, ListKind::CollectiveAgreement, &names[0], list::Beside::Nothing).await?;
    write(tx, id, &names, &hours).await?;
    Ok(id)
}

/// Changes an agreement that was read at `version`.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such agreement; [`Problem::ChangedSince`] when somebody else has
/// changed it since; otherwise as [`add`].
pub async fn change(tx: &mut Tx, id: ListItemId, version: i32, wanted: &Wanted<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let stands = sqlx::query_scalar!(
        "select version from list_item
        where tenant_id = current_tenant() and kind = 'collective_agreement' and id = $1 for no key update",
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let (names, hours) = wanted.read()?;
    if stands != version {
        return Err(StoreError::field(own_field::NAME, Problem::ChangedSince));
    }
    write(tx, id, &names, &hours).await
}

async fn write(tx: &mut Tx, id: ListItemId, names: &[String; 3], hours: &Value) -> Result<(), StoreError> {
    let [nb, sv, en] = names;
    let is_taken = sqlx::query_scalar!(
        r#"select exists (select from list_item where tenant_id = current_tenant() and kind = 'collective_agreement' and id <> $1
            and merged_into is null and lower(nb) = lower($2)) as "taken!""#,
        id.0,
        nb,
    )
    .fetch_one(tx.connection())
    .await?;
    if is_taken {
        return Err(StoreError::field(own_field::NAME, Problem::AlreadyThere));
    }
    sqlx::query!(
        "update list_item set nb = $2, sv = $3, en = $4, working_hours = $5 where tenant_id = current_tenant() and id = $1",
        id.0,
        nb,
        sv,
        en,
        hours,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes an agreement out of the choices, or back; customers that follow it go on following it.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such agreement.
pub async fn retire(tx: &mut Tx, id: ListItemId, retired: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    list::retire(tx, ListKind::CollectiveAgreement, id, retired).await
}
