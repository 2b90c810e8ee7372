//! The second step of signing in: a code that an app makes, or one of those that were written down.
//!
//! Codes are worked out from a secret that only the server's key opens; so whoever calls says which step of time
//! a code is of, and here is kept that none counts twice.

use super::PortalTx;
use crate::{SessionToken, Store, StoreError, store::within};
use domain::{
    id::{ContactId, TenantId},
    language::Language,
    portal::PortalAction,
};
use sha2::{Digest, Sha256};

/// The secret of somebody who has shown the first step; the database keeps only its SHA-256.
#[derive(Clone)]
pub struct SecondToken(String);

impl SecondToken {
    /// A secret as it came in an address.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn digest(&self) -> Vec<u8> {
        Sha256::digest(format!("portal second:{}", self.0).as_bytes()).to_vec()
    }
}

/// What was typed as a second step, told apart by whoever knows the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code<'a> {
    /// A code of the app, which holds in this step of time (RFC 6238: 30 s each since 1970).
    Timed(i64),
    /// What may be one of those that were written down.
    Written(&'a str),
}

impl Code<'_> {
    fn parts(self) -> (Option<i64>, Option<Vec<u8>>) {
        match self {
            Self::Timed(step) => (Some(step), None),
            Self::Written(text) => (None, Some(digest_of(text))),
        }
    }
}

/// Of the code alone: whoever becomes part of another contact keeps what they wrote down.
fn digest_of(code: &str) -> Vec<u8> {
    Sha256::digest(format!("portal code:{code}").as_bytes()).to_vec()
}

/// Somebody between the two steps.
#[derive(Clone, Debug)]
pub struct Between {
    /// The firm.
    pub tenant: TenantId,
    /// Who it is.
    pub contact: ContactId,
    /// What the firm is called.
    pub tenant_name: String,
    /// Their first name.
    pub first_name: String,
    /// The language that they chose.
    pub language: Option<Language>,
    /// What the app shares, sealed.
    pub secret: Vec<u8>,
}

/// Who shows the second step by a token; nobody where it is unknown, used or too old.
///
/// # Errors
/// When the database fails.
pub async fn find(store: &Store, token: &SecondToken) -> Result<Option<Between>, StoreError> {
    within(async {
        let mut connection = store.pool().begin().await?;
        let row = sqlx::query!(
            r#"select tenant_id as "tenant!: TenantId", contact_id as "contact!: ContactId", tenant_name as "tenant_name!", first_name as "first_name!",
                language, second_secret as "secret!"
            from find_portal_second($1)"#,
            token.digest(),
        )
        .fetch_optional(&mut *connection)
        .await?;
        connection.commit().await?;
        Ok(row.map(|row| Between {
            tenant: row.tenant,
            contact: row.contact,
            tenant_name: row.tenant_name,
            first_name: row.first_name,
            language: row.language.as_deref().and_then(Language::from_tag),
            secret: row.secret,
        }))
    })
    .await
}

/// Opens a session for somebody who has shown both steps; whether the code was one that counts.
///
/// # Errors
/// When the database fails.
pub async fn pass(
    store: &Store,
    (token, second): (&SessionToken, &SecondToken),
    code: Code<'_>,
    user_agent: &str,
    address: &str,
) -> Result<bool, StoreError> {
    let (step, digest) = code.parts();
    let mut connection = store.pool().begin().await?;
    let passed = sqlx::query_scalar!(
        r#"select pass_portal_second($1, $2, $3, $4, $5, $6) as "passed!""#,
        second.digest(),
        step,
        digest,
        token.digest(),
        user_agent,
        address
    )
    .fetch_one(&mut *connection)
    .await?;
    connection.commit().await?;
    Ok(passed)
}

/// How a contact's second step stands.
#[derive(Clone, Debug, Default)]
pub struct Second {
    /// What the app shares, sealed; none where there is no second step.
    pub secret: Option<Vec<u8>>,
    /// Since when, UTC in RFC 3339.
    pub since: Option<String>,
    /// How many codes that were written down are unused.
    pub codes: i32,
}

/// How the contact's own second step stands.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut PortalTx) -> Result<Second, StoreError> {
    tx.authorise(PortalAction::Enter, None)?;
    let row = sqlx::query!(
        r#"select second_secret as secret, second_since as "since: jiff_sqlx::Timestamp", cardinality(second_codes) as "codes!"
        from portal_account where tenant_id = current_tenant() and contact_id = current_contact()"#
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map_or_else(Second::default, |row| Second {
        secret: row.secret,
        since: row.since.map(crate::utc),
        codes: row.codes,
    }))
}

/// Turns the second step on, with a sealed secret, the step of time of a code that the app has shown, and codes to
/// write down. All other sessions end. Whether it was off.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn turn_on(tx: &mut PortalTx, sealed: &[u8], step: i64, codes: &[String]) -> Result<bool, StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    let digests: Vec<Vec<u8>> = codes.iter().map(|code| digest_of(code)).collect();
    let done = sqlx::query!(
        "update portal_account set second_secret = $1, second_since = now(), second_last = $2, second_codes = $3
        where tenant_id = current_tenant() and contact_id = current_contact() and second_secret is null",
        sealed,
        step,
        &digests,
    )
    .execute(tx.connection())
    .await?;
    super::account::close_others(tx).await?;
    Ok(done.rows_affected() > 0)
}

/// Takes a code of the contact who is signed in: whether it is one that counts.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn take(tx: &mut PortalTx, code: Code<'_>) -> Result<bool, StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    let (step, digest) = code.parts();
    Ok(sqlx::query_scalar!(r#"select take_own_code($1, $2) as "taken!""#, step, digest)
        .fetch_one(tx.connection())
        .await?)
}

/// Writes down other codes: those from before count no more.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn renew_codes(tx: &mut PortalTx, codes: &[String]) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    let digests: Vec<Vec<u8>> = codes.iter().map(|code| digest_of(code)).collect();
    sqlx::query!(
        "update portal_account set second_codes = $1
        where tenant_id = current_tenant() and contact_id = current_contact() and second_secret is not null",
        &digests,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Turns the second step off.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn turn_off(tx: &mut PortalTx) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    sqlx::query!(
        "update portal_account set second_secret = null, second_since = null, second_last = 0, second_codes = '{}'
        where tenant_id = current_tenant() and contact_id = current_contact()"
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
