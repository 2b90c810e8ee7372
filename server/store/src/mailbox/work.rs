//! For the server that reads mailboxes: which one is next, what was new in it, and why it could not be read.

use super::card::{Landing, land};
use crate::{Store, StoreError, Tx, activity::invited::take_reply, unattended::unattended};
use domain::{
    change::Source,
    id::{CommandId, CustomerId, MailboxMessageId, TenantId, UserId},
    mailbox::{Folder, INTERVAL, Letter, MailboxProblem, MailboxServer},
    policy::Action,
};
use serde::{Deserialize, Serialize};
use sqlx::{postgres::types::PgInterval, types::Json};
use std::{collections::BTreeMap, time::Duration};

/// For how long no other server takes a mailbox that one has.
const PATIENCE: Duration = Duration::from_mins(15);

/// A mailbox that this server reads now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The firm.
    pub tenant: TenantId,
    /// Whose it is.
    pub user: UserId,
}

/// Until where a folder was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which numbering of its messages counts.
    pub validity: u32,
    /// The last that was read.
    pub uid: u32,
}

/// A transaction of whoever a mailbox belongs to, with what is needed to read it.
#[derive(Debug)]
pub struct Opened {
    /// The transaction.
    pub tx: Tx,
    /// Where it is.
    pub server: MailboxServer,
    /// The name by which one signs in.
    pub account: String,
    /// The password, sealed for [`super::place`].
    pub password: Vec<u8>,
    marks: BTreeMap<String, Mark>,
}

impl Opened {
    /// Until where a folder was read; none where it never was.
    #[must_use]
    pub fn mark(&self, folder: Folder) -> Option<Mark> {
        self.marks.get(folder.key()).copied()
    }
}

fn interval(of: Duration) -> PgInterval {
    PgInterval { months: 0, days: 0, microseconds: i64::try_from(of.as_micros()).unwrap_or(i64::MAX) }
}

/// The next mailbox of any firm that is due; none where there is none.
///
/// # Errors
/// When the database fails.
pub async fn take(store: &Store) -> Result<Option<Claim>, StoreError> {
    let row = sqlx::query!(
        r#"select tenant_id as "tenant!: TenantId", user_id as "user!: UserId" from take_mailbox($1)"#,
        interval(PATIENCE)
    )
    .fetch_optional(store.pool())
    .await?;
    Ok(row.map(|row| Claim { tenant: row.tenant, user: row.user }))
}

