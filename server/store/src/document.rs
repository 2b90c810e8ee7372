//! Documents of a customer and their versions (seeds 001:17, 002:19). What is in a file stands in the object
//! store; here is who may have it, and its name there.

use crate::{StoreError, Tx, utc};
use domain::{
    document::{Document, DocumentVersion, MOST_SHOWN, NAME_MAX},
    error::Problem,
    id::{CustomerId, DocumentId, ListItemId},
    language::Language,
    plain_text,
    policy::Action,
    signing::Mark,
};
use sqlx::types::Json;

/// A file that is in the object store.
#[derive(Clone, Debug)]
pub struct File {
    /// What its owner calls it.
    pub name: String,
    /// What is in it, by [`domain::document::MEDIA_TYPES`].
    pub media_type: &'static str,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its content, in hexadecimal.
    pub digest: String,
}

/// A version as it is served.
#[derive(Clone, Debug)]
pub struct Stored {
    /// SHA-256 of its content, in hexadecimal.
    pub digest: String,
    /// What is in it.
    pub media_type: String,
    /// What its owner calls it.
    pub file_name: String,
}

/// Whether documents of a customer may be changed by this person: asked before files are stored.
///
/// # Errors
/// When the policy says no, or [`StoreError::NotFound`] when this firm has no such customer.
pub async fn may_change(tx: &mut Tx, customer: CustomerId) -> Result<(), StoreError> {
    crate::logo::may_change(tx, customer).await
}

fn name_of(typed: &str) -> Result<String, StoreError> {
    let name = plain_text::line(typed, NAME_MAX).map_err(|problem| StoreError::field("name", problem.into()))?;
    if name.is_empty() { Err(StoreError::field("name", Problem::Required)) } else { Ok(name) }
}

fn kind_of(typed: &str) -> Result<Option<ListItemId>, StoreError> {
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| StoreError::field("kind", Problem::Choice))
}

