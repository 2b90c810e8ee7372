//! The stream of a customer's card: what others change, and who else is there, as it happens.
//!
//! Server-sent events, since browsers connect them again by themselves and every proxy lets them
//! through. An event says that something changed, never what: the page is fetched for that, by the
//! same rules as always.

use crate::visit::Visit;
use app::i18n::notice as words;
use axum::{
    extract::Path,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{
        IntoResponse, Response,
        sse::{self, KeepAlive, Sse},
    },
};
use domain::{error::ApiError, id::CustomerId, language::Language, session::Session};
use futures::stream;
use serde_json::json;
use std::{collections::VecDeque, convert::Infallible, time::Duration};
use store::{
    SessionToken, Store, StoreError,
    live::{self, Event, Joined, Subscription},
};
use tokio::{
    sync::watch,
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};

/// How often it is asked whether its reader may still hear; sessions that end are told at once.
const CHECK: Duration = Duration::from_secs(25);
/// A sign of life, so that proxies keep the connection and a broken one is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The stream of one customer's card.
pub(crate) async fn stream(visit: Visit, Path(customer): Path<String>) -> Response {
    answer(open(&visit, Some(&customer)).await)
}

/// The stream of a page that is of no customer: one's own notices.
pub(crate) async fn own(visit: Visit) -> Response {
    answer(open(&visit, None).await)
}

fn answer(opened: Result<Open, StoreError>) -> Response {
    match opened {
        Ok(open) => {
            let events = stream::unfold(open, |mut open| async move {
                let event = open.next().await?;
                Some((Ok::<_, Infallible>(event), open))
            });
            let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
            let headers = response.headers_mut();
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            // Proxies that gather an answer before they pass it on would pass on nothing.
            headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
            response
        }
        Err(error) => {
            let error = ApiError::from(error);
            let status = StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, axum::Json(error)).into_response()
        }
    }
}

async fn open(visit: &Visit, customer: Option<&str>) -> Result<Open, StoreError> {
    let store = visit.context.store.clone();
    let token = visit.context.token.clone().ok_or(StoreError::Unauthenticated)?;
    // An id that can't be read is told to staff only, like one that is not there.
    let joined = match customer.map(str::parse::<CustomerId>) {
        Some(Ok(customer)) => live::join(&store, &token, customer).await?,
        Some(Err(_)) => {
            store.open(&token).await?;
            return Err(StoreError::NotFound);
        }
        None => live::join_own(&store, &token).await?,
    };
    let Joined { subscription, latest, session } = joined;
    let language = if session.has_language { session.language } else { visit.context.browser_language };
    let hello = json!({"stream": subscription.stream(), "latest": latest});
    let mut check = interval_at(Instant::now() + CHECK, CHECK);
    check.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let closing = store.live().closing();
    // Not all at the same moment, when a server has been started anew.
    let retry = Duration::from_millis(1000 + u64::from(rand::random::<u16>() % 2000));
    let mut first = VecDeque::from([event("hello", &hello).retry(retry)]);
    if customer.is_some() {
        first.push_back(people(&subscription));
    }
    first.push_back(notices(&store, &session, language).await?);
    Ok(Open { language, subscription, session, store, token, check, closing, first, ended: false })
}

/// A stream and what it waits for.
struct Open {
    subscription: Subscription,
    language: Language,
    session: Session,
    store: Store,
    token: SessionToken,
    check: Interval,
    closing: watch::Receiver<bool>,
    first: VecDeque<sse::Event>,
    ended: bool,
}

impl Open {
    async fn next(&mut self) -> Option<sse::Event> {
        if let Some(event) = self.first.pop_front() {
            return Some(event);
        }
        while !self.ended {
            tokio::select! {
                () = closed(&mut self.closing) => return None,
                heard = self.subscription.next() => match heard {
                    Event::Changed(change) => return Some(event("change", &json!(change))),
                    Event::People => return Some(people(&self.subscription)),
                    Event::Missed => {
                        self.first.extend(self.notices().await);
                        return Some(event("missed", &json!(null)));
                    }
                    Event::Noticed(_) => {
                        if let Some(notices) = self.notices().await {
                            return Some(notices);
                        }
                    }
                    // The browser opens it again when its page is looked at.
                    Event::Enough(_) => return Some(self.end("enough")),
                    Event::Ended(_) => return Some(self.end("signed-out")),
                },
                _ = self.check.tick() => match live::may_still_hear(&self.store, &self.token, &self.session).await {
                    Ok(true) => {}
                    Ok(false) => return Some(self.end("signed-out")),
                    // The browser asks again, and is answered when that can be told.
                    Err(error) => {
                        tracing::warn!(%error, "a stream ends, for nobody knows whether it may go on");
                        return None;
                    }
                },
            }
        }
        None
    }

    /// How many notices are unread; nothing where that can't be told just now.
    async fn notices(&self) -> Option<sse::Event> {
        notices(&self.store, &self.session, self.language).await.ok()
    }

    /// The last event, after which the browser does not connect again by itself.
    fn end(&mut self, why: &str) -> sse::Event {
        self.ended = true;
        event("end", &json!(why))
    }
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    let _ = closing.wait_for(|closing| *closing).await;
}

fn event(name: &str, data: &serde_json::Value) -> sse::Event {
    sse::Event::default().event(name).data(data.to_string())
}

/// What the bar on top says of notices: their number alone. What they are about is read by a page.
async fn notices(store: &Store, session: &Session, language: Language) -> Result<sse::Event, StoreError> {
    let unread = live::unread(store, session).await?;
    let (label, says) = (app::notice::label(unread, language), words::ARRIVED.get(language));
    Ok(event("notices", &json!({"unread": unread, "label": label, "says": says})))
}

fn people(subscription: &Subscription) -> sse::Event {
    let others: Vec<_> = subscription
        .others()
        .into_iter()
        .map(|person| json!({"id": person.user, "name": person.name, "field": person.field}))
        .collect();
    event("people", &json!(others))
}
