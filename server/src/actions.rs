//! Server functions over HTTP, for scripts and for plain forms.
//!
//! A script gets the JSON of the server function with the status that its error stands for. A
//! plain form gets a page: after a save the one it came from, after a failed save the same with
//! what was typed and what is wrong with it, kept for it as a form state.

mod resend;

use crate::{pages, render, upload, visit::Visit};
use app::{
    i18n::registration::SIGNED_OUT,
    registration::{Resend, ResendPage},
    request::{Uploads, done_cookie},
    shell::PlainDocument,
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::error::{ApiError, ErrorCode};
use leptos::prelude::*;
use store::form_state::{self, FormState};

/// Most bytes of a form.
const MOST: usize = 256 * 1024;

/// Runs the server function that the path names.
pub(crate) async fn handle(visit: Visit, request: Request) -> Response {
    let headers = request.headers();
    let text = |name: header::HeaderName| {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let wants_page = text(header::ACCEPT).contains("text/html");
    let referer = text(header::REFERER);
    let is_navigation = matches!(text(HeaderName::from_static("sec-fetch-mode")).as_str(), "navigate" | "");
    let (mut parts, body) = request.into_parts();
    let mut back = back_to(&referer);
    let path = parts.uri.path().to_owned();
    if upload::stores(&path)
        && let Err(error) = known(&visit).await
    {
        return failure(&visit, wants_page, &error);
    }
    let Sent { typed, uploads, body } = match receive(&mut parts, body).await {
        Ok(sent) => sent,
        Err(code) => return failure(&visit, wants_page, &ApiError::new(code)),
    };
    // A form that is sent again from the answer to its first sending says where it comes from.
    if back.starts_with("/api/") {
        back = typed.iter().find(|(name, _)| name == "back").map_or_else(
            || back_to(""),
            |(_, from)| if from.starts_with("/api/") { back_to("") } else { back_to(&format!("own://{from}")) },
        );
    }
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    parts.headers.remove(header::CONTENT_LENGTH);
    let mut context = visit.context.clone();
    if resend::is_typed(&path) {
        context.owner = resend::owner(&typed);
    }
    let known =
        leptos::server_fn::axum::server_fn_paths().any(|(known, method)| known == path && method == parts.method);
    if !known {
        return failure(&visit, wants_page, &ApiError::new(ErrorCode::NotFound));
    }
    let answer = leptos_axum::handle_server_fns_with_context(
        move || {
            provide_context(context.clone());
            provide_context(uploads.clone());
        },
        Request::from_parts(parts, body),
    )
    .await
    .into_response();
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return failure(&visit, wants_page, &ApiError::new(ErrorCode::Internal));
    };
    let failed = parts.headers.contains_key("serverfnerror");
    if !failed {
        if !wants_page {
            return Response::from_parts(parts, Body::from(bytes));
        }
        let target = parts.headers.get(header::LOCATION).cloned().or_else(|| HeaderValue::from_str(&back).ok());
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Some(target) = target {
            response.headers_mut().insert(header::LOCATION, target);
        }
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            response.headers_mut().append(header::SET_COOKIE, cookie.clone());
        }
        return response;
    }
    let error = serde_json::from_slice::<ApiError>(&bytes).unwrap_or_else(|_| ApiError::new(ErrorCode::Internal));
    if !wants_page {
        parts.status = status_of(&error);
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        return Response::from_parts(parts, Body::from(bytes));
    }
    let mut page = page_after_failure(&visit, &path, &back, is_navigation, typed, error).await;
    // What was done before is no longer what was just done.
    if visit.done.is_some()
        && let Ok(value) = HeaderValue::from_str(&done_cookie(None, visit.context.secure_cookies))
    {
        page.headers_mut().append(header::SET_COOKIE, value);
    }
    page
}

/// Whether somebody is signed in: nobody else's large files are received.
async fn known(visit: &Visit) -> Result<(), ApiError> {
    let token = visit.context.token.as_ref().ok_or(ApiError::new(ErrorCode::Unauthenticated))?;
    visit.context.store.open(token).await?.commit().await?;
    Ok(())
}

/// What was sent: the values of a form, its files, and the body as the server function reads it.
struct Sent {
    typed: Vec<(String, String)>,
    uploads: Uploads,
    body: Body,
}

