//! Pages that say what went wrong, in the language of whoever reads.

use crate::{render, router::AppState, visit::Visit};
use app::{
    shell::{ErrorPage, PlainDocument},
    sign_in::SESSION_COOKIE,
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use axum_extra::extract::CookieJar;
use domain::{error::ErrorCode, language::Language, user::ColourScheme};
use leptos::prelude::*;
use store::SessionToken;

/// What an answer that is such a page is marked with.
#[derive(Clone, Copy)]
struct Failure(ErrorCode, Language);

/// A page that says what went wrong, in the browser's language until [`in_their_language`] knows better.
pub(crate) fn failed(visit: &Visit, code: ErrorCode) -> Response {
    page(&visit.state, code, visit.context.browser_language, ColourScheme::Auto)
}

fn page(state: &AppState, code: ErrorCode, language: Language, scheme: ColourScheme) -> Response {
    let assets = (*state.assets).clone();
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = render::page(status, move || {
        let title = app::error::code_text(code, language).0.to_owned();
        view! {
            <PlainDocument title=title language=language assets=assets scheme=scheme>
                <ErrorPage language=language code=code/>
            </PlainDocument>
        }
    });
    if code == ErrorCode::Unavailable {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response.extensions_mut().insert(Failure(code, language));
    response
}

/// Says what went wrong in the language and the colours that whoever is signed in has chosen. Many pages fail before
/// they know who asks, so it is looked up here, and for failures alone.
pub(crate) async fn in_their_language(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let session = if state.secure_cookies { SESSION_COOKIE } else { SESSION_COOKIE.trim_start_matches("__Host-") };
    let secret = CookieJar::from_headers(request.headers()).get(session).map(|cookie| cookie.value().to_owned());
    let mut response = next.run(request).await;
    let (Some(secret), Some(Failure(code, of_browser))) = (secret, response.extensions().get::<Failure>().copied())
    else {
        return response;
    };
    if code == ErrorCode::Unavailable {
        return response;
    }
    let Ok(tx) = state.store.open(&SessionToken::new(&secret)).await else { return response };
    let session = tx.session();
    let language = if session.has_language { session.language } else { of_browser };
    *response.body_mut() = page(&state, code, language, session.colour_scheme).into_body();
    // Its length is another.
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}
