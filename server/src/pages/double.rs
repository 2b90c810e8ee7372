//! The page of customers that may be the same.

use super::{framed, open, refused};
use crate::visit::Visit;
use app::{
    double::{DoublesPage, DoublesView},
    i18n::double as words,
    shell::Place,
};
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use domain::double::Verdict;
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

/// Pairs to a page.
const PAGE: usize = 20;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    show: Option<String>,
    after: Option<String>,
}

/// Two customers beside each other, the likest first.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    // Those that were said to be the same are merged.
    if parameters.show.as_deref() == Some(Verdict::Same.key()) {
        return Redirect::to("/customers/merges").into_response();
    }
    match read(&visit, &parameters).await {
        Ok(view) => {
            let session = view.session.clone();
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Customer, move || view! { <DoublesPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<DoublesView, StoreError> {
    let mut tx = open(visit).await?;
    let verdict = parameters.show.as_deref().and_then(Verdict::from_key).unwrap_or_default();
    let after = parameters.after.as_deref().and_then(|id| id.parse().ok());
    // What changed since the last search is looked at now, where it is little.
    store::double::refresh(&mut tx).await?;
    let overview = store::double::overview(&mut tx).await?;
    let mut doubles = store::double::list(&mut tx, verdict, after, i64::try_from(PAGE + 1).unwrap_or(20)).await?;
    let has_more = doubles.len() > PAGE;
    doubles.truncate(PAGE);
    Ok(DoublesView { session: tx.commit().await?, overview, verdict, doubles, has_more })
}
