//! How a contact comes in: by a password, or by a link that was sent to their address. Nothing here says whether an
//! address has an account.

use super::second::SecondToken;
use crate::{SessionToken, Store, StoreError, store::within};
use domain::{
    email::Email,
    id::{ContactId, OutgoingId, TenantId},
    language::Language,
};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

/// How long a link from the door opens it.
const LINK_LASTS: &str = "30 minutes";

/// The secret in a link; the database keeps only its SHA-256.
#[derive(Clone)]
pub struct LinkToken(String);

impl LinkToken {
    /// A secret as it came in an address.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn digest(&self) -> Vec<u8> {
        Sha256::digest(format!("portal:{}", self.0).as_bytes()).to_vec()
    }
}

/// A contact whom an address belongs to.
#[derive(Clone, Debug)]
pub struct PortalAccount {
    /// The firm.
    pub tenant: TenantId,
    /// Who it is.
    pub contact: ContactId,
    /// What the firm is called.
    pub tenant_name: String,
    /// What the customer is called.
    pub customer_name: String,
    /// Their first name.
    pub first_name: String,
    /// Their address.
    pub email: String,
    /// The language that they chose.
    pub language: Option<Language>,
    /// Under which address whoever invited them reached the system.
    pub invited_from: Option<String>,
    /// The argon2id hash in PHC form; none where they have no password.
    pub password_hash: Option<String>,
}

/// Everybody whom an address belongs to, of every firm.
///
/// # Errors
/// When the database fails.
pub async fn accounts(store: &Store, email: &Email) -> Result<Vec<PortalAccount>, StoreError> {
    let rows = within(async {
        let mut connection = store.begin().await?;
        let rows = sqlx::query!(
            r#"select tenant_id as "tenant!: TenantId", contact_id as "contact!: ContactId", tenant_name as "tenant_name!", customer_name as "customer_name!",
                first_name as "first_name!", email as "email!", language, password_hash, invited_from
            from find_portal_accounts($1)"#,
            email.as_str(),
        )
        .fetch_all(&mut *connection)
        .await?;
        connection.commit().await?;
        Ok(rows)
    })
    .await?;
    let accounts = rows.into_iter().map(|row| PortalAccount {
        tenant: row.tenant,
        contact: row.contact,
        tenant_name: row.tenant_name,
        customer_name: row.customer_name,
        first_name: row.first_name,
        email: row.email,
        language: row.language.as_deref().and_then(Language::from_tag),
        password_hash: row.password_hash,
        invited_from: row.invited_from,
    });
    Ok(accounts.collect())
}

/// How far somebody has come who has shown who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// They are in.
    In,
    /// They show a second step first.
    SecondStep,
}

/// Lets a contact in who has shown who they are: opens a session under `token`, or where they have a second step
/// waits ten minutes for it under `second`.
///
/// # Errors
/// When the database fails.
pub async fn enter(
    store: &Store,
    (tenant, contact): (TenantId, ContactId),
    (token, second): (&SessionToken, &SecondToken),
    user_agent: &str,
    address: &str,
) -> Result<Entered, StoreError> {
    let mut connection = store.begin().await?;
    let is_in = sqlx::query_scalar!(
        r#"select enter_portal($1, $2, $3, $4, $5, $6) as "in!""#,
        tenant.0,
        contact.0,
        token.digest(),
        second.digest(),
        user_agent,
        address
    )
    .fetch_one(&mut *connection)
    .await?;
    connection.commit().await?;
    Ok(if is_in { Entered::In } else { Entered::SecondStep })
}

/// Queues a mail with a link for a contact who asked for one at the door.
///
/// # Errors
/// When the database fails.
pub async fn send_link(
    store: &Store,
    account: &PortalAccount,
    token: &LinkToken,
    subject: &str,
    body: &str,
) -> Result<(), StoreError> {
    let mut connection = store.begin().await?;
    sqlx::query!(
        "select queue_portal_mail($1, $2, $3, $4, $5)",
        account.tenant.0,
        OutgoingId::generate().0,
        account.email,
        subject,
        body
    )
    .execute(&mut *connection)
    .await?;
    open_link(&mut connection, account, token).await?;
    connection.commit().await?;
    Ok(())
}

/// Makes a link for a contact who has shown who they are, and chooses where to go.
///
/// # Errors
/// When the database fails.
pub async fn make_link(store: &Store, account: &PortalAccount, token: &LinkToken) -> Result<(), StoreError> {
    let mut connection = store.begin().await?;
    sqlx::query!("select set_config('app.tenant_id', $1, true) as tenant", account.tenant.to_string())
        .fetch_one(&mut *connection)
        .await?;
    open_link(&mut connection, account, token).await?;
    connection.commit().await?;
    Ok(())
}

/// A link of a contact, in a transaction that has their firm.
async fn open_link(
    connection: &mut PgConnection,
    account: &PortalAccount,
    token: &LinkToken,
) -> Result<(), StoreError> {
    sqlx::query_scalar!(
        "select make_portal_link($1, $2, $3::text::interval)",
        account.contact.0,
        token.digest(),
        LINK_LASTS
    )
    .fetch_one(connection)
    .await?;
    Ok(())
}

/// Whom a link lets in.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The firm.
    pub tenant: TenantId,
    /// Who it is.
    pub contact: ContactId,
    /// What the firm is called.
    pub tenant_name: String,
    /// What the customer is called.
    pub customer_name: String,
    /// Their first name.
    pub first_name: String,
    /// Their address.
    pub email: String,
    /// The language that they chose.
    pub language: Option<Language>,
    /// Whether they have a password.
    pub has_password: bool,
}

/// Whom a link lets in; nobody where it is unknown, used or too old.
///
/// # Errors
/// When the database fails.
pub async fn find_link(store: &Store, token: &LinkToken) -> Result<Option<Linked>, StoreError> {
    linked(store, token, false, None).await
}

/// Uses a link: nobody comes in by it again. Where a password was chosen, it is theirs from now on.
///
/// # Errors
/// When the database fails.
pub async fn take_link(
    store: &Store,
    token: &LinkToken,
    password_hash: Option<&str>,
) -> Result<Option<Linked>, StoreError> {
    linked(store, token, true, password_hash).await
}

async fn linked(
    store: &Store,
    token: &LinkToken,
    takes: bool,
    password_hash: Option<&str>,
) -> Result<Option<Linked>, StoreError> {
    within(async {
        let mut connection = store.begin().await?;
        let row = sqlx::query!(
            r#"select tenant_id as "tenant!: TenantId", contact_id as "contact!: ContactId", tenant_name as "tenant_name!", customer_name as "customer_name!",
                first_name as "first_name!", email as "email!", language, has_password as "has_password!"
            from find_portal_link($1, $2)"#,
            token.digest(),
            takes,
        )
        .fetch_optional(&mut *connection)
        .await?;
        if let (Some(row), Some(hash)) = (&row, password_hash) {
            sqlx::query!("select set_portal_password($1, $2, $3)", row.tenant.0, row.contact.0, hash)
                .execute(&mut *connection)
                .await?;
        }
        connection.commit().await?;
        Ok(row.map(|row| Linked {
            tenant: row.tenant,
            contact: row.contact,
            tenant_name: row.tenant_name,
            customer_name: row.customer_name,
            first_name: row.first_name,
            email: row.email,
            language: row.language.as_deref().and_then(Language::from_tag),
            has_password: row.has_password,
        }))
    })
    .await
}
