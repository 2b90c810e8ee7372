//! Messages on cards: by themselves where they answer one of ours, otherwise by whoever's mailbox they are in.

use super::Mark;
use crate::{StoreError, Tx, company};
use domain::{
    dialog::{DialogKind, Direction},
    error::Problem,
    id::{CustomerId, DialogId, MailboxMessageId},
    mailbox::{Correspondent, Folder, Letter, MailboxServer},
    policy::Action,
};
use sqlx::types::Json;
use uuid::Uuid;

/// Most messages that are put onto a card at once.
const MOST: usize = 100;

/// A message that goes onto a card.
pub(super) struct Landing<'a> {
    pub(super) id: MailboxMessageId,
    pub(super) folder: Folder,
    pub(super) letter: &'a Letter,
}

/// Makes a message an entry of a customer's dialog; one that is there already stays the one.
pub(super) async fn land(tx: &mut Tx, customer: CustomerId, landing: &Landing<'_>) -> Result<DialogId, StoreError> {
    let letter = landing.letter;
    let there = sqlx::query_scalar!(
        r#"select id as "id: DialogId" from dialog where tenant_id = current_tenant() and customer_id = $1 and message_id = $2 limit 1"#,
        customer.0,
        letter.message_id,
    )
    .fetch_optional(tx.connection())
    .await?;
    let entry = match there {
        Some(entry) => entry,
        None => insert(tx, customer, landing).await?,
    };
    sqlx::query!(
        "update mailbox_message set dialog_id = $2 where tenant_id = current_tenant() and user_id = current_app_user() and id = $1",
        landing.id.0,
        entry.0,
    )
    .execute(tx.connection())
    .await?;
    Ok(entry)
}

