//! Pages that say what went wrong, in the language of whoever reads.

use crate::{render, router::AppState, visit::Visit};
use app::{
    shell::{ErrorPage, Place, PlainDocument},
    sign_in::SESSION_COOKIE,
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use axum_extra::extract::CookieJar;
use domain::{error::ErrorCode, language::Language, session::Session, user::ColourScheme};
use leptos::prelude::*;
use store::SessionToken;

/// What an answer that is such a page is marked with.
#[derive(Clone, Copy)]
struct Failure(ErrorCode, Language);

/// A page that says what went wrong, in the browser's language until [`in_their_language`] knows better.
pub(crate) fn failed(visit: &Visit, code: ErrorCode) -> Response {
    page(&visit.state, code, visit.context.browser_language, ColourScheme::Auto)
}

/// Where others than colleagues come: what fails there stands alone, also for a colleague.
const OUTSIDE: [&str; 3] = ["/portal", "/sign", "/invited"];

fn title(code: ErrorCode, language: Language) -> String {
    app::error::code_text(code, language).0.to_owned()
}

fn page(state: &AppState, code: ErrorCode, language: Language, scheme: ColourScheme) -> Response {
    let assets = (*state.assets).clone();
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = render::page(status, move || {
        view! {
            <PlainDocument title=title(code, language) language=language assets=assets scheme=scheme>
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

/// The same in the frame of all pages, so that one goes on from where one is.
fn framed(state: &AppState, code: ErrorCode, session: Session) -> Response {
    let language = session.language;
    super::in_frame(state, title(code, language), session, Place::Elsewhere, move || {
        view! { <ErrorPage language=language code=code framed=true/> }
    })
}

/// Says what went wrong in the language and the colours that whoever is signed in has chosen, with the navigation
/// beside it. Many pages fail before they know who asks, so it is looked up here, and for failures alone.
pub(crate) async fn in_their_language(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let session = if state.secure_cookies { SESSION_COOKIE } else { SESSION_COOKIE.trim_start_matches("__Host-") };
    let secret = CookieJar::from_headers(request.headers()).get(session).map(|cookie| cookie.value().to_owned());
    let is_outside = OUTSIDE.iter().any(|path| request.uri().path().starts_with(path));
    let mut response = next.run(request).await;
    let (Some(secret), Some(Failure(code, of_browser))) = (secret, response.extensions().get::<Failure>().copied())
    else {
        return response;
    };
    if code == ErrorCode::Unavailable {
        return response;
    }
    let Ok(mut tx) = state.store.open(&SessionToken::new(&secret)).await else { return response };
    tx.prefer_language(of_browser);
    let session = tx.session().clone();
    let told = if is_outside {
        page(&state, code, session.language, session.colour_scheme)
    } else {
        framed(&state, code, session)
    };
    *response.body_mut() = told.into_body();
    // Its length is another.
    response.headers_mut().remove(header::CONTENT_LENGTH);
    response
}
