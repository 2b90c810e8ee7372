//! With which contacts a customer's documents are shared: they see them in the portal (seeds 002:19, 003:71).

use crate::{StoreError, Tx};
use domain::{
    id::{ContactId, CustomerId, DocumentId},
    policy::Action,
};

/// A contact with whom a document may be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Who it is.
    pub contact: ContactId,
    /// What they are called.
    pub name: String,
    /// Whether it is shared with them.
    pub is_shared: bool,
    /// Since when, UTC in RFC 3339.
    pub since: Option<String>,
    /// Who of the firm shared it; empty where they are gone.
    pub by: String,
    /// Whether they can sign in to the portal, and so see it.
    pub has_door: bool,
}

/// The contacts of a customer who have not ended, or with whom a document is shared.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn list(tx: &mut Tx, customer: CustomerId, document: DocumentId) -> Result<Vec<Sharing>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select k.id as "contact: ContactId", k.first_name || ' ' || k.last_name as "name!", s.id is not null as "is_shared!",
            s.created_at as "since?: jiff_sqlx::Timestamp", coalesce(u.name, '') as "by!", coalesce(p.is_open, false) and k.ended_at is null as "has_door!"
        from contact k
        left join document_share s on s.tenant_id = k.tenant_id and s.contact_id = k.id and s.document_id = $2
        left join app_user u on u.tenant_id = s.tenant_id and u.id = s.created_by
        left join portal_access p on p.tenant_id = k.tenant_id and p.contact_id = k.id
        where k.tenant_id = current_tenant() and k.customer_id = $1 and (k.ended_at is null or s.id is not null)
        order by in_alphabet(k.last_name, (select firm_alphabet())) collate "C", in_alphabet(k.first_name, (select firm_alphabet())) collate "C", k.id"#,
        customer.0,
        document.0,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Sharing {
            contact: row.contact,
            name: row.name,
            is_shared: row.is_shared,
            since: row.since.map(crate::utc),
            by: row.by,
            has_door: row.has_door,
        })
        .collect())
}

/// Shares a document with these contacts of its customer, and no longer with those of `seen` who are not among them:
/// what a colleague decided of others meanwhile stays.
///
/// # Errors
/// [`StoreError::NotFound`] when that customer has no such document, or one of them is no contact of it.
pub async fn choose(
    tx: &mut Tx,
    customer: CustomerId,
    document: DocumentId,
    contacts: &[ContactId],
    seen: &[ContactId],
) -> Result<(), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let ids: Vec<_> = contacts.iter().map(|contact| contact.0).collect();
    let gone: Vec<_> = seen.iter().filter(|contact| !contacts.contains(contact)).map(|contact| contact.0).collect();
    let new: Vec<_> = contacts.iter().filter(|contact| !seen.contains(contact)).map(|contact| contact.0).collect();
    let known = sqlx::query_scalar!(
        r#"select (select count(*) from contact k where k.tenant_id = d.tenant_id and k.customer_id = d.customer_id and k.id = any ($3)) as "known!"
        from document d where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = $2 for update"#,
        customer.0,
        document.0,
        &ids,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    if usize::try_from(known).unwrap_or(0) != ids.len() {
        return Err(StoreError::NotFound);
    }
    sqlx::query!(
        "delete from document_share where tenant_id = current_tenant() and document_id = $1 and contact_id = any ($2)",
        document.0,
        &gone,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "insert into document_share (tenant_id, customer_id, document_id, contact_id) select current_tenant(), $1, $2, unnest($3::uuid[])
        on conflict (tenant_id, document_id, contact_id) do nothing",
        customer.0,
        document.0,
        &new,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
