//! Enquiries in the portal.

use super::{Sent, Typed, clock_of, framed, kept, open, open_own, refused, shown, status_of, tell, to, told};
use crate::{upload, visit::Visit};
use app::{
    document::content,
    i18n::portal as words,
    portal::{EnquiriesPage, EnquiryPage, NewEnquiryPage, NewEnquiryView, PortalPlace, Problems},
    request::Received,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Path, Query, Request},
    http::{StatusCode, header},
    response::Response,
};
use domain::{
    document::MOST_FILES,
    error::{ApiError, ErrorCode, Problem},
    id::EnquiryId,
    notice::NoticeKind,
    portal::{NewEnquiry, PortalModule, PortalSession},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    StoreError,
    document::File,
    portal::{self, PortalTx, message::Told},
};

/// Where a new one is sent.
const NEW: &str = "/portal/enquiries/new";
/// Most bytes of a form without files.
const MOST_TYPED: usize = 256 * 1024;

/// All that the contact sees.
pub(crate) async fn page(visit: Visit) -> Response {
    shown(&visit, Box::pin(async { of(&visit, open(&visit).await?).await })).await
}

/// The page of a transaction.
pub(crate) async fn of(visit: &Visit, mut tx: PortalTx) -> Result<Response, StoreError> {
    let enquiries = portal::enquiry::list(&mut tx).await?;
    let session = tx.commit().await?;
    let (clock, title) = (clock_of(&session), words::ENQUIRIES.get(session.language).to_owned());
    let place = PortalPlace::Module(PortalModule::Enquiries);
    let whose = session.clone();
    Ok(framed(visit, StatusCode::OK, title, session, place, move || {
        view! { <EnquiriesPage session=whose enquiries=enquiries clock=clock/> }
    }))
}

#[derive(Deserialize)]
pub(crate) struct Parameters {
    sent: Option<String>,
}

/// One of them.
pub(crate) async fn one(visit: Visit, Path(id): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    shown(&visit, Box::pin(async { one_of(&visit, open(&visit).await?, &id, parameters.sent.is_some()).await })).await
}

/// The page of one of them, of a transaction.
pub(crate) async fn one_of(visit: &Visit, mut tx: PortalTx, id: &str, is_new: bool) -> Result<Response, StoreError> {
    let id: EnquiryId = id.parse().map_err(|_| StoreError::NotFound)?;
    let seen = portal::enquiry::read(&mut tx, id).await?;
    let responsible = portal::message::responsible(&mut tx).await?;
    let session = tx.commit().await?;
    let told = responsible.map_or_else(|| session.tenant_name.clone(), |(name, _)| name);
    let (clock, title) = (clock_of(&session), seen.what.title.clone());
    let place = PortalPlace::Module(PortalModule::Enquiries);
    let whose = session.clone();
    Ok(framed(visit, StatusCode::OK, title, session, place, move || {
        view! { <EnquiryPage session=whose seen=seen is_new=is_new told=told clock=clock/> }
    }))
}

/// The form of a new one.
pub(crate) async fn new(visit: Visit) -> Response {
    match ready(&visit).await {
        Ok(session) => form(&visit, StatusCode::OK, session, NewEnquiry::default(), None),
        Err(error) => refused(&visit, error),
    }
}

fn form(
    visit: &Visit,
    status: StatusCode,
    session: PortalSession,
    typed: NewEnquiry,
    error: Option<ApiError>,
) -> Response {
    let title = words::NEW_ENQUIRY.get(session.language).to_owned();
    let view = NewEnquiryView { session: session.clone(), typed, problems: Problems(error) };
    let place = PortalPlace::Module(PortalModule::Enquiries);
    framed(visit, status, title, session, place, move || view! { <NewEnquiryPage view=view/> })
}

