//! Writing SMS to contacts and others at a customer: one entry, and a message to each.

use super::{Entry, Reachable, insert, reachable, repeated, send::filled};
use crate::{StoreError, Tx, outgoing};
use domain::{
    country::Country,
    dialog::{DialogKind, Direction},
    error::{ApiError, FieldError, Problem},
    field::Entity,
    id::{CustomerId, DialogId},
    outgoing::Purpose,
    phone::Phone,
    plain_text,
    policy::Action,
    sms::{self, MOST_CHARACTERS, MOST_PARTS},
};

/// Most recipients of a message.
const MOST: usize = 50;

/// An SMS as the form sends it.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is the text of its input")]
pub struct Sms<'a> {
    /// Contacts, by their ids with commas.
    pub to: &'a str,
    /// Numbers of others, with commas.
    pub other: &'a str,
    pub body: &'a str,
}

/// Whom a message goes to.
#[derive(Default)]
struct Recipients {
    contacts: Vec<uuid::Uuid>,
    people: Vec<String>,
    /// Each with what their friends call them.
    numbers: Vec<(Phone, String)>,
}

/// Sends an SMS to contacts of a customer and others. Each gets one of their own: none sees the others.
///
/// # Errors
/// What is wrong with which value; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn send_sms(tx: &mut Tx, customer: CustomerId, message: &Sms<'_>) -> Result<DialogId, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let country = sqlx::query_scalar!(
        "select country from customer where tenant_id = current_tenant() and id = $1 for key share",
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let contacts = reachable(tx, customer).await?;
    let mut errors = Vec::new();
    let to = recipients(tx, &country, &contacts, message, &mut errors);
    let mut problem = |problem| errors.push(FieldError { field: "body".to_owned(), problem });
    let body = plain_text::lines(message.body, MOST_CHARACTERS).unwrap_or_else(|wrong| {
        problem(wrong.into());
        "-".to_owned()
    });
    if body.is_empty() {
        problem(Problem::Required);
    }
    // Each gets their own name.
    let mut texts = Vec::with_capacity(to.numbers.len());
    for (number, first_name) in &to.numbers {
        let text = (String::new(), body.clone());
        texts.push((number, filled(tx, customer, first_name, text, &mut errors).await?.1));
    }
    if texts.iter().map(|(_, text)| text).chain([&body]).any(|text| sms::measure(text).parts > MOST_PARTS) {
        let problem = Problem::TooManyParts { max: u32::try_from(MOST_PARTS).unwrap_or(u32::MAX) };
        errors.push(FieldError { field: "body".to_owned(), problem });
    }
    if !errors.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(errors)));
    }
    let entry = Entry {
        kind: DialogKind::Sms,
        direction: Direction::Out,
        at: None,
        contacts: &to.contacts,
        people: &to.people,
        subject: "",
        // As the first of them got it.
        body: texts.first().map_or(body.as_str(), |(_, text)| text),
    };
    if let Some(sent) = repeated(tx, customer, &entry, &[]).await? {
        return Ok(sent);
    }
    let entry = insert(tx, customer, &entry).await?;
    for (number, text) in &texts {
        let id = outgoing::queue_sms(tx, Purpose::Dialog, number, text).await?;
        outgoing::belongs_to(tx, id, entry).await?;
    }
    Ok(entry)
}

/// Reads whom a message goes to; each number once.
fn recipients(
    tx: &Tx,
    country: &str,
    contacts: &[Reachable],
    message: &Sms<'_>,
    errors: &mut Vec<FieldError>,
) -> Recipients {
    let home = tx.session().home;
    let country = Country::parse(country).unwrap_or(home);
    let sees = tx.session().rights.sees_column(Entity::Contact, "mobile");
    let mut to = Recipients::default();
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    let add = |to: &mut Recipients, contact: Option<&Reachable>, typed: &str| {
        let Ok(phone) = Phone::of_customer(typed, country, home) else { return false };
        if !to.numbers.iter().any(|(known, _)| *known == phone) {
            let shown = phone.e164().to_owned();
            to.people.push(contact.map_or_else(|| shown.clone(), |contact| format!("{} <{shown}>", contact.name)));
            to.numbers.push((phone, contact.map(|contact| contact.first_name.clone()).unwrap_or_default()));
        }
        true
    };
    for id in message.to.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        let Some(contact) = contacts.iter().find(|contact| contact.id.to_string() == id) else {
            problem("to", Problem::Choice);
            continue;
        };
        if sees && add(&mut to, Some(contact), &contact.mobile) {
            to.contacts.push(contact.id.0);
        } else {
            problem("to", Problem::NoMobile);
        }
    }
    for other in message.other.split([',', ';', '\n']).map(str::trim).filter(|other| !other.is_empty()) {
        if !add(&mut to, None, other) {
            problem("other", Problem::Phone);
        }
    }
    if to.numbers.len() > MOST {
        problem("to", Problem::Choice);
    }
    if to.numbers.is_empty() && errors.is_empty() {
        errors.push(FieldError { field: "to".to_owned(), problem: Problem::Required });
    }
    to
}
