//! What was read of one's own mailbox, with the customers that it may belong to.

use crate::{StoreError, Tx};
use domain::{
    id::{CustomerId, MailboxMessageId},
    mailbox::{Correspondent, Enclosure, Folder, MailboxMessage, Shown, Suggested},
    policy::Action,
};
use sqlx::types::Json;
use std::collections::BTreeMap;

/// Most customers that are suggested for a message.
const MOST: usize = 3;

/// Which messages are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Whether they are on cards.
    pub shown: Shown,
    /// The customer whose addresses they have, or on whose card they are.
    pub customer: Option<CustomerId>,
    /// Words in subject, text or addresses.
    pub words: &'a str,
}

/// Messages of one's own mailbox, the newest first, at most `most`; and whether there are more.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, asked: Asked<'_>, most: i64) -> Result<(Vec<MailboxMessage>, bool), StoreError> {
    tx.authorise(Action::WriteDialog)?;
    let words: Vec<String> = asked
        .words
        .split_whitespace()
        .map(|word| format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")))
        .collect();
    let rows = sqlx::query!(
        r#"with own as materialized (
            select distinct lower(e.email) as address from (
                select email from contact where tenant_id = current_tenant() and customer_id = $2
                union select email from customer where tenant_id = current_tenant() and id = $2) e where e.email is not null)
        select m.id as "id: MailboxMessageId", m.folder, m.sent_at as "at: jiff_sqlx::Timestamp",
            m.senders as "senders: Json<Vec<Correspondent>>", m.recipients as "recipients: Json<Vec<Correspondent>>", m.addresses,
            m.subject, m.body, m.files as "files: Json<Vec<Enclosure>>", m.is_whole,
            c.id as "customer?: CustomerId", c.name as "customer_name?"
        from mailbox_message m
        left join dialog d on d.tenant_id = m.tenant_id and d.id = m.dialog_id
        left join customer c on c.tenant_id = d.tenant_id and c.id = d.customer_id
        where m.tenant_id = current_tenant() and m.user_id = current_app_user() and (m.dialog_id is not null) = $1
            and ($2::uuid is null or (case when $1 then d.customer_id = $2 else m.addresses && array(select address from own)
                or exists (select from unnest(m.addresses) as a join own on split_part(a, '@', 2) = split_part(own.address, '@', 2)
                    where not is_common_provider(split_part(a, '@', 2))) end))
            and folded(m.subject || ' ' || m.body || ' ' || m.senders::text || ' ' || m.recipients::text)
                like all (array(select folded(w) from unnest($3::text[]) as w))
        order by m.sent_at desc, m.id desc limit $4"#,
        asked.shown == Shown::OnCards,
        asked.customer.map(|id| id.0),
        &words,
        most + 1,
    )
    .fetch_all(tx.connection())
    .await?;
    let page = usize::try_from(most).unwrap_or_default();
    let has_more = rows.len() > page;
    let addresses: Vec<String> = rows.iter().take(page).flat_map(|row| row.addresses.iter().cloned()).collect();
    let known = if asked.shown == Shown::Open { suggestions(tx, &addresses).await? } else { BTreeMap::new() };
    let messages = rows
        .into_iter()
        .take(page)
        .map(|row| MailboxMessage {
            id: row.id,
            folder: Folder::of_key(&row.folder),
            at: crate::utc(row.at),
            from: row.senders.0,
            to: row.recipients.0,
            subject: row.subject,
            body: row.body,
            files: row.files.0,
            is_whole: row.is_whole,
            card: row.customer.zip(row.customer_name),
            suggested: best(&known, &row.addresses),
        })
        .collect();
    Ok((messages, has_more))
}

/// What a customer is called; none where this firm has no such customer.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn customer_name(tx: &mut Tx, customer: CustomerId) -> Result<Option<String>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_scalar!("select name from customer where tenant_id = current_tenant() and id = $1", customer.0)
        .fetch_optional(tx.connection())
        .await?)
}

/// Customers to whom addresses belong, by address.
async fn suggestions(tx: &mut Tx, addresses: &[String]) -> Result<BTreeMap<String, Vec<Suggested>>, StoreError> {
    if addresses.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = sqlx::query!(
        r#"select f.address as "address!", f.by_address as "by_address!", c.id as "id: CustomerId", c.number, c.name
        from customers_by_address($1) f
        join customer c on c.tenant_id = current_tenant() and c.id = f.customer
        join list_item s on s.tenant_id = c.tenant_id and s.id = c.status
        where s.meaning <> 'hidden'
        order by s.meaning in ('active', 'potential') desc, c.name_order, c.number limit 1000"#,
        addresses
    )
    .fetch_all(tx.connection())
    .await?;
    let mut known: BTreeMap<String, Vec<Suggested>> = BTreeMap::new();
    for row in rows {
        let one = Suggested { id: row.id, number: row.number, name: row.name, by_address: row.by_address };
        known.entry(row.address).or_default().push(one);
    }
    Ok(known)
}

/// The customers that a message may belong to: those with its addresses first.
fn best(known: &BTreeMap<String, Vec<Suggested>>, addresses: &[String]) -> Vec<Suggested> {
    let mut all: Vec<&Suggested> = addresses.iter().filter_map(|address| known.get(address)).flatten().collect();
    all.sort_by_key(|one| !one.by_address);
    let mut best: Vec<Suggested> = Vec::new();
    for one in all {
        if best.len() < MOST && !best.iter().any(|other| other.id == one.id) {
            best.push(one.clone());
        }
    }
    best
}
