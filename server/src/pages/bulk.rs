//! The page on which one says what is to be done with customers that were chosen.

use super::{form_state, framed, offered, open, refused};
use crate::visit::Visit;
use app::{
    bulk::{BulkPage, BulkView, Selection, Stage},
    editing::Choices,
    i18n::bulk as words,
    job::ids_of,
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{
    bulk::{self, How},
    field::{Field, Kind},
    id::FormStateId,
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use store::{StoreError, Tx, form_state::FormState};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    chosen: Option<String>,
    field: Option<String>,
    form: Option<String>,
}

/// What is to be done with customers that were chosen.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, view)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Customer, move || view! { <BulkPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, BulkView), StoreError> {
    let mut tx = open(visit).await?;
    store::bulk::may(&tx)?;
    let id: Option<FormStateId> = parameters.chosen.as_deref().and_then(|chosen| chosen.parse().ok());
    let selection = match id {
        Some(id) => Selection::read(&mut tx, id).await?,
        None => None,
    };
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?;
    let failed = failed.filter(|failed| failed.form == "/api/staff/bulk-preview");
    let (language, home) = (tx.session().language, tx.session().home);
    let mut view = BulkView {
        chosen: id.filter(|_| selection.is_some()),
        count: 0,
        back: "/customers".to_owned(),
        own: Vec::new(),
        unused: Vec::new(),
        stage: Stage::Gone,
        language,
        home,
    };
    let Some(selection) = selection else { return Ok((tx.commit().await?, view)) };
    view.back = format!("/customers?{}", selection.query);
    view.count = store::bulk::count(&mut tx, &selection.chosen).await?;
    let firm = store::settings::read(&mut tx).await?;
    view.own.clone_from(&tx.session().own);
    let rights = tx.session().rights.clone();
    view.unused = bulk::fields(&view.own)
        .filter(|field| !firm.uses(field) || !rights.changes(field))
        .map(|field| field.key)
        .collect();
    view.stage = stage(&mut tx, &selection, parameters, failed.as_ref()).await?;
    Ok((tx.commit().await?, view))
}

async fn stage(
    tx: &mut Tx,
    selection: &Selection,
    parameters: &Parameters,
    failed: Option<&FormState>,
) -> Result<Stage, StoreError> {
    let key = failed.and_then(|failed| failed.typed("field")).or(parameters.field.as_deref());
    if let Some(field) = key.and_then(|key| bulk::fields(&tx.session().own).find(|field| field.key == key)) {
        // What was looked at once stands there again.
        let before = selection.change.as_ref().filter(|change| change.field == field.key);
        let typed = match (failed, before) {
            (Some(failed), _) => failed.typed(&format!("patch[{}]", field.key)).unwrap_or_default().to_owned(),
            (None, Some(before)) => before.typed.clone(),
            (None, None) => String::new(),
        };
        let usual = if matches!(field.kind, Kind::Choices(_)) { How::Add } else { How::Set };
        let how = match failed {
            Some(failed) => failed.typed("how").and_then(How::from_key),
            None => before.map(|change| change.how),
        };
        return Ok(Stage::Value {
            field,
            how: how.unwrap_or(usual),
            typed,
            problem: failed.and_then(|failed| failed.error.problem_of(field.key)),
            choices: Box::new(choices(tx, field, failed).await?),
        });
    }
    // Named, but none of them: another one is wanted.
    let Some(change) = selection.change.clone().filter(|_| key.is_none()) else { return Ok(Stage::Field) };
    let forecast = store::bulk::forecast(tx, &selection.chosen, &change).await?;
    let ids = ids_of(&Value::String(change.typed.clone()));
    let names = store::register::names_of(tx, &ids.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    Ok(Stage::Ready { change, forecast: Box::new(forecast), names })
}

/// What can be chosen as the value of a field.
async fn choices(tx: &mut Tx, field: &Field, failed: Option<&FormState>) -> Result<Choices, StoreError> {
    let mut choices = Choices::default();
    match field.kind {
        Kind::Choice(list) | Kind::Choices(list) => {
            let language = tx.session().language;
            choices.lists.insert(list, store::list::choices(tx, list, language).await?);
        }
        Kind::User => choices.staff = store::list::staff(tx).await?,
        // Those that the firm offers: others are refused.
        Kind::Country => {
            let home = tx.session().home;
            choices.countries = store::settings::read(tx).await?.countries.offered(home);
        }
        Kind::Customer => choices.customers = offered(tx, field.key, failed, None).await?,
        _ => {}
    }
    Ok(choices)
}
