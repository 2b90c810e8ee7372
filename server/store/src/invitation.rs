//! Taking an invitation to an account: whoever has its link, without being signed in.
//!
//! The secret of a link is random and long; what is limited is how often one address may try others. An unknown one
//! and one that is expired, used or withdrawn get the same answer.

use crate::{Store, StoreError, store::within};
use sha2::{Digest, Sha256};

/// Links that one address may try in vain within a quarter of an hour, and addresses that one administrator may
/// invite in vain because they have an account.
const ATTEMPTS: i64 = 20;

/// The secret in the link of an invitation; the database keeps only its SHA-256.
#[derive(Clone)]
pub struct InvitationToken(String);

impl InvitationToken {
    /// A secret as it came in a link.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// What the database keeps of it.
    #[must_use]
    pub fn digest(&self) -> Vec<u8> {
        Sha256::digest(format!("invitation:{}", self.0).as_bytes()).to_vec()
    }
}

/// Whom an invitation is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The firm.
    pub tenant_name: String,
    /// What they are called.
    pub name: String,
    /// The address with which they will sign in.
    pub email: String,
}

fn digest(kind: &str, who: &str) -> Vec<u8> {
    Sha256::digest(format!("{kind}:{who}").as_bytes()).to_vec()
}

/// Who tries something that is limited.
#[derive(Clone, Copy, Debug)]
pub enum Trying<'a> {
    /// An address of the network, with links.
    Link(&'a str),
    /// A person, with e-mail addresses that have an account.
    Inviting(&'a str),
}

impl Trying<'_> {
    fn digest(self) -> Vec<u8> {
        match self {
            Self::Link(address) => digest("invitation-link", address),
            Self::Inviting(user) => digest("invitation-by", user),
        }
    }
}

/// Whether somebody has tried in vain too often lately.
///
/// # Errors
/// When the database fails.
pub async fn is_limited(store: &Store, who: Trying<'_>) -> Result<bool, StoreError> {
    let count = within(async {
        let attempts = sqlx::query_scalar!(
            r#"select count(*) as "count!" from sign_in_attempt where digest = $1 and at > now() - interval '15 minutes'"#,
            who.digest(),
        );
        Ok(attempts.fetch_one(store.pool()).await?)
    })
    .await?;
    Ok(count >= ATTEMPTS)
}

/// Notes an attempt in vain.
///
/// # Errors
/// When the database fails.
pub async fn note_failure(store: &Store, who: Trying<'_>) -> Result<(), StoreError> {
    sqlx::query!("insert into sign_in_attempt (digest) values ($1)", who.digest()).execute(store.pool()).await?;
    Ok(())
}

/// The invitation of a link, where it can be taken.
///
/// # Errors
/// When the database fails.
pub async fn find(store: &Store, token: &InvitationToken) -> Result<Option<Invitation>, StoreError> {
    within(async {
        let mut connection = store.pool().begin().await?;
        let found = sqlx::query_as!(
            Invitation,
            r#"select tenant_name as "tenant_name!", user_name as "name!", email as "email!" from find_invitation($1)"#,
            token.digest(),
        )
        .fetch_optional(&mut *connection)
        .await?;
        connection.commit().await?;
        Ok(found)
    })
    .await
}

/// Takes an invitation: the account gets its password and is open. False where it can't be taken any more.
///
/// # Errors
/// When the database fails.
pub async fn take(store: &Store, token: &InvitationToken, password_hash: &str) -> Result<bool, StoreError> {
    let mut connection = store.pool().begin().await?;
    let done = sqlx::query_scalar!(r#"select take_invitation($1, $2) as "done!""#, token.digest(), password_hash)
        .fetch_one(&mut *connection)
        .await?;
    connection.commit().await?;
    Ok(done)
}