async fn insert(tx: &mut Tx, customer: CustomerId, landing: &Landing<'_>) -> Result<DialogId, StoreError> {
    let letter = landing.letter;
    let (direction, others) = match landing.folder {
        Folder::Inbox => (Direction::In, &letter.from),
        Folder::Sent => (Direction::Out, &letter.to),
    };
    let addresses: Vec<String> = others.iter().map(|one| one.address.to_lowercase()).collect();
    let contacts: Vec<Uuid> = sqlx::query_scalar!(
        "select id from contact where tenant_id = current_tenant() and customer_id = $1 and lower(email) = any ($2) order by id limit 50",
        customer.0,
        &addresses,
    )
    .fetch_all(tx.connection())
    .await?;
    let people: Vec<String> = others.iter().map(Correspondent::shown).collect();
    let id = DialogId::generate();
    sqlx::query!(
        "insert into dialog (tenant_id, id, customer_id, kind, direction, happened_at, contacts, people, subject, body, message_id)
        values (current_tenant(), $1, $2, $3, $4, $5::text::timestamptz, $6, $7, $8, $9, $10)",
        id.0,
        customer.0,
        DialogKind::Email.key(),
        direction.key(),
        letter.at,
        &contacts,
        &people,
        letter.subject,
        letter.body,
        letter.message_id,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Puts messages of one's own mailbox, by their ids with commas, onto the card of a customer, by its id or as one types
/// it; says which. Those that are on a card already stay there.
///
/// # Errors
/// What is wrong with which value; [`StoreError::NotFound`] when there is no such customer, or no such message.
pub async fn attach(tx: &mut Tx, messages: &str, customer: &str) -> Result<CustomerId, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let ids: Vec<&str> = messages.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    if ids.is_empty() {
        return Err(StoreError::field("message", Problem::Required));
    }
    if ids.len() > MOST {
        return Err(StoreError::field("message", Problem::TooManyChosen { max: 100 }));
    }
    let ids: Vec<Uuid> = ids.into_iter().map(str::parse).collect::<Result<_, _>>().map_err(|_| StoreError::NotFound)?;
    let customer = found(tx, customer).await?;
    // Held, so that of two who put the same message onto a card one waits for the other.
    sqlx::query_scalar!(
        r#"select true as "there!" from customer where tenant_id = current_tenant() and id = $1 for no key update"#,
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let rows = sqlx::query!(
        r#"select id as "id: MailboxMessageId", folder, message_id, sent_at as "at: jiff_sqlx::Timestamp", subject, body, dialog_id,
            senders as "senders: Json<Vec<Correspondent>>", recipients as "recipients: Json<Vec<Correspondent>>"
        from mailbox_message where tenant_id = current_tenant() and user_id = current_app_user() and id = any ($1) order by sent_at, id"#,
        &ids
    )
    .fetch_all(tx.connection())
    .await?;
    if rows.is_empty() {
        return Err(StoreError::NotFound);
    }
    for row in rows {
        if row.dialog_id.is_some() {
            continue;
        }
        let letter = Letter {
            message_id: row.message_id,
            at: crate::utc(row.at),
            from: row.senders.0,
            to: row.recipients.0,
            subject: row.subject,
            body: row.body,
            ..Letter::default()
        };
        land(tx, customer, &Landing { id: row.id, folder: Folder::of_key(&row.folder), letter: &letter }).await?;
    }
    Ok(customer)
}

/// The customer that was chosen.
async fn found(tx: &mut Tx, typed: &str) -> Result<CustomerId, StoreError> {
    if let Ok(id) = typed.parse() {
        return Ok(id);
    }
    if typed.trim().is_empty() {
        return Err(StoreError::field("other", Problem::Required));
    }
    company::find_one(tx, typed, "").await?.map_err(|problem| StoreError::field("other", problem))
}

/// Where a file is that came with a message, and the customer on whose card the message is.
#[derive(Debug)]
pub struct FilePlace {
    /// The customer.
    pub customer: CustomerId,
    /// The server.
    pub server: MailboxServer,
    /// The name by which one signs in.
    pub account: String,
    /// The password, sealed for [`super::place`].
    pub password: Vec<u8>,
    /// The folder that the message was found in.
    pub folder: Folder,
    /// Its number there.
    pub at: Mark,
}

/// Where the files of a message of one's own mailbox are, which is on a card.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such message, or it is on no card.
pub async fn file_place(tx: &mut Tx, message: MailboxMessageId) -> Result<FilePlace, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let row = sqlx::query!(
        r#"select d.customer_id as "customer: CustomerId", b.host, b.port, b.account, b.password, m.folder, m.validity, m.uid
        from mailbox_message m join mailbox b on b.tenant_id = m.tenant_id and b.user_id = m.user_id
        join dialog d on d.tenant_id = m.tenant_id and d.id = m.dialog_id
        where m.tenant_id = current_tenant() and m.user_id = current_app_user() and m.id = $1"#,
        message.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let number = |of: i64| u32::try_from(of).unwrap_or_default();
    Ok(FilePlace {
        customer: row.customer,
        server: super::server(row.host, row.port),
        account: row.account,
        password: row.password,
        folder: Folder::of_key(&row.folder),
        at: Mark { validity: number(row.validity), uid: number(row.uid) },
    })
}

/// Takes a message of one's own mailbox off the card that it is on; it is one's own again. What was sent from here stays.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such message, or it is on no card.
pub async fn detach(tx: &mut Tx, message: MailboxMessageId) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let entry = sqlx::query_scalar!(
        r#"select dialog_id as "entry!: DialogId" from mailbox_message
        where tenant_id = current_tenant() and user_id = current_app_user() and id = $1 and dialog_id is not null for update"#,
        message.0
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    sqlx::query!(
        "update mailbox_message set dialog_id = null where tenant_id = current_tenant() and user_id = current_app_user() and id = $1",
        message.0
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "delete from dialog d where d.tenant_id = current_tenant() and d.id = $1
            and not exists (select from outgoing o where o.tenant_id = d.tenant_id and o.dialog_id = d.id)",
        entry.0
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
