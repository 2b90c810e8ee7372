//! What was written and said between the firm and a customer: reading it, registering letters and calls, and deleting
//! what nobody sent. E-mails are written by [`send`], SMS by [`send_sms`], and e-mails to colleagues by [`to_colleagues`].

mod colleague;
mod many;
mod portal;
mod send;
mod sms;

pub use colleague::{Colleague, Facts, ToColleagues, facts, queue_to_colleague, sent_to_colleagues, to_colleagues};
pub use many::{Reach, check, queue_many, reach, step};
pub use portal::{Answered, answer};
pub use send::{Message, retry, send};
pub use sms::{Sms, send_sms};

use crate::{StoreError, Tx};
use domain::{
    dialog::{DialogEntry, DialogFilter, DialogKind, Direction, sees_reach},
    error::{ApiError, FieldError, Problem},
    field::Entity,
    id::{ContactId, CustomerId, DialogId, UserId},
    plain_text,
    policy::Action,
};
use sqlx::types::Json;
use uuid::Uuid;

/// Entries of a customer, the newest first, at most `most`; and whether there are more.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(
    tx: &mut Tx,
    customer: CustomerId,
    filter: &DialogFilter,
    most: i64,
) -> Result<(Vec<DialogEntry>, bool), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let zone = tx.session().time_zone.clone();
    let rights = &tx.session().rights;
    let sees_addresses = sees_reach(rights, "email") && sees_reach(rights, "mobile");
    let words: Vec<String> = filter
        .words
        .split_whitespace()
        .map(|word| format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")))
        .collect();
    let rows = sqlx::query_scalar!(
        r#"select dialog_told(d) || dialog_files(d) as "told!: Json<DialogEntry>" from dialog d
        where d.tenant_id = current_tenant() and d.customer_id = $1
            and ($2::text is null or d.kind = $2) and ($3::text is null or d.direction = $3)
            and ($4::uuid is null or d.created_by = $4) and ($5::uuid is null or d.contacts @> array[$5])
            and ($6::text is null or d.happened_at >= ($6::text::date)::timestamp at time zone $8)
            and ($7::text is null or d.happened_at < ($7::text::date + 1)::timestamp at time zone $8)
            -- How people were reached is found by nobody from whom it is kept.
            and folded(d.subject || ' ' || d.body || ' ' || case when $11 then array_to_string(d.people, ' ')
                else regexp_replace(array_to_string(d.people, ' '), '<[^>]*>|[^ ]+@[^ ]+|[+][0-9 ]+', '', 'g') end) like all (array(select folded(w) from unnest($9::text[]) as w))
        order by d.happened_at desc, d.id desc limit $10"#,
        customer.0,
        filter.kind.map(DialogKind::key),
        filter.direction.map(Direction::key),
        filter.user.map(|user| user.0),
        filter.contact.map(|contact| contact.0),
        filter.from,
        filter.to,
        zone,
        &words,
        most + 1,
        sees_addresses,
    )
    .fetch_all(tx.connection())
    .await?;
    let page = usize::try_from(most).unwrap_or_default();
    let has_more = rows.len() > page;
    let rights = &tx.session().rights;
    Ok((rows.into_iter().take(page).map(|row| row.0.seen_by(rights)).collect(), has_more))
}

/// Somebody at the customer who can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reachable {
    /// Who.
    pub id: ContactId,
    /// What they are called.
    pub name: String,
    /// What their friends call them.
    pub first_name: String,
    /// Their e-mail address; may be empty.
    pub email: String,
    /// Their mobile number in international form; may be empty.
    pub mobile: String,
}

/// The customer's contacts, those who have ended left out.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn reachable(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Reachable>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let mut found = sqlx::query_as!(
        Reachable,
        r#"select id as "id: ContactId", first_name || ' ' || last_name as "name!", first_name, coalesce(email, '') as "email!", coalesce(mobile, '') as "mobile!"
        from contact where tenant_id = current_tenant() and customer_id = $1 and ended_at is null
        order by in_alphabet(last_name, (select firm_alphabet())) collate "C", in_alphabet(first_name, (select firm_alphabet())) collate "C", id limit 200"#,
        customer.0
    )
    .fetch_all(tx.connection())
    .await?;
    // Whoever may not see an address can't be told it here, and writes to nobody by it.
    let sees = |column| tx.session().rights.sees_column(Entity::Contact, column);
    let (sees_email, sees_mobile) = (sees("email"), sees("mobile"));
    for contact in &mut found {
        if !sees_email {
            contact.email.clear();
        }
        if !sees_mobile {
            contact.mobile.clear();
        }
    }
    Ok(found)
}

/// Those of the firm who may be written to.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn colleagues(tx: &mut Tx) -> Result<Vec<(UserId, String, String)>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select id as "id: UserId", name, email from app_user
        where tenant_id = current_tenant() and active order by in_alphabet(name, (select firm_alphabet())) collate "C", id limit 500"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name, row.email)).collect())
}

/// A letter or a call, as the form sends it.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each is the text of its input")]
pub struct Note<'a> {
    pub kind: &'a str,
    pub direction: &'a str,
    /// The moment, UTC in RFC 3339; none where what was typed is none.
    pub at: Option<&'a str>,
    pub contact: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
}

