//! What may be tried only so often: passwords, links, addresses of calendars. Kept as digests, and for a day.

use crate::{Store, StoreError, store::within};
use sha2::{Digest, Sha256};

/// Failed attempts to sign in that an account stands within a quarter of an hour.
pub const ATTEMPTS_PER_ACCOUNT: i64 = 10;
/// Failed attempts to sign in that one address of the network stands within a quarter of an hour.
pub const ATTEMPTS_PER_ADDRESS: i64 = 50;
/// Links that one address may try in vain within a quarter of an hour, and addresses that one administrator may
/// invite in vain because they have an account.
const ATTEMPTS: i64 = 20;

/// Who tries something that is limited.
#[derive(Clone, Copy, Debug)]
pub enum Trying<'a> {
    /// To sign in to an account, from an address of the network. Each counts by itself.
    SignIn {
        /// What is tried to be opened: in staff's door the e-mail address.
        account: &'a str,
        /// From where.
        address: &'a str,
    },
    /// An address of the network, with links.
    Link(&'a str),
    /// An address of the network, with addresses of calendars.
    Feed(&'a str),
    /// An address of the network, with links to sign documents.
    Signing(&'a str),
    /// An address of the network, with links to activities.
    Meeting(&'a str),
    /// A person, with e-mail addresses that have an account.
    Inviting(&'a str),
}

impl Trying<'_> {
    /// Under which digests it counts, and how many each stands.
    fn limits(self) -> Vec<(Vec<u8>, i64)> {
        let digest = |kind: &str, who: &str| Sha256::digest(format!("{kind}:{who}").as_bytes()).to_vec();
        match self {
            Self::SignIn { account, address } => vec![
                (digest("account", &account.trim().to_lowercase()), ATTEMPTS_PER_ACCOUNT),
                (digest("address", address), ATTEMPTS_PER_ADDRESS),
            ],
            Self::Link(address) => vec![(digest("invitation-link", address), ATTEMPTS)],
            Self::Feed(address) => vec![(digest("calendar-feed", address), ATTEMPTS)],
            Self::Signing(address) => vec![(digest("signing-link", address), ATTEMPTS)],
            Self::Meeting(address) => vec![(digest("meeting-link", address), ATTEMPTS)],
            Self::Inviting(user) => vec![(digest("invitation-by", user), ATTEMPTS)],
        }
    }
}

/// An attempt that counts as one in vain until it is forgotten.
#[derive(Debug)]
pub struct Attempt {
    digests: Vec<Vec<u8>>,
    at: jiff_sqlx::Timestamp,
}

/// Begins an attempt; none where somebody has tried in vain too often lately. Of many that come at once, as many begin
/// as are left. What is older than a day is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn attempt(store: &Store, who: Trying<'_>) -> Result<Option<Attempt>, StoreError> {
    let (digests, most): (Vec<_>, Vec<_>) = who.limits().into_iter().unzip();
    // The first statements of signing in.
    let at = within(async {
        let mut connection = store.begin().await?;
        // In one order, so that no two wait for each other.
        sqlx::query!(
            "select pg_advisory_xact_lock(key) from (
                select hashtextextended(encode(d, 'hex'), 0) as key from unnest($1::bytea[]) as d order by 1) as keys",
            &digests,
        )
        .execute(&mut *connection)
        .await?;
        let at = sqlx::query_scalar!(
            r#"with old as (delete from sign_in_attempt where at < now() - interval '1 day'),
            tried as (select * from unnest($1::bytea[], $2::bigint[]) as t (digest, most))
            insert into sign_in_attempt (digest, at)
            select t.digest, begun.at from tried t, (select clock_timestamp() as at) as begun
            where not exists (select from tried f where f.most <= (
                select count(*) from sign_in_attempt a where a.digest = f.digest and a.at > now() - interval '15 minutes'))
            returning at as "at: jiff_sqlx::Timestamp""#,
            &digests,
            &most,
        )
        .fetch_all(&mut *connection)
        .await?;
        connection.commit().await?;
        Ok(at.into_iter().next())
    })
    .await?;
    Ok(at.map(|at| Attempt { digests, at }))
}

/// Forgets an attempt that was not in vain.
///
/// # Errors
/// When the database fails.
pub async fn forget(store: &Store, attempt: Attempt) -> Result<(), StoreError> {
    sqlx::query!("delete from sign_in_attempt where digest = any($1) and at = $2", &attempt.digests, attempt.at as _,)
        .execute(store.pool())
        .await?;
    Ok(())
}
