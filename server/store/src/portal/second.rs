//! The second step of signing in: a code that an app makes, or one of those that were written down.
//!
//! All codes are worked out from a secret that only the server's key opens; so whoever calls says which one a code is,
//! and here is kept that none counts twice, and that nobody guesses on.

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
pub enum Code {
    /// A code of the app, which holds in this step of time (RFC 6238: 30 s each since 1970).
    Timed(i64),
    /// One of those that were written down.
    Spare {
        /// Which set of them it is of.
        set: i32,
        /// Its place in that.
        place: i32,
    },
    /// None of them.
    Wrong {
        /// Whether it looked like one of the app.
        was_timed: bool,
    },
}

impl Code {
    const fn parts(self) -> (Option<i64>, Option<i32>, Option<i32>, bool) {
        match self {
            Self::Timed(step) => (Some(step), None, None, true),
            Self::Spare { set, place } => (None, Some(place), Some(set), false),
            Self::Wrong { was_timed } => (None, None, None, was_timed),
        }
    }
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
    /// Which set of written codes counts.
    pub set: i32,
}

/// Who shows the second step by a token; nobody where it is unknown, used or too old.
///
/// # Errors
/// When the database fails.
pub async fn find(store: &Store, token: &SecondToken) -> Result<Option<Between>, StoreError> {
    within(async {
        let mut connection = store.begin().await?;
        let row = sqlx::query!(
            r#"select tenant_id as "tenant!: TenantId", contact_id as "contact!: ContactId", tenant_name as "tenant_name!", first_name as "first_name!",
                language, second_secret as "secret!", second_set as "set!"
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
            set: row.set,
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
    code: Code,
    user_agent: &str,
    address: &str,
) -> Result<bool, StoreError> {
    let (step, spare, set, was_timed) = code.parts();
    let mut connection = store.begin().await?;
    let passed = sqlx::query_scalar!(
        r#"select pass_portal_second($1, $2, $3, $4, $5, $6, $7, $8) as "passed!""#,
        second.digest(),
        step,
        spare,
        set,
        was_timed,
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
    /// The same while an app is taking it over.
    pub pending: Option<Vec<u8>>,
    /// Since when it is on, UTC in RFC 3339.
    pub since: Option<String>,
    /// Which set of written codes counts.
    pub set: i32,
    /// The places of those that are used.
    pub used: Vec<i32>,
    /// Whether they are shown, to be written down.
    pub shows: bool,
}

/// How the contact's own second step stands.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read(tx: &mut PortalTx) -> Result<Second, StoreError> {
    tx.authorise(PortalAction::Enter, None)?;
    let row = sqlx::query!(
        r#"select second_secret as secret, second_pending as pending, second_since as "since: jiff_sqlx::Timestamp", second_set as set,
            second_used as used, coalesce(second_shown_until > now(), false) as "shows!"
        from portal_account where tenant_id = current_tenant() and contact_id = current_contact()"#
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map_or_else(Second::default, |row| Second {
        secret: row.secret,
        pending: row.pending,
        since: row.since.map(crate::utc),
        set: row.set,
        used: row.used,
        shows: row.shows,
    }))
}

/// Keeps what an app is taking over; what is kept already stays, so that no code of it is in vain. Answers it.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn propose(tx: &mut PortalTx, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    Ok(sqlx::query_scalar!(
        r#"update portal_account set second_pending = coalesce(second_pending, $1)
        where tenant_id = current_tenant() and contact_id = current_contact() returning second_pending as "pending!""#,
        sealed
    )
    .fetch_one(tx.connection())
    .await?)
}

/// Turns the second step on with what the app has taken over, by the step of time of a code that it has shown; codes
/// to write down are shown for a quarter of an hour. All other sessions end.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn turn_on(tx: &mut PortalTx, sealed: &[u8], step: i64) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    sqlx::query!(
        "update portal_account set second_secret = $1, second_pending = null, second_since = now(), second_last = $2, second_wrong = 0,
            second_set = second_set + 1, second_used = '{}', second_shown_until = now() + interval '15 minutes'
        where tenant_id = current_tenant() and contact_id = current_contact() and second_secret is null",
        sealed,
        step,
    )
    .execute(tx.connection())
    .await?;
    super::account::close_others(tx).await
}

/// Takes a code of the contact who is signed in: whether it is one that counts.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn take(tx: &mut PortalTx, code: Code) -> Result<bool, StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    let (step, spare, set, _) = code.parts();
    Ok(sqlx::query_scalar!(r#"select take_own_code($1, $2, $3) as "taken!""#, step, spare, set)
        .fetch_one(tx.connection())
        .await?)
}

/// Another set of codes to write down counts from now on, and is shown for a quarter of an hour.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn renew_codes(tx: &mut PortalTx) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    sqlx::query!(
        "update portal_account set second_set = second_set + 1, second_used = '{}', second_shown_until = now() + interval '15 minutes'
        where tenant_id = current_tenant() and contact_id = current_contact() and second_secret is not null",
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The codes are written down: they are not shown again.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn hide_codes(tx: &mut PortalTx) -> Result<(), StoreError> {
    tx.authorise(PortalAction::ChangeAccount, Some(tx.session().contact))?;
    sqlx::query!(
        "update portal_account set second_shown_until = null where tenant_id = current_tenant() and contact_id = current_contact()"
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
        "update portal_account set second_secret = null, second_pending = null, second_since = null, second_last = 0, second_wrong = 0,
            second_used = '{}', second_shown_until = null
        where tenant_id = current_tenant() and contact_id = current_contact()"
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
