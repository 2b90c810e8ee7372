//! The page of a customer's folder in the firm's `SharePoint`, the part of it that the card fetches, and its files.

use super::{form_state, framed, just_done, open, refused_of};
use crate::{guard, pages::document::encoded, visit::Visit};
use app::{
    i18n::sharepoint as words,
    sharepoint::{CHOOSE, Choosing, Outcome, SharePoint, SharePointPage, SharePointPart, SharePointView},
    shell::{Place, clock_of},
    undo::UndoView,
};
use axum::{
    body::Body,
    extract::{Path, Query},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    id::CustomerId,
    policy::{Action, Subject, can},
    session::Session,
    sharepoint::{Failure, Handle},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

/// What the address of the page asks for.
#[derive(Default, Deserialize)]
pub(crate) struct Parameters {
    folder: Option<String>,
    choose: Option<String>,
    /// Among which folders one chooses.
    #[serde(rename = "in")]
    among: Option<String>,
    /// The folder that one looks for, by its name.
    name: Option<String>,
    part: Option<String>,
    form: Option<String>,
}

/// The customer's folder, one below it, or those that may be chosen.
pub(crate) async fn page(visit: Visit, Path(customer): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    match Box::pin(read(&visit, &customer, &parameters)).await {
        Ok((session, view)) => shown(&visit, session, view, parameters.part.is_some()),
        Err(error) => refused_of(&visit, &customer, error).await,
    }
}

fn shown(visit: &Visit, session: Session, view: SharePointView, is_part: bool) -> Response {
    let title = words::PAGE_TITLE.with(view.language, &[("customer", &view.customer_name)]);
    if is_part {
        return framed(visit, title, session, Place::Customer, move || view! { <SharePointPart view=view/> });
    }
    framed(visit, title, session, Place::Customer, move || view! { <SharePointPage view=view/> })
}

/// An id of an address; one that can be none is of nothing.
fn handle(typed: Option<&str>) -> Result<Option<Handle>, ()> {
    typed.filter(|typed| !typed.is_empty()).map(Handle::parse).transpose().map_err(drop)
}

async fn read(visit: &Visit, customer: &str, parameters: &Parameters) -> Result<(Session, SharePointView), StoreError> {
    let mut tx = open(visit).await?;
    let customer: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let asked = store::sharepoint::of_customer(&mut tx, customer).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let done = just_done(visit, &mut tx, customer).await?;
    // Microsoft may take its time: the database is let go of first.
    let session = tx.commit().await?;
    let language = session.language;
    let may = |action| can(session.actor(), action, Subject { tenant: session.tenant, owner: None }).allowed;
    let (customer_name, is_chosen) = (asked.name.clone(), asked.chosen.is_some());
    let sharepoint = SharePoint::new(&visit.context, session.tenant, asked);
    let chooses = parameters.choose.is_some() || form.as_ref().is_some_and(|state| state.form == CHOOSE);
    let (outcome, choosing) = if chooses && may(Action::ChangeCustomer) {
        let choices = match handle(parameters.among.as_deref()) {
            Ok(among) => sharepoint.choices(among.as_ref(), parameters.name.as_deref()).await,
            Err(()) => Err(Failure::NotFound),
        };
        (Outcome::NoSuch, Some(Choosing(choices)))
    } else {
        let outcome = match handle(parameters.folder.as_deref()) {
            Ok(folder) => sharepoint.folder(folder.as_ref()).await,
            Err(()) => Outcome::NoSuch,
        };
        (outcome, None)
    };
    let undo = UndoView { customer, may_undo: may(Action::ChangeCustomer), done, refused: None, language };
    let view = SharePointView {
        customer,
        customer_name,
        outcome,
        usual_name: sharepoint.usual_name(),
        is_chosen,
        choosing,
        form,
        may_change: may(Action::ChangeCustomer),
        may_administer: may(Action::ChangeSettings),
        undo,
        language,
        clock: clock_of(&session),
    };
    Ok((session, view))
}

/// A file below the customer's folder: always downloaded, for what is in it was looked at by nobody here.
pub(crate) async fn file(visit: Visit, Path((customer, item)): Path<(String, String)>) -> Response {
    match Box::pin(fetched(&visit, &customer, &item)).await {
        Ok(answer) => answer,
        Err(error) => refused_of(&visit, &customer, error).await,
    }
}

async fn fetched(visit: &Visit, customer: &str, item: &str) -> Result<Response, StoreError> {
    let mut tx = open(visit).await?;
    let customer: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let asked = store::sharepoint::of_customer(&mut tx, customer).await?;
    let session = tx.commit().await?;
    let item = Handle::parse(item).map_err(|_| StoreError::NotFound)?;
    let (customer_name, is_chosen) = (asked.name.clone(), asked.chosen.is_some());
    let sharepoint = SharePoint::new(&visit.context, session.tenant, asked);
    let (file, content) = match sharepoint.file(&item).await {
        Ok(found) => found,
        Err(Failure::NotFound | Failure::Off) => return Err(StoreError::NotFound),
        // Said where one would say it of the folder.
        Err(failure) => {
            let language = session.language;
            let subject = Subject { tenant: session.tenant, owner: None };
            let view = SharePointView {
                customer,
                customer_name,
                outcome: Outcome::Failed(failure),
                usual_name: sharepoint.usual_name(),
                is_chosen,
                choosing: None,
                form: None,
                may_change: false,
                may_administer: can(session.actor(), Action::ChangeSettings, subject).allowed,
                undo: UndoView { customer, may_undo: false, done: None, refused: None, language },
                language,
                clock: clock_of(&session),
            };
            let mut answer = shown(visit, session, view, false);
            *answer.status_mut() = StatusCode::BAD_GATEWAY;
            return Ok(answer);
        }
    };
    let told: [(HeaderName, String); 5] = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::VARY, "Cookie".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encoded(&file.name))),
        (header::CONTENT_SECURITY_POLICY, guard::OF_FILES.to_owned()),
    ];
    let size = content.size;
    let mut answer = (StatusCode::OK, told, Body::from_stream(content.into_stream())).into_response();
    if let Some(size) = size {
        answer.headers_mut().insert(header::CONTENT_LENGTH, size.into());
    }
    Ok(answer)
}
