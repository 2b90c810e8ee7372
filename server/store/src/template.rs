//! Templates of messages: looked after by whoever may change the firm's lists, used by all who write.

use crate::{
    StoreError, Tx,
    outgoing::{BODY_MAX, SUBJECT_MAX},
};
use domain::{
    dialog::DialogKind,
    error::{ApiError, FieldError, Problem},
    field::grouped,
    id::{CustomerId, TemplateId},
    plain_text,
    policy::Action,
    template::{MessageTemplate, NAME_MAX, TemplateField, unknown},
};

/// All templates, or those of one kind, by their names.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, kind: Option<DialogKind>) -> Result<Vec<MessageTemplate>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        MessageTemplate,
        r#"select id as "id: TemplateId", kind, name, subject, body, version from message_template
        where tenant_id = current_tenant() and ($1::text is null or kind = $1) order by kind, in_alphabet(name, (select firm_alphabet())) collate "C", id limit 500"#,
        kind.map(DialogKind::key),
    )
    .fetch_all(tx.connection())
    .await?)
}

/// One template.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such template.
pub async fn read(tx: &mut Tx, id: TemplateId) -> Result<MessageTemplate, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    sqlx::query_as!(
        MessageTemplate,
        r#"select id as "id: TemplateId", kind, name, subject, body, version from message_template
        where tenant_id = current_tenant() and id = $1"#,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)
}

/// A template as its form sends it.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is the text of its input")]
pub struct Typed<'a> {
    /// `email` or `sms`.
    pub kind: &'a str,
    pub name: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
}

struct Checked {
    kind: DialogKind,
    name: String,
    subject: String,
    body: String,
}

impl Typed<'_> {
    fn check(&self) -> Result<Checked, StoreError> {
        let mut errors = Vec::new();
        let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
        let kind = match self.kind {
            "email" => DialogKind::Email,
            "sms" => DialogKind::Sms,
            _ => {
                problem("kind", Problem::Choice);
                DialogKind::Email
            }
        };
        let mut taken = |field: &str, read: Result<String, plain_text::TextProblem>, must: bool| {
            let text = match read {
                Ok(text) => text,
                Err(wrong) => {
                    problem(field, wrong.into());
                    return String::new();
                }
            };
            if must && text.is_empty() {
                problem(field, Problem::Required);
            } else if field != "name" && unknown(&text).is_some() {
                problem(field, Problem::UnknownField);
            }
            text
        };
        let name = taken("name", plain_text::line(self.name, NAME_MAX), true);
        let subject = taken("subject", plain_text::line(self.subject, SUBJECT_MAX), false);
        let body = taken("body", plain_text::lines(self.body, BODY_MAX), true);
        // An SMS has no subject.
        let subject = if kind == DialogKind::Sms { String::new() } else { subject };
        if errors.is_empty() {
            Ok(Checked { kind, name, subject, body })
        } else {
            Err(StoreError::Refused(ApiError::invalid(errors)))
        }
    }
}

/// Adds a template.
///
/// # Errors
/// What is wrong with which value; [`Problem::AlreadyThere`] where one of its kind is called so.
pub async fn add(tx: &mut Tx, typed: &Typed<'_>) -> Result<TemplateId, StoreError> {
    tx.authorise(Action::ChangeLists)?;
    let new = typed.check()?;
    let id = TemplateId::generate();
    sqlx::query!(
        "insert into message_template (tenant_id, id, kind, name, subject, body) values (current_tenant(), $1, $2, $3, $4, $5)",
        id.0,
        new.kind.key(),
        new.name,
        new.subject,
        new.body,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Changes a template that was read at `version`; what kind it is stays.
///
/// # Errors
/// As [`add`]; [`StoreError::NotFound`] when this firm has no such template; [`Problem::ChangedSince`] when somebody else
/// has changed it since.
pub async fn change(tx: &mut Tx, id: TemplateId, version: i32, typed: &Typed<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeLists)?;
    let stands = read(tx, id).await?;
    let new = Typed { kind: &stands.kind, ..*typed }.check()?;
    let done = sqlx::query!(
        "update message_template set name = $3, subject = $4, body = $5
        where tenant_id = current_tenant() and id = $1 and version = $2",
        id.0,
        version,
        new.name,
        new.subject,
        new.body,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::field("name", Problem::ChangedSince)) } else { Ok(()) }
}

/// Deletes a template; the log of settings brings it back.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such template.
pub async fn delete(tx: &mut Tx, id: TemplateId) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeLists)?;
    let done = sqlx::query!("delete from message_template where tenant_id = current_tenant() and id = $1", id.0)
        .execute(tx.connection())
        .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// What fields of a template stand for, for a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    customer: String,
    number: String,
    responsible: String,
    firm: String,
    me: String,
    /// What the recipients' friends call them; empty where that is not known.
    pub first_names: String,
}

impl Values {
    /// What a field stands for; none where there is nothing.
    #[must_use]
    pub fn of(&self, field: TemplateField) -> Option<String> {
        let value = match field {
            TemplateField::FirstName => &self.first_names,
            TemplateField::Customer => &self.customer,
            TemplateField::Number => &self.number,
            TemplateField::Responsible => &self.responsible,
            TemplateField::Firm => &self.firm,
            TemplateField::Me => &self.me,
        };
        Some(value.clone()).filter(|value| !value.is_empty())
    }
}

/// What fields stand for, of a customer and whoever writes, to nobody yet.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn values(tx: &mut Tx, customer: CustomerId) -> Result<Values, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select c.name, c.number, coalesce(u.name, '') as "responsible!" from customer c
        left join app_user u on u.tenant_id = c.tenant_id and u.id = c.responsible
        where c.tenant_id = current_tenant() and c.id = $1"#,
        customer.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let session = tx.session();
    Ok(Values {
        customer: row.name,
        number: grouped(row.number),
        responsible: row.responsible,
        firm: session.tenant_name.clone(),
        me: session.name.clone(),
        first_names: String::new(),
    })
}
