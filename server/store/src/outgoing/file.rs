//! Documents that go along with an e-mail, by their versions.

use super::Claim;
use crate::{Store, StoreError, Tx};
use domain::{
    error::{FieldError, Problem},
    id::{CustomerId, DocumentId, OutgoingId},
    policy::Action,
};

/// Most bytes of all that goes along with one e-mail: what most mailboxes take.
pub const MOST_BYTES: i64 = 15 * 1024 * 1024;

/// A version of a document.
pub(crate) type Version = (DocumentId, i32);

/// Reads which documents of a customer go along, by their ids with commas: their versions that count. What is wrong is
/// told at `files`.
pub(crate) async fn chosen(
    tx: &mut Tx,
    customer: CustomerId,
    typed: &str,
    errors: &mut Vec<FieldError>,
) -> Result<Vec<Version>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let asked: Vec<&str> = typed.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
    let ids: Vec<uuid::Uuid> = asked.iter().filter_map(|id| id.parse().ok()).collect();
    let rows = sqlx::query!(
        r#"select d.id as "id: DocumentId", v.number, v.size
        from document d join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.number = d.current_version
        where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = any ($2) order by array_position($2::uuid[], d.id)"#,
        customer.0,
        &ids,
    )
    .fetch_all(tx.connection())
    .await?;
    let mut problem = |problem| errors.push(FieldError { field: "files".to_owned(), problem });
    if rows.len() != asked.len() {
        problem(Problem::Choice);
    }
    if rows.iter().map(|row| row.size).sum::<i64>() > MOST_BYTES {
        problem(Problem::AttachmentsTooLarge { max: u32::try_from(MOST_BYTES / 1024 / 1024).unwrap_or(u32::MAX) });
    }
    Ok(rows.into_iter().map(|row| (row.id, row.number)).collect())
}

/// Has these go along with a message, in its transaction.
pub(crate) async fn attach(tx: &mut Tx, message: OutgoingId, files: &[Version]) -> Result<(), StoreError> {
    if files.is_empty() {
        return Ok(());
    }
    let (ids, numbers): (Vec<_>, Vec<_>) = files.iter().map(|(id, number)| (id.0, *number)).unzip();
    sqlx::query!(
        "insert into outgoing_file (tenant_id, outgoing_id, place, document_id, number)
        select current_tenant(), $1, f.place, f.id, f.number
        from unnest($2::uuid[], $3::integer[]) with ordinality as f (id, number, place)",
        message.0,
        &ids,
        &numbers,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// A file that goes along with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// What its owner calls it.
    pub file_name: String,
    /// What is in it.
    pub media_type: String,
    /// SHA-256 of its content, by which the store of objects has it.
    pub digest: String,
}

/// The files of a message that this server has.
///
/// # Errors
/// When the database fails.
pub async fn files(store: &Store, claim: &Claim) -> Result<Vec<Attached>, StoreError> {
    Ok(sqlx::query_as!(
        Attached,
        r#"select file_name as "file_name!", media_type as "media_type!", digest as "digest!" from files_of_outgoing($1, $2, $3)"#,
        claim.tenant.0,
        claim.id.0,
        claim.token,
    )
    .fetch_all(store.pool())
    .await?)
}
