//! A contact's own account in the portal.

use super::{Sent, Typed, clock_of, cookie, failed, framed, open, shown, status_of, to, told};
use crate::visit::Visit;
use app::{
    i18n::portal as words,
    portal::{AccountPage, AccountView, PortalPlace, Problems},
    sign_in::password,
};
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{
    error::{ApiError, ErrorCode, Problem},
    language::Language,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    StoreError,
    portal::{PortalTx, account, second},
};

#[derive(Default, Deserialize)]
pub(crate) struct Parameters {
    done: Option<String>,
}

/// Language, password and sessions.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    shown(&visit, Box::pin(async { of(&visit, open(&visit).await?, None, parameters.done.as_deref()).await })).await
}

/// The page of a transaction, after a failure too.
pub(crate) async fn of(
    visit: &Visit,
    mut tx: PortalTx,
    error: Option<ApiError>,
    done: Option<&str>,
) -> Result<Response, StoreError> {
    let sessions = account::sessions(&mut tx).await?;
    let second_since = second::read(&mut tx).await?.since;
    let session = tx.commit().await?;
    let status = error.as_ref().map_or(StatusCode::OK, status_of);
    let done = match done {
        Some("password") => Some(words::PASSWORD_SAVED),
        Some("saved") => Some(words::SAVED),
        _ => None,
    };
    let (clock, title) = (clock_of(&session), words::ACCOUNT.get(session.language).to_owned());
    let view = AccountView { session: session.clone(), sessions, second_since, problems: Problems(error), done, clock };
    Ok(framed(visit, status, title, session, PortalPlace::Account, move || view! { <AccountPage view=view/> }))
}

/// Changes what the form says.
pub(crate) async fn save(visit: Visit, Form(typed): Form<Typed>) -> Response {
    match saved(&visit, &typed).await {
        Ok(Some(done)) => to(&format!("/portal/account?done={done}")),
        Ok(None) => (cookie(None, visit.context.secure_cookies), to("/portal/sign-in")).into_response(),
        // Passwords don't stand in a page, to be sent again.
        Err(error) => match told(&visit, error, &Sent { action: "/portal/account", typed: &Typed::new() }) {
            Ok(error) => {
                shown(&visit, Box::pin(async { of(&visit, open(&visit).await?, Some(error), None).await })).await
            }
            Err(answer) => *answer,
        },
    }
}

async fn saved(visit: &Visit, typed: &Typed) -> Result<Option<&'static str>, StoreError> {
    let value = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let mut tx = open(visit).await?;
    let done = match value("what") {
        "language" => {
            let language =
                Language::from_tag(value("language")).ok_or_else(|| StoreError::field("language", Problem::Choice))?;
            account::choose_language(&mut tx, language).await?;
            Some("saved")
        }
        "password" => {
            let problems = password::problems(value("new"), value("repeat"));
            if !problems.is_empty() {
                return Err(StoreError::Refused(ApiError::invalid(problems)));
            }
            let hash = password::hash(value("new").to_owned()).await;
            let hash = hash.ok_or(StoreError::Refused(ApiError::new(ErrorCode::Internal)))?;
            account::choose_password(&mut tx, &hash).await?;
            Some("password")
        }
        "others" => {
            account::close_others(&mut tx).await?;
            Some("saved")
        }
        "sign-out" => {
            account::sign_out(&mut tx).await?;
            None
        }
        _ => return Err(StoreError::Refused(ApiError::new(ErrorCode::BadRequest))),
    };
    tx.commit().await?;
    Ok(done)
}

/// What no page of the portal answers.
pub(crate) async fn not_found(visit: Visit) -> Response {
    failed(&visit, ErrorCode::NotFound)
}
