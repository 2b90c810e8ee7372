//! What is there already of what rows of a file are about, found for many rows at once.

use crate::{StoreError, Tx};
use domain::{
    change::Source,
    field::Record,
    id::{ContactId, CustomerId},
    import::KnownContact,
    registration::Likeness,
};
use serde_json::Value;
use sqlx::types::Json;
use std::collections::HashMap;
use uuid::Uuid;

/// A customer that is there.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: CustomerId,
    pub(super) values: Record,
}

/// Customers by what a file is matched by, for each row.
pub(super) async fn matched(
    tx: &mut Tx,
    by: &str,
    keys: &[(i32, String)],
) -> Result<HashMap<i32, Vec<Known>>, StoreError> {
    let mut found: HashMap<i32, Vec<Known>> = HashMap::new();
    if keys.is_empty() {
        return Ok(found);
    }
    let (ordinals, texts): (Vec<i32>, Vec<String>) = keys.iter().cloned().unzip();
    let mut add = |ordinal: i32, id: CustomerId, values: Json<Record>| {
        found.entry(ordinal).or_default().push(Known { id, values: values.0 });
    };
    match by {
        "id" => {
            let ids: Vec<Uuid> = texts.iter().map(|text| text.parse().unwrap_or_default()).collect();
            let rows = sqlx::query!(
                r#"select g.ordinal as "ordinal!", c.id as "id: CustomerId", to_jsonb(c) - 'search' as "values!: Json<domain::field::Record>"
                from unnest($1::integer[], $2::uuid[]) as g (ordinal, key)
                join customer c on c.tenant_id = current_tenant() and c.id = g.key"#,
                &ordinals,
                &ids,
            );
            rows.fetch_all(tx.connection()).await?.into_iter().for_each(|row| add(row.ordinal, row.id, row.values));
        }
        "number" => {
            let numbers: Vec<i64> = texts.iter().map(|text| text.parse().unwrap_or_default()).collect();
            let rows = sqlx::query!(
                r#"select g.ordinal as "ordinal!", c.id as "id: CustomerId", to_jsonb(c) - 'search' as "values!: Json<domain::field::Record>"
                from unnest($1::integer[], $2::bigint[]) as g (ordinal, key)
                join customer c on c.tenant_id = current_tenant() and c.number = g.key"#,
                &ordinals,
                &numbers,
            );
            rows.fetch_all(tx.connection()).await?.into_iter().for_each(|row| add(row.ordinal, row.id, row.values));
        }
        "external_id" => {
            let rows = sqlx::query!(
                r#"select g.ordinal as "ordinal!", c.id as "id: CustomerId", to_jsonb(c) - 'search' as "values!: Json<domain::field::Record>"
                from unnest($1::integer[], $2::text[]) as g (ordinal, key)
                join customer c on c.tenant_id = current_tenant() and c.external_id = g.key"#,
                &ordinals,
                &texts,
            );
            rows.fetch_all(tx.connection()).await?.into_iter().for_each(|row| add(row.ordinal, row.id, row.values));
        }
        _ => {
            let rows = sqlx::query!(
                r#"select g.ordinal as "ordinal!", c.id as "id: CustomerId", to_jsonb(c) - 'search' as "values!: Json<domain::field::Record>"
                from unnest($1::integer[], $2::text[]) as g (ordinal, key)
                join customer c on c.tenant_id = current_tenant() and c.organisation_number = g.key"#,
                &ordinals,
                &texts,
            );
            rows.fetch_all(tx.connection()).await?.into_iter().for_each(|row| add(row.ordinal, row.id, row.values));
        }
    }
    Ok(found)
}

