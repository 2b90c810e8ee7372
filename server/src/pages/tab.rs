//! The tabs of the firm's cards.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::tab as words,
    shell::Place,
    tab::{CHANGE, TabsPage, TabsView},
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
    remove: Option<String>,
    form: Option<String>,
}

/// The tabs, in the firm's order.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, tabs)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <TabsPage view=tabs/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, TabsView), StoreError> {
    let mut tx = open(visit).await?;
    let about = store::tab::about(&mut tx).await?;
    let customers = store::tab::customers(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let failed = form.as_ref().filter(|state| state.form == CHANGE).and_then(|state| state.typed("tab"));
    let id = |text: Option<&str>| text.and_then(|id| id.parse().ok());
    let subject = Subject { tenant: session.tenant, owner: None };
    let view = TabsView {
        tabs: session.tabs.clone(),
        about,
        customers,
        editing: id(failed.or(parameters.edit.as_deref())),
        removing: id(parameters.remove.as_deref()),
        form,
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        administrators,
        language: session.language,
    };
    Ok((session, view))
}
