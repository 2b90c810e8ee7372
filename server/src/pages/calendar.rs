//! The diary for other programs: the page where it gets an address, the calendar at that address, and one activity
//! as a file.

use super::{failed, framed, open, refused};
use crate::visit::Visit;
use app::{
    calendar::{SHOWN, SubscribePage, SubscribeView, calendar},
    i18n::calendar as words,
    shell::{Place, clock_of},
    user::shown_once,
};
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use domain::{
    error::{ApiError, ErrorCode},
    id::ActivityId,
    session::Session,
};
use leptos::prelude::*;
use store::{
    StoreError,
    activity::Dated,
    attempt::{Trying, attempt},
    calendar_feed::{self, FeedToken},
};

/// The page where one's diary gets an address.
pub(crate) async fn subscribe(visit: Visit, headers: HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    match read(&visit, host).await {
        Ok((session, view)) => {
            let title = words::TITLE.get(session.language).to_owned();
            let mut response =
                framed(&visit, title, session, Place::Diary, move || view! { <SubscribePage view=view/> });
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

async fn read(visit: &Visit, host: &str) -> Result<(Session, SubscribeView), StoreError> {
    let mut tx = open(visit).await?;
    let since = calendar_feed::since(&mut tx).await?;
    let session = tx.commit().await?;
    let clock = clock_of(&session);
    let view = SubscribeView {
        since: since.map(|since| clock.shown(&since)),
        address: address(visit, host),
        language: session.language,
    };
    Ok((session, view))
}

/// The address that was just made, on the host by which its owner came.
fn address(visit: &Visit, host: &str) -> Option<String> {
    let secret = visit.invited.as_deref()?.strip_prefix(SHOWN)?.strip_prefix('.')?;
    let is_secret = secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_host = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte));
    let scheme = if visit.context.secure_cookies { "https" } else { "http" };
    (is_secret && is_host).then(|| format!("{scheme}://{host}/calendar/{secret}"))
}

/// A calendar, for whoever knows the secret of its address.
pub(crate) async fn feed(visit: Visit, Path(token): Path<String>) -> Response {
    let store = &visit.context.store;
    let trying = Trying::Feed(&visit.context.address);
    let found = async {
        // A secret that is right is answered whatever others behind the same address try in vain.
        if let Some(feed) = calendar_feed::read(store, &FeedToken::new(&token)).await? {
            return Ok(Ok(feed));
        }
        let may_try = attempt(store, trying).await?.is_some();
        Ok::<_, StoreError>(Err(if may_try { ErrorCode::NotFound } else { ErrorCode::TooManyAttempts }))
    };
    match found.await {
        Ok(Ok(feed)) => answer(calendar(&feed.activities, Some(&feed.name), &feed.time_zone, feed.language), None),
        Ok(Err(code)) => failed(&visit, code),
        Err(error) => failed(&visit, ApiError::from(error).code),
    }
}

/// One activity as a file.
pub(crate) async fn file(visit: Visit, Path(activity): Path<String>) -> Response {
    match read_file(&visit, &activity).await {
        Ok((session, dated)) => as_file(calendar(&dated, None, &session.time_zone, session.language)),
        Err(error) => refused(&visit, error),
    }
}

async fn read_file(visit: &Visit, activity: &str) -> Result<(Session, Vec<Dated>), StoreError> {
    let mut tx = open(visit).await?;
    let id: ActivityId = activity.parse().map_err(|_| StoreError::NotFound)?;
    let dated = store::activity::read_dated(&mut tx, id).await?;
    Ok((tx.commit().await?, dated))
}

/// A calendar as a file to keep.
pub(crate) fn as_file(text: String) -> Response {
    answer(text, Some("attachment; filename=\"kundekort.ics\""))
}

fn answer(text: String, disposition: Option<&'static str>) -> Response {
    let mut response =
        ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "private, no-store")], text)
            .into_response();
    if let Some(disposition) = disposition {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition));
    }
    response
}
