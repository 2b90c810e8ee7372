//! The firm's templates of messages.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::template as words,
    shell::Place,
    template::{CHANGE, TemplatesPage, TemplatesView},
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

/// The templates.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, templates)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <TemplatesPage view=templates/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, TemplatesView), StoreError> {
    let mut tx = open(visit).await?;
    let templates = store::template::list(&mut tx, None).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let failed = form.as_ref().filter(|state| state.form == CHANGE).and_then(|state| state.typed("template"));
    let editing = failed.or(parameters.edit.as_deref()).and_then(|id| id.parse().ok());
    let subject = Subject { tenant: session.tenant, owner: None };
    let may_change = can(session.actor(), Action::ChangeLists, subject).allowed;
    let language = session.language;
    Ok((session, TemplatesView { templates, editing, form, may_change, language }))
}