/// Opens a transaction of whoever a mailbox belongs to; none where it is gone, or they may not have one any more.
///
/// # Errors
/// When the database fails.
pub async fn open(store: &Store, claim: Claim) -> Result<Option<Opened>, StoreError> {
    let mut inner = store.begin_work().await?;
    let command = CommandId::generate();
    let row = sqlx::query!(
        r#"select tenant_name as "tenant_name!", country as "country!", time_zone as "time_zone!", user_name as "user_name!",
            email as "email!", role as "role!", language, active as "active!",
            set_config('app.command_id', $3, true) as command, set_config('app.source', $4, true) as source,
            set_config('role', 'kundekort_app', true) as application
        from open_mailbox($1, $2)"#,
        claim.tenant.0,
        claim.user.0,
        command.to_string(),
        Source::Interface.key(),
    )
    .fetch_optional(&mut *inner)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let whose = unattended!(claim.tenant, claim.user, row);
    let mut tx = Tx::new(inner, whose.session(), command);
    if !row.active || tx.authorise(Action::WriteDialog).is_err() {
        return Ok(None);
    }
    let row = sqlx::query!(
        r#"select host, port, account, password, marks as "marks: Json<BTreeMap<String, Mark>>"
        from mailbox where tenant_id = current_tenant() and user_id = current_app_user()"#
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(row.map(|row| Opened {
        tx,
        server: super::server(row.host, row.port),
        account: row.account,
        password: row.password,
        marks: row.marks.0,
    }))
}

/// Keeps what was new in a folder, each message once however often it is read, and notes until where it was read.
/// What answers a message that was sent from a card goes onto that card.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn keep(tx: &mut Tx, folder: Folder, letters: &[Letter], mark: Mark) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    // Whoever connects another mailbox waits; what belongs to one that is gone by now is not kept.
    let own = sqlx::query_scalar!(
        "select lower(account) from mailbox where tenant_id = current_tenant() and user_id = current_app_user() for update"
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(own) = own else { return Ok(()) };
    // What lands on a card by itself nobody typed.
    tx.come_from(Source::Interface).await?;
    let own = [own.unwrap_or_default(), tx.session().email.to_lowercase()];
    for letter in letters {
        keep_one(tx, Found { folder, validity: mark.validity }, letter, &own).await?;
    }
    sqlx::query!(
        "update mailbox set marks = jsonb_set(marks, array[$1], $2) where tenant_id = current_tenant() and user_id = current_app_user()",
        folder.key(),
        serde_json::to_value(mark)?,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Where a message was found.
#[derive(Clone, Copy)]
struct Found {
    folder: Folder,
    validity: u32,
}

async fn keep_one(tx: &mut Tx, found: Found, letter: &Letter, own: &[String; 2]) -> Result<(), StoreError> {
    let addresses: Vec<String> = letter
        .from
        .iter()
        .chain(&letter.to)
        .map(|one| one.address.to_lowercase())
        .filter(|address| !address.is_empty() && !own.contains(address))
        .collect();
    // What was sent from here, and came as a copy or by a list, is where it belongs already. What is known already is
    // only found elsewhere from now on.
    let row = sqlx::query!(
        r#"insert into mailbox_message (tenant_id, user_id, folder, validity, uid, message_id, sent_at, senders, recipients, addresses, subject, body, files, is_whole)
        select current_tenant(), current_app_user(), $1, $2, $3, $4, $5::text::timestamptz, $6, $7, $8, $9, $10, $11, $12
        where not exists (select from outgoing o where o.tenant_id = current_tenant() and o.message_id = $4)
        on conflict (tenant_id, user_id, message_id) do update set folder = excluded.folder, validity = excluded.validity, uid = excluded.uid
        returning id as "id: MailboxMessageId", xmax::text = '0' as "is_new!""#,
        found.folder.key(),
        i64::from(found.validity),
        i64::from(letter.uid),
        letter.message_id,
        letter.at,
        serde_json::to_value(&letter.from)?,
        serde_json::to_value(&letter.to)?,
        &addresses,
        letter.subject,
        letter.body,
        serde_json::to_value(&letter.files)?,
        letter.is_whole,
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(row) = row.filter(|row| row.is_new) else { return Ok(()) };
    if let (Folder::Inbox, Some(reply)) = (found.folder, &letter.reply) {
        let from: Vec<String> = letter.from.iter().map(|one| one.address.to_lowercase()).collect();
        take_reply(tx, &from, reply).await?;
    }
    if found.folder == Folder::Inbox
        && let Some(customer) = answered(tx, letter).await?
    {
        land(tx, customer, &Landing { id: row.id, folder: found.folder, letter }).await?;
    }
    Ok(())
}

/// The customer to whom a message was sent from here that this one answers. What colleagues answer among themselves
/// answers nothing.
async fn answered(tx: &mut Tx, letter: &Letter) -> Result<Option<CustomerId>, StoreError> {
    if letter.answers.is_empty() {
        return Ok(None);
    }
    let senders: Vec<String> = letter.from.iter().map(|one| one.address.to_lowercase()).collect();
    // Held, so that of two who have the same answer one waits for the other.
    Ok(sqlx::query_scalar!(
        r#"select d.customer_id as "customer: CustomerId" from outgoing o join dialog d on d.tenant_id = o.tenant_id and d.id = o.dialog_id
        where o.tenant_id = current_tenant() and o.message_id = any ($1)
            and not exists (select from app_user u where u.tenant_id = o.tenant_id and lower(u.email) = any ($2))
        order by array_position($1, o.message_id) limit 1 for update of o"#,
        &letter.answers,
        &senders,
    )
    .fetch_optional(tx.connection())
    .await?)
}

/// Notes that a mailbox was read, or why it could not be, and when it is looked into again. What was read long ago and is
/// on no card is let go of.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn finish(tx: &mut Tx, problem: Option<MailboxProblem>) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let attempts = sqlx::query_scalar!(
        "select attempts from mailbox where tenant_id = current_tenant() and user_id = current_app_user() for update"
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(attempts) = attempts else { return Ok(()) };
    let attempts = if problem.is_some() { attempts.saturating_add(1) } else { 0 };
    let wait = problem.map_or(INTERVAL, |problem| problem.wait(attempts));
    sqlx::query!(
        "update mailbox set problem = $1, attempts = $2, due_at = now() + $3, read_at = case when $1::text is null then now() else read_at end
        where tenant_id = current_tenant() and user_id = current_app_user()",
        problem.map(MailboxProblem::key),
        attempts,
        interval(wait),
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "delete from mailbox_message where tenant_id = current_tenant() and user_id = current_app_user() and dialog_id is null
            and created_at < now() - interval '90 days'"
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