/// Reads a request to its end. A form with files goes on as a plain one, with its files beside it.
async fn receive(parts: &mut Parts, body: Body) -> Result<Sent, ErrorCode> {
    const PLAIN: &str = "application/x-www-form-urlencoded";
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (pairs, uploads) = if kind.starts_with("multipart/form-data") && upload::takes(parts.uri.path()) {
        let form = upload::read(parts.uri.path(), kind, body).await?;
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PLAIN));
        (form.typed, form.uploads)
    } else {
        let is_plain = kind.starts_with(PLAIN);
        let bytes = to_bytes(body, MOST).await.map_err(|_| ErrorCode::TooLarge)?;
        if !is_plain {
            return Ok(Sent { typed: Vec::new(), uploads: Uploads::default(), body: Body::from(bytes) });
        }
        (serde_urlencoded::from_bytes(&bytes).map_err(|_| ErrorCode::BadRequest)?, Uploads::default())
    };
    let typed = merged(pairs);
    let encoded = serde_urlencoded::to_string(&typed).map_err(|_| ErrorCode::BadRequest)?;
    Ok(Sent { typed, uploads, body: Body::from(encoded) })
}

fn status_of(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn failure(visit: &Visit, wants_page: bool, error: &ApiError) -> Response {
    if wants_page { pages::failed(visit, error.code) } else { (status_of(error), axum::Json(error)).into_response() }
}

async fn page_after_failure(
    visit: &Visit,
    path: &str,
    back: &str,
    is_navigation: bool,
    typed: Vec<(String, String)>,
    error: ApiError,
) -> Response {
    if path == "/api/staff/sign-in" {
        let value =
            |name: &str| typed.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
        let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
        return render::page(status_of(&error), move || {
            pages::sign_in::document(language, assets, value("email"), value("next"), Some(error.code))
        });
    }
    if path == app::user::ACCEPT {
        let token = typed.into_iter().find(|(name, _)| name == "token").map(|(_, token)| token).unwrap_or_default();
        return pages::invitation::again(visit, status_of(&error), token, error).await;
    }
    match error.code {
        // A script keeps what was typed where it stands; without one it would be gone. Only a form
        // of which it is known whose it is can be sent again, as somebody else may sign in meanwhile.
        ErrorCode::Unauthenticated if is_navigation && resend::is_kept(visit.who, path, &typed) => {
            let typed = resend::of(visit.who, typed);
            let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
            let (action, back) = (path.to_owned(), back.to_owned());
            render::page(status_of(&error), move || {
                view! {
                    <PlainDocument title=SIGNED_OUT.get(language).to_owned() language=language assets=assets>
                        <ResendPage language=language why=Resend::SignedOut("/sign-in") action=action back=back typed=typed/>
                    </PlainDocument>
                }
            })
        }
        ErrorCode::Unauthenticated => pages::to_sign_in(back),
        // A file that is too large is told at its field.
        ErrorCode::TooLarge if error.fields.is_empty() => pages::failed(visit, error.code),
        ErrorCode::Invalid | ErrorCode::Conflict | ErrorCode::PossibleDuplicate | ErrorCode::TooLarge => {
            match keep(visit, path, typed, error.clone()).await {
                Ok(id) => {
                    let joint = if back.contains('?') { '&' } else { '?' };
                    Redirect::to(&format!("{back}{joint}form={id}")).into_response()
                }
                Err(kept) => pages::failed(visit, kept.code),
            }
        }
        // A form of a customer that was merged meanwhile goes on at the one that stands for it.
        ErrorCode::NotFound => match at_heir(visit, path, back, typed).await {
            Ok(Some(heir)) => Redirect::to(&heir).into_response(),
            Ok(None) => pages::failed(visit, error.code),
            Err(error) => pages::failed(visit, error.code),
        },
        code => pages::failed(visit, code),
    }
}

/// Forms with something typed, which the page of the customer that stands for theirs shows again.
pub(super) const GO_ON: [&str; 20] = [
    "/api/staff/customer-fields",
    "/api/staff/comment-add",
    "/api/staff/comment-change",
    "/api/staff/contact-add",
    "/api/staff/link-add",
    "/api/staff/dialog-email",
    "/api/staff/dialog-sms",
    "/api/staff/colleague-email",
    "/api/staff/dialog-register",
    "/api/staff/placement-add",
    "/api/staff/tag-add",
    "/api/staff/activity-add",
    "/api/staff/visit-log",
    "/api/staff/company-parent",
    "/api/staff/company-subsidiary",
    "/api/staff/relation-add",
    "/api/staff/responsible-add",
    "/api/staff/factor-save",
    "/api/staff/rate-save",
    "/api/staff/line-save",
];

/// The page of the customer that stands for the one that a form is about, with what was typed; none
/// where that one was not merged.
async fn at_heir(
    visit: &Visit,
    path: &str,
    back: &str,
    mut typed: Vec<(String, String)>,
) -> Result<Option<String>, ApiError> {
    if !GO_ON.contains(&path) {
        return Ok(None);
    }
    let Some((_, customer)) = typed.iter_mut().find(|(name, _)| name == "customer") else { return Ok(None) };
    let Ok(merged) = customer.parse() else { return Ok(None) };
    let Some(led) = pages::led_to(visit, merged).await? else { return Ok(None) };
    let heir = led.to.to_string();
    let back = if back.contains(customer.as_str()) {
        back.replace(customer.as_str(), &heir)
    } else {
        format!("/customers/{heir}")
    };
    *customer = heir;
    // Nothing of the heir was read: each of its values that is there is shown beside what was typed.
    if ["/api/staff/customer-fields", "/api/staff/company-parent"].contains(&path)
        && let Some((_, version)) = typed.iter_mut().find(|(name, _)| name == "version")
    {
        "0".clone_into(version);
    }
    let id = keep(visit, path, typed, ApiError::new(ErrorCode::Conflict)).await?;
    let joint = if back.contains('?') { '&' } else { '?' };
    Ok(Some(format!("{back}{joint}merged={}&form={id}", led.number)))
}

/// Keeps what was typed. Passwords are not kept.
async fn keep(
    visit: &Visit,
    path: &str,
    typed: Vec<(String, String)>,
    error: ApiError,
) -> Result<domain::id::FormStateId, ApiError> {
    let token = visit.context.token.as_ref().ok_or(ApiError::new(ErrorCode::Unauthenticated))?;
    let secret = ["password", "current", "new", "repeat", "token", "secret"];
    let typed = typed.into_iter().filter(|(name, _)| !secret.contains(&name.as_str())).collect();
    let mut tx = visit.context.store.open(token).await?;
    let id = form_state::keep(&mut tx, &FormState { form: path.to_owned(), typed, error }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Values of the same name become one, with commas: boxes that are ticked together.
fn merged(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let mut merged: Vec<(String, String)> = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        match merged.iter_mut().find(|(known, _)| *known == name) {
            Some((_, kept)) if kept.is_empty() => *kept = value,
            Some((_, kept)) => {
                kept.push(',');
                kept.push_str(&value);
            }
            None => merged.push((name, value)),
        }
    }
    merged
}

/// The page that a form came from, without what was being edited on it; never another site.
fn back_to(referer: &str) -> String {
    let path = referer
        .split_once("://")
        .and_then(|(_, rest)| rest.find('/').and_then(|slash| rest.get(slash..)))
        .unwrap_or("/customers");
    let (path, query) = path
        .split('#')
        .next()
        .unwrap_or_default()
        .split_once('?')
        .unwrap_or((path.split('#').next().unwrap_or_default(), ""));
    let passing = [
        "edit", "form", "comment", "add", "delete", "remove", "usual", "merge", "history", "made", "registry",
        "merged", "answer", "remark", "notice", "convert", "write", "to", "other", "menu",
    ];
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !passing.contains(&pair.split('=').next().unwrap_or_default()))
        .collect();
    let path = if path.starts_with("//") || path.contains('\\') { "/customers" } else { path };
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_is_the_page_without_what_was_edited() {
        assert_eq!(back_to("http://a.example/customers/1?edit=phone&log=contact#x"), "/customers/1?log=contact");
        assert_eq!(back_to("http://a.example/customers/1?form=1&merged=2"), "/customers/1");
        assert_eq!(back_to(""), "/customers");
        assert_eq!(back_to("http://a.example//evil.example"), "/customers");
    }

    #[test]
    fn ticked_boxes_become_one_value() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            merged(vec![pair("f", ""), pair("a", "x"), pair("f", "1"), pair("f", "2")]),
            vec![pair("f", "1,2"), pair("a", "x")]
        );
    }
}
