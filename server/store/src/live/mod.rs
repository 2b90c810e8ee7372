//! Editing together: what others change and who else is there, while it happens.
//!
//! A stream is one open card in one browser. Changes are announced by a trigger of the change log
//! when they commit; who is there lives in the servers' memory and is told from one to the others,
//! with a lease that ends by itself.

mod hub;
pub(crate) mod notify;
mod room;

pub use hub::{Hub, Subscription};

use crate::{SessionToken, Store, StoreError, Tx};
use domain::{
    id::{ChangeId, CustomerId, SessionId, TenantId, UserId},
    policy::{Action, Actor, Subject, can},
    session::Session,
    user::Role,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One open card in one browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StreamId(pub Uuid);

impl std::str::FromStr for StreamId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

/// Somebody who has a card open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// By which stream.
    pub stream: StreamId,
    /// Who it is.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// What they are writing in: the id of its place on the page.
    pub field: Option<String>,
}

/// Somebody writes in a field, or no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// The firm.
    pub tenant: TenantId,
    /// The customer.
    pub customer: CustomerId,
    /// By which stream.
    pub stream: StreamId,
    /// Who it is.
    pub user: UserId,
    /// The id of its place on the page; nothing where they no longer write.
    pub field: Option<String>,
}

/// What a stream hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The customer, or something of it, was changed: the entry of the change log.
    Changed(ChangeId),
    /// Who is there, or what they write in, is different.
    People,
    /// Something may have been missed: what the page shows is to be fetched anew.
    Missed,
    /// Somebody has other notices than before.
    Noticed(UserId),
    /// A session has ended.
    Ended(SessionId),
    /// A session has too many streams; this one is to end.
    Enough(StreamId),
}

/// A stream that has just opened.
#[derive(Debug)]
pub struct Joined {
    /// What it hears.
    pub subscription: Subscription,
    /// The newest entry of the customer's change log: a page that shows it misses nothing.
    pub latest: Option<ChangeId>,
    /// Whose it is.
    pub session: Session,
}

/// Opens a stream on a customer's card.
///
/// # Errors
/// [`StoreError::Unauthenticated`], or [`StoreError::NotFound`] when this firm has no such customer.
pub async fn join(store: &Store, token: &SessionToken, customer: CustomerId) -> Result<Joined, StoreError> {
    // Nobody but staff of this firm makes the server listen.
    let mut tx = store.open(token).await?;
    latest(&mut tx, customer).await?;
    let session = tx.commit().await?;
    notify::start(store.live(), store.pool()).await;
    let key = (session.tenant, customer);
    let subscription = store.live().join(key, session.id, session.user, &session.name);
    // Read once more after it listens, so that nothing falls in between.
    let mut tx = store.open(token).await?;
    let latest = latest(&mut tx, customer).await?;
    // A page that shows the card: what a search without words offers first.
    crate::search::note_opened(&mut tx, customer).await?;
    let session = tx.commit().await?;
    Ok(Joined { subscription, latest, session })
}

/// Opens a stream of one's own, on a page that is of no customer.
///
/// # Errors
/// [`StoreError::Unauthenticated`].
pub async fn join_own(store: &Store, token: &SessionToken) -> Result<Joined, StoreError> {
    let session = store.open(token).await?.commit().await?;
    notify::start(store.live(), store.pool()).await;
    let subscription = store.live().join(hub::nowhere(session.tenant), session.id, session.user, &session.name);
    Ok(Joined { subscription, latest: None, session })
}

/// How many notices somebody has not read. Asking is no use of the session.
///
/// # Errors
/// When the database fails.
pub async fn unread(store: &Store, session: &Session) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar!(r#"select unread_notices($1, $2) as "unread!""#, session.tenant.0, session.user.0)
        .fetch_one(store.pool())
        .await?)
}

async fn latest(tx: &mut Tx, customer: CustomerId) -> Result<Option<ChangeId>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let row = sqlx::query!(
        r#"select (select l.id from change_log l where l.tenant_id = c.tenant_id and l.customer_id = c.id
            order by l.at desc, l.id desc limit 1) as "latest: ChangeId"
        from customer c where c.tenant_id = current_tenant() and c.id = $1"#,
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok(row.latest)
}

/// Whether a session may still hear of its firm's customers. Asking is no use of the session.
///
/// # Errors
/// When the database fails.
pub async fn may_still_hear(store: &Store, token: &SessionToken, session: &Session) -> Result<bool, StoreError> {
    let role = sqlx::query_scalar!("select session_role($1)", token.digest()).fetch_one(store.pool()).await?;
    Ok(role.is_some_and(|role| {
        let actor = Actor::Staff { tenant: session.tenant, user: session.user, role: Role::from_key(&role) };
        can(actor, Action::ReadCustomer, Subject { tenant: session.tenant, owner: None }).allowed
    }))
}

/// What is to be told of somebody who writes in a field of a customer's card.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such customer.
pub async fn writing(
    tx: &mut Tx,
    customer: CustomerId,
    stream: StreamId,
    field: Option<String>,
) -> Result<Writing, StoreError> {
    latest(tx, customer).await?;
    // Who may only read has nothing to write in.
    let may_write =
        [Action::ChangeCustomer, Action::WriteComment].into_iter().any(|action| tx.authorise(action).is_ok());
    let field = field.filter(|_| may_write);
    let session = tx.session();
    Ok(Writing { tenant: session.tenant, customer, stream, user: session.user, field })
}
