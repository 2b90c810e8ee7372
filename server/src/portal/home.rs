//! The portal's first page.

use super::{framed, open, shown};
use crate::visit::Visit;
use app::{
    i18n::portal as words,
    portal::{HomePage, HomeView, PortalPlace},
};
use axum::{http::StatusCode, response::Response};
use domain::portal::PortalModule;
use leptos::prelude::*;
use store::{
    StoreError,
    portal::{self, PortalTx},
};

/// What waits, and the ways in.
pub(crate) async fn page(visit: Visit) -> Response {
    shown(&visit, Box::pin(async { of(&visit, open(&visit).await?).await })).await
}

/// The page of a transaction.
pub(crate) async fn of(visit: &Visit, mut tx: PortalTx) -> Result<Response, StoreError> {
    let has = |tx: &PortalTx, module| tx.session().visitor.modules.contains(&module);
    let enquiries = if has(&tx, PortalModule::Enquiries) { portal::enquiry::list(&mut tx).await? } else { Vec::new() };
    let documents = if has(&tx, PortalModule::Documents) { portal::document::list(&mut tx).await?.len() } else { 0 };
    let responsible = portal::message::responsible(&mut tx).await?;
    let session = tx.commit().await?;
    let title = words::PORTAL.get(session.language).to_owned();
    let view = HomeView { session: session.clone(), enquiries, documents, responsible };
    Ok(framed(visit, StatusCode::OK, title, session, PortalPlace::Home, move || view! { <HomePage view=view/> }))
}
