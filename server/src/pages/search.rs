//! The page of search results.

use super::{framed, open, refused};
use crate::visit::Visit;
use app::{i18n, search::SearchPage, shell::Place};
use axum::{extract::Query, response::Response};
use domain::{plain_text, search::SearchResults, session::Session};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

/// Most hits of each kind on the page.
const MOST: i32 = 50;
/// Most settings among them.
const SETTINGS: usize = 10;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    query: String,
    hidden: Option<String>,
}

/// The search field and what was found.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    // What can't be searched for finds nothing.
    let query = plain_text::line(&parameters.query, 200).unwrap_or_default();
    let hidden = parameters.hidden.as_deref() == Some("1");
    match read(&visit, &query, hidden).await {
        Ok((session, results)) => {
            let language = session.language;
            let title = i18n::search::TITLE.get(language).to_owned();
            framed(&visit, title, session, Place::Elsewhere, move || {
                view! { <SearchPage language=language query=query hidden=hidden results=results/> }
            })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, query: &str, hidden: bool) -> Result<(Session, SearchResults), StoreError> {
    let mut tx = open(visit).await?;
    let found = store::search::search(&mut tx, query, hidden, MOST).await?;
    let session = tx.commit().await?;
    let settings = app::settings::find(&session, query, SETTINGS);
    Ok((session, SearchResults { settings, ..found }))
}