/// Whether the firm has this kind of document; one that is retired may stay where it stands.
async fn check_kind(tx: &mut Tx, kind: Option<ListItemId>, stands: Option<ListItemId>) -> Result<(), StoreError> {
    let Some(kind) = kind.filter(|kind| stands != Some(*kind)) else { return Ok(()) };
    sqlx::query_scalar!(
        r#"select true as "there!" from list_item
        where tenant_id = current_tenant() and id = $1 and kind = 'document_kind' and not retired"#,
        kind.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .map(drop)
    .ok_or_else(|| StoreError::field("kind", Problem::Choice))
}

/// Adds a document with its first version.
///
/// # Errors
/// When its name or kind can't be taken, or this firm has no such customer.
pub async fn add(
    tx: &mut Tx,
    customer: CustomerId,
    name: &str,
    kind: &str,
    file: &File,
) -> Result<DocumentId, StoreError> {
    may_change(tx, customer).await?;
    let (name, kind) = (name_of(name)?, kind_of(kind)?);
    check_kind(tx, kind, None).await?;
    let id = DocumentId::generate();
    sqlx::query!(
        "insert into document (tenant_id, id, customer_id, name, kind) values (current_tenant(), $1, $2, $3, $4)",
        id.0,
        customer.0,
        name,
        kind.map(|kind| kind.0),
    )
    .execute(tx.connection())
    .await?;
    add_row(tx, id, file).await?;
    Ok(id)
}

async fn add_row(tx: &mut Tx, id: DocumentId, file: &File) -> Result<i32, StoreError> {
    let number = sqlx::query_scalar!(
        r#"insert into document_version (tenant_id, document_id, number, file_name, media_type, size, digest)
        select current_tenant(), $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from document_version
        where tenant_id = current_tenant() and document_id = $1
        returning number"#,
        id.0,
        file.name,
        file.media_type,
        i64::try_from(file.size).unwrap_or(i64::MAX),
        file.digest,
    )
    .fetch_one(tx.connection())
    .await?;
    Ok(number)
}

/// A document of a customer, held until the transaction ends: its version, kind and number of its current version.
async fn hold(tx: &mut Tx, customer: CustomerId, id: DocumentId) -> Result<(i32, Option<ListItemId>, i32), StoreError> {
    let row = sqlx::query!(
        r#"select version, kind as "kind: ListItemId", current_version from document
        where tenant_id = current_tenant() and customer_id = $1 and id = $2 for update"#,
        customer.0,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    Ok((row.version, row.kind, row.current_version))
}

/// Adds a version, which counts from now on; what is in the one that counts changes nothing.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such document.
pub async fn add_version(tx: &mut Tx, customer: CustomerId, id: DocumentId, file: &File) -> Result<(), StoreError> {
    may_change(tx, customer).await?;
    let (.., current) = hold(tx, customer, id).await?;
    let stands = stored(tx, customer, id, Some(current)).await?;
    if stands.digest == file.digest {
        return Ok(());
    }
    let number = add_row(tx, id, file).await?;
    make_current(tx, id, number).await
}

async fn make_current(tx: &mut Tx, id: DocumentId, number: i32) -> Result<(), StoreError> {
    sqlx::query!(
        "update document set current_version = $2
        where tenant_id = current_tenant() and id = $1 and current_version <> $2",
        id.0,
        number,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Makes an earlier version, or a later one again, the one that counts.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such document, or it no such version.
pub async fn choose_version(tx: &mut Tx, customer: CustomerId, id: DocumentId, number: i32) -> Result<(), StoreError> {
    may_change(tx, customer).await?;
    hold(tx, customer, id).await?;
    stored(tx, customer, id, Some(number)).await?;
    make_current(tx, id, number).await
}

/// Changes what a document is called and what kind it is.
///
/// # Errors
/// What is wrong with which value; [`Problem::ChangedSince`] when somebody changed it after `version`.
pub async fn change(
    tx: &mut Tx,
    customer: CustomerId,
    id: DocumentId,
    version: i32,
    name: &str,
    kind: &str,
) -> Result<(), StoreError> {
    may_change(tx, customer).await?;
    let (stands, kind_before, _) = hold(tx, customer, id).await?;
    let (name, kind) = (name_of(name)?, kind_of(kind)?);
    if stands != version {
        return Err(StoreError::field("name", Problem::ChangedSince));
    }
    check_kind(tx, kind, kind_before).await?;
    sqlx::query!(
        "update document set name = $2, kind = $3
        where tenant_id = current_tenant() and id = $1 and (name, kind) is distinct from ($2, $3)",
        id.0,
        name,
        kind.map(|kind| kind.0),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Takes a document away; it can be brought back from the log, with its versions.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such document.
pub async fn delete(tx: &mut Tx, customer: CustomerId, id: DocumentId) -> Result<(), StoreError> {
    may_change(tx, customer).await?;
    let done = sqlx::query!(
        "delete from document where tenant_id = current_tenant() and customer_id = $1 and id = $2",
        customer.0,
        id.0,
    )
    .execute(tx.connection())
    .await?;
    if done.rows_affected() == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Documents of a customer whose names hold what was typed, of one kind or all, those that changed last first;
/// at most [`MOST_SHOWN`].
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Tx,
    customer: CustomerId,
    query: &str,
    kind: Option<ListItemId>,
    language: Language,
) -> Result<Vec<Document>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select d.id as "id: DocumentId", d.version, d.name, d.kind as "kind: ListItemId", d.current_version,
            coalesce(case $5 when 'sv' then i.sv when 'en' then i.en else i.nb end, '') as "kind_name!",
            v.media_type, v.size, v.created_at as "at: jiff_sqlx::Timestamp", coalesce(u.name, '') as "by!",
            signing_told(d.tenant_id, d.id) as "signing: Json<Mark>"
        from document d
        join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id and v.number = d.current_version
        left join list_item i on i.tenant_id = d.tenant_id and i.id = d.kind
        left join app_user u on u.tenant_id = v.tenant_id and u.id = v.created_by
        where d.tenant_id = current_tenant() and d.customer_id = $1
            and ($2 = '' or position(folded($2) in folded(d.name || ' ' || v.file_name)) > 0)
            and ($3::uuid is null or d.kind = $3)
        order by d.changed_at desc, d.id desc limit $4"#,
        customer.0,
        query,
        kind.map(|kind| kind.0),
        MOST_SHOWN,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    let documents = rows.into_iter().map(|row| Document {
        id: row.id,
        version: row.version,
        name: row.name,
        kind: row.kind,
        kind_name: row.kind_name,
        current: row.current_version,
        media_type: row.media_type,
        size: row.size,
        at: utc(row.at),
        by: row.by,
        signing: row.signing.map(|mark| mark.0),
    });
    Ok(documents.collect())
}

/// A document with all its versions, the newest first, and what its customer is called.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such document.
pub async fn read(
    tx: &mut Tx,
    customer: CustomerId,
    id: DocumentId,
    language: Language,
) -> Result<(Document, Vec<DocumentVersion>, String), StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select c.name as customer_name, d.version, d.name, d.kind as "kind: ListItemId", d.current_version,
            coalesce(case $3 when 'sv' then i.sv when 'en' then i.en else i.nb end, '') as "kind_name!",
            v.number, v.file_name, v.media_type, v.size, v.created_at as "at: jiff_sqlx::Timestamp", coalesce(u.name, '') as "by!"
        from document d
        join customer c on c.tenant_id = d.tenant_id and c.id = d.customer_id
        join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id
        left join list_item i on i.tenant_id = d.tenant_id and i.id = d.kind
        left join app_user u on u.tenant_id = v.tenant_id and u.id = v.created_by
        where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = $2
        order by v.number desc"#,
        customer.0,
        id.0,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    let current = rows.iter().find(|row| row.number == row.current_version).ok_or(StoreError::NotFound)?;
    let customer_name = current.customer_name.clone();
    let document = Document {
        id,
        version: current.version,
        name: current.name.clone(),
        kind: current.kind,
        kind_name: current.kind_name.clone(),
        current: current.number,
        media_type: current.media_type.clone(),
        size: current.size,
        at: utc(current.at),
        by: current.by.clone(),
        // Its page tells more of it.
        signing: None,
    };
    let versions = rows.into_iter().map(|row| DocumentVersion {
        number: row.number,
        file_name: row.file_name,
        media_type: row.media_type,
        size: row.size,
        at: utc(row.at),
        by: row.by,
    });
    Ok((document, versions.collect(), customer_name))
}

/// A version of a document as it is served; without a number the one that counts.
///
/// # Errors
/// [`StoreError::NotFound`] when this customer has no such document, or it no such version.
pub async fn stored(
    tx: &mut Tx,
    customer: CustomerId,
    id: DocumentId,
    number: Option<i32>,
) -> Result<Stored, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    sqlx::query_as!(
        Stored,
        "select v.digest, v.media_type, v.file_name
        from document d join document_version v on v.tenant_id = d.tenant_id and v.document_id = d.id
        where d.tenant_id = current_tenant() and d.customer_id = $1 and d.id = $2
            and v.number = coalesce($3, d.current_version)",
        customer.0,
        id.0,
        number,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)
}
