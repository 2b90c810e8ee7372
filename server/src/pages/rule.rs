//! Which fields the firm uses, and how much they matter.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n::rule as words,
    rule::{RulesPage, RulesView, types_of},
    shell::{Place, clock_of},
};
use axum::{extract::Query, response::Response};
use domain::{
    field::Entity,
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    of: Option<String>,
    r#type: Option<String>,
    form: Option<String>,
}

/// The rules of customers' fields, or of contacts'.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, parameters).await {
        Ok((session, rules)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Settings, move || view! { <RulesPage view=rules/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: Parameters) -> Result<(Session, RulesView), StoreError> {
    let mut tx = open(visit).await?;
    let entity = if parameters.of.as_deref() == Some("contact") { Entity::Contact } else { Entity::Customer };
    let types = parameters.r#type.filter(|key| types_of(key).is_some()).unwrap_or_default();
    let firm = store::settings::read(&mut tx).await?;
    let counts = store::rule::counts(&mut tx, entity).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let changed = store::rule::last_changed(&mut tx).await?;
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?;
    let done = match visit.done {
        Some(command) if store::rule::just_done(&mut tx, command).await? => Some(command),
        _ => None,
    };
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let view = RulesView {
        entity,
        types,
        firm,
        own: session.own_of(entity).to_vec(),
        counts,
        form: failed,
        done,
        changed,
        clock: clock_of(&session),
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        administrators,
        device: visit.device,
        language: session.language,
    };
    Ok((session, view))
}
