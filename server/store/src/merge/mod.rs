//! Customers that are the same become one, and can be split again.
//!
//! The one that stays gets what was chosen of each field and all that hangs on the others, as
//! [`declared`] says. The others stay as rows that nobody meets any more (migration 0022): their
//! numbers, addresses and names lead to the one that stays. What went over is noted row by row.

mod declared;
mod led;
mod preview;
mod split;

pub use declared::{DECLARED, Declared, How};
pub use led::{Led, Merge, led_to, list, merged_number};
pub use preview::{Preview, preview, resolve};
pub use split::split;
pub(crate) use split::{Of, of_command};

use crate::{StoreError, Tx, double, portal};
use domain::{
    change::Source,
    error::{ApiError, ErrorCode, Problem},
    field::Record,
    id::{ContactId, CustomerId, MergeId},
    merge::{Choice, MOST, Part, Request, Side, filled, outcome, parts, same_people},
    policy::Action,
};
use serde_json::{Map, Value};
use sqlx::types::Json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The field whose value is a contact of the customer.
const REFERENCE: &str = "reference_person";

/// Makes one of customers; the first of them stays. `seen` is the state that the person saw.
///
/// # Errors
/// [`StoreError::NotFound`] when one of them is no customer of this firm; a conflict when one was
/// changed or merged since it was seen, or fewer than two are named.
pub async fn merge(tx: &mut Tx, request: &Request, seen: Option<&str>) -> Result<CustomerId, StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    let (staying, others) = check(request)?;
    double::hold(tx).await?;
    hold(tx, &request.customers).await?;
    if let Some(seen) = seen
        && preview::state(tx, &request.customers).await? != seen
    {
        return Err(StoreError::Refused(ApiError::new(ErrorCode::Conflict)));
    }
    let (sides, _) = preview::sides(tx, &request.customers).await?;
    let parts = parts(&sides, &request.choices);
    let mut values = outcome(&sides, &parts);
    values.extend(parent(tx, &sides, &parts).await?);
    // Whom its invoices name must be its own contact first.
    let reference = values.remove(REFERENCE);

    let ids: Vec<Uuid> = others.iter().map(|id| id.0).collect();
    let id = sqlx::query_scalar!(
        r#"select start_merge($1, $2, $3) as "id!: MergeId""#,
        staying.0,
        &ids,
        serde_json::to_value(request)?,
    )
    .fetch_one(tx.connection())
    .await?;
    // A logo must be there before it is chosen, and a parent company before there are new subsidiaries.
    go_over(tx, id, &declared::as_json(|how| matches!(how, How::Copy(_))), &[]).await?;
    change(tx, staying, &sides, &parts, values).await?;
    let united = unite(tx, request, staying).await?;
    let behind: Vec<Uuid> = united.keys().map(|contact| contact.0).collect();
    go_over(tx, id, &declared::as_json(|how| !matches!(how, How::Copy(_))), &behind).await?;
    if let Some(person) = reference {
        let into = united.iter().find(|(contact, _)| person == contact.to_string());
        let person = into.map_or(person, |(_, into)| Value::String(into.to_string()));
        change(tx, staying, &sides, &parts, Map::from_iter([(REFERENCE.to_owned(), person)])).await?;
    }
    sqlx::query!("select finish_merge($1)", id.0).execute(tx.connection()).await?;
    let all: Vec<Uuid> = request.customers.iter().map(|id| id.0).collect();
    double::note(tx, &all, true).await?;
    Ok(staying)
}

