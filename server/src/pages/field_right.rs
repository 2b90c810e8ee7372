//! What each role may do with which field.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    field_right::{RightsPage, RightsView},
    i18n::setting_right as words,
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{
    field::Entity,
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::HashMap;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    of: Option<String>,
    form: Option<String>,
}

/// The rights to fields of customers, or of contacts; who is no administrator sees whom to ask.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, rights)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(&visit, title, session, Place::Settings, parameters.form.as_deref(), move || {
                view! { <RightsPage view=rights/> }
            })
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, RightsView), StoreError> {
    let mut tx = open(visit).await?;
    let entity = if parameters.of.as_deref() == Some("contact") { Entity::Contact } else { Entity::Customer };
    let subject = Subject { tenant: tx.session().tenant, owner: None };
    let may_change = can(tx.session().actor(), Action::ChangeSettings, subject).allowed;
    let (decided, people) = if may_change {
        (Some(store::field_right::list(&mut tx).await?), store::field_right::people(&mut tx).await?)
    } else {
        (None, HashMap::new())
    };
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let view = RightsView {
        entity,
        decided,
        people,
        own: session.own_of(entity).to_vec(),
        form,
        administrators,
        device: visit.device,
        language: session.language,
    };
    Ok((session, view))
}
