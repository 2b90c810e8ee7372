//! What a merge would do, before anybody confirms it.

use super::declared::{DECLARED, How};
use crate::{StoreError, Tx};
use domain::{
    change::Source,
    field::Names,
    id::CustomerId,
    merge::{Person, Side},
    policy::Action,
};
use jiff::Timestamp;
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

/// Customers that may become one, with all that hangs on them.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The customers in the order in which they were named.
    pub sides: Vec<Side>,
    /// Names for what their fields refer to.
    pub names: Names,
    /// Their contacts, in the order of the customers.
    pub people: Vec<Person>,
    /// By table and customer, how many rows.
    pub counts: Vec<(String, CustomerId, i64)>,
    /// The state of all of them: a merge of another state is refused.
    pub seen: String,
}

/// Customers by what an address names: one that was merged stands for the one that it leads to,
/// each once; what is no customer of this firm is left out.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn resolve(tx: &mut Tx, named: &[CustomerId]) -> Result<Vec<CustomerId>, StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    let ids: Vec<Uuid> = named.iter().map(|id| id.0).collect();
    let found = sqlx::query_scalar!(
        r#"select c.id as "id!: CustomerId"
        from unnest($1::uuid[]) with ordinality as named (id, at)
        join customer c on c.tenant_id = current_tenant() and c.id = coalesce(survivor_of(named.id), named.id)
        group by c.id order by min(named.at)"#,
        &ids,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(found)
}

/// What there is of these customers. The first is taken for the one that stays.
///
/// # Errors
/// [`StoreError::NotFound`] when one of them is no customer of this firm.
pub async fn preview(tx: &mut Tx, customers: &[CustomerId]) -> Result<Preview, StoreError> {
    tx.authorise(Action::MergeCustomers)?;
    let (sides, names) = sides(tx, customers).await?;
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    let counted = || DECLARED.iter().filter(|declared| declared.how != How::Leave);
    let relations: Vec<String> = counted().map(|declared| declared.relation.to_owned()).collect();
    let refers: Vec<String> = counted().map(|declared| declared.refers.to_owned()).collect();
    let counts = sqlx::query!(
        r#"select relation as "relation!", customer_id as "customer!: CustomerId", count as "count!" from count_customer_rows($1, $2, $3)"#,
        &ids,
        &relations,
        &refers,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(Preview {
        sides,
        names,
        people: people(tx, customers).await?,
        counts: counts.into_iter().map(|row| (row.relation, row.customer, row.count)).collect(),
        seen: state(tx, customers).await?,
    })
}

/// The customers as they stand.
pub(super) async fn sides(tx: &mut Tx, customers: &[CustomerId]) -> Result<(Vec<Side>, Names), StoreError> {
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    let language = tx.session().language.tag();
    let rows = sqlx::query!(
        r#"select c.id as "id!: CustomerId", to_json(c) as "values!: Json<domain::field::Record>", names_of(ids_in(to_jsonb(c) - 'search'), $2) as "names!: Json<Names>",
            coalesce((select jsonb_object_agg(k.name, jsonb_build_array(k.source, k.at)) from (
                select distinct on (name) name, coalesce(l.sources ->> name, l.source) as source, l.at
                from change_log l, jsonb_object_keys(l.changes) as name
                where l.tenant_id = c.tenant_id and l.row_id = c.id
                order by name, l.version desc) k), '{}') as "known!: Json<HashMap<String, (String, Timestamp)>>"
        from unnest($1::uuid[]) with ordinality as named (id, at)
        join customer c on c.tenant_id = current_tenant() and c.id = named.id
        order by named.at"#,
        &ids,
        language,
    )
    .fetch_all(tx.connection())
    .await?;
    if rows.len() != customers.len() {
        return Err(StoreError::NotFound);
    }
    let mut names = Names::new();
    let sides = rows
        .into_iter()
        .map(|row| {
            names.extend(row.names.0);
            let known = row.known.0.into_iter();
            Side {
                id: row.id,
                values: row.values.0,
                known: known
                    .map(|(column, (source, at))| (column, (Source::from_key(&source), at.to_string())))
                    .collect(),
            }
        })
        .collect();
    Ok((sides, names))
}

/// The contacts of customers, those of the first one first.
pub(super) async fn people(tx: &mut Tx, customers: &[CustomerId]) -> Result<Vec<Person>, StoreError> {
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    let people = sqlx::query_scalar!(
        r#"select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'customer', k.customer_id, 'name', k.first_name || ' ' || k.last_name,
                'folded', folded(k.first_name || ' ' || k.last_name), 'email', coalesce(lower(k.email), ''), 'mobile', coalesce(k.mobile, ''),
                'ended', k.ended_at is not null) order by array_position($1, k.customer_id), k.ended_at is not null, in_alphabet(k.last_name, (select firm_alphabet())) collate "C", in_alphabet(k.first_name, (select firm_alphabet())) collate "C", k.id), '[]')
            as "people!: Json<Vec<Person>>"
        from contact k where k.tenant_id = current_tenant() and k.customer_id = any ($1)"#,
        &ids,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(people.0)
}

/// In which state customers and their contacts are, in short.
pub(super) async fn state(tx: &mut Tx, customers: &[CustomerId]) -> Result<String, StoreError> {
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    let state = sqlx::query_scalar!(
        r#"select coalesce(md5(string_agg(s.id || ' ' || s.version, ',' order by s.id)), '') as "state!" from (
            select c.id, c.version from customer c where c.tenant_id = current_tenant() and c.id = any ($1)
            union all
            select k.id, k.version from contact k where k.tenant_id = current_tenant() and k.customer_id = any ($1)) s"#,
        &ids,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(state)
}
