//! What is new in the product, and advice about settings.

use super::{framed, open, refused};
use crate::visit::Visit;
use app::{
    advice::{AdvicePage, AdviceView},
    help::latest_news,
    i18n::advice as words,
    shell::{Place, clock_of},
};
use axum::response::Response;
use domain::{
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use store::StoreError;

/// What is new, and what would help.
pub(crate) async fn page(visit: Visit) -> Response {
    match read(&visit).await {
        Ok((session, advice)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Settings, move || view! { <AdvicePage view=advice/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit) -> Result<(Session, AdviceView), StoreError> {
    let mut tx = open(visit).await?;
    let advised = store::advice::read(&mut tx).await?;
    let seen = store::advice::news_seen(&mut tx).await?;
    // Whoever has the page before them has them before them, too.
    if seen.as_str() < latest_news() {
        store::advice::see_news(&mut tx, latest_news()).await?;
    }
    let administrators = store::settings::administrators(&mut tx).await?;
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let may_change = can(session.actor(), Action::ChangeSettings, subject).allowed;
    let clock = clock_of(&session);
    Ok((session, AdviceView { advised, seen, may_change, administrators, clock }))
}
