//! A contact's own details and their customer's, with what they propose (seeds 000:89, 003:71).

use super::PortalTx;
use crate::StoreError;
use domain::{
    country::Country,
    error::ApiError,
    field::{Field, Names, Record, Told, declare},
    portal::{PortalAction, details},
    registry::Part,
};
use serde::Deserialize;
use serde_json::{Map, Value};
use sqlx::types::Json;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct Details {
    /// The contact's own: mobile, phone, e-mail, position.
    pub own: Record,
    /// The customer's.
    pub customer: Record,
    /// What was proposed and waits for the firm.
    pub waiting: Vec<Part>,
    /// The firm's own fields that it shows, of the customer and of the contact, in the firm's order.
    pub shown: Vec<&'static Field>,
    /// What they hold.
    pub shown_values: Record,
    /// Names of what was chosen in them.
    pub names: Names,
}

#[derive(Deserialize)]
struct Shown {
    fields: Vec<Told>,
    values: Record,
    names: Names,
}

/// The contact's own details and the customer's.
///
/// # Errors
/// When the part is closed or the database fails.
pub async fn read(tx: &mut PortalTx) -> Result<Details, StoreError> {
    tx.authorise(PortalAction::ReadDetails, None)?;
    let row = sqlx::query!(
        r#"select (select to_jsonb(o) from (select k.first_name, k.last_name, k.position, k.email, k.mobile, k.phone) o) as "own!: Json<domain::field::Record>",
            (select to_jsonb(o) from (select c.name, c.number, c.organisation_number, c.country, c.phone, c.mobile, c.email, c.website, c.invoice_email,
                c.visiting_street, c.visiting_postal_code, c.visiting_place, c.visiting_country,
                c.postal_same_as, c.postal_street, c.postal_postal_code, c.postal_place, c.postal_country,
                c.invoice_same_as, c.invoice_street, c.invoice_postal_code, c.invoice_place, c.invoice_country) o) as "customer!: Json<domain::field::Record>"
        from contact k join customer c on c.tenant_id = k.tenant_id and c.id = k.customer_id
        where k.tenant_id = current_tenant() and k.id = current_contact()"#
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let waiting = sqlx::query!(
        r#"select field, value as "value!: Json<Map<String, Value>>" from proposal
        where tenant_id = current_tenant() and customer_id = current_portal_customer() and source = 'portal' and dismissed_at is null
        order by field"#
    )
    .fetch_all(tx.connection())
    .await?;
    let language = tx.session().language.tag();
    let Json(shown) = sqlx::query_scalar!(r#"select portal_own_fields($1) as "shown!: Json<Shown>""#, language)
        .fetch_one(tx.connection())
        .await?;
    let customer = row.customer.0;
    let waiting = waiting
        .into_iter()
        .map(|row| Part { key: row.field, values: row.value.0 })
        .filter(|part| !part.is_kept_by(&customer))
        .collect();
    Ok(Details {
        own: row.own.0,
        customer,
        waiting,
        shown: declare(shown.fields),
        shown_values: shown.values,
        names: shown.names,
    })
}

/// Proposes what was typed of the customer, where it says something else than what stands; answers how many parts wait
/// for the firm that did not before.
///
/// # Errors
/// What is wrong with which field; when the part is closed.
pub async fn propose(tx: &mut PortalTx, typed: &Map<String, Value>) -> Result<usize, StoreError> {
    tx.authorise(PortalAction::ProposeDetails, None)?;
    let stands = read(tx).await?;
    let home = tx.session().home;
    let parts =
        details::read(&stands.customer, typed, home).map_err(|wrong| StoreError::Refused(ApiError::invalid(wrong)))?;
    let mut new = 0;
    for part in parts {
        if part.is_kept_by(&stands.customer) {
            if stands.waiting.iter().any(|waiting| waiting.key == part.key) {
                sqlx::query!("select withdraw_from_portal($1)", part.key).execute(tx.connection()).await?;
            }
        } else if !stands.waiting.contains(&part) {
            sqlx::query!("select propose_from_portal($1, $2)", part.key, Value::Object(part.values))
                .execute(tx.connection())
                .await?;
            new += 1;
        }
    }
    Ok(new)
}

/// Changes how the contact is reached.
///
/// # Errors
/// What is wrong with which field; when the part is closed.
pub async fn change_own(tx: &mut PortalTx, mobile: &str, phone: &str) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ProposeDetails, None)?;
    let home = tx.session().home;
    let customers = sqlx::query_scalar!(
        "select country from customer where tenant_id = current_tenant() and id = current_portal_customer()"
    )
    .fetch_optional(tx.connection())
    .await?;
    let customers = customers.and_then(|code| Country::parse(&code).ok()).unwrap_or(home);
    let (mobile, phone) = details::reached(mobile, phone, customers, home)
        .map_err(|wrong| StoreError::Refused(ApiError::invalid(wrong)))?;
    sqlx::query!("select change_own_contact($1, $2)", mobile, phone).execute(tx.connection()).await?;
    Ok(())
}
