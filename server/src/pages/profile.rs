//! The page of one's own profile.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n,
    profile::{ProfilePage, ProfileView},
    shell::{Place, clock_of},
};
use axum::{extract::Query, response::Response};
use leptos::prelude::*;
use serde::Deserialize;
use store::StoreError;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    form: Option<String>,
}

/// The profile with the person's sessions.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    match read(&visit, parameters.form.as_deref()).await {
        Ok(profile) => {
            let session = profile.session.clone();
            let title = i18n::profile::TITLE.get(session.language).to_owned();
            framed(&visit, title, session, Place::Profile, move || view! { <ProfilePage view=profile/> })
        }
        Err(error) => refused(&visit, error),
    }
}

async fn read(visit: &Visit, form: Option<&str>) -> Result<ProfileView, StoreError> {
    let mut tx = open(visit).await?;
    let sessions = store::sign_in::sessions(&mut tx).await?;
    let failed = form_state(&mut tx, form).await?;
    let session = tx.commit().await?;
    let clock = clock_of(&session);
    let password_error = failed.filter(|state| state.form == "/api/staff/password").map(|state| state.error);
    Ok(ProfileView { session, sessions, password_error, clock })
}
