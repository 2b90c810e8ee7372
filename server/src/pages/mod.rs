//! The pages: each reads what it shows in one transaction, then renders it.

pub(crate) mod advice;
pub(crate) mod agreement;
pub(crate) mod as_of;
pub(crate) mod bulk;
pub(crate) mod bulk_write;
pub(crate) mod calendar;
pub(crate) mod card;
mod card_editing;
pub(crate) mod contact;
pub(crate) mod criteria;
pub(crate) mod department;
pub(crate) mod department_terms;
pub(crate) mod diary;
pub(crate) mod document;
pub(crate) mod double;
pub(crate) mod employee;
pub(crate) mod export;
mod failure;
pub(crate) mod field_right;
pub(crate) mod firm_country;
pub(crate) mod help;
pub(crate) mod import;
pub(crate) mod invitation;
pub(crate) mod invoice_preview;
pub(crate) mod job;
pub(crate) mod layout;
pub(crate) mod list;
pub(crate) mod logo;
pub(crate) mod mailbox;
pub(crate) mod merge;
pub(crate) mod module;
pub(crate) mod notice;
pub(crate) mod own_field;
pub(crate) mod portal_setting;
pub(crate) mod profile;
pub(crate) mod register;
pub(crate) mod registration;
pub(crate) mod rule;
pub(crate) mod search;
pub(crate) mod setting_log;
pub(crate) mod settings;
pub(crate) mod sharepoint;
pub(crate) mod sharepoint_setting;
pub(crate) mod sign_in;
pub(crate) mod sms;
pub(crate) mod tab;
pub(crate) mod template;
pub(crate) mod user;

pub(crate) use failure::{failed, in_their_language};

use crate::{render, router::AppState, visit::Visit};
use app::{
    setting_log::{SettingNotice, setting_notice},
    settings::SettingSearch,
    shell::{Document, Place, PlainDocument},
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    company::Offered,
    error::{ApiError, ErrorCode, Problem},
    field::Names,
    id::CustomerId,
    language::Language,
    session::Session,
};
use leptos::prelude::*;
use store::{StoreError, Tx, form_state::FormState, undo::Done};

/// The start page: the register.
pub(crate) async fn home() -> Redirect {
    Redirect::to("/customers")
}

/// Where nothing else answers.
pub(crate) async fn not_found(visit: Visit) -> Response {
    failed(&visit, ErrorCode::NotFound)
}

/// The page where one signs in, and back again.
pub(crate) fn to_sign_in(back: &str) -> Response {
    let next = serde_urlencoded::to_string([("next", back)]).unwrap_or_default();
    Redirect::to(&format!("/sign-in?{next}")).into_response()
}

/// The answer for a page that could not be read.
fn refused(visit: &Visit, error: StoreError) -> Response {
    match ApiError::from(error).code {
        ErrorCode::Unauthenticated => to_sign_in(&visit.address),
        code => failed(visit, code),
    }
}

/// The answer for a page of a customer that could not be read. One that was merged into another
/// leads there, to the same page of it.
async fn refused_of(visit: &Visit, customer: &str, error: StoreError) -> Response {
    if let (StoreError::NotFound, Ok(id)) = (&error, customer.parse::<CustomerId>()) {
        match led_to(visit, id).await {
            Ok(Some(led)) => {
                let path = visit.path().replacen(customer, &led.to.to_string(), 1);
                let query = visit.address.split_once('?').map_or("", |(_, query)| query);
                let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("merged="));
                let query = kept.map(str::to_owned).chain([format!("merged={}", led.number)]).collect::<Vec<_>>();
                return Redirect::to(&format!("{path}?{}", query.join("&"))).into_response();
            }
            Ok(None) => {}
            Err(other) => return refused(visit, other),
        }
    }
    refused(visit, error)
}

/// Where a customer leads that was merged; nothing for others.
pub(crate) async fn led_to(visit: &Visit, customer: CustomerId) -> Result<Option<store::merge::Led>, StoreError> {
    let mut tx = open(visit).await?;
    store::merge::led_to(&mut tx, customer).await
}

/// Opens the transaction of whoever visits.
pub(crate) async fn open(visit: &Visit) -> Result<Tx, StoreError> {
    let token = visit.context.token.as_ref().ok_or(StoreError::Unauthenticated)?;
    let mut tx = visit.context.store.open(token).await?;
    tx.prefer_language(visit.context.browser_language);
    Ok(tx)
}

