//! Documents as a contact sees them: those that were shared with them (seeds 002:19, 003:71), and those that came with
//! enquiries they see.

use super::{PortalTx, enquiry::Seen};
use crate::{StoreError, document::Stored};
use domain::{
    id::{ContactId, DocumentId},
    portal::PortalAction,
};

/// A document that was shared with the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedDocument {
    /// Its identity.
    pub id: DocumentId,
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// When it was shared, UTC in RFC 3339.
    pub shared_at: String,
}

/// The documents that were shared with this contact, the last shared first.
///
/// # Errors
/// When the part is closed or the database fails.
pub async fn list(tx: &mut PortalTx) -> Result<Vec<Seen<SharedDocument>>, StoreError> {
    let reason = tx.authorise(PortalAction::ReadDocument, Some(tx.session().contact))?;
    let rows = sqlx::query!(
        r#"select d.id as "id: DocumentId", d.name, v.media_type, v.size, s.created_at as "shared_at: jiff_sqlx::Timestamp"
        from document_share s
        join document d on d.tenant_id = s.tenant_id and d.id = s.document_id
        join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.number = d.current_version
        where s.tenant_id = current_tenant() and s.contact_id = current_contact()
        order by s.created_at desc, d.id desc limit 500"#
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Seen {
            what: SharedDocument {
                id: row.id,
                name: row.name,
                media_type: row.media_type,
                size: row.size,
                shared_at: crate::utc(row.shared_at),
            },
            reason,
        })
        .collect())
}

/// The file of a document, in its version that counts.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none that this contact sees.
pub async fn stored(tx: &mut PortalTx, id: DocumentId) -> Result<Stored, StoreError> {
    // What is asked of the policy hangs on what it is: shared with them, or a part of an enquiry.
    tx.authorise(PortalAction::Enter, None)?;
    let may_share = tx.authorise(PortalAction::ReadDocument, Some(tx.session().contact)).is_ok();
    let row = sqlx::query!(
        r#"select v.digest, v.media_type, v.file_name,
            exists (select from document_share s where s.tenant_id = d.tenant_id and s.document_id = d.id and s.contact_id = current_contact()) as "shared!",
            e.id is not null as "of_enquiry!", e.contact_id as "sender: ContactId"
        from document d
        -- What came with an enquiry is what came; the firm's own versions are seen where they are shared.
        join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.number = case when $2 and exists (
            select from document_share s where s.tenant_id = d.tenant_id and s.document_id = d.id and s.contact_id = current_contact())
            then d.current_version else 1 end
        left join enquiry e on e.tenant_id = d.tenant_id and e.id = d.enquiry_id
        where d.tenant_id = current_tenant() and d.id = $1"#,
        id.0,
        may_share,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let by_share = row.shared && may_share;
    let by_enquiry = row.of_enquiry && tx.authorise(PortalAction::ReadEnquiry, row.sender).is_ok();
    if !by_share && !by_enquiry {
        return Err(StoreError::NotFound);
    }
    Ok(Stored { digest: row.digest, media_type: row.media_type, file_name: row.file_name })
}
