//! The customers' portal over HTTP: plain pages, and plain forms that come back to their own addresses.

pub(crate) mod account;
pub(crate) mod details;
pub(crate) mod documents;
pub(crate) mod door;
pub(crate) mod enquiries;
pub(crate) mod home;
pub(crate) mod messages;
pub(crate) mod second;
pub(crate) mod see_as;

use crate::{pages, render, visit::Visit};
use app::{
    error::code_text,
    i18n::portal as words,
    portal::{PORTAL_COOKIE, PortalDocument, PortalPlace},
    registration::{Resend, ResendPage},
    shell::PlainDocument,
    ui::{Icon, time::Clock},
};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    error::{ApiError, ErrorCode},
    language::Language,
    notice::NoticeKind,
    portal::PortalSession,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use store::{
    StoreError,
    portal::{
        PortalTx,
        message::{self, Told},
    },
};

/// What a form of the portal sends.
pub(crate) type Typed = BTreeMap<String, String>;

/// A form as it was sent, and where: it says in `owner` whose it is.
pub(crate) struct Sent<'a> {
    pub(crate) action: &'static str,
    pub(crate) typed: &'a Typed,
}

/// The transaction of the contact whose form it is: one that was opened by another contact, who has signed
/// out since, is taken from nobody else.
pub(crate) async fn open_own(visit: &Visit, typed: &Typed) -> Result<PortalTx, StoreError> {
    let tx = open(visit).await?;
    let is_own = typed.get("owner").is_none_or(|owner| *owner == tx.session().contact.to_string());
    if is_own { Ok(tx) } else { Err(StoreError::Unauthenticated) }
}

/// The transaction of the contact who is signed in.
pub(crate) async fn open(visit: &Visit) -> Result<PortalTx, StoreError> {
    let token = visit.portal.as_ref().ok_or(StoreError::Unauthenticated)?;
    let mut tx = visit.context.store.open_portal(token).await?;
    tx.prefer_language(visit.context.browser_language);
    Ok(tx)
}

/// A page in the portal's frame.
pub(crate) fn framed<V: IntoView + 'static>(
    visit: &Visit,
    status: StatusCode,
    title: String,
    session: PortalSession,
    place: PortalPlace,
    body: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let assets = (*visit.state.assets).clone();
    render::page(status, move || {
        view! {
            <PortalDocument title=title session=session place=place assets=assets>
                {body().into_any()}
            </PortalDocument>
        }
    })
}

/// The clock of a session.
pub(crate) fn clock_of(session: &PortalSession) -> Clock {
    Clock::new(&session.time_zone, session.language)
}

/// The status that says what was wrong with a form.
pub(crate) fn status_of(error: &ApiError) -> StatusCode {
    StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

/// What is wrong with a form, where it can be shown again; else the answer.
pub(crate) fn told(visit: &Visit, error: StoreError, sent: &Sent<'_>) -> Result<ApiError, Box<Response>> {
    match error {
        StoreError::Refused(error) if !error.fields.is_empty() => Ok(error),
        error => Err(Box::new(kept(visit, error, sent))),
    }
}

/// The answer to a form that could not be saved for no fault of what stands in it: nothing that was typed
/// is lost, it is sent again from there.
pub(crate) fn kept(visit: &Visit, error: StoreError, sent: &Sent<'_>) -> Response {
    let code = ApiError::from(error).code;
    let why = match code {
        ErrorCode::Unauthenticated => Resend::SignedOut("/portal/sign-in"),
        ErrorCode::Unavailable | ErrorCode::Internal => Resend::Trouble,
        code => return failed(visit, code),
    };
    if !sent.typed.contains_key("owner") {
        return refused(visit, StoreError::Refused(ApiError::new(code)));
    }
    let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let typed = sent.typed.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let action = sent.action.to_owned();
    render::page(status, move || {
        view! {
            <PlainDocument title=why.title(language).to_owned() language=language assets=assets>
                <ResendPage language=language why=why action=action.clone() back=action typed=typed/>
            </PlainDocument>
        }
    })
}

/// The answer of a page, or why it could not be read or done.
pub(crate) async fn shown(visit: &Visit, page: impl Future<Output = Result<Response, StoreError>>) -> Response {
    page.await.unwrap_or_else(|error| refused(visit, error))
}

/// The answer for what could not be read or done.
pub(crate) fn refused(visit: &Visit, error: StoreError) -> Response {
    let code = ApiError::from(error).code;
    if code == ErrorCode::Unauthenticated {
        let next = serde_urlencoded::to_string([("next", visit.address.as_str())]).unwrap_or_default();
        return Redirect::to(&format!("/portal/sign-in?{next}")).into_response();
    }
    failed(visit, code)
}

/// A page that says what went wrong, with the way back into the portal.
pub(crate) fn failed(visit: &Visit, code: ErrorCode) -> Response {
    let (language, assets) = (visit.context.browser_language, (*visit.state.assets).clone());
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (title, advice) = match code {
        ErrorCode::Forbidden => (words::FORBIDDEN.get(language), ""),
        ErrorCode::NotFound => (words::NOT_FOUND.get(language), ""),
        ErrorCode::Internal | ErrorCode::Unavailable => {
            (words::TROUBLE.get(language), words::TROUBLE_ADVICE.get(language))
        }
        other => code_text(other, language),
    };
    let mut response = render::page(status, move || {
        view! {
            <PlainDocument title=title.to_owned() language=language assets=assets>
                <main class="signin" id="main" tabindex="-1">
                    <div class="signin-box">
                        <h1><Icon name="circle-alert"/>" "{title}</h1>
                        <p>{advice}</p>
                        <p><a class="ds-button" href="/portal" data-fullwidth>{words::TO_HOME.get(language)}</a></p>
                    </div>
                </main>
            </PlainDocument>
        }
    });
    if code == ErrorCode::Unavailable {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

/// Goes on to a page of the portal.
pub(crate) fn to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The cookie of a contact's session, or one that takes it away.
pub(crate) fn cookie(secret: Option<&str>, secure: bool) -> HeaderMap {
    let (name, flag) =
        if secure { (PORTAL_COOKIE, "; Secure") } else { (PORTAL_COOKIE.trim_start_matches("__Host-"), "") };
    let (value, age) = secret.map_or(("", 0), |secret| (secret, 1_209_600));
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{flag}");
    HeaderValue::from_str(&text).map(|value| HeaderMap::from_iter([(header::SET_COOKIE, value)])).unwrap_or_default()
}

/// Tells those of the firm who look after the customer what came, also by e-mail where they want it so.
pub(crate) async fn tell(
    visit: &Visit,
    tx: &mut PortalTx,
    what: Told,
    kind: NoticeKind,
    excerpt: &str,
    way: &str,
) -> Result<(), StoreError> {
    for to in message::tell(tx, what).await? {
        // Without an address of its own a mail leads nowhere; the notice stands all the same.
        let Some(origin) = visit.public_origin.clone().or_else(|| tx.session().invited_from.clone()) else { continue };
        let language =
            to.language.unwrap_or(if tx.session().home.code() == "SE" { Language::Sv } else { Language::Nb });
        let (subject, body) = app::portal::notice_mail(tx.session(), kind, (&to.name, language), excerpt, &origin, way);
        message::mail(tx, &to, &subject, &body).await?;
    }
    Ok(())
}

/// The page of staff for what a contact may not see or is not there.
pub(crate) fn refused_to_staff(visit: &Visit, error: StoreError) -> Response {
    match ApiError::from(error).code {
        ErrorCode::Unauthenticated => pages::to_sign_in(&visit.address),
        code => pages::failed(visit, code),
    }
}