/// The failed save that an address names.
async fn form_state(tx: &mut Tx, id: Option<&str>) -> Result<Option<FormState>, StoreError> {
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => store::form_state::read(tx, id).await,
        None => Ok(None),
    }
}

/// Customers to pick from, where a save failed because what was typed in a field fits several.
async fn offered(
    tx: &mut Tx,
    key: &str,
    failed: Option<&FormState>,
    except: Option<CustomerId>,
) -> Result<Vec<Offered>, StoreError> {
    match failed.filter(|state| state.error.problem_of(key) == Some(Problem::SeveralCustomers)) {
        Some(state) => {
            let in_patch = state.typed(&format!("patch[{key}]"));
            let typed = in_patch.or_else(|| state.typed(key)).unwrap_or_default();
            store::company::offer(tx, typed, except).await
        }
        None => Ok(Vec::new()),
    }
}

/// What was just done to a customer, where this page is the one after it.
async fn just_done(visit: &Visit, tx: &mut Tx, customer: CustomerId) -> Result<Option<Done>, StoreError> {
    let Some(command) = visit.done else { return Ok(None) };
    // It may have been done to another customer, on the card of this one.
    let changed = match visit.beside {
        Some(beside) if beside.card == customer => beside.changed,
        Some(_) | None => customer,
    };
    store::undo::just_done(tx, changed, command).await
}

/// A page of settings in its frame, with what was just changed and the way back above it.
async fn framed_setting<V: IntoView + 'static>(
    visit: &Visit,
    title: String,
    session: Session,
    place: Place,
    form: Option<&str>,
    body: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let notice = match setting_notice_of(visit, &session, form).await {
        Ok(notice) => notice,
        Err(error) => return refused(visit, error),
    };
    let (language, is_first) = (session.language, visit.path() == "/settings");
    framed(visit, title, session, place, move || {
        // The settings' own page has it under its heading.
        let search = (!is_first).then(|| view! { <SettingSearch language=language/> });
        view! { {setting_notice(&notice)}{search}{body().into_any()} }
    })
}

/// What was just changed in the settings; nothing is read where nothing was.
async fn setting_notice_of(visit: &Visit, session: &Session, form: Option<&str>) -> Result<SettingNotice, StoreError> {
    let mut notice = SettingNotice {
        done: None,
        refused: None,
        names: Names::new(),
        language: session.language,
        home: session.home,
    };
    if visit.done.is_none() && form.is_none() {
        return Ok(notice);
    }
    let mut tx = open(visit).await?;
    if let Some(command) = visit.done {
        notice.done = store::setting_log::just_done(&mut tx, command).await?;
        notice.names = store::setting_log::names(&mut tx).await?;
    }
    let failed = form_state(&mut tx, form).await?.filter(|state| state.form == "/api/staff/settings-undo");
    notice.refused = failed.and_then(|state| state.error.problem_of("entry"));
    tx.commit().await?;
    Ok(notice)
}

/// A page in its frame.
fn framed<V: IntoView + 'static>(
    visit: &Visit,
    title: String,
    session: Session,
    place: Place,
    body: impl FnOnce() -> V + Send + 'static,
) -> Response {
    in_frame(&visit.state, title, session, place, body)
}

/// The same, where it is known who reads and not what they visit.
fn in_frame<V: IntoView + 'static>(
    state: &AppState,
    title: String,
    session: Session,
    place: Place,
    body: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let assets = (*state.assets).clone();
    render::page(StatusCode::OK, move || {
        view! {
            <Document title=title session=session place=place assets=assets>
                {body().into_any()}
            </Document>
        }
    })
}

/// Notes that the notice which led here is read; says whether it was not before.
async fn note_read(tx: &mut Tx, notice: Option<&str>) -> Result<bool, StoreError> {
    match notice.and_then(|notice| notice.parse().ok()) {
        Some(notice) => store::notice::read(tx, notice).await,
        None => Ok(false),
    }
}

/// A page without a script, for somebody who comes by a link that was sent to them.
pub(crate) fn plain<V: IntoView + 'static>(
    visit: &Visit,
    status: StatusCode,
    title: String,
    language: Language,
    body: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let assets = (*visit.state.assets).clone();
    render::page(status, move || {
        view! {
            <PlainDocument title=title language=language assets=assets>{body().into_any()}</PlainDocument>
        }
    })
}
