//! A person's own mailbox: where it is, what was read of it, and what of that is on cards.
//!
//! What was read belongs to whoever's mailbox it is, and to nobody else of the firm: the database itself shows it to no
//! other. On a card it is an entry of the customer's dialog like all others.

mod card;
mod message;
mod work;

pub use card::{FilePlace, attach, detach, file_place};
pub use message::{Asked, customer_name, list};
pub use work::{Claim, Mark, Opened, finish, keep, open, take};

use crate::{StoreError, Tx};
use domain::{
    error::Problem,
    id::{TenantId, UserId},
    mailbox::{Mailbox, MailboxProblem, MailboxServer},
    plain_text,
    policy::Action,
};

/// What is needed to sign in to a mailbox.
#[derive(Clone, Copy, Debug)]
pub struct Connection<'a> {
    /// Where it is.
    pub server: &'a MailboxServer,
    /// The name by which one signs in.
    pub account: &'a str,
    /// The password, sealed for [`place`].
    pub password: &'a [u8],
}

/// For what a password is sealed: whoever could change rows of the database could not have it sent elsewhere.
#[must_use]
pub fn place(tenant: TenantId, user: UserId, server: &MailboxServer, account: &str) -> String {
    format!("mailbox {tenant} {user} {} {} {account}", server.host, server.port)
}

/// Whether whoever asks may have a mailbox here.
///
/// # Errors
/// When the policy says no.
pub fn may(tx: &Tx) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)
}

/// Reads the name of an account as it was typed.
///
/// # Errors
/// What is wrong with it.
pub fn account(typed: &str) -> Result<String, Problem> {
    let account = plain_text::line(typed, 254)?;
    if account.is_empty() { Err(Problem::Required) } else { Ok(account) }
}

/// Connects the mailbox of whoever asks. What was read of another before is gone, but for what is on cards.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn connect(tx: &mut Tx, connection: &Connection<'_>) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let server = connection.server;
    sqlx::query!(
        "delete from mailbox where tenant_id = current_tenant() and user_id = current_app_user() and (host, account) is distinct from ($1, $2)",
        server.host,
        connection.account,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "insert into mailbox (tenant_id, user_id, host, port, account, password)
        values (current_tenant(), current_app_user(), $1, $2, $3, $4)
        on conflict (tenant_id, user_id) do update set port = excluded.port, password = excluded.password, problem = null, attempts = 0, due_at = now()",
        server.host,
        i32::from(server.port),
        connection.account,
        connection.password,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Forgets the mailbox of whoever asks, its password, and what was read of it; what is on cards stays there.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn disconnect(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    sqlx::query!("delete from mailbox where tenant_id = current_tenant() and user_id = current_app_user()")
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Has the mailbox of whoever asks read as soon as a server can.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn read_soon(tx: &mut Tx) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    sqlx::query!(
        "update mailbox set due_at = now() where tenant_id = current_tenant() and user_id = current_app_user()"
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// The mailbox of whoever asks.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn own(tx: &mut Tx) -> Result<Option<Mailbox>, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let row = sqlx::query!(
        r#"select host, port, account, read_at as "read_at: jiff_sqlx::Timestamp", due_at as "due_at: jiff_sqlx::Timestamp", problem
        from mailbox where tenant_id = current_tenant() and user_id = current_app_user()"#
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(|row| Mailbox {
        server: server(row.host, row.port),
        account: row.account,
        read_at: row.read_at.map(crate::utc),
        due_at: crate::utc(row.due_at),
        problem: row.problem.as_deref().map(MailboxProblem::from_key),
    }))
}

/// A server from columns of the table.
fn server(host: String, port: i32) -> MailboxServer {
    MailboxServer { host, port: u16::try_from(port).unwrap_or_default() }
}
