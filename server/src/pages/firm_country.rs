//! The countries that the firm's customers may be of.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    firm_country::{CountriesPage, CountriesView},
    i18n::firm_country as words,
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    form: Option<String>,
    usual: Option<String>,
}

/// The countries that may be chosen.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, countries)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <CountriesPage view=countries/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, CountriesView), StoreError> {
    let mut tx = open(visit).await?;
    let countries = store::country::list(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let view = CountriesView {
        countries,
        home: session.home,
        asks: parameters.usual.is_some(),
        form,
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        administrators,
        language: session.language,
    };
    Ok((session, view))
}
