//! The page on which an invitation is taken, without being signed in.

use crate::{render, visit::Visit};
use app::{
    i18n::user as words,
    shell::PlainDocument,
    user::{InvitationPage, InvitationView},
};
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::error::{ApiError, ErrorCode};
use leptos::prelude::*;
use store::{
    attempt::{Trying, attempt, forget},
    invitation::{InvitationToken, find},
};

/// The form for a password; the same answer for every link that can't be used.
pub(crate) async fn page(visit: Visit, Path(token): Path<String>) -> Response {
    let store = &visit.context.store;
    let trying = Trying::Link(&visit.context.address);
    let found = async {
        let Some(counted) = attempt(store, trying).await? else {
            return Ok(Err(ApiError::new(ErrorCode::TooManyAttempts)));
        };
        let invitation = find(store, &InvitationToken::new(&token)).await?;
        if invitation.is_some() {
            forget(store, counted).await?;
        }
        Ok::<_, store::StoreError>(Ok(invitation))
    };
    match found.await {
        Ok(Ok(Some(invitation))) => rendered(&visit, StatusCode::OK, token, Some(invitation), None),
        Ok(Ok(None)) => rendered(&visit, StatusCode::NOT_FOUND, token, None, None),
        Ok(Err(error)) => rendered(&visit, StatusCode::TOO_MANY_REQUESTS, token, None, Some(error)),
        Err(error) => super::failed(&visit, ApiError::from(error).code),
    }
}

/// The page after a password that was not taken.
pub(crate) async fn again(visit: &Visit, status: StatusCode, token: String, error: ApiError) -> Response {
    // What failed for another reason than the password says so without asking for the link again.
    let invitation = match error.code {
        ErrorCode::Invalid => find(&visit.context.store, &InvitationToken::new(&token)).await.ok().flatten(),
        ErrorCode::NotFound | ErrorCode::TooManyAttempts => None,
        code => return super::failed(visit, code),
    };
    rendered(visit, status, token, invitation, Some(error))
}

fn rendered(
    visit: &Visit,
    status: StatusCode,
    token: String,
    invitation: Option<store::invitation::Invitation>,
    error: Option<ApiError>,
) -> Response {
    let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    let view = InvitationView { invitation, token, error, language };
    render::page(status, move || {
        view! {
            <PlainDocument title=words::INVITATION.get(language).to_owned() language=language assets=assets>
                <InvitationPage view=view/>
            </PlainDocument>
        }
    })
}
