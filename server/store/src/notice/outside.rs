//! Notices of what somebody outside the firm did: by a link that was sent to them, or by answering a message.

use crate::StoreError;
use domain::{
    id::{NoticeId, OutgoingId, UserId},
    language::Language,
};
use sqlx::PgConnection;

/// Somebody of the firm who wants to be told by e-mail at once.
#[derive(Clone, Debug)]
pub struct ToTell {
    pub(crate) notice: NoticeId,
    pub(crate) user: UserId,
    pub(crate) email: String,
    /// What they are called.
    pub name: String,
    /// Their language.
    pub language: Language,
}

/// Queues the mail of such a notice, in this transaction.
pub(crate) async fn mail(
    connection: &mut PgConnection,
    to: &ToTell,
    subject: &str,
    body: &str,
) -> Result<(), StoreError> {
    let id = OutgoingId::generate();
    sqlx::query!(
        "insert into outgoing (tenant_id, id, kind, purpose, user_id, recipients, sender_name, subject, body, message_id)
        select t.id, $1, 'email', 'notice', $2, array[$3::text],
            coalesce((select m.sender_name from firm_mail m where m.tenant_id = t.id), t.name), $4, $5, $6
        from tenant t where t.id = current_tenant()",
        id.0,
        to.user.0,
        to.email,
        subject,
        body,
        format!("{id}@notice"),
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!("update notice set mailed_at = now() where tenant_id = current_tenant() and id = $1", to.notice.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// In which language somebody of a firm in this country is written to.
pub(crate) fn language(chosen: Option<&str>, country: &str) -> Language {
    let usual = if country == "SE" { Language::Sv } else { Language::Nb };
    chosen.and_then(Language::from_tag).unwrap_or(usual)
}
