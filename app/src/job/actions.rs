//! Server functions of work in the background.

use crate::{error::ActionError, request};
use leptos::prelude::*;

/// Asks a job to stop; what it has done stays.
///
/// # Errors
/// When the reader may follow no such job.
#[server(prefix = "/api/staff", endpoint = "job-stop")]
pub async fn stop_job(job: String) -> Result<(), ActionError> {
    let job = request::id(&job)?;
    let mut tx = request::open().await?;
    store::job::stop(&mut tx, job).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes all that a job did back, in the background, and leads to how that is getting on.
///
/// # Errors
/// When the reader may follow no such job, or it can't be taken back.
#[server(prefix = "/api/staff", endpoint = "job-undo")]
pub async fn undo_job(job: String) -> Result<(), ActionError> {
    let job = request::id(&job)?;
    let mut tx = request::open().await?;
    let queued = store::undo::queue(&mut tx, job).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/jobs/{queued}"));
    Ok(())
}
