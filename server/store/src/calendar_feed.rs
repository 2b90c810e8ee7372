//! A consultant's diary as a calendar that other programs subscribe to, by the secret of its address.
//!
//! The secret is random and long; what is limited is how often one address of the network may try others. An unknown
//! one and one that was replaced get the same answer.

use crate::{Store, StoreError, Tx, activity::Dated, store::within};
use domain::{activity::Lead, id::UserId, language::Language, policy::Action};
use sha2::{Digest, Sha256};
use sqlx::types::Json;

/// Most activities of a calendar.
const MOST: i64 = 2_000;

/// The secret in the address of a calendar; the database keeps only its SHA-256.
#[derive(Clone)]
pub struct FeedToken(String);

impl FeedToken {
    /// A secret as it came in an address.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    fn digest(&self) -> Vec<u8> {
        Sha256::digest(format!("calendar:{}", self.0).as_bytes()).to_vec()
    }
}

/// A calendar.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Whose.
    pub name: String,
    /// The firm's time zone, an IANA name.
    pub time_zone: String,
    /// The language in which they read.
    pub language: Language,
    /// What stands in their diary, from sixty days ago on.
    pub activities: Vec<Dated>,
}

/// Gives whoever asks an address with this secret, in the place of the one before.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn renew(tx: &mut Tx, token: &FeedToken) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!("select renew_calendar_feed($1)", token.digest()).execute(tx.connection()).await?;
    Ok(())
}

/// Takes the address of whoever asks away; who subscribes to it gets nothing any more.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn remove(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    sqlx::query!("select renew_calendar_feed(null)").execute(tx.connection()).await?;
    Ok(())
}

/// Since when whoever asks has an address, UTC in RFC 3339.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn since(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let since = sqlx::query_scalar!(r#"select own_calendar_feed() as "since: jiff_sqlx::Timestamp""#)
        .fetch_one(tx.connection())
        .await?;
    Ok(since.map(crate::utc))
}

/// The calendar that a secret opens; none where it opens none.
///
/// # Errors
/// When the database fails.
pub async fn read(store: &Store, token: &FeedToken) -> Result<Option<Feed>, StoreError> {
    within(async {
        let mut connection = store.begin().await?;
        let found = sqlx::query!(
            r#"select user_id as "user_id!: UserId", user_name as "name!", time_zone as "time_zone!", language, set_config('role', 'kundekort_app', true) as application
            from find_calendar_feed($1)"#,
            token.digest(),
        )
        .fetch_optional(&mut *connection)
        .await?;
        let Some(found) = found else { return Ok(None) };
        let rows = sqlx::query!(
            r#"select told as "activity!: Json<domain::activity::Activity>", changed_at as "changed_at!: jiff_sqlx::Timestamp", (
                select lead from activity_reminder r where r.tenant_id = a.tenant_id and r.activity_id in (a.id, a.series) and r.user_id = $1
                order by r.activity_id <> a.id limit 1) as lead
            from told_activity a
            where tenant_id = current_tenant() and (responsible = $1 or $1 = any (colleagues)) and last_on >= current_date - 60
            order by starts_on, starts_at, id limit $2"#,
            found.user_id.0,
            MOST,
        )
        .fetch_all(&mut *connection)
        .await?;
        connection.commit().await?;
        let activities = rows.into_iter().map(|row| Dated {
            activity: row.activity.0,
            changed_at: crate::utc(row.changed_at),
            lead: row.lead.as_deref().and_then(Lead::from_key),
        });
        Ok(Some(Feed {
            name: found.name,
            time_zone: found.time_zone,
            language: found.language.as_deref().and_then(Language::from_tag).unwrap_or_default(),
            activities: activities.collect(),
        }))
    })
    .await
}
