//! What the firm has decided of its customer portal.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::portal_setting as words,
    portal_setting::{PortalSettingPage, PortalSettingView},
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

/// The customer portal.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, view)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <PortalSettingPage view=view/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, PortalSettingView), StoreError> {
    let mut tx = open(visit).await?;
    let setting = store::portal::setting::read(&mut tx).await?;
    let doors = store::portal::setting::doors(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let view = PortalSettingView {
        setting,
        doors,
        firm: session.tenant_name.clone(),
        me: session.name.clone(),
        form,
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        administrators,
        language: session.language,
    };
    Ok((session, view))
}