/// Sends it, with its files.
pub(crate) async fn send(visit: Visit, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let session = match ready(&visit).await {
        Ok(session) => session,
        // Nobody else's files are received; what they wrote is not lost.
        Err(error) => {
            return match received("", kind, body).await {
                Ok((typed, _)) => kept(&visit, error, &Sent { action: NEW, typed: &typed }),
                Err(code) => super::failed(&visit, code),
            };
        }
    };
    let (typed, files) = match received(NEW, kind, body).await {
        Ok(received) => received,
        Err(code) => return super::failed(&visit, code),
    };
    match sent(&visit, &typed, files).await {
        Ok(id) => to(&format!("/portal/enquiries/{id}?sent=1")),
        Err(error) => match told(&visit, error, &Sent { action: NEW, typed: &typed }) {
            Ok(error) => form(&visit, status_of(&error), session, read(&typed), Some(error)),
            Err(answer) => *answer,
        },
    }
}

/// Whose form it is, where they may send one.
async fn ready(visit: &Visit) -> Result<PortalSession, StoreError> {
    let tx = open(visit).await?;
    portal::enquiry::may_send(&tx)?;
    tx.commit().await
}

/// What was typed, and the files; what is sent again comes without any.
async fn received(path: &str, kind: &str, body: Body) -> Result<(Typed, Vec<Received>), ErrorCode> {
    if kind.starts_with("application/x-www-form-urlencoded") {
        let bytes = to_bytes(body, MOST_TYPED).await.map_err(|_| ErrorCode::TooLarge)?;
        return Ok((serde_urlencoded::from_bytes(&bytes).map_err(|_| ErrorCode::BadRequest)?, Vec::new()));
    }
    let form = upload::read(path, kind, body).await?;
    // Of a value that comes twice the first counts.
    let typed = form.typed.into_iter().rev().collect();
    Ok((typed, form.uploads.0.into_iter().map(|(_, file)| file).collect()))
}

/// The enquiry as it was typed.
fn read(typed: &Typed) -> NewEnquiry {
    let value = |name: &str| typed.get(name).cloned().unwrap_or_default();
    NewEnquiry {
        kind: value("kind"),
        title: value("title"),
        wishes: value("wishes"),
        places: value("places"),
        starts_on: value("starts_on"),
        ends_on: value("ends_on"),
    }
}

async fn sent(visit: &Visit, form: &Typed, files: Vec<Received>) -> Result<EnquiryId, StoreError> {
    let typed = read(form);
    let session = open_own(visit, form).await?.commit().await?;
    // What is wrong with the words is told before files are looked at.
    typed.read(session.home).map_err(|wrong| StoreError::Refused(ApiError::invalid(wrong)))?;
    let files: Vec<Received> = files.into_iter().filter(|file| !matches!(file, Received::Nothing)).collect();
    if files.len() > MOST_FILES {
        let max = u32::try_from(MOST_FILES).unwrap_or(u32::MAX);
        return Err(StoreError::field("file", Problem::TooManyFiles { max }));
    }
    let mut stored = Vec::with_capacity(files.len());
    if !files.is_empty() {
        for file in content::checked(files).await.map_err(|error| StoreError::Refused(error.0))? {
            let put = visit.state.objects.put(session.tenant, &file.path).await.map_err(|error| {
                tracing::error!(%error, "a file of an enquiry could not be stored");
                StoreError::Refused(ApiError::new(ErrorCode::Unavailable))
            })?;
            stored.push(File { name: file.name, media_type: file.kind.name, size: put.size, digest: put.digest });
        }
    }
    let mut tx = open_own(visit, form).await?;
    let id = portal::enquiry::send(&mut tx, &typed, &stored).await?;
    let way = format!("/customers/{}#enquiry-{id}", session.customer);
    let excerpt = format!("{}\n\n{}", typed.title.trim(), typed.wishes.trim());
    let excerpt: String = excerpt.chars().take(400).collect();
    tell(visit, &mut tx, Told::Enquiry(id), NoticeKind::Enquiry, &excerpt, &way).await?;
    tx.commit().await?;
    Ok(id)
}
