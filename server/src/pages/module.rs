//! The parts of the product that the firm uses.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::module as words,
    module::{ModulesPage, ModulesView},
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
}

/// The parts of the product, and for whom.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, modules)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <ModulesPage view=modules/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, ModulesView), StoreError> {
    let mut tx = open(visit).await?;
    let modules = store::settings::read(&mut tx).await?.modules;
    let counts = store::module::counts(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let view = ModulesView {
        modules,
        counts,
        form,
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        administrators,
        language: session.language,
    };
    Ok((session, view))
}
