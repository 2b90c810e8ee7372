//! A customer as it stands beside the list.

use super::names_of;
use crate::{StoreError, Tx};
use domain::{
    contact::Contact,
    field::{CUSTOMER, Entity, Names, Record},
    id::{ContactId, CustomerId},
    list::StatusMeaning,
    policy::Action,
};
use sqlx::types::Json;

/// Most contacts beside the list.
const MOST_CONTACTS: i64 = 4;

/// What stands beside the list.
#[derive(Clone, Debug)]
pub struct Found {
    /// The values of the customer's fields.
    pub values: Record,
    /// Names of what they refer to.
    pub names: Names,
    /// What its status means.
    pub meaning: StatusMeaning,
    /// Its first contacts that have not ended.
    pub contacts: Vec<Contact>,
}

/// One customer with its first contacts; none where this firm has no such customer.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn preview(tx: &mut Tx, id: CustomerId) -> Result<Option<Found>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let Some(row) = sqlx::query!(
        r#"select to_json(c) as "values!: Json<domain::field::Record>", s.meaning as "meaning!" from customer c
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        where c.tenant_id = current_tenant() and c.id = $1"#,
        id.0
    )
    .fetch_optional(tx.connection())
    .await?
    else {
        return Ok(None);
    };
    let values = tx.seen(Entity::Customer, row.values.0);
    let contacts = sqlx::query!(
        r#"select id as "id: ContactId", version, to_json(k) as "values!: Json<domain::field::Record>" from contact k
        where tenant_id = current_tenant() and customer_id = $1 and ended_at is null
        order by in_alphabet(last_name, (select firm_alphabet())) collate "C", in_alphabet(first_name, (select firm_alphabet())) collate "C", id limit $2"#,
        id.0,
        MOST_CONTACTS,
    )
    .fetch_all(tx.connection())
    .await?
    .into_iter()
    .map(|row| {
        let values = tx.seen(Entity::Contact, row.values.0);
        Contact { id: row.id, version: row.version, ended: false, values }
    })
    .collect();
    let names = names_of(tx, &referred(&values)).await?;
    Ok(Some(Found { values, names, meaning: StatusMeaning::from_key(&row.meaning), contacts }))
}

/// What the values refer to: list values and members of staff.
fn referred(values: &Record) -> Vec<&str> {
    let mut ids = Vec::new();
    for field in CUSTOMER.iter().filter(|field| field.is_reference()) {
        ids.extend(values.items(field.key));
        ids.push(values.text(field.key));
    }
    ids
}
