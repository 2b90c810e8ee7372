//! Values that come from somewhere else than a person at the desk: taken over where nobody who is
//! believed more has said otherwise, and else proposed.

use crate::{
    StoreError, Tx,
    customer::hold,
    fields::{self, Held, Patch},
};
use domain::{
    change::Source,
    country::Country,
    field::{self, Entity, Names, Record},
    id::{CustomerId, ProposalId},
    organisation_number::OrganisationNumber,
    policy::Action,
    proposal::{Offered, Proposal},
    registry::Part,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use sqlx::types::Json;
use std::collections::HashMap;

/// A proposal as the card's statement reads it.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    id: ProposalId,
    field: String,
    value: Map<String, Value>,
    source: String,
    seen_at: jiff::Timestamp,
    names: Names,
}

/// The proposals that say something else than what stands.
pub(crate) fn open(rows: Vec<Row>, kept: &Record) -> Vec<Proposal> {
    rows.into_iter()
        .map(|row| Proposal {
            id: row.id,
            part: Part { key: row.field, values: row.value },
            source: Source::from_key(&row.source),
            seen_at: row.seen_at.to_string(),
            names: row.names,
        })
        .filter(|proposal| !proposal.part.is_kept_by(kept))
        .collect()
}

/// Offers what a source has for a customer. A value of a source that is believed more is never
/// overwritten: beside it the new one becomes a proposal, unless the same was dismissed before.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn offer(tx: &mut Tx, customer: CustomerId, source: Source, parts: &[Part]) -> Result<Offered, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    // What the person may not change is not compared for them.
    let rights = tx.session().rights.clone();
    let may_change = |part: &&Part| part.typed().all(|(field, _)| rights.changes(field));
    let parts: Vec<Part> = parts.iter().filter(may_change).cloned().collect();
    let parts = &parts[..];
    let held = hold(tx, customer).await?;
    let columns: Vec<String> = parts.iter().flat_map(|part| part.values.keys().cloned()).collect();
    let sources = sources(tx, customer, &columns).await?;
    let mut offered = Offered::default();
    let mut taken: Vec<&Part> = Vec::new();
    for part in parts {
        if part.is_kept_by(&held.values) {
            forget(tx, customer, &part.key, source).await?;
            continue;
        }
        let strongest = part
            .values
            .keys()
            .filter_map(|column| match (sources.get(column), held.values.0.get(column)) {
                (Some(source), _) => Some(source.trust()),
                (None, None | Some(Value::Null)) => None,
                // What stands there since before there was a log: somebody may have typed it.
                (None, Some(_)) => Some(Source::Typed.trust()),
            })
            .max();
        if strongest.is_none_or(|strongest| strongest <= source.trust()) {
            taken.push(part);
        } else {
            offered.proposed += usize::from(propose(tx, customer, part, source).await?);
        }
    }
    if !taken.is_empty() {
        offered.taken = taken.len();
        take_over(tx, customer, &held, source, &taken).await?;
    }
    Ok(offered)
}

/// Takes over what a person has chosen of what a source says. `read_version` is what they saw.
///
/// # Errors
/// A conflict when somebody else changed the same field since; [`StoreError::NotFound`] when this
/// firm has no such customer.
pub async fn take(
    tx: &mut Tx,
    customer: CustomerId,
    read_version: i32,
    source: Source,
    parts: &[Part],
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = hold(tx, customer).await?;
    let typed: Vec<_> = parts.iter().flat_map(Part::typed).collect();
    // What can't be read as fields is not taken, and stays a proposal.
    if typed.is_empty() {
        return Err(StoreError::NotFound);
    }
    let patch: Vec<_> = typed.iter().map(|(field, typed)| (*field, typed.as_str())).collect();
    save(tx, customer, &held, read_version, source, &patch).await?;
    for part in parts {
        forget(tx, customer, &part.key, source).await?;
    }
    Ok(())
}