/// One customer, for a row that is said to be about it.
pub(super) async fn one(tx: &mut Tx, id: CustomerId) -> Result<Known, StoreError> {
    let values = sqlx::query_scalar!(
        r#"select to_jsonb(c) - 'search' as "values!: Json<domain::field::Record>" from customer c where tenant_id = current_tenant() and id = $1"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Known { id, values: values.0 })
}

/// Who has these customer numbers and external ids.
pub(super) async fn taken(
    tx: &mut Tx,
    numbers: &[i64],
    externals: &[String],
) -> Result<(HashMap<i64, CustomerId>, HashMap<String, CustomerId>), StoreError> {
    let (mut by_number, mut by_external) = (HashMap::new(), HashMap::new());
    if !numbers.is_empty() {
        let rows = sqlx::query!(
            r#"select number, id as "id: CustomerId" from customer where tenant_id = current_tenant() and number = any ($1)"#,
            numbers,
        );
        by_number.extend(rows.fetch_all(tx.connection()).await?.into_iter().map(|row| (row.number, row.id)));
    }
    if !externals.is_empty() {
        let rows = sqlx::query!(
            r#"select external_id as "external_id!", id as "id: CustomerId" from customer
            where tenant_id = current_tenant() and external_id = any ($1)"#,
            externals,
        );
        by_external.extend(rows.fetch_all(tx.connection()).await?.into_iter().map(|row| (row.external_id, row.id)));
    }
    Ok((by_number, by_external))
}

/// The contact persons of customers who have not ended.
pub(super) async fn contacts(
    tx: &mut Tx,
    customers: &[Uuid],
) -> Result<HashMap<CustomerId, Vec<KnownContact>>, StoreError> {
    let mut found: HashMap<CustomerId, Vec<KnownContact>> = HashMap::new();
    if customers.is_empty() {
        return Ok(found);
    }
    let rows = sqlx::query!(
        r#"select k.customer_id as "customer: CustomerId", k.id as "id: ContactId", to_jsonb(k) - 'search' as "values!: Json<domain::field::Record>"
        from contact k where k.tenant_id = current_tenant() and k.customer_id = any ($1) and k.ended_at is null
        order by k.customer_id, k.created_at, k.id"#,
        customers,
    )
    .fetch_all(tx.connection())
    .await?;
    for row in rows {
        found.entry(row.customer).or_default().push(KnownContact { id: row.id, values: row.values.0 });
    }
    Ok(found)
}

/// Where values of customers come from: of each customer the named columns.
pub(super) async fn sources(
    tx: &mut Tx,
    asked: &[(Uuid, String)],
) -> Result<HashMap<CustomerId, HashMap<String, Source>>, StoreError> {
    let mut found: HashMap<CustomerId, HashMap<String, Source>> = HashMap::new();
    if asked.is_empty() {
        return Ok(found);
    }
    let (ids, columns): (Vec<Uuid>, Vec<String>) = asked.iter().cloned().unzip();
    let rows = sqlx::query!(
        r#"select asked.id as "id!: CustomerId", asked.name as "name!", last.source as "source!"
        from unnest($1::uuid[], $2::text[]) as asked (id, name)
        cross join lateral (
            select coalesce(l.sources ->> asked.name, l.source) as source from change_log l
            where l.tenant_id = current_tenant() and l.row_id = asked.id and l.changes ? asked.name
            order by l.version desc limit 1) last"#,
        &ids,
        &columns,
    )
    .fetch_all(tx.connection())
    .await?;
    for row in rows {
        found.entry(row.id).or_default().insert(row.name, Source::from_key(&row.source));
    }
    Ok(found)
}

/// What is known of a row, for finding customers that may be the same.
#[derive(Debug, Default)]
pub(super) struct Traits {
    pub(super) ordinal: i32,
    pub(super) name: String,
    pub(super) place: String,
    pub(super) number: Option<String>,
    pub(super) external: Option<String>,
    pub(super) phones: Vec<String>,
    pub(super) emails: Vec<String>,
}

/// Customers that may be the same as those of the rows, by what they have in common.
pub(super) async fn same(
    tx: &mut Tx,
    rows: &[Traits],
) -> Result<HashMap<i32, HashMap<CustomerId, Vec<Likeness>>>, StoreError> {
    let mut found: HashMap<i32, HashMap<CustomerId, Vec<Likeness>>> = HashMap::new();
    if rows.is_empty() {
        return Ok(found);
    }
    let ordinals: Vec<i32> = rows.iter().map(|row| row.ordinal).collect();
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    let places: Vec<String> = rows.iter().map(|row| row.place.clone()).collect();
    let numbers: Vec<Option<String>> = rows.iter().map(|row| row.number.clone()).collect();
    let externals: Vec<Option<String>> = rows.iter().map(|row| row.external.clone()).collect();
    let pairs = |of: fn(&Traits) -> &[String]| -> Value {
        rows.iter().flat_map(|row| of(row).iter().map(|value| serde_json::json!([row.ordinal, value]))).collect()
    };
    let answers = sqlx::query!(
        r#"select ordinal as "ordinal!", customer_id as "customer!: CustomerId", likeness as "likeness!"
        from find_same($1, $2, $3, $4, $5, $6, $7)"#,
        &ordinals,
        &names,
        &places,
        &numbers as _,
        &externals as _,
        pairs(|row| &row.phones),
        pairs(|row| &row.emails),
    )
    .fetch_all(tx.connection())
    .await?;
    for answer in answers {
        let likeness = match answer.likeness.as_str() {
            "organisation_number" | "external_id" => Likeness::OrganisationNumber,
            "name" => Likeness::Name,
            "phone" => Likeness::Phone,
            _ => Likeness::Email,
        };
        let shared = found.entry(answer.ordinal).or_default().entry(answer.customer).or_default();
        if !shared.contains(&likeness) {
            shared.push(likeness);
        }
    }
    Ok(found)
}
