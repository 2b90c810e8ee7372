//! The page of one's own profile.

use super::{form_state, framed, open, refused};
use crate::visit::Visit;
use app::{
    i18n,
    mailbox::MailboxSetting,
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
    let mention_mail = store::notice::mention_mail(&mut tx).await?;
    let kept = store::profile::signature(&mut tx).await?;
    let failed = form_state(&mut tx, form).await?;
    let of_form = |form: &str| failed.clone().filter(|state| state.form == form);
    let mailbox = match store::mailbox::may(&tx) {
        Ok(()) => Some(MailboxSetting {
            mailbox: store::mailbox::own(&mut tx).await?,
            failed: of_form(app::mailbox::CONNECT),
        }),
        Err(_) => None,
    };
    let signature = match of_form("/api/staff/signature") {
        Some(state) => (state.typed("signature").unwrap_or_default().to_owned(), state.error.problem_of("signature")),
        None => (kept, None),
    };
    let password_error = of_form("/api/staff/password").map(|state| state.error);
    let session = tx.commit().await?;
    let clock = clock_of(&session);
    Ok(ProfileView { session, mention_mail, mailbox, sessions, signature, password_error, clock })
}
