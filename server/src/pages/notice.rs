//! The page of one's own notices.

use super::{framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n::notice as words,
    notice::{NoticesPage, NoticesView},
    shell::{Place, clock_of},
};
use axum::response::Response;
use domain::session::Session;
use leptos::prelude::*;
use store::StoreError;

/// The newest notices of whoever visits.
pub(crate) async fn page(visit: Visit) -> Response {
    match read(&visit).await {
        Ok((session, notices)) => {
            let title = words::NOTICES.get(session.language).to_owned();
            framed(&visit, title, session, Place::Elsewhere, move || view! { <NoticesPage view=notices/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit) -> Result<(Session, NoticesView), StoreError> {
    let mut tx = open(visit).await?;
    let notices = store::notice::list(&mut tx).await?;
    let session = tx.commit().await?;
    let clock = clock_of(&session);
    Ok((session, NoticesView { notices, clock }))
}
