//! Registering a customer with its first contact: both, or nothing.

use crate::{
    StoreError, Tx, contact,
    fields::{self, Patch},
    list, rule, settings,
    similar::{Known, similar},
};
use domain::{
    change::Source,
    customer::CustomerType,
    error::{ApiError, ErrorCode, FieldError, Problem},
    field::{Audience, CONTACT, CUSTOMER, Entity, Field, Importance, Kind, Needs, Record},
    id::{CustomerId, RegistrationId},
    list::{Choice, ListKind, StatusChoice},
    policy::Action,
    registration::{is_quick, proposed_status},
    registry::Part,
};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What can be chosen in the registration window.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Statuses with what they mean.
    pub statuses: Vec<StatusChoice>,
    /// The other lists that the catalogue's fields name.
    pub lists: HashMap<ListKind, Vec<Choice>>,
    /// Members of staff.
    pub staff: Vec<Choice>,
}

/// What can be chosen in the registration window, for those who may register.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choices(tx: &mut Tx) -> Result<Choices, StoreError> {
    tx.authorise(Action::RegisterCustomer)?;
    let language = tx.session().language;
    let mut choices =
        Choices { statuses: list::statuses(tx, language).await?, lists: HashMap::new(), staff: list::staff(tx).await? };
    let fields: Vec<&'static Field> = tx.session().customer_fields().chain(tx.session().contact_fields()).collect();
    for field in fields {
        if let Kind::Choice(list) | Kind::Choices(list) = field.kind
            && list != ListKind::Status
            && !choices.lists.contains_key(&list)
        {
            choices.lists.insert(list, list::choices(tx, list, language).await?);
        }
    }
    Ok(choices)
}

/// A customer that is to be registered, as it was typed.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// The form that it comes from: the same one with the same in it registers one customer.
    pub request: RegistrationId,
    /// The customer's fields.
    pub customer: &'a Patch<'a>,
    /// The fields of its first contact.
    pub contact: &'a Patch<'a>,
    /// Customers that the person has seen and that are not the same.
    pub others: &'a [CustomerId],
    /// What the company registry says of it, where it was asked: values that are the same come from there.
    pub registry: &'a [Part],
}

/// Says no to those who may not register customers.
///
/// # Errors
/// When the policy says no.
pub fn may_register(tx: &Tx) -> Result<(), StoreError> {
    tx.authorise(Action::RegisterCustomer)
}

/// Registers a customer with its first contact; gives it the next number of the firm. A form that
/// was sent before gives the customer that it became.
///
/// # Errors
/// What is wrong with which field, those of the contact as `contact.KEY`;
/// [`ErrorCode::PossibleDuplicate`] when there are customers that may be the same one and that the
/// person has not said are others.
pub async fn register(tx: &mut Tx, new: &New<'_>) -> Result<CustomerId, StoreError> {
    tx.authorise(Action::RegisterCustomer)?;
    let id = CustomerId::generate();
    if let Some(before) = claim(tx, new, id).await? {
        return Ok(before);
    }
    let (mut customer, contact) = parse(tx, new).await?;
    let typed = |patch: &Patch<'_>, key: &str| {
        patch.iter().find(|(field, _)| field.key == key).map_or_else(String::new, |(_, typed)| (*typed).to_owned())
    };
    if !customer.contains_key("status") {
        let kind = CustomerType::from_key(customer.get("customer_type").and_then(Value::as_str).unwrap_or_default())
            .unwrap_or(CustomerType::Ordinary);
        let language = tx.session().language;
        let statuses = list::statuses(tx, language).await?;
        let status = proposed_status(kind, &statuses).ok_or(StoreError::field("status", Problem::Required))?;
        customer.insert("status".to_owned(), Value::String(status.id.to_string()));
    }
    // Before looking for similar ones: whoever registers at the same moment waits for their number
    // here, and then sees this customer.
    let from_registry: Vec<(&str, Source)> = new
        .registry
        .iter()
        .flat_map(|part| &part.values)
        .filter(|(column, value)| customer.get(column.as_str()) == Some(value))
        .map(|(column, _)| (column.as_str(), Source::Registry))
        .collect();
    if !from_registry.is_empty() {
        tx.values_come_from(&from_registry).await?;
    }
    insert(tx, id, &Value::Object(customer)).await?;
    let reach = |keys: [&str; 2]| -> Vec<String> {
        [new.customer, new.contact].into_iter().flat_map(|patch| keys.map(|key| typed(patch, key))).collect()
    };
    let (phones, emails) = (reach(["phone", "mobile"]), reach(["email", "email"]));
    let found = similar(
        tx,
        &Known {
            name: &typed(new.customer, "name"),
            organisation_number: &typed(new.customer, "organisation_number"),
            country: &typed(new.customer, "country"),
            phones: phones.iter().map(String::as_str).collect(),
            emails: emails.iter().map(String::as_str).collect(),
        },
        Some(id),
    )
    .await?;
    if found.iter().any(|other| !new.others.contains(&other.id)) {
        return Err(StoreError::Refused(ApiError::new(ErrorCode::PossibleDuplicate)));
    }
    contact::insert(tx, id, contact).await?;
    Ok(id)
}

