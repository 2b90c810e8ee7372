//! The page on which one writes to customers that were chosen.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    bulk::{PREVIEW, Selection, WritePage, WriteView},
    i18n::bulk as words,
    shell::Place,
};
use axum::{extract::Query, response::Response};
use domain::{id::FormStateId, session::Session};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    chosen: Option<String>,
    form: Option<String>,
    again: Option<String>,
}

/// What is to be written to customers that were chosen.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, view)) => {
            let title = words::WRITE_TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Customer, move || view! { <WritePage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, WriteView), StoreError> {
    let mut tx = open(visit).await?;
    store::bulk::may(&tx)?;
    let id: Option<FormStateId> = parameters.chosen.as_deref().and_then(|chosen| chosen.parse().ok());
    let selection = match id {
        Some(id) => Selection::read(&mut tx, id).await?,
        None => None,
    };
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?.filter(|failed| failed.form == PREVIEW);
    let mut view = WriteView {
        chosen: id.filter(|_| selection.is_some()),
        count: 0,
        back: "/customers".to_owned(),
        mailing: selection.as_ref().and_then(|selection| selection.mailing.clone()).unwrap_or_default(),
        reach: None,
        failed,
        templates: store::template::list(&mut tx, None).await?,
        mail: visit.context.mail.clone(),
        sms: visit.context.sms,
        language: tx.session().language,
    };
    let Some(selection) = selection else { return Ok((tx.commit().await?, view)) };
    view.back = format!("/customers?{}", selection.query);
    view.count = store::bulk::count(&mut tx, &selection.chosen).await?;
    // What was looked at stands there again when one comes back to change it.
    if let Some(mailing) = selection.mailing.filter(|_| parameters.again.is_none() && view.failed.is_none()) {
        view.reach = Some(store::dialog::reach(&mut tx, &selection.chosen, &mailing).await?);
    }
    Ok((tx.commit().await?, view))
}
