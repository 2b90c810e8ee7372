//! A contact's own account: language, password, sessions.

use super::PortalTx;
use crate::StoreError;
use domain::{id::SessionId, language::Language, portal::PortalAction, session::SessionInfo};

/// The language in which they read from now on.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choose_language(tx: &mut PortalTx, language: Language) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    sqlx::query!(
        "update portal_account set language = $1 where tenant_id = current_tenant() and contact_id = current_contact()",
        language.tag()
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The password by which they sign in from now on; their other sessions end.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn choose_password(tx: &mut PortalTx, hash: &str) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    sqlx::query!(
        "update portal_account set password_hash = $1 where tenant_id = current_tenant() and contact_id = current_contact()",
        hash
    )
    .execute(tx.connection())
    .await?;
    close_others(tx).await
}

/// Their signed-in browsers, the last used first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn sessions(tx: &mut PortalTx) -> Result<Vec<SessionInfo>, StoreError> {
    tx.authorise(PortalAction::Enter, None)?;
    let rows = sqlx::query!(
        r#"select id as "id: SessionId", created_at as "created_at: jiff_sqlx::Timestamp", last_seen_at as "last_seen_at: jiff_sqlx::Timestamp",
            user_agent, address
        from portal_session where tenant_id = current_tenant() and contact_id = current_contact()
            and last_seen_at > now() - interval '12 hours' and created_at > now() - interval '14 days'
        order by last_seen_at desc, id desc"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| SessionInfo {
            id: row.id,
            created_at: crate::utc(row.created_at),
            last_seen_at: crate::utc(row.last_seen_at),
            user_agent: row.user_agent,
            address: row.address,
        })
        .collect())
}

/// Ends this session.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(tx: &mut PortalTx) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    let id = tx.session().id.map(|id| id.0);
    sqlx::query!(
        "delete from portal_session where tenant_id = current_tenant() and contact_id = current_contact() and id = $1",
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Ends all of their sessions but this one.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn close_others(tx: &mut PortalTx) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    let id = tx.session().id.map(|id| id.0);
    sqlx::query!(
        "delete from portal_session where tenant_id = current_tenant() and contact_id = current_contact() and id is distinct from $1",
        id
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
