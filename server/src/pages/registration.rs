//! The registration window.

use super::{form_state, framed, offered, open, refused};
use crate::visit::Visit;
use app::{
    i18n,
    registration::{ACTION, Made, RegistrationPage, RegistrationView},
    registry::{Asked, FILL, look_up},
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{error::ErrorCode, id::RegistrationId, list::ListKind, registration::Similar, session::Session};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, Tx, form_state::FormState, registration::Choices, similar::Known};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    form: Option<String>,
    made: Option<String>,
}

/// An empty form, or one that could not be saved.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, parameters).await {
        Ok(view) => {
            let title = i18n::registration::TITLE.get(view.session.language).to_owned();
            let session = view.session.clone();
            framed(&visit, title, session, Place::Registration, move || view! { <RegistrationPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: Parameters) -> Result<RegistrationView, StoreError> {
    let mut tx = open(visit).await?;
    let choices = store::registration::choices(&mut tx).await?;
    let firm = store::settings::read(&mut tx).await?;
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?;
    let mut failed = failed.filter(|state| state.form == ACTION || state.form == FILL);
    let similar = match &failed {
        Some(state) if state.error.code == ErrorCode::PossibleDuplicate => similar(&mut tx, state).await?,
        _ => Vec::new(),
    };
    let offered = offered(&mut tx, "parent_id", failed.as_ref(), None).await?;
    let made = match parameters.made.and_then(|id| id.parse().ok()) {
        Some(id) => made(&mut tx, id).await?,
        None => None,
    };
    let session = tx.commit().await?;
    // The registry may take its time: the database is let go of first.
    let asked = match &mut failed {
        Some(state) => asked(visit, state, &choices, &session).await,
        None => None,
    };
    let request = RegistrationId::generate();
    let has_registry = visit.state.registry.is_on();
    Ok(RegistrationView {
        session,
        device: visit.device,
        request,
        choices,
        firm,
        offered,
        failed,
        similar,
        made,
        asked,
        has_registry,
    })
}

/// What the registry was asked in a form, and its answer put into the form.
async fn asked(visit: &Visit, state: &mut FormState, choices: &Choices, session: &Session) -> Option<Asked> {
    let of = |name: &str| Some(state.typed(name)?.trim().to_owned()).filter(|typed| !typed.is_empty());
    let query = of("registry_query").unwrap_or_default();
    // One that was picked, the one that stands there already where something of it is used, or
    // what was typed; a save that failed asks nothing anew.
    // The fields are asked for anew, and nothing of the registry.
    if of("refresh").is_some() {
        return None;
    }
    let known = of("registry").filter(|_| state.form == ACTION || of("prefer").is_some());
    let written = Some(query.clone()).filter(|query| !query.is_empty() && state.form == FILL);
    let wanted =
        of("pick").or(known).or(written).or_else(|| of("patch[organisation_number]").filter(|_| state.form == FILL))?;
    let types = choices.lists.get(&ListKind::CompanyType).map_or(&[][..], Vec::as_slice);
    let found = look_up(&visit.state.registry, &wanted, types, session.language, session.home).await;
    Some(Asked::put(query, found, state))
}

/// Customers that may be the one in a form.
async fn similar(tx: &mut Tx, state: &FormState) -> Result<Vec<Similar>, StoreError> {
    let of = |name: &str| state.typed(name).unwrap_or_default();
    let known = Known {
        name: of("patch[name]"),
        organisation_number: of("patch[organisation_number]"),
        country: of("patch[country]"),
        phones: ["patch[phone]", "patch[mobile]", "contact[phone]", "contact[mobile]"].map(of).to_vec(),
        emails: ["patch[email]", "contact[email]"].map(of).to_vec(),
    };
    store::similar::similar(tx, &known, None).await
}

async fn made(tx: &mut Tx, id: domain::id::CustomerId) -> Result<Option<Made>, StoreError> {
    match store::customer::values(tx, id).await {
        Ok(kept) => Ok(Some(Made {
            id,
            number: kept.values.number("number").unwrap_or_default(),
            name: kept.values.text("name").to_owned(),
        })),
        Err(StoreError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
