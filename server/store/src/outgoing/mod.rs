//! Messages that leave the system, by e-mail and SMS.
//!
//! One is queued in the transaction of its cause, so that both last or neither. A server takes it, says that it is about
//! to hand it over, and then what became of it. One whose server is gone before that is taken by the next; one whose
//! server is gone between handing over and saying so may be out, and is never sent again by itself.

mod calendar;
mod file;
mod work;

pub use calendar::{Calendar, calendar, with_calendar};
pub use file::{Attached, MOST_BYTES, files};
pub(crate) use file::{attach, chosen};
pub use work::{Claim, Outcome, finish, hand_over, report, take};

use crate::{StoreError, Tx};
use domain::{
    email::Email,
    error::Problem,
    id::{CustomerId, DialogId, OutgoingId, UserId},
    outgoing::{OutgoingKind, OutgoingProblem, OutgoingState, Purpose},
    phone::Phone,
    plain_text,
    policy::Action,
};

/// Most characters of a subject.
pub const SUBJECT_MAX: u32 = 300;
/// Most characters of a text.
pub const BODY_MAX: u32 = 50_000;
/// Most characters of a sender's name.
pub const SENDER_MAX: u32 = 100;

/// An e-mail that is to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Mail<'a> {
    /// What it is sent for.
    pub purpose: Purpose,
    /// Whom of the firm's own people it is to, where it is to one of them.
    pub user: Option<UserId>,
    /// To whom it goes; one at least. All see each other.
    pub recipients: &'a [Email],
    /// Who gets a copy, which all see.
    pub copies: &'a [Email],
    /// Where answers go; none for messages that nobody answers.
    pub reply_to: Option<&'a Email>,
    /// One line.
    pub subject: &'a str,
    /// The text.
    pub body: &'a str,
    /// The text once more as HTML, where it has one.
    pub html: Option<&'a str>,
    /// Whether its text opens something for whoever has it: it is not kept when the message is out.
    pub is_secret: bool,
}

