//! Accounts of the firm's staff.

use super::{form_state, framed_setting, open, refused};
use crate::visit::Visit;
use app::{
    i18n::user as words,
    shell::{Place, clock_of},
    user::{CHANGE, Link, UsersPage, UsersView, shown_once},
};
use axum::{
    extract::Query,
    http::{HeaderValue, header},
    response::Response,
};
use domain::{id::UserId, session::Session};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    edit: Option<String>,
    form: Option<String>,
}

/// The accounts; and, once, the link of an invitation that was just made.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, &parameters).await {
        Ok((session, users)) => {
            let title = words::TITLE.get(session.language).to_owned();
            let mut response = framed_setting(
                &visit,
                title,
                session,
                Place::Settings,
                parameters.form.as_deref(),
                move || view! { <UsersPage view=users/> },
            )
            .await;
            // It is not shown a second time.
            if visit.invited.is_some()
                && let Ok(value) = HeaderValue::from_str(&shown_once(None, visit.context.secure_cookies))
            {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
            response
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, parameters: &Parameters) -> Result<(Session, UsersView), StoreError> {
    let mut tx = open(visit).await?;
    let users = store::user::list(&mut tx).await?;
    let departments = store::department::choices(&mut tx).await?;
    let form = form_state(&mut tx, parameters.form.as_deref()).await?;
    let session = tx.commit().await?;
    let failed = form.as_ref().filter(|state| state.form == CHANGE).and_then(|state| state.typed("user"));
    let editing = failed.or(parameters.edit.as_deref()).and_then(|id| id.parse().ok());
    let view = UsersView {
        link: link(visit),
        users,
        me: session.user,
        editing,
        departments,
        form,
        clock: clock_of(&session),
        language: session.language,
        firm: session.tenant_name.clone(),
        mail: visit.context.mail.clone(),
    };
    Ok((session, view))
}

/// The link of the invitation that was just made.
fn link(visit: &Visit) -> Option<Link> {
    let (user, secret) = visit.invited.as_deref()?.split_once('.')?;
    let user: UserId = user.parse().ok()?;
    let is_secret = secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
    let origin = visit.context.origin.as_deref()?;
    is_secret.then(|| Link { user, address: format!("{origin}/invitation/{secret}") })
}
