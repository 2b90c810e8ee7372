//! Pages of work in the background.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n::job as words,
    job::{JobPage, JobView, JobsPage, ids_of, title},
    shell::{Place, clock_of},
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use domain::{
    field::Names,
    id::JobId,
    job::{ItemState, Job},
    policy::{Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, Tx, job::Filter};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    state: Option<String>,
    after: Option<String>,
    form: Option<String>,
}

/// The reader's own jobs.
pub(crate) async fn list(visit: Visit) -> Response {
    match read_list(&visit).await {
        Ok((session, jobs, names)) => {
            let (clock, home) = (clock_of(&session), session.home);
            let title = words::JOBS.get(session.language).to_owned();
            framed(&visit, title, session, Place::Elsewhere, move || {
                view! { <JobsPage jobs=jobs names=names clock=clock home=home/> }
            })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read_list(visit: &Visit) -> Result<(Session, Vec<Job>, Names), StoreError> {
    let mut tx = open(visit).await?;
    let jobs = store::job::list(&mut tx).await?;
    let names = names(&mut tx, &jobs).await?;
    Ok((tx.commit().await?, jobs, names))
}

/// Names of what some jobs refer to.
async fn names(tx: &mut Tx, jobs: &[Job]) -> Result<Names, StoreError> {
    let ids: Vec<String> = jobs.iter().flat_map(|job| ids_of(&job.parameters)).collect();
    store::register::names_of(tx, &ids.iter().map(String::as_str).collect::<Vec<_>>()).await
}

/// One job with its report.
pub(crate) async fn page(visit: Visit, Path(job): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &job, &parameters).await {
        Ok((session, view)) => {
            let title = title(&view.job, &view.names, session.language, session.home);
            framed(&visit, title, session, Place::Elsewhere, move || view! { <JobPage view=view/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, job: &str, parameters: &Parameters) -> Result<(Session, JobView), StoreError> {
    let mut tx = open(visit).await?;
    let job: JobId = job.parse().map_err(|_| StoreError::NotFound)?;
    let filter = Filter {
        state: parameters.state.as_deref().and_then(ItemState::from_key),
        after: parameters.after.as_deref().and_then(|after| after.parse().ok()).unwrap_or_default(),
    };
    let job = store::job::read(&mut tx, job).await?;
    let items = store::job::items(&mut tx, job.id, filter).await?;
    let names = names(&mut tx, std::slice::from_ref(&job)).await?;
    let failed = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let view = JobView {
        may_stop: job.is_ruled_by(&session),
        may_undo: job.is_ruled_by(&session) && can(session.actor(), job.kind.right(), subject).allowed,
        job,
        filter,
        items,
        names,
        refused: failed.and_then(|failed| failed.error.problem_of("job")),
        clock: clock_of(&session),
        home: session.home,
    };
    Ok((session, view))
}
