//! What the gateway of SMS reports: a form with the message's id and what became of it.

use crate::router::{AppState, SmsReports};
use axum::{
    Extension,
    body::to_bytes,
    extract::{Path, Request, State},
    http::{Method, StatusCode},
};
use domain::plain_text;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Most bytes of a report.
const MOST: usize = 16 * 1024;

#[derive(Deserialize)]
struct Report {
    id: String,
    status: String,
}

/// Notes a report. To whoever does not know the secret there is nothing here.
pub(crate) async fn report(
    State(state): State<AppState>,
    reports: Option<Extension<SmsReports>>,
    Path((secret, tenant, message)): Path<(String, String, String)>,
    request: Request,
) -> StatusCode {
    let known = reports.and_then(|Extension(reports)| reports.0);
    // By their digests, so that the time it takes tells nothing of the secret.
    let is_known = known.is_some_and(|known| Sha256::digest(known.as_bytes()) == Sha256::digest(secret.as_bytes()));
    let (Ok(tenant), Ok(message), true) = (tenant.parse(), message.parse(), is_known) else {
        return StatusCode::NOT_FOUND;
    };
    if request.method() != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    let Ok(body) = to_bytes(request.into_body(), MOST).await else { return StatusCode::PAYLOAD_TOO_LARGE };
    let Ok(report) = serde_urlencoded::from_bytes::<Report>(&body) else { return StatusCode::BAD_REQUEST };
    let (Ok(id), Ok(status)) = (plain_text::line(&report.id, 100), plain_text::line(&report.status, 100)) else {
        return StatusCode::BAD_REQUEST;
    };
    let (has_arrived, detail) = match status.as_str() {
        "delivered" => (true, None),
        "failed" => (false, Some(status.as_str())),
        // It is on its way.
        _ => return StatusCode::NO_CONTENT,
    };
    match store::outgoing::report(&state.store, (tenant, message), &id, has_arrived, detail).await {
        Ok(true) => StatusCode::NO_CONTENT,
        Ok(false) => StatusCode::NOT_FOUND,
        // It reports again.
        Err(error) => {
            tracing::warn!(%error, "a report of an SMS could not be noted");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
