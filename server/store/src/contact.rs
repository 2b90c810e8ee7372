//! Contact persons of a customer: read, add, change, end, delete.

use crate::{
    StoreError, Tx,
    fields::{self, Held, Patch},
    rule,
};
use domain::{
    contact::Contact,
    error::{ApiError, FieldError, Problem},
    field::{CONTACT, Entity, Field, Importance, Names, Record},
    id::{ChangeId, ContactId, CustomerId},
    language::Language,
    list::Choice,
    policy::Action,
};
use serde_json::{Map, Value};
use sqlx::types::Json;

/// One contact with what its page shows beside its fields.
#[derive(Clone, Debug)]
pub struct ContactCard {
    /// The contact.
    pub contact: Contact,
    /// Names for what its fields refer to by id.
    pub names: Names,
    /// The customer.
    pub customer: CustomerId,
    /// What the customer is called.
    pub customer_name: String,
    /// Whether the customer's invoices name them as the reference person (seed 002:42).
    pub is_reference: bool,
    /// The newest entry of the customer's change log.
    pub latest: Option<ChangeId>,
    /// Who last changed it.
    pub changed_by: String,
    /// When, UTC in RFC 3339.
    pub changed_at: String,
}

/// One contact of a customer.
///
/// # Errors
/// [`StoreError::NotFound`] when that customer of this firm has no such contact.
pub async fn card(
    tx: &mut Tx,
    customer: CustomerId,
    id: ContactId,
    language: Language,
) -> Result<ContactCard, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select k.version, k.ended_at is not null as "ended!", to_json(k) as "values!: Json<domain::field::Record>", c.name as customer_name,
            c.reference_person is not distinct from k.id as "is_reference!",
            names_of(k.functions || k.attributes || k.title || ids_in(k.own), $3) as "names!: Json<Names>",
            coalesce(u.name, '') as "changed_by!", k.changed_at as "changed_at: jiff_sqlx::Timestamp",
            (select l.id from change_log l where l.tenant_id = k.tenant_id and l.customer_id = k.customer_id
                order by l.at desc, l.id desc limit 1) as "latest: ChangeId"
        from contact k
        join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id
        left join app_user u on u.tenant_id = k.tenant_id and u.id = k.changed_by
        where k.tenant_id = current_tenant() and k.customer_id = $1 and k.id = $2"#,
        customer.0,
        id.0,
        language.tag(),
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(ContactCard {
        contact: Contact { id, version: row.version, ended: row.ended, values: tx.seen(Entity::Contact, row.values.0) },
        names: row.names.0,
        customer,
        customer_name: row.customer_name,
        is_reference: row.is_reference,
        latest: row.latest,
        changed_by: row.changed_by,
        changed_at: crate::utc(row.changed_at),
    })
}

/// The contacts of a customer who may be chosen for a field: those who have not ended.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choices(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", first_name || ' ' || last_name as "label!" from contact
        where tenant_id = current_tenant() and customer_id = $1 and ended_at is null order by in_alphabet(last_name, (select firm_alphabet())) collate "C", in_alphabet(first_name, (select firm_alphabet())) collate "C", id"#,
        customer.0,
    )
    .fetch_all(tx.connection())
    .await?)
}

/// The contact that a field names: one of the customer who has not ended, or who stood there already.
pub(crate) async fn one_of(
    tx: &mut Tx,
    customer: &Record,
    field: &Field,
    id: String,
) -> Result<Result<Value, Problem>, StoreError> {
    if customer.text(field.key) == id {
        return Ok(Ok(Value::String(id)));
    }
    let is_known = sqlx::query_scalar!(
        r#"select exists (select from contact where tenant_id = current_tenant() and id::text = $1 and customer_id::text = $2 and ended_at is null) as "known!""#,
        id,
        customer.text("id"),
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(if is_known { Ok(Value::String(id)) } else { Err(Problem::Choice) })
}

/// What is known of a contact before anything else is: the customer's country, as whose numbers its own are read.
pub(crate) fn of_country(country: &str) -> Record {
    Record(Map::from_iter([("country".to_owned(), Value::from(country))]))
}

/// Adds a contact.
///
/// # Errors
/// What is wrong with which field.
pub async fn add(tx: &mut Tx, customer: CustomerId, patch: &Patch<'_>) -> Result<ContactId, StoreError> {
    tx.authorise(Action::ChangeContact)?;
    let country = sqlx::query_scalar!(
        "select country from customer where tenant_id = current_tenant() and id = $1 for no key update",
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let mut missing: Vec<FieldError> = CONTACT
        .iter()
        .filter(|field| field.importance == Importance::Must && !patch.iter().any(|(given, _)| given.key == field.key))
        .map(|field| FieldError { field: field.key.to_owned(), problem: Problem::Required })
        .collect();
    let needs = rule::of_customer(tx, customer).await?;
    missing.extend(rule::missing(tx, &needs, Entity::Contact, patch));
    if !missing.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(missing)));
    }
    let values = fields::parse(tx, &of_country(&country), patch).await?;
    insert(tx, customer, values).await
}

/// Adds a contact whose values were read before.
///
/// # Errors
/// When the database fails.
pub(crate) async fn insert(
    tx: &mut Tx,
    customer: CustomerId,
    mut values: Map<String, Value>,
) -> Result<ContactId, StoreError> {
    for several in ["functions", "attributes"] {
        values.entry(several).or_insert_with(|| Value::Array(Vec::new()));
    }
    let id = ContactId::generate();
    sqlx::query!(
        "insert into contact (tenant_id, id, customer_id, first_name, last_name, title, position, functions, attributes, email, mobile, phone, own, created_by, changed_by)
        select current_tenant(), $1, $2, first_name, last_name, title, position, functions, attributes, email, mobile, phone,
            jsonb_strip_nulls(own_part($3)), current_app_user(), current_app_user()
        from jsonb_populate_record(null::contact, $3)",
        id.0,
        customer.0,
        Value::Object(values),
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Changes fields of a contact that was read at `read_version`.
///
/// # Errors
/// What is wrong with which field; a conflict when somebody else changed the same field.
pub async fn change(
    tx: &mut Tx,
    customer: CustomerId,
    id: ContactId,
    read_version: i32,
    patch: &Patch<'_>,
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeContact)?;
    let row = sqlx::query!(
        r#"select version, to_json(k) as "values!: Json<domain::field::Record>",
            (select c.country from customer c where c.tenant_id = k.tenant_id and c.id = k.customer_id) as "country!"
        from contact k where tenant_id = current_tenant() and customer_id = $1 and id = $2 for no key update"#,
        customer.0,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let mut values = row.values.0;
    values.0.extend(of_country(&row.country).0);
    let held = Held { version: row.version, values };
    fields::change(tx, Entity::Contact, id.0, &held, read_version, patch).await
}

/// Marks a contact as ended, or takes that back (seed 002:22).
///
/// # Errors
/// At commit, when the customer would keep no contact that has not ended.
pub async fn end(tx: &mut Tx, customer: CustomerId, id: ContactId, ended: bool) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeContact)?;
    let done = sqlx::query!(
        "update contact set ended_at = case when $3 then coalesce(ended_at, now()) end
        where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0,
        ended
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Deletes a contact; the log keeps what it was (seed 002:22).
///
/// # Errors
/// At commit, when the customer would keep no contact that has not ended.
pub async fn delete(tx: &mut Tx, customer: CustomerId, id: ContactId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeContact)?;
    let done = sqlx::query!(
        "delete from contact where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
