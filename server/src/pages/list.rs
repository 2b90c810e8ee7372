//! The firm's lists.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::list as words,
    list::{ListView, ListsPage, Working},
    shell::Place,
};
use axum::{
    extract::{Path, Query},
    response::{Redirect, Response},
};
use domain::{
    policy::{Subject, can},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::{StoreError, form_state::FormState};

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    merge: Option<String>,
    form: Option<String>,
}

/// The first of the lists.
pub(crate) async fn first() -> Redirect {
    Redirect::to("/lists/customer_group")
}

/// One list with its values.
pub(crate) async fn page(visit: Visit, Path(kind): Path<String>, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &kind, &parameters).await {
        Ok((session, view)) => {
            let title = words::TITLE.get(session.language).to_owned();
            framed_setting(
                &visit,
                title,
                session,
                Place::Lists,
                parameters.form.as_deref(),
                move || view! { <ListsPage view=view/> },
            )
            .await
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, kind: &str, parameters: &Parameters) -> Result<(Session, ListView), StoreError> {
    let mut tx = open(visit).await?;
    let kind = tx.session().list(kind).ok_or(StoreError::NotFound)?;
    let items = store::list::items(&mut tx, kind).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let may_change = can(session.actor(), kind.changed_by(), Subject { tenant: session.tenant, owner: None }).allowed;
    let working = working(parameters, form.as_ref());
    let language = session.language;
    Ok((session, ListView { kind, items, working, form, language, may_change }))
}

fn working(parameters: &Parameters, failed: Option<&FormState>) -> Option<Working> {
    if let Some(state) = failed {
        let item = state.typed("item")?.parse().ok();
        return match state.form.as_str() {
            "/api/staff/list-rename" => item.map(Working::Rename),
            "/api/staff/list-merge" => item.map(Working::Merge),
            _ => None,
        };
    }
    let id = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    id(&parameters.edit).map(Working::Rename).or_else(|| id(&parameters.merge).map(Working::Merge))
}
