//! The page where one signs in.

use super::to_sign_in;
use crate::{render, visit::Visit};
use app::{
    i18n,
    shell::{Assets, PlainDocument},
    sign_in::SignInPage,
};
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{error::ErrorCode, language::Language};
use leptos::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Parameters {
    #[serde(default)]
    next: String,
}

/// The form; whoever is signed in already goes on.
pub(crate) async fn page(visit: Visit, Query(parameters): Query<Parameters>) -> Response {
    if let Some(token) = &visit.context.token
        && visit.context.store.open(token).await.is_ok()
    {
        return Redirect::to("/customers").into_response();
    }
    if parameters.next.starts_with("//") {
        return to_sign_in("/");
    }
    let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    render::page(StatusCode::OK, move || document(language, assets, String::new(), parameters.next, None))
}

/// The document with the form, after a failure too.
pub(crate) fn document(
    language: Language,
    assets: Assets,
    email: String,
    next: String,
    error: Option<ErrorCode>,
) -> impl IntoView {
    view! {
        <PlainDocument title=i18n::sign_in::TITLE.get(language).to_owned() language=language assets=assets>
            <SignInPage language=language email=email next=next error=error/>
        </PlainDocument>
    }
}
