//! The page of a document, and its files.

use super::{form_state, framed, just_done, note_read, open, refused_of};
use crate::{guard, sign::finish, visit::Visit};
use app::{
    document::{DocumentPage, DocumentView},
    shell::{Place, clock_of},
    signing::{SEND, SigningView},
    undo::UndoView,
};
use axum::{
    body::Body,
    extract::{Path, Query},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    document::{PLAIN_TEXT, Preview, media_type},
    error::ErrorCode,
    id::{CustomerId, DocumentId, TenantId},
    list::ListKind,
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use objects::ObjectsError;
use serde::Deserialize;
use store::{StoreError, Tx, document::Stored, form_state::FormState};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    notice: Option<String>,
    form: Option<String>,
}

/// One document with what is in it, its details and versions.
pub(crate) async fn page(
    visit: Visit,
    Path((customer, document)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
) -> Response {
    match read(&visit, &customer, &document, &parameters).await {
        Ok((session, view)) => {
            let title = view.document.name.clone();
            let mut page = framed(&visit, title, session, Place::Customer, move || view! { <DocumentPage view=view/> });
            // Its file stands in a frame of the page.
            let policy = HeaderValue::from_static(guard::WITH_FRAMES);
            page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            page
        }
        Err(error) => refused_of(&visit, &customer, error).await,
    }
}

async fn read(
    visit: &Visit,
    customer: &str,
    document: &str,
    parameters: &Parameters,
) -> Result<(Session, DocumentView), StoreError> {
    let mut tx = open(visit).await?;
    let (Ok(customer), Ok(id)) = (customer.parse(), document.parse()) else { return Err(StoreError::NotFound) };
    let language = tx.session().language;
    let (document, versions, customer_name) = store::document::read(&mut tx, customer, id, language).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let editing = parameters.edit.as_deref() == Some("document")
        || form.as_ref().is_some_and(|state| state.form == app::document::CHANGE);
    let kinds =
        if editing { store::list::choices(&mut tx, ListKind::DocumentKind, language).await? } else { Vec::new() };
    let sharing = store::document_share::list(&mut tx, customer, id).await?;
    let is_noticed = note_read(&mut tx, parameters.notice.as_deref()).await?;
    let subject = Subject { tenant: tx.session().tenant, owner: None };
    let may_change = can(tx.session().actor(), Action::ChangeCustomer, subject).allowed;
    let signing = signing(visit, &mut tx, (customer, id), (parameters, form.as_ref(), may_change)).await?;
    let done = just_done(visit, &mut tx, customer).await?;
    let mut session = tx.commit().await?;
    session.notices -= i64::from(is_noticed);
    let refused = form.as_ref().filter(|state| state.form == "/api/staff/undo");
    let refused = refused.and_then(|state| state.error.problem_of("entry"));
    let undo = UndoView { customer, may_undo: may_change, done, refused, language };
    let clock = clock_of(&session);
    let view = DocumentView {
        customer,
        customer_name,
        document,
        versions,
        kinds,
        form,
        editing,
        sharing,
        signing,
        may_change,
        undo,
        language,
        clock,
    };
    Ok((session, view))
}

/// Who is asked to sign the document, and who can be where somebody asks.
async fn signing(
    visit: &Visit,
    tx: &mut Tx,
    (customer, id): (CustomerId, DocumentId),
    (parameters, form, may_change): (&Parameters, Option<&FormState>, bool),
) -> Result<SigningView, StoreError> {
    // A server that was gone before it made the signed file left that to whoever looks next.
    if may_change && let Some(ready) = store::signing::unfinished(tx, customer, id).await? {
        Box::pin(finish::of_staff(visit, &ready, open(visit))).await;
    }
    let asks = parameters.edit.as_deref() == Some("signing") || form.is_some_and(|state| state.form == SEND);
    Ok(SigningView {
        signings: store::signing::list(tx, customer, id).await?,
        candidates: if asks && may_change { Some(store::signing::candidates(tx, customer).await?) } else { None },
        way: visit.context.signing,
    })
}

#[derive(Deserialize)]
pub(crate) struct Wanted {
    v: Option<i32>,
    download: Option<String>,
}

/// The file of a version: shown where browsers can without running anything of it, else downloaded.
pub(crate) async fn file(
    visit: Visit,
    Path((customer, document)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let (tenant, stored) = match stored(&visit, &customer, &document, wanted.v).await {
        Ok(found) => found,
        Err(error) => return refused_of(&visit, &customer, error).await,
    };
    answer(&visit, tenant, &stored, wanted.download.is_some()).await
}

/// The answer with a file from the object store.
pub(crate) async fn answer(visit: &Visit, tenant: TenantId, stored: &Stored, downloads: bool) -> Response {
    let (size, content) = match visit.state.objects.get(tenant, &stored.digest).await {
        Ok(found) => found,
        Err(error) => {
            tracing::error!(%error, digest = stored.digest, "a document's file is not to be had");
            let code =
                if matches!(error, ObjectsError::Missing) { ErrorCode::Internal } else { ErrorCode::Unavailable };
            return super::failed(visit, code);
        }
    };
    let preview = media_type(&stored.media_type).map_or(Preview::None, |kind| kind.preview);
    let is_shown = preview != Preview::None && !downloads;
    let way = if is_shown { "inline" } else { "attachment" };
    // Whatever it says it is, as text it is text.
    let kind = if stored.media_type == PLAIN_TEXT { "text/plain; charset=utf-8" } else { stored.media_type.as_str() };
    let told: [(HeaderName, String); 8] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::ETAG, format!("\"{}\"", stored.digest)),
        (header::VARY, "Cookie".to_owned()),
        (header::CONTENT_DISPOSITION, format!("{way}; filename*=UTF-8''{}", encoded(&stored.file_name))),
        (header::CONTENT_SECURITY_POLICY, guard::OF_FILES.to_owned()),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN".to_owned()),
    ];
    (StatusCode::OK, told, Body::from_stream(content)).into_response()
}

/// A name as RFC 8187 writes it in headers.
pub(super) fn encoded(name: &str) -> String {
    use std::fmt::Write;
    let mut all = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            all.push(char::from(byte));
        } else {
            let _ = write!(all, "%{byte:02X}");
        }
    }
    all
}

async fn stored(
    visit: &Visit,
    customer: &str,
    document: &str,
    number: Option<i32>,
) -> Result<(TenantId, Stored), StoreError> {
    let mut tx = open(visit).await?;
    let customer: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let document: DocumentId = document.parse().map_err(|_| StoreError::NotFound)?;
    let stored = store::document::stored(&mut tx, customer, document, number).await?;
    let tenant = tx.session().tenant;
    tx.commit().await?;
    Ok((tenant, stored))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_headers_hold_nothing_that_ends_them() {
        assert_eq!(encoded("Avtale 2026.pdf"), "Avtale%202026.pdf");
        assert_eq!(encoded("Bodø\";\r\nx.pdf"), "Bod%C3%B8%22%3B%0D%0Ax.pdf");
    }
}
