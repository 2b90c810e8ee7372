//! LISTEN and NOTIFY: how servers on one database hear of changes and of each other's readers.
//!
//! The only place that knows of it. Sending is batched, since each message takes a lock of the
//! whole database for the moment of its commit.

use super::{
    Event, Person, StreamId, Writing,
    hub::{Hub, Key, Outgoing},
};
use domain::id::{CustomerId, TenantId};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, postgres::PgListener};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    sync::mpsc::UnboundedReceiver,
    time::{MissedTickBehavior, interval, sleep, timeout},
};
use uuid::Uuid;

const CHANNEL: &str = "kundekort";
/// How often this server says who is there; a lease is three times that.
const RENEWAL: Duration = Duration::from_secs(10);
/// Without a word for so long, not even our own, the connection is dead and did not tell.
const SILENCE: Duration = Duration::from_secs(25);
/// Between attempts to listen again: the first and the longest wait.
const WAITS: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(2));

/// What one server tells the others of its readers.
#[derive(Debug, Serialize, Deserialize)]
struct Word {
    server: Uuid,
    tenant: TenantId,
    customer: CustomerId,
    what: What,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// Somebody is there; whether others should answer who else is.
    Here(Person, bool),
    Left(StreamId),
    Writes(Writing),
}

/// Starts listening and sending, once, when the first stream opens; waits until it listens.
pub(crate) async fn start(hub: &Arc<Hub>, pool: &PgPool) {
    let to_send = hub.to_send.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    if let Some(to_send) = to_send {
        tokio::spawn(listen(Arc::clone(hub), pool.clone()));
        tokio::spawn(send(Arc::clone(hub), pool.clone(), to_send));
    }
    // What is missed until it listens is made good by `Event::Missed`.
    let _ = timeout(Duration::from_secs(1), hub.listening.subscribe().wait_for(|listening| *listening)).await;
}

/// Listens as long as there is a database; a lost connection is opened again, and what may have
/// been missed meanwhile is told.
async fn listen(hub: Arc<Hub>, pool: PgPool) {
    let mut wait = WAITS.0;
    loop {
        let started = async {
            let mut listener = PgListener::connect_with(&pool).await?;
            // The loop below tells what was missed, also when connecting again takes long.
            listener.eager_reconnect(false);
            listener.listen(CHANNEL).await?;
            Ok(listener)
        };
        match started.await {
            Ok(mut listener) => {
                wait = WAITS.0;
                hub.listening.send_replace(true);
                hub.tell_all(None, &Event::Missed);
                hub.wake();
                hub.wake_senders();
                if let Err(sqlx::Error::PoolClosed) = hear(&hub, &mut listener).await {
                    return;
                }
            }
            Err(sqlx::Error::PoolClosed) => return,
            Err(error) => tracing::warn!(%error, "can't listen for changes just now"),
        }
        hub.listening.send_replace(false);
        sleep(wait).await;
        wait = (wait * 2).min(WAITS.1);
    }
}

/// Hears until the connection is lost.
async fn hear(hub: &Hub, listener: &mut PgListener) -> Result<(), sqlx::Error> {
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => take(hub, notification.payload()),
            Ok(Err(error)) => return Err(error),
            Err(_) if hub.is_idle() => {}
            Ok(Ok(None)) | Err(_) => return Ok(()),
        }
    }
}

/// Takes one message; what can't be read is of another release and left alone.
fn take(hub: &Hub, message: &str) {
    let mut parts = message.splitn(2, ' ');
    let (kind, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let ids: Vec<&str> = rest.split(' ').collect();
    match (kind, ids.as_slice()) {
        ("change", [tenant, customer, change]) => {
            if let (Ok(tenant), Ok(customer), Ok(change)) = (tenant.parse(), customer.parse(), change.parse()) {
                hub.tell((tenant, customer), Event::Changed(change));
            }
        }
        // A job changed many at once: which entry of the log it is for each is not told.
        ("many", [tenant, customers @ ..]) => {
            if let Ok(tenant) = tenant.parse() {
                for customer in customers.iter().filter_map(|customer| customer.parse().ok()) {
                    hub.tell((tenant, customer), Event::Missed);
                }
            }
        }
        ("notice", [tenant, user]) => {
            if let (Ok(tenant), Ok(user)) = (tenant.parse(), user.parse()) {
                hub.tell_all(Some(tenant), &Event::Noticed(user));
            }
        }
        ("queued", _) => hub.wake(),
        ("outgoing", _) => hub.wake_senders(),
        ("session", [tenant, session]) => {
            if let (Ok(tenant), Ok(session)) = (tenant.parse(), session.parse()) {
                hub.tell_all(Some(tenant), &Event::Ended(session));
            }
        }
        ("word", _) => {
            if let Ok(word) = serde_json::from_str::<Word>(rest)
                && word.server != hub.server
            {
                take_word(hub, word);
            }
        }
        _ => {}
    }
}

fn take_word(hub: &Hub, word: Word) {
    let key = (word.tenant, word.customer);
    match word.what {
        What::Here(person, asks) => {
            hub.put(key, person);
            if asks && !hub.here(Some(key)).is_empty() {
                hub.answer(key);
            }
        }
        What::Left(stream) => hub.remove(key, stream),
        What::Writes(writing) if (writing.tenant, writing.customer) == key => hub.note(&writing),
        What::Writes(_) => {}
    }
}

/// Sends what waits, all at once, and every ten seconds who is there.
async fn send(hub: Arc<Hub>, pool: PgPool, mut to_send: UnboundedReceiver<Outgoing>) {
    let mut renewal = interval(RENEWAL);
    renewal.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut waiting = Vec::new();
    loop {
        let mut messages = Vec::new();
        tokio::select! {
            count = to_send.recv_many(&mut waiting, 256) => {
                if count == 0 {
                    return;
                }
                messages.extend(waiting.drain(..).flat_map(|outgoing| words(&hub, outgoing)));
            }
            _ = renewal.tick() => {
                hub.sweep(Instant::now());
                messages.extend(hub.here(None).into_iter().map(|(key, person)| word(&hub, key, What::Here(person, false))));
            }
        }
        if pool.is_closed() {
            return;
        }
        if messages.is_empty() {
            continue;
        }
        let sent = sqlx::query!("select pg_notify($1, message) from unnest($2::text[]) as message", CHANNEL, &messages)
            .execute(&pool)
            .await;
        if let Err(error) = sent {
            tracing::warn!(%error, "other servers are not told who is there just now");
        }
    }
}

fn words(hub: &Hub, outgoing: Outgoing) -> Vec<String> {
    match outgoing {
        Outgoing::Came(person, key) => vec![word(hub, key, What::Here(person, true))],
        Outgoing::Asked(key) => {
            hub.here(Some(key)).into_iter().map(|(key, person)| word(hub, key, What::Here(person, false))).collect()
        }
        Outgoing::Left(stream, key) => vec![word(hub, key, What::Left(stream))],
        Outgoing::Writes(writing) => {
            vec![word(hub, (writing.tenant, writing.customer), What::Writes(writing))]
        }
    }
}

fn word(hub: &Hub, (tenant, customer): Key, what: What) -> String {
    let word = Word { server: hub.server, tenant, customer, what };
    format!("word {}", serde_json::to_string(&word).unwrap_or_default())
}
