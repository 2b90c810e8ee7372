//! What customers have agreed with the firm in rows: read in one statement for all sections that show them.

pub mod factor;
pub mod line;
pub mod rate;
mod rows;

pub(crate) use rows::{Rows, agreements, as_they_stood};

use crate::{StoreError, Tx};
use domain::{
    agreement::{Agreements, Period},
    change::LogCategory,
    error::{ApiError, FieldError, Problem},
    field,
    id::{CustomerId, ListItemId},
    language::Language,
    list::ListKind,
    policy::Action,
    session::Session,
};
use serde_json::{Map, Value};
use sqlx::types::Json;
use uuid::Uuid;

/// The day that it is where the firm is, as ISO 8601.
pub(crate) fn today(session: &Session) -> String {
    let zone = jiff::tz::TimeZone::get(&session.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    jiff::Timestamp::now().to_zoned(zone).date().to_string()
}

/// The day of a moment (UTC in RFC 3339) in the firm's time zone.
pub(crate) fn day_of(session: &Session, utc: &str) -> String {
    let zone = jiff::tz::TimeZone::get(&session.time_zone).unwrap_or(jiff::tz::TimeZone::UTC);
    utc.parse::<jiff::Timestamp>().map(|at| at.to_zoned(zone).date().to_string()).unwrap_or_default()
}

/// All rows of a customer, the newest first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut Tx, customer: CustomerId, language: Language) -> Result<Agreements, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let read = sqlx::query_scalar!(
        r#"select jsonb_build_object(
            'factors', (select coalesce(jsonb_agg(to_jsonb(f) order by f.valid_from desc, f.id), '[]') from factor_agreement f
                where f.tenant_id = current_tenant() and f.customer_id = $1),
            'rates', (select coalesce(jsonb_agg(to_jsonb(r) order by r.valid_from desc, r.id), '[]') from pay_rate r
                where r.tenant_id = current_tenant() and r.customer_id = $1),
            'lines', (select coalesce(jsonb_agg(to_jsonb(l) order by l.place, l.id), '[]') from invoice_line l
                where l.tenant_id = current_tenant() and l.customer_id = $1),
            'names', n.names, 'places', n.places) as "read!: Json<Agreements>"
        from (
            select coalesce(jsonb_object_agg(i.id, case $2 when 'sv' then i.sv when 'en' then i.en else i.nb end), '{}') as names,
                coalesce(jsonb_agg(i.id order by i.kind, i.position, i.nb), '[]') as places
            from list_item i where i.tenant_id = current_tenant() and i.kind in ('role', 'rate_kind')) n"#,
        customer.0,
        language.tag(),
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(read.0)
}

/// Ends a row on a day, today where none is typed.
///
/// # Errors
/// [`Problem::Date`] or [`Problem::Ends`] at `valid_to`; [`StoreError::NotFound`] when this customer has no such row.
pub async fn end(tx: &mut Tx, customer: CustomerId, of: LogCategory, row: Uuid, day: &str) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = held(tx, customer, of, row).await?;
    let wrong = |problem| StoreError::field("valid_to", problem);
    let from = held.get("valid_from").and_then(Value::as_str).ok_or(StoreError::NotFound)?;
    let day = if day.trim().is_empty() {
        today(tx.session())
    } else {
        field::date_in(day, tx.session().home).ok_or_else(|| wrong(Problem::Date))?
    };
    if day.as_str() < from {
        return Err(wrong(Problem::Ends));
    }
    // To end later than it does is to change it, which looks whether another begins before.
    if held.get("valid_to").and_then(Value::as_str).is_some_and(|to| to < day.as_str()) {
        return Err(wrong(Problem::ChangedSince));
    }
    let patch = Value::Object(Map::from_iter([("valid_to".to_owned(), Value::String(day))]));
    sqlx::query!("select change_fields($1::text::regclass, $2, $3)", of.key(), row, patch)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Takes a row away; the log keeps it.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such row.
pub async fn remove(tx: &mut Tx, customer: CustomerId, of: LogCategory, row: Uuid) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    held(tx, customer, of, row).await?;
    sqlx::query!("select remove_row($1::text::regclass, $2)", of.key(), row).execute(tx.connection()).await?;
    Ok(())
}

/// A row as it stands, held until the transaction ends with its customer, of which nobody else changes rows meanwhile.
async fn held(tx: &mut Tx, customer: CustomerId, of: LogCategory, row: Uuid) -> Result<Map<String, Value>, StoreError> {
    if !LogCategory::AGREED.contains(&of) {
        return Err(StoreError::NotFound);
    }
    hold(tx, customer).await?;
    let found = sqlx::query_scalar!("select held_row($1::text::regclass, $2)", of.key(), row)
        .fetch_one(tx.connection())
        .await?;
    match found {
        Some(Value::Object(found)) if found.get("customer_id") == Some(&Value::String(customer.to_string())) => {
            Ok(found)
        }
        _ => Err(StoreError::NotFound),
    }
}

async fn hold(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    sqlx::query_scalar!(
        "select true from customer where tenant_id = current_tenant() and id = $1 for no key update",
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .map(drop)
    .ok_or(StoreError::NotFound)
}

/// A row that is changed, as it was read: its id, and which save that was.
pub type Read = Option<(Uuid, i32)>;

/// The row that is changed, where it still is as it was read.
async fn read_row(
    tx: &mut Tx,
    customer: CustomerId,
    of: LogCategory,
    row: Read,
    field: &str,
) -> Result<Option<Map<String, Value>>, StoreError> {
    let Some((id, version)) = row else {
        hold(tx, customer).await?;
        return Ok(None);
    };
    let held = held(tx, customer, of, id).await?;
    if held.get("version").and_then(Value::as_i64) != Some(i64::from(version)) {
        return Err(StoreError::field(field, Problem::ChangedSince));
    }
    Ok(Some(held))
}

/// Whether a value of a list may be chosen: one that can be, or the one that the row has.
async fn may_choose(
    tx: &mut Tx,
    list: ListKind,
    item: ListItemId,
    held: Option<&Map<String, Value>>,
) -> Result<bool, StoreError> {
    let stands = held.and_then(|held| held.get(list.key())).and_then(Value::as_str);
    if stands == Some(item.to_string().as_str()) {
        return Ok(true);
    }
    Ok(sqlx::query_scalar!(
        r#"select exists (select from list_item where tenant_id = current_tenant() and id = $1 and kind = $2 and not retired) as "known!""#,
        item.0,
        list.key(),
    )
    .fetch_one(tx.connection())
    .await?)
}

/// What was typed, or what is wrong with it at its field.
fn take<T>(errors: &mut Vec<FieldError>, field: &str, read: Result<T, Problem>) -> Option<T> {
    read.map_err(|problem| errors.push(FieldError { field: field.to_owned(), problem })).ok()
}

fn period(tx: &Tx, errors: &mut Vec<FieldError>, from: &str, to: &str) -> Option<Period> {
    Period::parse(from, to, &today(tx.session()), tx.session().home).map_err(|wrong| errors.extend(wrong)).ok()
}

fn refused(errors: Vec<FieldError>) -> StoreError {
    StoreError::Refused(ApiError::invalid(errors))
}
