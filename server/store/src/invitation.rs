//! Taking an invitation to an account: whoever has its link, without being signed in.
//!
//! The secret of a link is random and long; what is limited is how often one address may try others. An unknown one
//! and one that is expired, used or withdrawn get the same answer.

use crate::{Store, StoreError, store::within};
use sha2::{Digest, Sha256};

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

/// The invitation of a link, where it can be taken.
///
/// # Errors
/// When the database fails.
pub async fn find(store: &Store, token: &InvitationToken) -> Result<Option<Invitation>, StoreError> {
    within(async {
        let mut connection = store.begin().await?;
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
    let mut connection = store.begin().await?;
    let done = sqlx::query_scalar!(r#"select take_invitation($1, $2) as "done!""#, token.digest(), password_hash)
        .fetch_one(&mut *connection)
        .await?;
    connection.commit().await?;
    Ok(done)
}
