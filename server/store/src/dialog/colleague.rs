//! E-mail to colleagues about a customer (seed 004:19): to whom, what of the card each of them may read, and how far it
//! is. It is no dialog with the customer: nothing of it stands there. What a mail says is put into words where words are.

use super::exists;
use crate::{
    StoreError, Tx,
    outgoing::{self, BODY_MAX, Mail, SUBJECT_MAX},
};
use domain::{
    dialog::Sending,
    email::Email,
    error::{ApiError, FieldError, Problem},
    field::{Entity, Record},
    id::{CustomerId, UserId},
    language::Language,
    outgoing::Purpose,
    plain_text,
    policy::{Action, Actor, FieldRights, Subject, can},
    user::Role,
};
use sqlx::types::Json;

/// Most colleagues of one message.
const MOST: usize = 50;
/// So many of one's last messages the form shows.
const LATEST: i64 = 5;

/// An e-mail to colleagues as the form sends it.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is the text of its input")]
pub struct ToColleagues<'a> {
    /// Whom, by their ids with commas.
    pub to: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
}

/// Somebody of the firm to whom an e-mail goes.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Who it is.
    pub user: UserId,
    /// Where it goes.
    pub email: Email,
    /// The language they chose.
    pub language: Option<Language>,
    /// What they may see of fields.
    pub rights: FieldRights,
}

/// A message as it was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Each gets a mail of their own.
    pub to: Vec<Colleague>,
    /// One line.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Reads an e-mail to colleagues: people of the firm with an open account who may read the card, the sender left out.
///
/// # Errors
/// What is wrong with which value; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn to_colleagues(
    tx: &mut Tx,
    customer: CustomerId,
    message: &ToColleagues<'_>,
) -> Result<Checked, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    exists(tx, customer).await?;
    let mut errors = Vec::new();
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    let asked: Vec<&str> = message.to.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    let ids: Vec<uuid::Uuid> = asked.iter().filter_map(|id| id.parse().ok()).collect();
    let to = find(tx, &ids).await?;
    if asked.is_empty() {
        problem("to", Problem::Required);
    } else if to.len() != asked.len() || asked.len() > MOST {
        problem("to", Problem::Choice);
    }
    let subject = plain_text::line(message.subject, SUBJECT_MAX).unwrap_or_else(|wrong| {
        problem("subject", wrong.into());
        "-".to_owned()
    });
    // What the card tells is put below it, and has to fit.
    let body = plain_text::lines(message.body, BODY_MAX / 2).unwrap_or_else(|wrong| {
        problem("body", wrong.into());
        "-".to_owned()
    });
    for (field, value) in [("subject", &subject), ("body", &body)] {
        if value.is_empty() {
            problem(field, Problem::Required);
        }
    }
    if errors.is_empty() {
        Ok(Checked { to, subject, body })
    } else {
        Err(StoreError::Refused(ApiError::invalid(errors)))
    }
}

async fn find(tx: &mut Tx, ids: &[uuid::Uuid]) -> Result<Vec<Colleague>, StoreError> {
    let tenant = tx.session().tenant;
    let rows = sqlx::query!(
        r#"select id as "id: UserId", email, role, language, told_field_rights(tenant_id, role) as rights from app_user
        where tenant_id = current_tenant() and active and id = any ($1) and id <> current_app_user() order by in_alphabet(name, (select firm_alphabet())) collate "C", id"#,
        ids,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let role = Role::from_key(&row.role);
            let actor = Actor::Staff { tenant, user: row.id, role };
            let reads = can(actor, Action::ReadCustomer, Subject { tenant, owner: None }).allowed;
            let email = Email::parse(&row.email).ok().filter(|_| reads)?;
            let language = row.language.as_deref().and_then(Language::from_tag);
            Some(Colleague { user: row.id, email, language, rights: FieldRights::new(role, row.rights.as_ref()) })
        })
        .collect())
}

/// The most important of a card, for a mail.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The values of its fields.
    pub values: Record,
    /// What its status is called.
    pub status: String,
    /// Who is responsible.
    pub responsible: String,
    /// The values of its first contact: the reference person, or else the first of those that the card shows.
    pub contact: Option<Record>,
}

impl Facts {
    /// The same without what somebody may not see.
    #[must_use]
    pub fn seen_by(mut self, rights: &FieldRights) -> Self {
        for key in rights.hidden(Entity::Customer) {
            self.values.0.remove(key);
        }
        if !rights.sees_column(Entity::Customer, "status") {
            self.status.clear();
        }
        if let Some(contact) = &mut self.contact {
            for key in rights.hidden(Entity::Contact) {
                contact.0.remove(key);
            }
        }
        self
    }
}

/// What a mail tells of a customer, before anything is left out of it: nobody may be shown more than
/// [`Facts::seen_by`] leaves.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn facts(tx: &mut Tx, customer: CustomerId, language: Language) -> Result<Facts, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let row = sqlx::query!(
        r#"select to_json(c) as "values!: Json<domain::field::Record>", coalesce(u.name, '') as "responsible!",
            case $2 when 'sv' then s.sv when 'en' then s.en else s.nb end as "status!",
            (select to_json(k) from contact k where k.tenant_id = c.tenant_id and k.customer_id = c.id and k.ended_at is null
                order by k.id is not distinct from c.reference_person desc, in_alphabet(k.last_name, (select firm_alphabet())) collate "C", in_alphabet(k.first_name, (select firm_alphabet())) collate "C", k.id limit 1) as "contact: Json<domain::field::Record>"
        from customer c
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        left join app_user u on u.tenant_id = c.tenant_id and u.id = c.responsible
        where c.tenant_id = current_tenant() and c.id = $1"#,
        customer.0,
        language.tag(),
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(Facts {
        values: row.values.0,
        status: row.status,
        responsible: row.responsible,
        contact: row.contact.map(|contact| contact.0),
    })
}

/// Queues a mail to a colleague, in this transaction. Answers go to whoever wrote it.
///
/// # Errors
/// What is wrong with subject or text; when the policy says no or the database fails.
pub async fn queue_to_colleague(
    tx: &mut Tx,
    customer: CustomerId,
    to: &Colleague,
    subject: &str,
    body: &str,
) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let reply_to = Email::parse(&tx.session().email).ok();
    let mail = Mail {
        purpose: Purpose::Colleague,
        user: Some(to.user),
        recipients: std::slice::from_ref(&to.email),
        copies: &[],
        reply_to: reply_to.as_ref(),
        subject,
        body,
        html: None,
        is_secret: false,
    };
    let id = outgoing::queue(tx, &mail).await?;
    outgoing::is_about(tx, id, customer).await
}

/// The subject of one's last messages to colleagues from this card, with how far each is. They are one's own: nobody
/// else is shown them.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn sent_to_colleagues(tx: &mut Tx, customer: CustomerId) -> Result<Vec<(String, Sending)>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select o.subject, coalesce(u.name, '') as "to!", o.state, o.problem, o.detail from outgoing o
        left join app_user u on u.tenant_id = o.tenant_id and u.id = o.user_id
        where o.tenant_id = current_tenant() and o.customer_id = $1 and o.purpose = 'colleague' and o.created_by = current_app_user()
        order by o.id desc limit $2"#,
        customer.0,
        LATEST,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.subject, Sending { to: row.to, state: row.state, problem: row.problem, detail: row.detail }))
        .collect())
}
