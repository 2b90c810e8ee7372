//! The registration window.

use super::{form_state, framed, offered, open, refused};
use crate::visit::Visit;
use app::{
    i18n,
    registration::{ACTION, Made, RegistrationPage, RegistrationView},
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{error::ErrorCode, id::RegistrationId, registration::Similar};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, Tx, form_state::FormState, similar::Known};

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
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?.filter(|state| state.form == ACTION);
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
    let request = RegistrationId::generate();
    Ok(RegistrationView { session, device: visit.device, request, choices, firm, offered, failed, similar, made })
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
