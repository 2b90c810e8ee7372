//! Own details and the company's in the portal.

use super::{Sent, Typed, framed, open, open_own, shown, status_of, tell, to, told};
use crate::visit::Visit;
use app::{
    i18n::portal as words,
    portal::{DetailsPage, DetailsView, PortalPlace, Problems},
};
use axum::{Form, extract::Query, http::StatusCode, response::Response};
use domain::{error::ApiError, notice::NoticeKind, portal::PortalModule};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};
use store::{
    StoreError,
    portal::{self, PortalTx, message::Told},
};

#[derive(Default, Deserialize)]
pub(crate) struct Parameters {
    done: Option<String>,
}

/// What stands, and what was proposed.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    shown(
        &visit,
        Box::pin(async { of(&visit, open(&visit).await?, Typed::new(), None, parameters.done.as_deref()).await }),
    )
    .await
}

/// The page of a transaction, after a failure too.
pub(crate) async fn of(
    visit: &Visit,
    mut tx: PortalTx,
    typed: Typed,
    error: Option<ApiError>,
    done: Option<&str>,
) -> Result<Response, StoreError> {
    let details = portal::details::read(&mut tx).await?;
    let session = tx.commit().await?;
    let status = error.as_ref().map_or(StatusCode::OK, status_of);
    let done = match done {
        Some("own") => Some(words::SAVED),
        Some("proposed") => Some(words::PROPOSED),
        Some("same") => Some(words::NOTHING_NEW),
        _ => None,
    };
    let title = words::DETAILS.get(session.language).to_owned();
    let view = DetailsView { session: session.clone(), details, typed, problems: Problems(error), done };
    let place = PortalPlace::Module(PortalModule::Details);
    Ok(framed(visit, status, title, session, place, move || view! { <DetailsPage view=view/> }))
}

/// Changes the contact's own, or proposes the company's.
pub(crate) async fn save(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match saved(&visit, &typed).await {
        Ok(done) => to(&format!("/portal/details?done={done}")),
        Err(error) => match told(&visit, error, &Sent { action: "/portal/details", typed: &typed }) {
            Ok(error) => {
                shown(&visit, Box::pin(async { of(&visit, open(&visit).await?, typed, Some(error), None).await })).await
            }
            Err(answer) => *answer,
        },
    }
}

async fn saved(visit: &Visit, typed: &Typed) -> Result<&'static str, StoreError> {
    let value = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let mut tx = open_own(visit, typed).await?;
    if value("what") == "own" {
        portal::details::change_own(&mut tx, value("own_mobile"), value("own_phone")).await?;
        tx.commit().await?;
        return Ok("own");
    }
    let values: Map<String, Value> =
        typed.iter().map(|(name, value)| (name.clone(), Value::String(value.clone()))).collect();
    let new = portal::details::propose(&mut tx, &values).await?;
    if new > 0 {
        let way = format!("/customers/{}", tx.session().customer);
        tell(visit, &mut tx, Told::Proposal, NoticeKind::Proposal, "", &way).await?;
    }
    tx.commit().await?;
    Ok(if new > 0 { "proposed" } else { "same" })
}
