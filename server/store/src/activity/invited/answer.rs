//! Somebody who is invited, who comes by the link that was sent to them: it is their right, and all that it opens is that
//! one activity, without what is written of it. `domain::invited::may_answer` is asked before each answer.

use super::{
    dated,
    state::{for_invited, is_on, is_past},
};
use crate::{
    Store, StoreError,
    activity::Dated,
    notice::{
        ToTell,
        outside::{language, mail},
    },
    store::within,
};
use domain::{
    error::Problem,
    id::{CommandId, InvitedId, NoticeId, TenantId, UserId},
    invited::{InvitedState, NOTE_MAX, Over, may_answer},
    language::Language,
    plain_text,
};
use jiff::{Timestamp, tz::TimeZone};
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, Postgres, Transaction};

/// The secret in a link by which somebody who is invited comes; the database keeps only its SHA-256.
#[derive(Clone)]
pub struct InvitedToken(String);

impl InvitedToken {
    /// A secret as it came in an address.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn digest(&self) -> Vec<u8> {
        Sha256::digest(format!("invited:{}", self.0).as_bytes()).to_vec()
    }
}

/// A transaction of somebody who is invited, with what they are invited to.
#[derive(Debug)]
pub struct InvitedTx {
    inner: Transaction<'static, Postgres>,
    /// The firm.
    pub tenant: TenantId,
    /// What it is called.
    pub tenant_name: String,
    /// Its time zone, by its IANA name.
    pub time_zone: String,
    /// What the customer is called.
    pub customer_name: String,
    /// The invitation.
    pub id: InvitedId,
    /// What they are called.
    pub name: String,
    /// Where the invitation went.
    pub email: String,
    /// Their language.
    pub language: Language,
    /// How far it is.
    pub state: InvitedState,
    /// What they wrote with their answer.
    pub note: String,
    /// What went along.
    pub message: String,
    /// Which message to them was the last.
    pub sequence: i32,
    /// Where links lead to.
    pub origin: String,
    /// The activity, of a series with what has rows of its own; empty where it is gone.
    pub activity: Vec<Dated>,
    /// Who sees to it, and where answers go.
    pub organiser: (String, String),
    /// Whether the link does not count any more.
    pub is_closed: bool,
}

impl Store {
    /// Opens a transaction for whoever has a link; none where it is unknown.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_invited(&self, token: &InvitedToken) -> Result<Option<InvitedTx>, StoreError> {
        within(async {
            let mut inner = self.begin().await?;
            let row = sqlx::query!(
                r#"select tenant_id as "tenant!: TenantId", invitation_id as "id!: InvitedId", is_closed as "is_closed!",
                    set_config('app.command_id', $2, true) as command, set_config('role', 'kundekort_app', true) as application
                from resume_invited($1)"#,
                token.digest(),
                CommandId::generate().to_string(),
            )
            .fetch_optional(&mut *inner)
            .await?;
            let Some(found) = row else { return Ok(None) };
            // One after the other: two answers at once are one and then the other.
            let row = sqlx::query!(
                r#"select t.name as tenant_name, t.time_zone, c.name as customer_name, i.name, i.email, i.language, i.state, i.note, i.message, i.sequence,
                    i.origin, i.activity_id as "activity: domain::id::ActivityId", i.organiser_name, i.organiser_email
                from activity_invitation i
                join tenant t on t.id = i.tenant_id
                join customer c on c.tenant_id = i.tenant_id and c.id = i.customer_id
                where i.tenant_id = current_tenant() and i.id = $1 for update of i"#,
                found.id.0,
            )
            .fetch_optional(&mut *inner)
            .await?;
            let Some(row) = row else { return Ok(None) };
            let activity = for_invited(dated(&mut inner, row.activity).await?);
            Ok(Some(InvitedTx {
                inner,
                tenant: found.tenant,
                tenant_name: row.tenant_name,
                time_zone: row.time_zone,
                customer_name: row.customer_name,
                id: found.id,
                name: row.name,
                email: row.email,
                language: Language::from_tag(&row.language).unwrap_or_default(),
                state: InvitedState::from_key(&row.state),
                note: row.note,
                message: row.message,
                sequence: row.sequence,
                origin: row.origin,
                activity,
                organiser: (row.organiser_name, row.organiser_email),
                is_closed: found.is_closed,
            }))
        })
        .await
    }
}