/// Notes that this form becomes this customer; gives the one that it became already. Two of the
/// same that come at once wait for each other here.
async fn claim(tx: &mut Tx, new: &New<'_>, id: CustomerId) -> Result<Option<CustomerId>, StoreError> {
    sqlx::query!(
        "delete from registration where tenant_id = current_tenant() and created_at < now() - interval '30 days'"
    )
    .execute(tx.connection())
    .await?;
    let digest = digest(new);
    let claimed = sqlx::query!(
        "insert into registration (tenant_id, request_id, digest, customer_id, user_id)
        values (current_tenant(), $1, $2, $3, current_app_user()) on conflict do nothing",
        new.request.0,
        digest,
        id.0,
    )
    .execute(tx.connection())
    .await?;
    if claimed.rows_affected() > 0 {
        return Ok(None);
    }
    let before = sqlx::query_scalar!(
        r#"select customer_id as "id: CustomerId" from registration where tenant_id = current_tenant() and request_id = $1 and digest = $2"#,
        new.request.0,
        digest,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(Some(before))
}

/// What was typed, in brief: each key and value with its length, so that none can pose as two.
fn digest(new: &New<'_>) -> Vec<u8> {
    let mut sha = Sha256::new();
    for patch in [new.customer, new.contact] {
        for (field, typed) in patch {
            for text in [field.key, typed] {
                sha.update(text.len().to_be_bytes());
                sha.update(text);
            }
        }
        sha.update([0]);
    }
    sha.finalize().to_vec()
}

/// Reads all that was typed; all that is wrong is told at once.
async fn parse(tx: &mut Tx, new: &New<'_>) -> Result<(Map<String, Value>, Map<String, Value>), StoreError> {
    // A status that nobody chose follows from the type of customer.
    let chosen: Vec<(&'static Field, &str)> = new
        .customer
        .iter()
        .filter(|(field, typed)| !(field.key == "status" && typed.trim().is_empty()))
        .copied()
        .collect();
    let mut errors: Vec<FieldError> = CUSTOMER
        .iter()
        .filter(|field| {
            is_quick(field, &Needs::default())
                && field.key != "status"
                && !chosen.iter().any(|(given, _)| given.key == field.key)
        })
        .map(|field| FieldError { field: field.key.to_owned(), problem: Problem::Required })
        .collect();
    let typed = |key: &str| chosen.iter().find(|(field, _)| field.key == key).map_or("", |(_, typed)| *typed);
    let needs = settings::read(tx).await?.needs(Audience::of(typed("kind"), typed("customer_type")));
    errors.extend(rule::missing(tx, &needs, Entity::Customer, &chosen));
    let of_contact = |error: FieldError| FieldError { field: format!("contact.{}", error.field), ..error };
    errors.extend(rule::missing(tx, &needs, Entity::Contact, new.contact).into_iter().map(of_contact));
    let customer = refusals(fields::parse(tx, &Record::default(), &chosen).await, &mut errors, "")?;
    let mut contact: Vec<(&'static Field, &str)> = new.contact.to_vec();
    for field in CONTACT.iter().filter(|field| field.importance == Importance::Must) {
        if !contact.iter().any(|(given, _)| given.key == field.key) {
            contact.push((field, ""));
        }
    }
    let beside = contact::of_country(typed("country"));
    let contact = refusals(fields::parse(tx, &beside, &contact).await, &mut errors, "contact.")?;
    match (customer, contact) {
        (Some(customer), Some(contact)) if errors.is_empty() => Ok((customer, contact)),
        _ => Err(StoreError::Refused(ApiError::invalid(errors))),
    }
}

/// The values, or their errors added to others under a prefix.
fn refusals(
    parsed: Result<Map<String, Value>, StoreError>,
    errors: &mut Vec<FieldError>,
    prefix: &str,
) -> Result<Option<Map<String, Value>>, StoreError> {
    match parsed {
        Ok(values) => Ok(Some(values)),
        Err(StoreError::Refused(refusal)) if refusal.code == ErrorCode::Invalid => {
            errors.extend(
                refusal
                    .fields
                    .into_iter()
                    .map(|error| FieldError { field: format!("{prefix}{}", error.field), problem: error.problem }),
            );
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

async fn insert(tx: &mut Tx, id: CustomerId, values: &Value) -> Result<(), StoreError> {
    sqlx::query!("select create_customer($1, $2)", id.0, values).execute(tx.connection()).await?;
    Ok(())
}
