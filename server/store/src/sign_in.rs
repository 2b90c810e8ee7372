//! Signing in and out: accounts and sessions.

use crate::{SessionToken, Store, StoreError, Tx};
use domain::{
    email::Email,
    id::{SessionId, TenantId, UserId},
    policy::Action,
    session::SessionInfo,
};

/// An account whose password is to be checked.
#[derive(Debug)]
pub struct Account {
    /// The firm.
    pub tenant: TenantId,
    /// Who it is.
    pub user: UserId,
    /// The argon2id hash in PHC form.
    pub password_hash: String,
}

/// The active account of an e-mail address.
///
/// # Errors
/// When the database fails.
pub async fn find_account(store: &Store, email: &Email) -> Result<Option<Account>, StoreError> {
    let mut connection = store.begin().await?;
    let row = sqlx::query!(
        r#"select tenant_id as "tenant!: TenantId", user_id as "user!: UserId", password_hash as "password_hash!" from find_account($1)"#,
        email.as_str()
    )
    .fetch_optional(&mut *connection)
    .await?;
    connection.commit().await?;
    Ok(row.map(|row| Account { tenant: row.tenant, user: row.user, password_hash: row.password_hash }))
}

/// Opens a session for an account whose password was right.
///
/// # Errors
/// When the database fails.
pub async fn open_session(
    store: &Store,
    account: &Account,
    token: &SessionToken,
    user_agent: &str,
    address: &str,
) -> Result<(), StoreError> {
    let mut connection = store.begin().await?;
    sqlx::query!(
        "select open_session($1, $2, $3, $4, $5)",
        account.tenant.0,
        account.user.0,
        token.digest(),
        user_agent,
        address
    )
    .execute(&mut *connection)
    .await?;
    connection.commit().await?;
    Ok(())
}

/// The person's signed-in browsers, the last used first.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn sessions(tx: &mut Tx) -> Result<Vec<SessionInfo>, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let rows = sqlx::query!(
        r#"select id as "id: SessionId", created_at as "created_at: jiff_sqlx::Timestamp", last_seen_at as "last_seen_at: jiff_sqlx::Timestamp",
            user_agent, address
        from session where tenant_id = current_tenant() and user_id = current_app_user()
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

/// Ends one of the person's sessions; the current one by default.
///
/// # Errors
/// [`StoreError::NotFound`] when the person has no such session.
pub async fn close_session(tx: &mut Tx, id: SessionId) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let done = sqlx::query!(
        "delete from session where tenant_id = current_tenant() and user_id = current_app_user() and id = $1",
        id.0
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Ends all of the person's sessions, but one where one is named.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn close_all_sessions(tx: &mut Tx, but: Option<SessionId>) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!(
        "delete from session where tenant_id = current_tenant() and user_id = current_app_user() and id is distinct from $1",
        but.map(|id| id.0)
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
