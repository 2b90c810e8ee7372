//! The picture of a customer's logo.

use super::{open, refused_of};
use crate::visit::Visit;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::id::CustomerId;
use serde::Deserialize;
use store::{StoreError, logo::Stored};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    v: Option<String>,
}

/// The logo as it is, or under `v` the picture of that digest, which never changes. It is kept in the
/// reader's own browser, for as long as they are signed in.
pub(crate) async fn image(
    visit: Visit,
    Path(customer): Path<String>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let named = parameters.v.is_some();
    match read(&visit, &customer, parameters.v.as_deref()).await {
        Ok(logo) => {
            let tag = format!("\"{}\"", logo.digest);
            let kept = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
            let keep = if named { "private, max-age=31536000, immutable" } else { "private, no-cache" };
            let file = format!("inline; filename=\"logo.{}\"", logo.media_type.trim_start_matches("image/"));
            let told: [(HeaderName, String); 5] = [
                (header::CONTENT_TYPE, logo.media_type),
                (header::CACHE_CONTROL, keep.to_owned()),
                (header::ETAG, tag),
                (header::VARY, "Cookie".to_owned()),
                (header::CONTENT_DISPOSITION, file),
            ];
            if kept { (StatusCode::NOT_MODIFIED, told).into_response() } else { (told, logo.content).into_response() }
        }
        Err(error) => refused_of(&visit, &customer, error).await,
    }
}

async fn read(visit: &Visit, customer: &str, digest: Option<&str>) -> Result<Stored, StoreError> {
    let mut tx = open(visit).await?;
    let customer: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let is_digest = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if digest.is_some_and(|digest| !is_digest(digest)) {
        return Err(StoreError::NotFound);
    }
    let logo = store::logo::read(&mut tx, customer, digest).await?;
    tx.commit().await?;
    Ok(logo)
}
