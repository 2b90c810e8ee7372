//! The register.

use super::{framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n::common,
    register::RegisterPageView,
    shell::{Place, clock_of, may_register},
};
use axum::{extract::Query, response::Response};
use domain::{
    register::{Cursor, RegisterPage, RegisterQuery, Scope, SortKey},
    session::Session,
};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    scope: Option<String>,
    sort: Option<String>,
    order: Option<String>,
    with: Option<String>,
    hidden: Option<String>,
    from: Option<String>,
}

impl Parameters {
    fn query(&self) -> RegisterQuery {
        RegisterQuery {
            scope: self.scope.as_deref().and_then(Scope::from_key).unwrap_or_default(),
            sort: self.sort.as_deref().and_then(SortKey::from_key).unwrap_or_default(),
            with: self.with.as_deref().and_then(|id| id.parse().ok()),
            hidden: self.hidden.as_deref() == Some("1"),
            descending: self.order.as_deref() == Some("desc"),
            cursor: self.from.as_deref().and_then(Cursor::decode),
        }
    }
}

/// One page of the register.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    let query = parameters.query();
    match read(&visit, &query).await {
        Ok((session, page)) => {
            let (clock, place, may_register) =
                (clock_of(&session), Place::Register(query.scope), may_register(&session));
            let title = common::CUSTOMERS.get(session.language).to_owned();
            framed(
                &visit,
                title,
                session,
                place,
                move || view! { <RegisterPageView query=query page=page clock=clock may_register=may_register/> },
            )
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, query: &RegisterQuery) -> Result<(Session, RegisterPage), StoreError> {
    let mut tx = open(visit).await?;
    let page = store::register::page(&mut tx, query).await?;
    Ok((tx.commit().await?, page))
}
