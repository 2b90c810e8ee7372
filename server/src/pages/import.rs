//! Pages of the import.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n::import as words,
    import::{ColumnsView, FramePage, ImportView, RowsView, Shown, StartPage, StartView},
    shell::{Place, clock_of},
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    id::ImportId,
    import::{Verdict, guess},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{
    StoreError,
    import::{Filter, State},
};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    step: Option<String>,
    verdict: Option<String>,
    after: Option<String>,
    form: Option<String>,
}

/// Where a file is uploaded.
pub(crate) async fn start(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read_start(&visit, &parameters).await {
        Ok((session, view)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Import, move || view! { <StartPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_start(visit: &Visit, parameters: &Parameters) -> Result<(Session, StartView), StoreError> {
    let mut tx = open(visit).await?;
    let past = store::import::past(&mut tx).await?;
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let clock = clock_of(&session);
    Ok((session, StartView { past, failed, clock }))
}

/// One import, at the step that is its next, or that was asked for.
pub(crate) async fn page(visit: Visit, Path(import): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &import, &parameters).await {
        Ok((session, view)) => {
            let title = words::TITLE_OF.with(session.language, &[("file", &view.import.file_name)]);
            framed(&visit, title, session, Place::Import, move || view! { <FramePage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, import: &str, parameters: &Parameters) -> Result<(Session, ImportView), StoreError> {
    let mut tx = open(visit).await?;
    let id: ImportId = import.parse().map_err(|_| StoreError::NotFound)?;
    let import = store::import::read(&mut tx, id).await?;
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?;
    let wants_columns = match parameters.step.as_deref() {
        Some("columns") => import.state != State::Run,
        Some("rows") => import.state == State::Columns,
        _ => matches!(import.state, State::Columns | State::Failed),
    };
    // What is refused of one row is told at that row.
    let of_row = failed.as_ref().and_then(|state| state.typed("row")?.parse::<i32>().ok());
    let problem_of = |field: &str| failed.as_ref().and_then(|state| state.error.problem_of(field));
    let refused_row = of_row.zip(problem_of("choice"));
    let refusal = problem_of("import").or(problem_of("choice").filter(|_| refused_row.is_none()));
    let shown = if wants_columns || import.is_stale {
        let staff = store::list::staff(&mut tx).await?;
        let (home, me) = (tx.session().home, tx.session().user.to_string());
        let (own, rights): (Vec<_>, _) = (tx.session().all_own().collect(), tx.session().rights.clone());
        let guesses = guess(&import.opened.headers, &import.opened.samples, home, &own);
        Shown::Columns(Box::new(ColumnsView { guesses, staff, own, rights, me, failed }))
    } else {
        let filter = Filter {
            verdict: parameters.verdict.as_deref().and_then(Verdict::from_key),
            after: parameters.after.as_deref().and_then(|after| after.parse().ok()).unwrap_or_default(),
        };
        let counts = store::import::counts(&mut tx, id).await?;
        let chosen = store::import::chosen(&mut tx, id).await?;
        let page = store::import::page(&mut tx, id, filter).await?;
        Shown::Rows(Box::new(RowsView { counts, chosen, filter, page, home: tx.session().home, refused: refused_row }))
    };
    let session = tx.commit().await?;
    let clock = clock_of(&session);
    Ok((session, ImportView { import, shown, refused: refusal, clock }))
}
