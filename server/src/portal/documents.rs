//! Documents in the portal, and their files.

use super::{clock_of, framed, open, shown};
use crate::{pages::document::answer, visit::Visit};
use app::{
    i18n::portal as words,
    portal::{DocumentsPage, PortalPlace},
};
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{id::DocumentId, portal::PortalModule};
use leptos::prelude::*;
use store::{
    StoreError,
    portal::{self, PortalTx},
};

/// Those that were shared with the contact.
pub(crate) async fn page(visit: Visit) -> Response {
    shown(&visit, Box::pin(async { of(&visit, open(&visit).await?).await })).await
}

/// The page of a transaction.
pub(crate) async fn of(visit: &Visit, mut tx: PortalTx) -> Result<Response, StoreError> {
    let documents = portal::document::list(&mut tx).await?;
    let session = tx.commit().await?;
    let (clock, title) = (clock_of(&session), words::DOCUMENTS.get(session.language).to_owned());
    let place = PortalPlace::Module(PortalModule::Documents);
    let whose = session.clone();
    Ok(framed(visit, StatusCode::OK, title, session, place, move || {
        view! { <DocumentsPage session=whose documents=documents clock=clock/> }
    }))
}

/// The file of one.
pub(crate) async fn file(visit: Visit, Path(id): Path<String>) -> Response {
    shown(&visit, Box::pin(async { file_of(&visit, open(&visit).await?, &id).await })).await
}

/// The file of one, of a transaction.
pub(crate) async fn file_of(visit: &Visit, mut tx: PortalTx, id: &str) -> Result<Response, StoreError> {
    let id: DocumentId = id.parse().map_err(|_| StoreError::NotFound)?;
    let stored = portal::document::stored(&mut tx, id).await?;
    let tenant = tx.commit().await?.tenant;
    Ok(answer(visit, tenant, &stored, false).await)
}
