//! The end of a request: the signed file with what proves it comes back as a document of the card.

use super::Stored;
use crate::{StoreError, document::File};
use domain::{
    country::Country,
    id::{DocumentId, SigningId, TenantId},
    language::Language,
};
use sqlx::PgConnection;

/// One person's signature, as it is kept.
pub type Proof = serde_json::Value;

/// What a signed file is made of.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The request.
    pub id: SigningId,
    /// The firm.
    pub tenant: TenantId,
    /// What it is called.
    pub firm: String,
    /// The language of its country, in which the evidence is written for people.
    pub language: Language,
    /// What the customer is called.
    pub customer: String,
    /// What the document is called.
    pub document: String,
    /// What the file is called.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Who asked.
    pub asked_by: String,
    /// When, UTC in RFC 3339.
    pub asked_at: String,
    /// The signatures, in the order in which they were made.
    pub proofs: Vec<Proof>,
}

/// What the signed file of a request is made of, where all have signed and it is not made yet.
pub(super) async fn ready(connection: &mut PgConnection, signing: SigningId) -> Result<Option<Ready>, StoreError> {
    let row = sqlx::query!(
        r#"select g.tenant_id as "tenant: TenantId", t.name as firm, t.country, c.name as customer, g.name as document, v.file_name, g.digest, coalesce(u.name, '') as "asked_by!",
            g.created_at as "asked_at: jiff_sqlx::Timestamp"
        from signing g
        join tenant t on t.id = g.tenant_id
        join customer c on c.tenant_id = g.tenant_id and c.id = g.customer_id
        join document_version v on v.tenant_id = g.tenant_id and v.document_id = g.document_id and v.number = g.number
        left join app_user u on u.tenant_id = g.tenant_id and u.id = g.created_by
        where g.tenant_id = current_tenant() and g.id = $1 and g.state = 'under_way'
            and not exists (select from signing_signer s where s.tenant_id = g.tenant_id and s.signing_id = g.id and s.state <> 'signed')"#,
        signing.0,
    )
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let proofs = sqlx::query_scalar!(
        r#"select e.content as "content: Stored" from signing_evidence e
        join signing_signer s on s.tenant_id = e.tenant_id and s.id = e.signer_id
        where e.tenant_id = current_tenant() and s.signing_id = $1 order by e.created_at, s.id"#,
        signing.0,
    )
    .fetch_all(connection)
    .await?;
    let is_swedish = Country::parse(&row.country).is_ok_and(|country| country.code() == "SE");
    Ok(Some(Ready {
        id: signing,
        tenant: row.tenant,
        firm: row.firm,
        language: if is_swedish { Language::Sv } else { Language::Nb },
        customer: row.customer,
        document: row.document,
        file_name: row.file_name,
        digest: row.digest,
        asked_by: row.asked_by,
        asked_at: crate::utc(row.asked_at),
        proofs: proofs.into_iter().map(|stored| stored.0).collect(),
    }))
}

/// Adds the signed file as a document of the same kind, and says that the request is done; once, whoever comes first.
pub(super) async fn complete(
    connection: &mut PgConnection,
    signing: SigningId,
    name: &str,
    file: &File,
) -> Result<(), StoreError> {
    let id = DocumentId::generate();
    let done = sqlx::query_scalar!(
        r#"update signing set state = 'signed', finished_at = now(), signed_document = $2
        where tenant_id = current_tenant() and id = $1 and state = 'under_way' returning true as "done!""#,
        signing.0,
        id.0,
    )
    .fetch_optional(&mut *connection)
    .await?;
    if done.is_none() {
        return Ok(());
    }
    // It is whose request it was that has it made.
    sqlx::query!(
        "insert into document (tenant_id, id, customer_id, name, kind, created_by)
        select g.tenant_id, $2, g.customer_id, $3,
            (select d.kind from document d where d.tenant_id = g.tenant_id and d.id = g.document_id), g.created_by
        from signing g where g.tenant_id = current_tenant() and g.id = $1",
        signing.0,
        id.0,
        name,
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "insert into document_version (tenant_id, document_id, number, file_name, media_type, size, digest, created_by)
        select g.tenant_id, $2, 1, $3, $4, $5, $6, g.created_by from signing g where g.tenant_id = current_tenant() and g.id = $1",
        signing.0,
        id.0,
        file.name,
        file.media_type,
        i64::try_from(file.size).unwrap_or(i64::MAX),
        file.digest,
    )
    .execute(connection)
    .await?;
    Ok(())
}