impl InvitedTx {
    fn connection(&mut self) -> &mut PgConnection {
        &mut self.inner
    }

    /// Whether they may answer.
    ///
    /// # Errors
    /// Why not.
    pub fn may_answer(&self) -> Result<(), Over> {
        let today = Timestamp::now().to_zoned(TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)).date();
        let first = self.activity.first().map(|dated| &dated.activity);
        may_answer(self.state, first.is_some_and(is_on), is_past(&self.activity, today), self.is_closed)
    }

    /// Notes what they answer; says whether it is another answer than before.
    ///
    /// # Errors
    /// What is wrong with `note`; [`Problem::InvitationOver`] where they can't answer any more.
    pub async fn answer(&mut self, state: InvitedState, note: &str) -> Result<bool, StoreError> {
        self.may_answer().map_err(|_| StoreError::field("answer", Problem::InvitationOver))?;
        let note = plain_text::lines(note, NOTE_MAX).map_err(|wrong| StoreError::field("note", wrong.into()))?;
        let is_other = (state, &*note) != (self.state, &*self.note);
        if is_other {
            let id = self.id;
            sqlx::query!(
                "update activity_invitation set state = $2, note = $3, answered_at = now() where tenant_id = current_tenant() and id = $1",
                id.0,
                state.key(),
                note,
            )
            .execute(self.connection())
            .await?;
            (self.state, self.note) = (state, note);
        }
        Ok(is_other)
    }

    /// Tells whoever sees to it, and whoever invited; answers who wants an e-mail at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell(&mut self) -> Result<Vec<ToTell>, StoreError> {
        let id = self.id;
        tell(self.connection(), id, true).await
    }

    /// Queues the mail of such a notice.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mail(&mut self, to: &ToTell, subject: &str, body: &str) -> Result<(), StoreError> {
        mail(self.connection(), to, subject, body).await
    }

    /// Makes all of it last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.inner.commit().await?)
    }
}

/// Makes the notices of an answer: for whoever sees to the activity, and whoever invited. Where none can be mailed at once,
/// whoever wants that has them with the mail of the day, but for the one in whose own mailbox the answer is.
pub(super) async fn tell(
    connection: &mut PgConnection,
    id: InvitedId,
    can_mail: bool,
) -> Result<Vec<ToTell>, StoreError> {
    let rows = sqlx::query!(
        r#"with told as (
            insert into notice (tenant_id, user_id, kind, activity_id, invitation_id, by_name, mail)
            select i.tenant_id, u.id, i.state, a.id, i.id, i.name,
                case when $2 then u.mention_mail when u.id = current_app_user() then 'none' when u.mention_mail = 'now' then 'daily' else u.mention_mail end
            from activity_invitation i
            join activity a on a.tenant_id = i.tenant_id and a.id = i.activity_id
            join app_user u on u.tenant_id = i.tenant_id and u.active and u.id in (a.responsible, i.created_by)
            where i.tenant_id = current_tenant() and i.id = $1
            returning tenant_id, id, user_id, mail)
        select n.id as "id: NoticeId", u.id as "user: UserId", u.email, u.name, u.language as "language?", t.country
        from told n join app_user u on u.tenant_id = n.tenant_id and u.id = n.user_id join tenant t on t.id = n.tenant_id
        where n.mail = 'now' order by u.id"#,
        id.0,
        can_mail,
    )
    .fetch_all(connection)
    .await?;
    let to = rows.into_iter().map(|row| ToTell {
        notice: row.id,
        user: row.user,
        email: row.email,
        name: row.name,
        language: language(row.language.as_deref(), &row.country),
    });
    Ok(to.collect())
}
