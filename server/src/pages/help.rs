//! Help.

use super::{failed, framed, open, refused};
use crate::visit::Visit;
use app::{
    help::{ArticlePage, ArticleView, HelpPage, HelpView, Support, article, find},
    i18n::help as words,
    shell::{Place, clock_of},
};
use axum::{
    Extension,
    extract::{Path, Query},
    response::Response,
};
use domain::{error::ErrorCode, plain_text, session::Session};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    q: String,
}

/// The table of contents, and what a search finds.
pub(crate) async fn contents(
    visit: Visit,
    support: Option<Extension<Support>>,
    Query(parameters): Query<Parameters>,
) -> Response {
    let support = support.map(|Extension(support)| support).unwrap_or_default();
    match read(&visit, support, &parameters).await {
        Ok((session, help)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Help, move || view! { <HelpPage view=help/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, support: Support, parameters: &Parameters) -> Result<(Session, HelpView), StoreError> {
    let mut tx = open(visit).await?;
    let helpers = store::help::helpers(&mut tx).await?;
    let session = tx.commit().await?;
    let language = session.language;
    // What can't be searched for finds nothing.
    let query = plain_text::line(&parameters.q, 200).unwrap_or_default();
    let hits = find(language, &query);
    Ok((session, HelpView { query, hits, helpers, support, language }))
}

/// One guide.
pub(crate) async fn page(visit: Visit, Path(slug): Path<String>) -> Response {
    let read = async {
        let mut tx = open(&visit).await?;
        let Some(article) = article(tx.session().language, &slug) else { return Ok(None) };
        let votes = store::help::votes(&mut tx, article.slug).await?;
        let session = tx.commit().await?;
        let clock = clock_of(&session);
        Ok(Some((session, ArticleView { article, votes, clock })))
    };
    match read.await {
        Ok(Some((session, guide))) => {
            let title = guide.article.title.to_owned();
            framed(&visit, title, session, Place::Help, move || view! { <ArticlePage view=guide/> })
        }
        Ok(None) => failed(&visit, ErrorCode::NotFound),
        Err(error) => refused(&visit, error),
    }
}
