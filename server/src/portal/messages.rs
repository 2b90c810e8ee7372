//! Messages in the portal.

use super::{Sent, Typed, clock_of, framed, open, open_own, shown, status_of, tell, to, told};
use crate::visit::Visit;
use app::{
    i18n::portal as words,
    portal::{MessagesPage, MessagesView, PortalPlace, Problems},
};
use axum::{Form, http::StatusCode, response::Response};
use domain::{error::ApiError, notice::NoticeKind, portal::PortalModule};
use leptos::prelude::*;
use store::{
    StoreError,
    portal::{self, PortalTx, message::Told},
};

/// What was written.
pub(crate) async fn page(visit: Visit) -> Response {
    shown(&visit, Box::pin(async { of(&visit, open(&visit).await?, String::new(), None).await })).await
}

/// The page of a transaction, after a failure too.
pub(crate) async fn of(
    visit: &Visit,
    mut tx: PortalTx,
    typed: String,
    error: Option<ApiError>,
) -> Result<Response, StoreError> {
    let messages = portal::message::list(&mut tx).await?;
    let responsible = portal::message::responsible(&mut tx).await?.map(|(name, _)| name);
    let session = tx.commit().await?;
    let status = error.as_ref().map_or(StatusCode::OK, status_of);
    let (clock, title) = (clock_of(&session), words::MESSAGES.get(session.language).to_owned());
    let view =
        MessagesView { session: session.clone(), messages, responsible, typed, problems: Problems(error), clock };
    let place = PortalPlace::Module(PortalModule::Messages);
    Ok(framed(visit, status, title, session, place, move || view! { <MessagesPage view=view/> }))
}

/// Writes one.
pub(crate) async fn write(visit: Visit, Form(typed): Form<Typed>) -> Response {
    let body = typed.get("body").cloned().unwrap_or_default();
    match written(&visit, &typed, &body).await {
        Ok(()) => to("/portal/messages"),
        Err(error) => match told(&visit, error, &Sent { action: "/portal/messages", typed: &typed }) {
            Ok(error) => {
                shown(&visit, Box::pin(async { of(&visit, open(&visit).await?, body, Some(error)).await })).await
            }
            Err(answer) => *answer,
        },
    }
}

async fn written(visit: &Visit, typed: &Typed, body: &str) -> Result<(), StoreError> {
    let mut tx = open_own(visit, typed).await?;
    let id = portal::message::write(&mut tx, body).await?;
    let way = format!("/customers/{}/dialog", tx.session().customer);
    let excerpt: String = body.chars().take(400).collect();
    tell(visit, &mut tx, Told::Message(id), NoticeKind::Message, &excerpt, &way).await?;
    tx.commit().await?;
    Ok(())
}