/// Registers a letter or a call, or an e-mail or SMS that came by another way (seed 002:20).
///
/// # Errors
/// What is wrong with which value; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn register(tx: &mut Tx, customer: CustomerId, note: &Note<'_>) -> Result<DialogId, StoreError> {
    tx.authorise(Action::WriteDialog)?;
    exists(tx, customer).await?;
    let mut errors = Vec::new();
    let mut problem = |field: &str, problem| errors.push(FieldError { field: field.to_owned(), problem });
    let kind = DialogKind::from_key(note.kind);
    let direction = Direction::from_key(note.direction);
    // What stands in the portal was written there.
    let kind = kind.filter(|kind| *kind != DialogKind::Portal);
    if kind.is_none() {
        problem("kind", Problem::Choice);
    }
    if direction.is_none() {
        problem("direction", Problem::Choice);
    }
    if note.at.is_none() {
        problem("day", Problem::Date);
    }
    let subject = plain_text::line(note.subject, 300).unwrap_or_else(|wrong| {
        problem("subject", wrong.into());
        String::new()
    });
    let body = plain_text::lines(note.body, 50_000).unwrap_or_else(|wrong| {
        problem("body", wrong.into());
        String::new()
    });
    if errors.is_empty() && subject.is_empty() && body.is_empty() {
        errors.push(FieldError { field: "body".to_owned(), problem: Problem::Required });
    }
    let contacts = reachable(tx, customer).await?;
    let chosen = contacts.into_iter().find(|contact| contact.id.to_string() == note.contact);
    if chosen.is_none() && !note.contact.is_empty() {
        errors.push(FieldError { field: "contact".to_owned(), problem: Problem::Choice });
    }
    let (Some(kind), Some(direction), Some(at), true) = (kind, direction, note.at, errors.is_empty()) else {
        return Err(StoreError::Refused(ApiError::invalid(errors)));
    };
    let (ids, people) = chosen.map(|contact| (vec![contact.id.0], vec![contact.name])).unwrap_or_default();
    insert(
        tx,
        customer,
        &Entry { kind, direction, at: Some(at), contacts: &ids, people: &people, subject: &subject, body: &body },
    )
    .await
}

/// Whether whoever asks may write to a customer.
///
/// # Errors
/// When the policy says no; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn may_write(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    exists(tx, customer).await
}

async fn exists(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    sqlx::query_scalar!(
        r#"select 1 as "there!" from customer where tenant_id = current_tenant() and id = $1 for key share"#,
        customer.0
    )
    .fetch_optional(tx.connection())
    .await?
    .map(drop)
    .ok_or(StoreError::NotFound)
}

struct Entry<'a> {
    kind: DialogKind,
    direction: Direction,
    /// None for now.
    at: Option<&'a str>,
    contacts: &'a [Uuid],
    people: &'a [String],
    subject: &'a str,
    body: &'a str,
}

/// What the same person has sent word for word and with the same files to the same people a moment ago: a form that
/// was sent twice, by a button that was pressed twice, is sent once. Of two at the same time the second waits for the
/// first.
async fn repeated(
    tx: &mut Tx,
    customer: CustomerId,
    entry: &Entry<'_>,
    files: &[Uuid],
) -> Result<Option<DialogId>, StoreError> {
    let user = tx.session().user;
    sqlx::query!(
        "select pg_advisory_xact_lock(hashtextextended('dialog ' || $1::text || ' ' || $2::text, 0))",
        user.to_string(),
        customer.to_string(),
    )
    .execute(tx.connection())
    .await?;
    let found = sqlx::query_scalar!(
        r#"select id as "id: DialogId" from dialog d
        where tenant_id = current_tenant() and customer_id = $1 and created_by = $2 and created_at > clock_timestamp() - interval '10 seconds'
            and kind = $3 and direction = $4 and contacts = $5 and people = $6 and subject = $7 and body = $8
            and $9::uuid[] = array(select f.document_id from outgoing o
                join outgoing_file f on f.tenant_id = o.tenant_id and f.outgoing_id = o.id
                where o.tenant_id = d.tenant_id and o.dialog_id = d.id order by f.place)
        order by created_at limit 1"#,
        customer.0,
        user.0,
        entry.kind.key(),
        entry.direction.key(),
        entry.contacts,
        entry.people,
        entry.subject,
        entry.body,
        files,
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(found)
}

async fn insert(tx: &mut Tx, customer: CustomerId, entry: &Entry<'_>) -> Result<DialogId, StoreError> {
    let id = DialogId::generate();
    sqlx::query!(
        "insert into dialog (tenant_id, id, customer_id, kind, direction, happened_at, contacts, people, subject, body)
        values (current_tenant(), $1, $2, $3, $4, coalesce($5::text::timestamptz, now()), $6, $7, $8, $9)",
        id.0,
        customer.0,
        entry.kind.key(),
        entry.direction.key(),
        entry.at,
        entry.contacts,
        entry.people,
        entry.subject,
        entry.body,
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Deletes an entry that somebody registered; what was sent from here stays. The log keeps it.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such entry, or it was sent.
pub async fn delete(tx: &mut Tx, customer: CustomerId, entry: DialogId) -> Result<(), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let done = sqlx::query!(
        "delete from dialog d where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = $2 and d.kind <> 'portal'
            and not exists (select from outgoing o where o.tenant_id = d.tenant_id and o.dialog_id = d.id)",
        customer.0,
        entry.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
