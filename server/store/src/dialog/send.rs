//! Writing to a customer: the entry and its message in one transaction.

use super::{Entry, Reachable, colleagues, exists, insert, reachable, repeated};
use crate::{
    StoreError, Tx,
    outgoing::{self, BODY_MAX, Mail, SUBJECT_MAX},
    profile, template,
};
use domain::{
    dialog::{DialogKind, Direction},
    email::Email,
    error::{ApiError, FieldError, Problem},
    id::{CustomerId, DialogId},
    outgoing::Purpose,
    plain_text,
    policy::Action,
    template::{fill, is_open, lacks},
};

/// Most recipients of a message.
const MOST: usize = 50;

/// An e-mail as the form sends it.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is the text of its input")]
pub struct Message<'a> {
    /// Contacts, by their ids with commas.
    pub to: &'a str,
    /// Addresses of others, with commas.
    pub other: &'a str,
    /// The colleague who gets a copy; may be empty.
    pub copy: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    /// Documents of the customer that go along, by their ids with commas.
    pub files: &'a str,
}

/// Whom a message goes to.
#[derive(Default)]
struct Recipients {
    contacts: Vec<uuid::Uuid>,
    first_names: Vec<String>,
    people: Vec<String>,
    emails: Vec<Email>,
}

impl Recipients {
    /// Adds an address, once; says whether it is one.
    fn add(&mut self, name: Option<&str>, address: &str) -> bool {
        let Ok(email) = Email::parse(address) else { return false };
        if !self.emails.iter().any(|known| known.folded() == email.folded()) {
            let shown = email.as_str().to_owned();
            self.people.push(name.map_or_else(|| shown.clone(), |name| format!("{name} <{shown}>")));
            self.emails.push(email);
        }
        true
    }
}

/// Sends an e-mail to contacts of a customer and others, in which all of them see each other.
///
/// # Errors
/// What is wrong with which value; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn send(tx: &mut Tx, customer: CustomerId, message: &Message<'_>) -> Result<DialogId, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    exists(tx, customer).await?;
    let contacts = reachable(tx, customer).await?;
    let mut errors = Vec::new();
    let to = recipients(&contacts, message, &mut errors);
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    let subject = plain_text::line(message.subject, SUBJECT_MAX).unwrap_or_else(|wrong| {
        problem("subject", wrong.into());
        "-".to_owned()
    });
    // The signature is put below it, and has to fit.
    let body = plain_text::lines(message.body, BODY_MAX - profile::SIGNATURE_MAX - 1000).unwrap_or_else(|wrong| {
        problem("body", wrong.into());
        "-".to_owned()
    });
    if subject.is_empty() {
        problem("subject", Problem::Required);
    }
    if body.is_empty() {
        problem("body", Problem::Required);
    }
    let mut copies = Vec::new();
    if !message.copy.is_empty() {
        let colleague = colleagues(tx).await?.into_iter().find(|(id, ..)| id.to_string() == message.copy);
        match colleague.and_then(|(_, _, email)| Email::parse(&email).ok()) {
            Some(email) => copies.push(email),
            None => errors.push(FieldError { field: "copy".to_owned(), problem: Problem::Choice }),
        }
    }
    let files = outgoing::chosen(tx, customer, message.files, &mut errors).await?;
    let (subject, body) = filled(tx, customer, &to.first_names.join(", "), (subject, body), &mut errors).await?;
    let signature = profile::signature(tx).await?;
    let body = if signature.is_empty() { body } else { format!("{body}\n\n{signature}") };
    if !errors.is_empty() {
        return Err(StoreError::Refused(ApiError::invalid(errors)));
    }
    let attached: Vec<uuid::Uuid> = files.iter().map(|(document, _)| document.0).collect();
    let entry = Entry {
        kind: DialogKind::Email,
        direction: Direction::Out,
        at: None,
        contacts: &to.contacts,
        people: &to.people,
        subject: &subject,
        body: &body,
    };
    if let Some(sent) = repeated(tx, customer, &entry, &attached).await? {
        return Ok(sent);
    }
    let entry = insert(tx, customer, &entry).await?;
    let reply_to = Email::parse(&tx.session().email).ok();
    let mail = Mail {
        purpose: Purpose::Dialog,
        user: None,
        recipients: &to.emails,
        copies: &copies,
        reply_to: reply_to.as_ref(),
        subject: &subject,
        body: &body,
        html: None,
        is_secret: false,
    };
    let id = outgoing::queue(tx, &mail).await?;
    outgoing::belongs_to(tx, id, entry).await?;
    outgoing::attach(tx, id, &files).await?;
    Ok(entry)
}

/// Subject and text with the fields of templates that are still open in them; one without a value is told.
pub(super) async fn filled(
    tx: &mut Tx,
    customer: CustomerId,
    first_names: &str,
    (subject, body): (String, String),
    errors: &mut Vec<FieldError>,
) -> Result<(String, String), StoreError> {
    if !is_open(&subject) && !is_open(&body) {
        return Ok((subject, body));
    }
    let mut values = template::values(tx, customer).await?;
    first_names.clone_into(&mut values.first_names);
    for (field, text) in [("subject", &subject), ("body", &body)] {
        if lacks(text, |field| values.of(field)) {
            errors.push(FieldError { field: field.to_owned(), problem: Problem::OpenField });
        }
    }
    let filled = (fill(&subject, |field| values.of(field)), fill(&body, |field| values.of(field)));
    // What was short enough as it was typed need not be so now.
    for (field, checked) in
        [("subject", plain_text::line(&filled.0, SUBJECT_MAX)), ("body", plain_text::lines(&filled.1, BODY_MAX))]
    {
        if let Err(wrong) = checked {
            errors.push(FieldError { field: field.to_owned(), problem: wrong.into() });
        }
    }
    Ok(filled)
}

/// Reads whom a message goes to; each once.
fn recipients(contacts: &[Reachable], message: &Message<'_>, errors: &mut Vec<FieldError>) -> Recipients {
    let mut to = Recipients::default();
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    for id in message.to.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        let Some(contact) = contacts.iter().find(|contact| contact.id.to_string() == id) else {
            problem("to", Problem::Choice);
            continue;
        };
        if to.add(Some(&contact.name), &contact.email) {
            to.contacts.push(contact.id.0);
            to.first_names.push(contact.first_name.clone());
        } else {
            problem("to", Problem::Email);
        }
    }
    for other in message.other.split([',', ';', '\n']).map(str::trim).filter(|other| !other.is_empty()) {
        if !to.add(None, other) {
            problem("other", Problem::Email);
        }
    }
    if to.people.len() > MOST {
        problem("to", Problem::Choice);
    }
    if to.people.is_empty() && errors.is_empty() {
        errors.push(FieldError { field: "to".to_owned(), problem: Problem::Required });
    }
    to
}

/// Has the messages of an entry sent again that could not be sent, or of which nobody knows.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such entry, or nothing of it waits for that.
pub async fn retry(tx: &mut Tx, customer: CustomerId, entry: DialogId) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let done = sqlx::query!(
        "update outgoing o set state = 'queued', due_at = now(), attempts = 0, finished_at = null, problem = null, detail = null, gateway_id = null
        from dialog d where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = $2
            and o.tenant_id = d.tenant_id and o.dialog_id = d.id and o.state in ('failed', 'unconfirmed')",
        customer.0,
        entry.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
