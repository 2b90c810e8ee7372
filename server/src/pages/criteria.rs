//! Searching for customers by criteria, and the firm's choice of them and of its columns.

use super::{form_state, framed, framed_setting, open, refused, register::values_of};
use crate::visit::Visit;
use app::{
    criteria::{CriteriaPage, CriteriaView, Criterion, RegisterSettingsPage, RegisterSettingsView},
    i18n::criteria as words,
    shell::Place,
};
use axum::{
    extract::{Query, RawQuery},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    criteria,
    filter::Column,
    policy::{Action, Subject, can},
    register::{RegisterQuery, Scope},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, Tx};

/// The page, or, once criteria are chosen, the register of those that meet them.
pub(crate) async fn page(visit: Visit, RawQuery(raw): RawQuery) -> Response {
    let sent: Vec<(String, String)> =
        serde_urlencoded::from_str(raw.as_deref().unwrap_or_default()).unwrap_or_default();
    match read(&visit).await {
        Ok((_, columns, _)) if sent.iter().any(|(name, _)| name == "find") => {
            Redirect::to(&format!("/customers?{}", asked(&sent, &columns).encode())).into_response()
        }
        Ok((session, _, view)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Elsewhere, move || view! { <CriteriaPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

/// What the form asks for.
fn asked(sent: &[(String, String)], columns: &[Column]) -> RegisterQuery {
    let all = |name: &str| -> Vec<&str> {
        sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    };
    let wanted: Vec<(Column, Vec<&str>)> = columns.iter().map(|column| (*column, all(column.key()))).collect();
    let name = all("name").first().copied().unwrap_or_default().to_owned();
    let scope = all("scope").first().and_then(|key| Scope::from_key(key)).unwrap_or(Scope::Firm);
    RegisterQuery { scope, filter: criteria::filter(&name, &wanted), ..RegisterQuery::default() }
}

/// The firm's criteria that are in use.
async fn criteria_of(tx: &mut Tx) -> Result<Vec<Column>, StoreError> {
    let firm = store::settings::read(tx).await?;
    let own = &tx.session().own;
    let is_used = |column: &Column| match column {
        Column::Field(field) => firm.uses(field) && (!field.is_own() || own.contains(field)),
        _ => true,
    };
    Ok(criteria::of_firm(&firm).into_iter().filter(is_used).collect())
}

async fn read(visit: &Visit) -> Result<(Session, Vec<Column>, CriteriaView), StoreError> {
    let mut tx = open(visit).await?;
    let columns = criteria_of(&mut tx).await?;
    let mut all = Vec::new();
    for column in &columns {
        all.push(Criterion { column: *column, choices: values_of(&mut tx, *column).await? });
    }
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let may_choose = can(session.actor(), Action::ChangeSettings, subject).allowed;
    let language = session.language;
    Ok((session, columns, CriteriaView { criteria: all, may_choose, language }))
}

#[derive(Deserialize)]
pub(crate) struct Parameters {
    form: Option<String>,
}

/// The firm's columns and criteria.
pub(crate) async fn settings(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read_settings(&visit, &parameters).await {
        Ok((session, view)) => {
            let title = words::SETTINGS.get(session.language).to_owned();
            framed_setting(&visit, title, session, Place::Settings, parameters.form.as_deref(), move || {
                view! { <RegisterSettingsPage view=view/> }
            })
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_settings(visit: &Visit, parameters: &Parameters) -> Result<(Session, RegisterSettingsView), StoreError> {
    let mut tx = open(visit).await?;
    let chosen = store::settings::read(&mut tx).await?;
    let columns = store::register::columns(&mut tx).await?.firm;
    let administrators = store::settings::administrators(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let may = |action| can(session.actor(), action, Subject { tenant: session.tenant, owner: None }).allowed;
    let own = session.own.clone();
    let is_there = |column: &Column| match column {
        Column::Field(field) => !field.is_own() || own.contains(field),
        _ => true,
    };
    let view = RegisterSettingsView {
        columns: columns.into_iter().filter(is_there).collect(),
        firm: chosen,
        form,
        may_arrange: may(Action::ArrangeFirmRegister),
        may_change: may(Action::ChangeSettings),
        administrators,
        language: session.language,
        own: session.own.clone(),
    };
    Ok((session, view))
}