/// Queues an e-mail, in this transaction.
///
/// # Errors
/// What is wrong with subject or text; when the policy says no or the database fails.
pub async fn queue(tx: &mut Tx, mail: &Mail<'_>) -> Result<OutgoingId, StoreError> {
    tx.authorise(mail.purpose.right())?;
    let subject =
        plain_text::line(mail.subject, SUBJECT_MAX).map_err(|wrong| StoreError::field("subject", wrong.into()))?;
    let body = plain_text::lines(mail.body, BODY_MAX).map_err(|wrong| StoreError::field("body", wrong.into()))?;
    if mail.recipients.is_empty() {
        return Err(StoreError::field("to", Problem::Required));
    }
    let addresses = |of: &[Email]| of.iter().map(|email| email.as_str().to_owned()).collect::<Vec<_>>();
    let id = OutgoingId::generate();
    // The firm's own domain, as far as that is known: that of whoever sends.
    let domain = tx.session().email.rsplit('@').next().unwrap_or("localhost").to_owned();
    sqlx::query!(
        "insert into outgoing (tenant_id, id, kind, purpose, user_id, recipients, copies, sender_name, reply_to, subject, body, html, message_id, is_secret)
        select t.id, $1, $2, $3, $4, $5, $6, coalesce((select m.sender_name from firm_mail m where m.tenant_id = t.id), t.name), $7, $8, $9, $10, $11, $12
        from tenant t where t.id = current_tenant()",
        id.0,
        OutgoingKind::Email.key(),
        mail.purpose.key(),
        mail.user.map(|user| user.0),
        &addresses(mail.recipients),
        &addresses(mail.copies),
        mail.reply_to.map(Email::as_str),
        subject,
        body,
        mail.html,
        format!("{id}@{domain}"),
        mail.is_secret,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Queues an SMS, in this transaction.
///
/// # Errors
/// What is wrong with the text; when the policy says no or the database fails.
pub async fn queue_sms(tx: &mut Tx, purpose: Purpose, to: &Phone, body: &str) -> Result<OutgoingId, StoreError> {
    tx.authorise(purpose.right())?;
    let body = plain_text::lines(body, BODY_MAX).map_err(|wrong| StoreError::field("body", wrong.into()))?;
    let id = OutgoingId::generate();
    sqlx::query!(
        "insert into outgoing (tenant_id, id, kind, purpose, recipients, sender_name, body, message_id)
        select t.id, $1, $2, $3, $4, coalesce((select m.sender_name from firm_mail m where m.tenant_id = t.id), t.name), $5, $6
        from tenant t where t.id = current_tenant()",
        id.0,
        OutgoingKind::Sms.key(),
        purpose.key(),
        &[to.e164().to_owned()],
        body,
        id.to_string(),
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Notes on which customer's card a message was written.
pub(crate) async fn is_about(tx: &mut Tx, message: OutgoingId, customer: CustomerId) -> Result<(), StoreError> {
    sqlx::query!(
        "update outgoing set customer_id = $2 where tenant_id = current_tenant() and id = $1",
        message.0,
        customer.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Notes to which entry of a customer's dialog a message belongs.
pub(crate) async fn belongs_to(tx: &mut Tx, message: OutgoingId, entry: DialogId) -> Result<(), StoreError> {
    sqlx::query!(
        "update outgoing set dialog_id = $2 where tenant_id = current_tenant() and id = $1",
        message.0,
        entry.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// How far a message is, and why it has not gone out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub state: OutgoingState,
    /// Why it has not gone out.
    pub problem: Option<OutgoingProblem>,
    /// What the other side said.
    pub detail: String,
}

impl Standing {
    /// From columns of the table.
    pub(crate) fn new(state: &str, problem: Option<&str>, detail: Option<String>) -> Self {
        Self {
            state: OutgoingState::from_key(state),
            problem: problem.map(OutgoingProblem::from_key),
            detail: detail.unwrap_or_default(),
        }
    }
}

/// Takes back what waits to be sent to one of the firm's people for a purpose.
///
/// # Errors
/// When the policy says no or the database fails.
pub(crate) async fn withdraw(tx: &mut Tx, user: UserId, purpose: Purpose) -> Result<(), StoreError> {
    tx.authorise(purpose.right())?;
    sqlx::query!(
        "update outgoing set state = 'failed', problem = 'withdrawn', finished_at = now(), detail = null
        where tenant_id = current_tenant() and user_id = $1 and purpose = $2 and state = 'queued'",
        user.0,
        purpose.key(),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// By what name the firm's mail is sent, and which save that is.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn sender(tx: &mut Tx) -> Result<(String, i32), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!("select sender_name, version from firm_mail where tenant_id = current_tenant()")
        .fetch_optional(tx.connection())
        .await?;
    Ok(row.map_or_else(|| (tx.session().tenant_name.clone(), 0), |row| (row.sender_name, row.version)))
}

/// Changes the name by which the firm's mail is sent, which was read at `version`.
///
/// # Errors
/// What is wrong with the name; [`Problem::ChangedSince`] when somebody else has changed it since.
pub async fn change_sender(tx: &mut Tx, version: i32, name: &str) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeSettings)?;
    let name = plain_text::line(name, SENDER_MAX).map_err(|wrong| StoreError::field("sender_name", wrong.into()))?;
    if name.is_empty() {
        return Err(StoreError::field("sender_name", Problem::Required));
    }
    let done = sqlx::query!(
        "insert into firm_mail as m (tenant_id, sender_name) select current_tenant(), $1
            where $2 = 0 or exists (select from firm_mail f where f.tenant_id = current_tenant())
        on conflict (tenant_id) do update set sender_name = excluded.sender_name where m.version = $2",
        name,
        version,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::field("sender_name", Problem::ChangedSince)) } else { Ok(()) }
}
