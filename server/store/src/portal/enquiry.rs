//! Enquiries as their senders see them (seeds 000:92, 002:24).

use super::PortalTx;
use crate::{StoreError, document::File};
use domain::{
    error::ApiError,
    id::{DocumentId, EnquiryId},
    portal::{Enquiry, NewEnquiry, PortalAction, PortalReason},
};
use sqlx::types::Json;

/// An enquiry with why it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// The thing.
    pub what: T,
    /// Why.
    pub reason: PortalReason,
}

/// The enquiries of the customer that this contact sees, the newest first.
///
/// # Errors
/// When the part is closed or the database fails.
pub async fn list(tx: &mut PortalTx) -> Result<Vec<Seen<Enquiry>>, StoreError> {
    // Their own everybody sees, if that part is open at all.
    tx.authorise(PortalAction::ReadEnquiry, Some(tx.session().contact))?;
    read_where(tx, None).await
}

/// One of them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none that this contact sees.
pub async fn read(tx: &mut PortalTx, id: EnquiryId) -> Result<Seen<Enquiry>, StoreError> {
    tx.authorise(PortalAction::ReadEnquiry, Some(tx.session().contact))?;
    read_where(tx, Some(id)).await?.pop().ok_or(StoreError::NotFound)
}

async fn read_where(tx: &mut PortalTx, id: Option<EnquiryId>) -> Result<Vec<Seen<Enquiry>>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"select enquiry_told(e) as "told!: Json<Enquiry>" from enquiry e
        where e.tenant_id = current_tenant() and e.customer_id = current_portal_customer() and ($1::uuid is null or e.id = $1)
        order by e.created_at desc, e.id desc limit 200"#,
        id.map(|id| id.0),
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|Json(what)| {
            let decision = tx.decide(PortalAction::ReadEnquiry, what.sender);
            decision.allowed.then_some(Seen { what, reason: decision.reason })
        })
        .collect())
}

/// Whether this contact may send one: asked before files are stored.
///
/// # Errors
/// When the right is missing or the part is closed.
pub fn may_send(tx: &PortalTx) -> Result<(), StoreError> {
    tx.authorise(PortalAction::SendEnquiry, Some(tx.session().contact)).map(drop)
}

/// Sends an enquiry with its files. Whoever is responsible is told.
///
/// # Errors
/// What is wrong with which field; when the right is missing or the part is closed.
pub async fn send(tx: &mut PortalTx, typed: &NewEnquiry, files: &[File]) -> Result<EnquiryId, StoreError> {
    may_send(tx)?;
    let read = typed.read(tx.session().home).map_err(|wrong| StoreError::Refused(ApiError::invalid(wrong)))?;
    let id = EnquiryId::generate();
    let name = tx.session().name.clone();
    sqlx::query!(
        "insert into enquiry (tenant_id, id, customer_id, contact_id, sender_name, kind, title, wishes, places, starts_on, ends_on)
        values (current_tenant(), $1, current_portal_customer(), current_contact(), $2, $3, $4, $5, $6, $7::text::date, $8::text::date)",
        id.0,
        name,
        read.kind.key(),
        read.title,
        read.wishes,
        read.places,
        read.starts_on,
        read.ends_on,
    )
    .execute(tx.connection())
    .await?;
    for file in files {
        let document = DocumentId::generate();
        sqlx::query!(
            "insert into document (tenant_id, id, customer_id, name, enquiry_id) values (current_tenant(), $1, current_portal_customer(), $2, $3)",
            document.0,
            file.name,
            id.0,
        )
        .execute(tx.connection())
        .await?;
        sqlx::query!(
            "insert into document_version (tenant_id, document_id, number, file_name, media_type, size, digest)
            values (current_tenant(), $1, 1, $2, $3, $4, $5)",
            document.0,
            file.name,
            file.media_type,
            i64::try_from(file.size).unwrap_or(i64::MAX),
            file.digest,
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(id)
}
