//! The layouts of the card: the firm's and its roles', and colleagues' to try.

use super::{framed, framed_setting, open, refused, refused_of};
use crate::visit::Visit;
use app::{
    i18n::layout as words,
    layout::{LayoutsPage, LayoutsView, TrialPage, TrialView},
    shell::{Place, clock_of},
};
use axum::{extract::Path, response::Response};
use domain::{
    id::CustomerId,
    policy::{Action, Subject, can},
    session::Session,
};
use leptos::prelude::*;
use store::StoreError;

/// The firm's layouts.
pub(crate) async fn page(visit: Visit) -> Response {
    match read(&visit).await {
        Ok((session, layouts)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(&visit, title, session, Place::Settings, None, move || view! { <LayoutsPage view=layouts/> })
                .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit) -> Result<(Session, LayoutsView), StoreError> {
    let mut tx = open(visit).await?;
    let overview = store::layout::overview(&mut tx).await?;
    let administrators = store::settings::administrators(&mut tx).await?;
    let session = tx.commit().await?;
    let subject = Subject { tenant: session.tenant, owner: None };
    let view = LayoutsView {
        overview,
        clock: clock_of(&session),
        may_change: can(session.actor(), Action::ChangeSettings, subject).allowed,
        administrators,
        language: session.language,
    };
    Ok((session, view))
}

/// Whose arrangement of the card to try.
pub(crate) async fn trial(visit: Visit, Path(customer): Path<String>) -> Response {
    match read_trial(&visit, &customer).await {
        Ok((session, trial)) => {
            let title = words::TRY.get(session.language).to_owned();
            framed(&visit, title, session, Place::Customer, move || view! { <TrialPage view=trial/> })
        }
        Err(error) => refused_of(&visit, &customer, error).await,
    }
}

async fn read_trial(visit: &Visit, customer: &str) -> Result<(Session, TrialView), StoreError> {
    let mut tx = open(visit).await?;
    let customer: CustomerId = customer.parse().map_err(|_| StoreError::NotFound)?;
    let name = store::customer::values(&mut tx, customer).await?.values.text("name").to_owned();
    let colleagues = store::layout::colleagues(&mut tx, visit.device).await?;
    let session = tx.commit().await?;
    let language = session.language;
    Ok((session, TrialView { customer, name, colleagues, language }))
}