/// Merges again what a split took apart, as it was asked for then.
pub(crate) async fn again(tx: &mut Tx, id: MergeId) -> Result<CustomerId, StoreError> {
    let request = sqlx::query_scalar!(
        r#"select content as "request!: Json<Request>" from customer_merge_part
        where tenant_id = current_tenant() and merge_id = $1 and kind = 'request'"#,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    merge(tx, &request.0, None).await
}

/// The one that stays, and the others.
fn check(request: &Request) -> Result<(CustomerId, &[CustomerId]), StoreError> {
    match request.customers.as_slice() {
        [staying, others @ ..] if !others.is_empty() => {
            if request.customers.len() > MOST {
                let max = u32::try_from(MOST).unwrap_or(u32::MAX);
                return Err(StoreError::field("customers", Problem::TooManyToMerge { max }));
            }
            let is_twice = request.customers.iter().enumerate().any(|(at, id)| request.customers[..at].contains(id));
            if is_twice { Err(StoreError::field("customers", Problem::NothingToMerge)) } else { Ok((*staying, others)) }
        }
        _ => Err(StoreError::field("customers", Problem::NothingToMerge)),
    }
}

/// Holds the customers until the transaction ends, all in the same order.
async fn hold(tx: &mut Tx, customers: &[CustomerId]) -> Result<(), StoreError> {
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    let held = sqlx::query_scalar!(
        "select id from customer where tenant_id = current_tenant() and id = any ($1) order by id for update",
        &ids
    )
    .fetch_all(tx.connection())
    .await?;
    if held.len() == customers.len() {
        return Ok(());
    }
    // Somebody else merged one of them a moment ago; or it is none of this firm's.
    let known = preview::resolve(tx, customers).await?;
    let is_led = known.len() < customers.len() && !known.is_empty() && all_known(tx, &ids).await?;
    Err(if is_led { StoreError::Refused(ApiError::new(ErrorCode::Conflict)) } else { StoreError::NotFound })
}

/// Whether all of them are customers of this firm, be it merged ones.
async fn all_known(tx: &mut Tx, ids: &[Uuid]) -> Result<bool, StoreError> {
    let known = sqlx::query_scalar!(
        r#"select count(*) as "count!" from unnest($1::uuid[]) as named (id)
        where exists (select from customer c where c.tenant_id = current_tenant() and c.id = named.id) or survivor_of(named.id) is not null"#,
        ids,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(usize::try_from(known) == Ok(ids.len()))
}

/// The parent company that was chosen. One that is itself merged, or stands below one of them, gives
/// way to what stands above them all, so that no ring comes about.
async fn parent(tx: &mut Tx, sides: &[Side], parts: &[Part]) -> Result<Map<String, Value>, StoreError> {
    let chosen = parts.iter().find(|part| part.key == "parent_id").and_then(|part| match part.choice {
        Choice::Of(at) => sides.get(at)?.values.text("parent_id").parse::<CustomerId>().ok(),
        Choice::All => None,
    });
    let all: Vec<Uuid> = sides.iter().map(|side| side.id.0).collect();
    let found = match chosen {
        Some(chosen) => sqlx::query_scalar!(
            r#"with recursive above as (
                    select $1::uuid as id, 1 as step
                    union all
                    select c.parent_id, above.step + 1 from above
                    join customer c on c.tenant_id = current_tenant() and c.id = above.id
                    where c.parent_id is not null and above.step < 1000)
                select id as "id: CustomerId" from above
                where step = (select coalesce(max(step) filter (where id = any ($2)), 0) + 1 from above)"#,
            chosen.0,
            &all,
        )
        .fetch_optional(tx.connection())
        .await?
        .flatten(),
        None => None,
    };
    let value = found.map_or(Value::Null, |id| Value::String(id.to_string()));
    let now = sides.first().and_then(|side| side.values.0.get("parent_id")).unwrap_or(&Value::Null);
    Ok(if *now == value { Map::new() } else { Map::from_iter([("parent_id".to_owned(), value)]) })
}

/// Changes the one that stays; each value keeps the source that it came from.
async fn change(
    tx: &mut Tx,
    staying: CustomerId,
    sides: &[Side],
    parts: &[Part],
    values: Map<String, Value>,
) -> Result<(), StoreError> {
    if values.is_empty() {
        return Ok(());
    }
    let mut sources: Vec<(&str, Source)> = Vec::new();
    for part in parts {
        let Choice::Of(at) = part.choice else { continue };
        let known = sides.get(at).map(|side| &side.known);
        sources.extend(
            part.columns
                .iter()
                .filter(|column| values.contains_key(*column))
                .filter_map(|column| Some((column.as_str(), known?.get(column)?.0))),
        );
    }
    tx.values_come_from(&sources).await?;
    sqlx::query!("select change_fields('customer'::regclass, $1, $2)", staying.0, Value::Object(values))
        .execute(tx.connection())
        .await?;
    tx.values_come_from(&[]).await
}

/// Fills contacts with what others have that are the same person; answers those others, which stay
/// behind with the customer that is merged, each with the contact that it is part of.
async fn unite(
    tx: &mut Tx,
    request: &Request,
    staying: CustomerId,
) -> Result<BTreeMap<ContactId, ContactId>, StoreError> {
    let people = preview::people(tx, &request.customers).await?;
    let same = same_people(staying, &people);
    let united: BTreeMap<ContactId, ContactId> = same
        .into_iter()
        .filter(|pair| match &request.united {
            Some(asked) => asked.get(&pair.contact) == Some(&pair.into),
            None => pair.proposed,
        })
        .map(|pair| (pair.contact, pair.into))
        .collect();
    let ids: Vec<Uuid> = united.iter().flat_map(|(contact, into)| [contact.0, into.0]).collect();
    let rows = sqlx::query!(
        r#"select id as "id!: ContactId", to_json(k) as "values!: Json<domain::field::Record>" from contact k
        where tenant_id = current_tenant() and id = any ($1) order by id for no key update"#,
        &ids,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut stand: BTreeMap<ContactId, Record> = rows.into_iter().map(|row| (row.id, row.values.0)).collect();
    let mut changed: BTreeMap<ContactId, Map<String, Value>> = BTreeMap::new();
    for (contact, into) in &united {
        let Some(other) = stand.get(contact).cloned() else { continue };
        let Some(kept) = stand.get_mut(into) else { continue };
        let more = filled(kept, &other);
        kept.0.extend(more.clone());
        changed.entry(*into).or_default().extend(more);
    }
    for (contact, values) in changed.into_iter().filter(|(_, values)| !values.is_empty()) {
        sqlx::query!("select change_fields('contact'::regclass, $1, $2)", contact.0, Value::Object(values))
            .execute(tx.connection())
            .await?;
    }
    for (contact, into) in &united {
        portal::access::unite(tx, *contact, *into).await?;
    }
    Ok(united)
}

/// Lets rows go over to the one that stays, as declared, but for contacts that are part of others now.
async fn go_over(tx: &mut Tx, id: MergeId, declared: &Value, staying_behind: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("select move_customer_rows($1, $2, $3)", id.0, declared, staying_behind)
        .execute(tx.connection())
        .await?;
    Ok(())
}
