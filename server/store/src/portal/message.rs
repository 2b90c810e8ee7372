//! Messages between a contact and whoever of the firm is responsible for their customer: entries of the customer's
//! dialog.

use super::{PortalTx, enquiry::Seen};
use crate::StoreError;
use domain::{
    error::Problem,
    id::{DialogId, EnquiryId, NoticeId, OutgoingId, UserId},
    language::Language,
    plain_text,
    portal::PortalAction,
};

/// Most characters of a message.
pub const MESSAGE_MAX: u32 = 5_000;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalMessage {
    /// Its identity.
    pub id: DialogId,
    /// Whether the contact wrote it.
    pub is_own: bool,
    /// Who wrote it, as they were called then.
    pub by: String,
    /// What it says.
    pub body: String,
    /// When, UTC in RFC 3339.
    pub at: String,
}

/// What this contact and the firm wrote to each other in the portal, the oldest first.
///
/// # Errors
/// When the part is closed or the database fails.
pub async fn list(tx: &mut PortalTx) -> Result<Vec<Seen<PortalMessage>>, StoreError> {
    let reason = tx.authorise(PortalAction::ReadMessages, Some(tx.session().contact))?;
    let rows = sqlx::query!(
        r#"select id as "id: DialogId", direction = 'in' as "is_own!", case when direction = 'in' then coalesce(people[1], '') else coalesce((select u.name from app_user u
                where u.tenant_id = d.tenant_id and u.id = d.created_by), '') end as "by!", body, happened_at as "at: jiff_sqlx::Timestamp"
        from (select * from (select tenant_id, id, direction, people, body, happened_at, kind, contacts, created_by from dialog) d
            where tenant_id = current_tenant() and kind = 'portal' and contacts @> array[current_contact()]
            order by happened_at desc, id desc limit 200) d
        order by happened_at, id"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Seen {
            what: PortalMessage { id: row.id, is_own: row.is_own, by: row.by, body: row.body, at: crate::utc(row.at) },
            reason,
        })
        .collect())
}

/// Writes to the firm.
///
/// # Errors
/// What is wrong with the text; when the part is closed.
pub async fn write(tx: &mut PortalTx, typed: &str) -> Result<DialogId, StoreError> {
    tx.authorise(PortalAction::WriteMessage, Some(tx.session().contact))?;
    let body = plain_text::lines(typed, MESSAGE_MAX).map_err(|problem| StoreError::field("body", problem.into()))?;
    if body.is_empty() {
        return Err(StoreError::field("body", Problem::Required));
    }
    let id = DialogId::generate();
    let name = tx.session().name.clone();
    sqlx::query!(
        "insert into dialog (tenant_id, id, customer_id, kind, direction, contacts, people, body)
        values (current_tenant(), $1, current_portal_customer(), 'portal', 'in', array[current_contact()], array[$2], $3)",
        id.0,
        name,
        body,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Who of the firm looks after the customer; none where nobody is responsible.
///
/// # Errors
/// When the database fails.
pub async fn responsible(tx: &mut PortalTx) -> Result<Option<(String, String)>, StoreError> {
    tx.authorise(PortalAction::Enter, None)?;
    let row = sqlx::query!(
        "select u.name, u.email from customer c join app_user u on u.tenant_id = c.tenant_id and u.id = c.responsible
        where c.tenant_id = current_tenant() and c.id = current_portal_customer()"
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(|row| (row.name, row.email)))
}

/// Of what the firm is told.
#[derive(Clone, Copy, Debug)]
pub enum Told {
    /// An enquiry came.
    Enquiry(EnquiryId),
    /// A message came.
    Message(DialogId),
    /// Other details were proposed.
    Proposal,
}

/// Somebody of the firm who wants to be told by e-mail at once.
#[derive(Clone, Debug)]
pub struct ToMail {
    notice: NoticeId,
    /// Who it is.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// The language that they chose.
    pub language: Option<Language>,
}

/// Tells those who look after the customer; answers who wants an e-mail at once.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut PortalTx, told: Told) -> Result<Vec<ToMail>, StoreError> {
    tx.authorise(PortalAction::Enter, None)?;
    let (kind, enquiry, dialog) = match told {
        Told::Enquiry(id) => ("enquiry", Some(id.0), None),
        Told::Message(id) => ("message", None, Some(id.0)),
        Told::Proposal => ("proposal", None, None),
    };
    let rows = sqlx::query!(
        r#"select notice_id as "notice!: NoticeId", user_id as "user!: UserId", user_name as "name!", language from tell_staff($1, $2, $3)"#,
        kind,
        enquiry,
        dialog,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ToMail {
            notice: row.notice,
            user: row.user,
            name: row.name,
            language: row.language.as_deref().and_then(Language::from_tag),
        })
        .collect())
}

/// Queues the mail of such a notice.
///
/// # Errors
/// When the database fails.
pub async fn mail(tx: &mut PortalTx, to: &ToMail, subject: &str, body: &str) -> Result<(), StoreError> {
    tx.authorise(PortalAction::Enter, None)?;
    sqlx::query!("select queue_portal_notice($1, $2, $3, $4)", to.notice.0, OutgoingId::generate().0, subject, body)
        .execute(tx.connection())
        .await?;
    Ok(())
}