/// Puts a proposed value into its place.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such proposal any more.
pub async fn accept(tx: &mut Tx, customer: CustomerId, id: ProposalId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let held = hold(tx, customer).await?;
    let row = sqlx::query!(
        "delete from proposal where tenant_id = current_tenant() and customer_id = $1 and id = $2 and dismissed_at is null
        returning field, value, source",
        customer.0,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let part = Part { key: row.field, values: serde_json::from_value(row.value)? };
    take_over(tx, customer, &held, Source::from_key(&row.source), &[&part]).await
}

/// The Norwegian organisation number of a customer, for asking the registry about it.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn number_of(tx: &mut Tx, customer: CustomerId) -> Result<Option<OrganisationNumber>, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let row = sqlx::query!(
        "select country, organisation_number from customer where tenant_id = current_tenant() and id = $1",
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let is_norwegian = row.country == Country::NORWAY.code();
    Ok(row
        .organisation_number
        .filter(|_| is_norwegian)
        .and_then(|number| OrganisationNumber::parse(&number, Country::NORWAY).ok()))
}

/// Which source the values of some fields come from, by key.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn sources(
    tx: &mut Tx,
    customer: CustomerId,
    keys: &[String],
) -> Result<HashMap<String, Source>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let sources = sqlx::query_scalar!(
        r#"select sources_of($1, $2) as "sources!: Json<HashMap<String, String>>""#,
        customer.0,
        keys
    )
    .fetch_one(tx.connection())
    .await?
    .0;
    Ok(sources.into_iter().map(|(key, source)| (key, Source::from_key(&source))).collect())
}

/// Leaves what stands, and does not show the proposal again.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such proposal.
pub async fn dismiss(tx: &mut Tx, customer: CustomerId, id: ProposalId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let done = sqlx::query!(
        "update proposal set dismissed_at = coalesce(dismissed_at, now()), dismissed_by = current_app_user()
        where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Saves values over what stands now.
async fn take_over(
    tx: &mut Tx,
    customer: CustomerId,
    held: &Held,
    source: Source,
    parts: &[&Part],
) -> Result<(), StoreError> {
    let typed: Vec<_> = parts.iter().flat_map(|part| part.typed()).collect();
    let patch: Vec<_> = typed.iter().map(|(field, typed)| (*field, typed.as_str())).collect();
    save(tx, customer, held, held.version, source, &patch).await
}

/// Saves by the one way in which fields are saved, under the source's name.
async fn save(
    tx: &mut Tx,
    customer: CustomerId,
    held: &Held,
    read_version: i32,
    source: Source,
    patch: &Patch<'_>,
) -> Result<(), StoreError> {
    tx.come_from(source).await?;
    let saved = fields::change(tx, Entity::Customer, customer.0, held, read_version, patch).await;
    tx.come_from(Source::Typed).await?;
    saved
}

/// Whether it is proposed from now on.
async fn propose(tx: &mut Tx, customer: CustomerId, part: &Part, source: Source) -> Result<bool, StoreError> {
    debug_assert!(part.address().is_some() || field::customer(&part.key).is_some(), "{}", part.key);
    let done = sqlx::query!(
        "insert into proposal (tenant_id, customer_id, field, value, source) values (current_tenant(), $1, $2, $3, $4)
        on conflict (tenant_id, customer_id, field, source) do update
            set value = excluded.value, seen_at = now(), dismissed_at = null, dismissed_by = null
            where proposal.dismissed_at is null or proposal.value <> excluded.value",
        customer.0,
        part.key,
        Value::Object(part.values.clone()),
        source.key(),
    )
    .execute(tx.connection())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What a source proposed for a field is no news any more.
async fn forget(tx: &mut Tx, customer: CustomerId, field: &str, source: Source) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from proposal where tenant_id = current_tenant() and customer_id = $1 and field = $2 and source = $3",
        customer.0,
        field,
        source.key(),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
