//! Answers to what contacts wrote in the portal: they stand in the dialog, and the contact reads them there.

use super::{Entry, exists, insert};
use crate::{StoreError, Tx};
use domain::{
    dialog::{DialogKind, Direction},
    email::Email,
    error::Problem,
    id::{ContactId, CustomerId, DialogId},
    language::Language,
    plain_text,
    policy::Action,
};

/// Most characters of an answer.
pub const ANSWER_MAX: u32 = 5_000;

/// Somebody who is told that an answer stands in the portal.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The answer.
    pub entry: DialogId,
    /// Their first name.
    pub first_name: String,
    /// Where it goes; none where their door is shut.
    pub email: Option<Email>,
    /// The language in which they read.
    pub language: Language,
}

/// Answers a message that a contact wrote in the portal.
///
/// # Errors
/// What is wrong with the text; [`StoreError::NotFound`] when this customer has no such message.
pub async fn answer(tx: &mut Tx, customer: CustomerId, to: DialogId, typed: &str) -> Result<Answered, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    exists(tx, customer).await?;
    let message = sqlx::query!(
        r#"select d.contacts[1] as "contact!: ContactId", d.people from dialog d
        where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = $2 and d.kind = 'portal' and d.direction = 'in'"#,
        customer.0,
        to.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let body = plain_text::lines(typed, ANSWER_MAX).map_err(|problem| StoreError::field("body", problem.into()))?;
    if body.is_empty() {
        return Err(StoreError::field("body", Problem::Required));
    }
    let entry = Entry {
        kind: DialogKind::Portal,
        direction: Direction::Out,
        at: None,
        contacts: &[message.contact.0],
        people: &message.people,
        subject: "",
        body: &body,
    };
    let entry = insert(tx, customer, &entry).await?;
    let told = crate::portal::access::told(tx, message.contact).await?;
    Ok(Answered {
        entry,
        first_name: told.as_ref().map(|told| told.first_name.clone()).unwrap_or_default(),
        language: told.as_ref().map(|told| told.language).unwrap_or_default(),
        email: told.and_then(|told| Email::parse(&told.email).ok()),
    })
}
