//! The firm's collective agreements.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    agreement::{AgreementsPage, AgreementsView, CHANGE},
    i18n::agreement as words,
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
    edit: Option<String>,
    form: Option<String>,
}

/// The agreements that the firm keeps.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, agreements)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <AgreementsPage view=agreements/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, AgreementsView), StoreError> {
    let mut tx = open(visit).await?;
    let agreements = store::collective_agreement::list(&mut tx).await?;
    let usual = store::settings::read(&mut tx).await?.usual_hours();
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let failed = form.as_ref().filter(|state| state.form == CHANGE).and_then(|state| state.typed("agreement"));
    let editing = failed.or(parameters.edit.as_deref()).and_then(|id| id.parse().ok());
    let subject = Subject { tenant: session.tenant, owner: None };
    let may_change = can(session.actor(), Action::ChangeSettings, subject).allowed;
    let language = session.language;
    Ok((session, AgreementsView { agreements, usual, editing, form, may_change, administrators, language }))
}
