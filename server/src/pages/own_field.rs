//! The firm's own fields.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n::own_field as words,
    own_field::{CHANGE, OwnFieldsPage, OwnFieldsView},
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{
    policy::{Action, Subject, can},
    session::Session,
    tab::TabKey,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    form: Option<String>,
}

/// The fields that the firm has declared.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, fields)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Settings, move || view! { <OwnFieldsPage view=fields/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, OwnFieldsView), StoreError> {
    let mut tx = open(visit).await?;
    let fields = store::own_field::list(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let failed = form.as_ref().filter(|state| state.form == CHANGE).and_then(|state| state.typed("field"));
    let editing = failed.or(parameters.edit.as_deref()).and_then(|id| id.parse().ok());
    let subject = Subject { tenant: session.tenant, owner: None };
    let may_change = can(session.actor(), Action::ChangeSettings, subject).allowed;
    let tabs = session.tabs.iter().filter(|tab| matches!(tab.key, TabKey::Own(_))).cloned().collect();
    let view = OwnFieldsView { fields, tabs, editing, form, may_change, administrators, language: session.language };
    Ok((session, view))
}
