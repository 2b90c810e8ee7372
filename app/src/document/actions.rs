//! Server functions of a customer's documents.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Adds each file `file` of a `multipart/form-data` form as a document; all of them, or none.
///
/// # Errors
/// What is wrong with which file, as of the field `file`; when there is no such customer, or the
/// reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "document-add")]
pub async fn add_documents(customer: String, #[server(default)] kind: String) -> Result<(), ActionError> {
    use domain::{
        document::{MOST_FILES, name_of_file},
        error::{ApiError, Problem},
    };
    let customer = request::id(&customer)?;
    let mut tx = request::open().await?;
    store::document::may_change(&mut tx, customer).await?;
    let tenant = tx.session().tenant;
    // No transaction stays open while files are stored.
    tx.commit().await?;
    let files = request::uploads("file");
    if files.len() > MOST_FILES {
        let max = u32::try_from(MOST_FILES).unwrap_or(u32::MAX);
        return Err(ActionError(ApiError::field("file", Problem::TooManyFiles { max })));
    }
    let files = super::content::checked(files).await?;
    let mut stored = Vec::with_capacity(files.len());
    for file in files {
        stored.push(put(tenant, file).await?);
    }
    let mut tx = request::open().await?;
    for file in &stored {
        let name = name_of_file(&file.name);
        let name = if name.is_empty() { &file.name } else { name };
        store::document::add(&mut tx, customer, name, &kind, file).await?;
    }
    request::commit(tx).await?;
    Ok(())
}

/// Adds a version of a document from the file `file` of a `multipart/form-data` form.
///
/// # Errors
/// What is wrong with the file, as of the field `file`; when there is no such document, or the
/// reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "document-version")]
pub async fn add_version(customer: String, document: String) -> Result<(), ActionError> {
    let (customer, document) = (request::id(&customer)?, request::id(&document)?);
    let mut tx = request::open().await?;
    store::document::may_change(&mut tx, customer).await?;
    store::document::stored(&mut tx, customer, document, None).await?;
    let tenant = tx.session().tenant;
    tx.commit().await?;
    let mut files = super::content::checked(request::uploads("file")).await?;
    files.truncate(1);
    for file in files {
        let file = put(tenant, file).await?;
        let mut tx = request::open().await?;
        store::document::add_version(&mut tx, customer, document, &file).await?;
        request::commit(tx).await?;
    }
    Ok(())
}

/// Stores a file that was looked at.
pub(crate) async fn put(
    tenant: domain::id::TenantId,
    file: super::content::Checked,
) -> Result<store::document::File, ActionError> {
    let put = request::context()?.objects.put(tenant, &file.path).await.map_err(|error| {
        tracing::error!(%error, "a document could not be stored");
        ActionError(domain::error::ApiError::new(domain::error::ErrorCode::Unavailable))
    })?;
    Ok(store::document::File { name: file.name, media_type: file.kind.name, size: put.size, digest: put.digest })
}

/// Changes what a document is called and what kind it is.
///
/// # Errors
/// What is wrong with which value; when somebody changed it meanwhile, or the reader may not.
#[server(prefix = "/api/staff", endpoint = "document-change")]
pub async fn change_document(
    customer: String,
    document: String,
    #[server(default)] version: i32,
    #[server(default)] name: String,
    #[server(default)] kind: String,
) -> Result<(), ActionError> {
    let (customer, document) = (request::id(&customer)?, request::id(&document)?);
    let mut tx = request::open().await?;
    store::document::change(&mut tx, customer, document, version, &name, &kind).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Makes another version of a document the one that counts.
///
/// # Errors
/// When there is no such version, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "document-choose")]
pub async fn choose_version(customer: String, document: String, number: i32) -> Result<(), ActionError> {
    let (customer, document) = (request::id(&customer)?, request::id(&document)?);
    let mut tx = request::open().await?;
    store::document::choose_version(&mut tx, customer, document, number).await?;
    request::commit(tx).await?;
    Ok(())
}

/// Takes a document away and goes to those that are left; it can be brought back.
///
/// # Errors
/// When there is no such document, or the reader may not change customers.
#[server(prefix = "/api/staff", endpoint = "document-delete")]
pub async fn delete_document(customer: String, document: String) -> Result<(), ActionError> {
    let (customer, document) = (request::id(&customer)?, request::id(&document)?);
    let mut tx = request::open().await?;
    store::document::delete(&mut tx, customer, document).await?;
    request::commit(tx).await?;
    leptos_axum::redirect(&format!("/customers/{customer}/documents"));
    Ok(())
}
