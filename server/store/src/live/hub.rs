//! What this server knows of open cards: who listens, and who is there.
//!
//! A room belongs to one customer of one firm and is there only while somebody listens. Nothing
//! here asks the database; [`super::notify`] tells other servers and hears from them.

use super::{Event, Person, StreamId, Writing, room::Room};
use domain::id::{CustomerId, SessionId, TenantId, UserId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::{Notify, broadcast, mpsc, watch};
use uuid::Uuid;

/// How long somebody on another server is taken to be there without word from it.
pub(super) const LEASE: Duration = Duration::from_secs(30);
/// How long a field counts as written in without word from its writer.
pub(super) const WRITING: Duration = Duration::from_secs(45);
/// Open streams of one session; a browser has six connections for one address without HTTP/2.
const STREAMS: usize = 4;

/// Most characters of a name that other servers are told: a message has less than 8,000 bytes.
const NAME: usize = 200;

/// The firm and the customer.
pub(super) type Key = (TenantId, CustomerId);

/// Where those are who look at no customer's card: nobody is told that they are there.
pub(super) const fn nowhere(tenant: TenantId) -> Key {
    (tenant, CustomerId(Uuid::nil()))
}

/// What one server tells the others.
#[derive(Debug)]
pub(super) enum Outgoing {
    /// Somebody came; whoever else is there should say so.
    Came(Person, Key),
    /// Another server asks who is there.
    Asked(Key),
    /// Somebody left.
    Left(StreamId, Key),
    /// Somebody writes in a field, or no longer.
    Writes(Writing),
}

#[derive(Debug, Default)]
struct State {
    rooms: HashMap<Key, Room>,
    sessions: HashMap<SessionId, Vec<(StreamId, Key)>>,
}

/// All rooms of this server.
#[derive(Debug)]
pub struct Hub {
    /// Which server it is, among those on one database.
    pub(super) server: Uuid,
    state: Mutex<State>,
    /// Whether this server hears of changes.
    pub(super) listening: watch::Sender<bool>,
    /// That there is work for whoever does it on this server.
    queued: Notify,
    messages: watch::Sender<()>,
    closing: watch::Sender<bool>,
    outgoing: mpsc::UnboundedSender<Outgoing>,
    /// Taken by the task that sends, when the first stream opens.
    pub(super) to_send: Mutex<Option<mpsc::UnboundedReceiver<Outgoing>>>,
}

impl Hub {
    pub(crate) fn new() -> Arc<Self> {
        let (outgoing, to_send) = mpsc::unbounded_channel();
        Arc::new(Self {
            server: Uuid::now_v7(),
            state: Mutex::default(),
            listening: watch::Sender::new(false),
            queued: Notify::new(),
            messages: watch::Sender::new(()),
            closing: watch::Sender::new(false),
            outgoing,
            to_send: Mutex::new(Some(to_send)),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends all streams, for the server is stopping.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Turns true when all streams are to end.
    #[must_use]
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// Ends when a job was queued since it ended last.
    pub async fn job_queued(&self) {
        self.queued.notified().await;
    }

    /// Changes when a message was queued to be sent.
    #[must_use]
    pub fn message_queued(&self) -> watch::Receiver<()> {
        self.messages.subscribe()
    }

    /// Wakes whoever sends messages.
    pub(super) fn wake_senders(&self) {
        self.messages.send_replace(());
    }

    /// Wakes whoever does the work of this server.
    pub(super) fn wake(&self) {
        self.queued.notify_one();
    }

    /// Whether anybody listens on this server.
    pub(super) fn is_idle(&self) -> bool {
        self.state().sessions.is_empty()
    }

    /// Opens a stream; the oldest of a session that has too many is told to end.
    pub(super) fn join(self: &Arc<Self>, key: Key, session: SessionId, user: UserId, name: &str) -> Subscription {
        let person =
            Person { stream: StreamId(Uuid::now_v7()), user, name: name.chars().take(NAME).collect(), field: None };
        let mut state = self.state();
        let open = state.sessions.entry(session).or_default();
        open.push((person.stream, key));
        let surplus = (open.len() > STREAMS).then(|| open.first().copied()).flatten();
        if let Some((stream, room)) = surplus
            && let Some(room) = state.rooms.get(&room)
        {
            room.tell(Event::Enough(stream));
        }
        let room = state.rooms.entry(key).or_default();
        if key != nowhere(key.0) {
            room.put(person.clone(), None);
        }
        // After that: its own arrival is no news to it.
        let events = room.listen();
        drop(state);
        let stream = person.stream;
        if key != nowhere(key.0) {
            let _ = self.outgoing.send(Outgoing::Came(person, key));
        }
        Subscription { hub: Arc::clone(self), key, session, user, stream, events }
    }

    fn leave(&self, subscription: &Subscription) {
        let Subscription { key, session, stream, .. } = subscription;
        let mut state = self.state();
        if let Some(open) = state.sessions.get_mut(session) {
            open.retain(|(other, _)| other != stream);
            if open.is_empty() {
                state.sessions.remove(session);
            }
        }
        if let Some(room) = state.rooms.get_mut(key) {
            room.remove(*stream);
            // The subscription that is being dropped still counts as a listener.
            if room.listeners() <= 1 {
                state.rooms.remove(key);
            }
        }
        drop(state);
        if *key != nowhere(key.0) {
            let _ = self.outgoing.send(Outgoing::Left(*stream, *key));
        }
    }

    /// Notes which field somebody writes in, and tells other servers.
    pub fn write(&self, writing: Writing) {
        self.note(&writing);
        let _ = self.outgoing.send(Outgoing::Writes(writing));
    }

    /// Notes which field somebody writes in.
    pub(super) fn note(&self, writing: &Writing) {
        if let Some(room) = self.state().rooms.get_mut(&(writing.tenant, writing.customer)) {
            room.write(writing.stream, writing.user, writing.field.as_deref(), Instant::now() + WRITING);
        }
    }

    /// Somebody is on a card on another server.
    pub(super) fn put(&self, key: Key, person: Person) {
        if let Some(room) = self.state().rooms.get_mut(&key) {
            room.put(person, Some(Instant::now() + LEASE));
        }
    }

    /// Tells another server who is there on this one.
    pub(super) fn answer(&self, key: Key) {
        let _ = self.outgoing.send(Outgoing::Asked(key));
    }

    /// Somebody has left a card on another server.
    pub(super) fn remove(&self, key: Key, stream: StreamId) {
        if let Some(room) = self.state().rooms.get_mut(&key) {
            room.remove(stream);
        }
    }

    /// Those who listen on this server: in one room, or in all.
    pub(super) fn here(&self, wanted: Option<Key>) -> Vec<(Key, Person)> {
        let state = self.state();
        let rooms = state.rooms.iter().filter(|(key, _)| wanted.is_none_or(|wanted| wanted == **key));
        rooms.flat_map(|(key, room)| room.own().map(|person| (*key, person.clone()))).collect()
    }

    /// Tells those who listen to one customer's card, if any.
    pub(super) fn tell(&self, key: Key, event: Event) {
        if let Some(room) = self.state().rooms.get(&key) {
            room.tell(event);
        }
    }

    /// Tells all of one firm, or simply all.
    pub(super) fn tell_all(&self, tenant: Option<TenantId>, event: &Event) {
        for (key, room) in &self.state().rooms {
            if tenant.is_none_or(|tenant| tenant == key.0) {
                room.tell(event.clone());
            }
        }
    }

    /// Forgets whom nothing was heard of in time.
    pub(super) fn sweep(&self, now: Instant) {
        for room in self.state().rooms.values_mut() {
            room.sweep(now);
        }
    }
}

/// One open stream. Dropping it says that its reader has left.
#[derive(Debug)]
pub struct Subscription {
    hub: Arc<Hub>,
    key: Key,
    session: SessionId,
    user: UserId,
    stream: StreamId,
    events: broadcast::Receiver<Event>,
}

impl Subscription {
    /// Which stream it is.
    #[must_use]
    pub const fn stream(&self) -> StreamId {
        self.stream
    }

    /// The next event that concerns this stream.
    pub async fn next(&mut self) -> Event {
        loop {
            match self.events.recv().await {
                Ok(Event::Ended(session)) if session != self.session => {}
                Ok(Event::Enough(stream)) if stream != self.stream => {}
                Ok(Event::Noticed(user)) if user != self.user => {}
                Ok(event) => return event,
                // Too much came at once; what it was is on the page that is fetched now.
                Err(broadcast::error::RecvError::Lagged(_)) => return Event::Missed,
                Err(broadcast::error::RecvError::Closed) => return Event::Ended(self.session),
            }
        }
    }

    /// The others who are on the card, each once, by name.
    #[must_use]
    pub fn others(&self) -> Vec<Person> {
        self.hub.state().rooms.get(&self.key).map(|room| room.others(self.user)).unwrap_or_default()
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.hub.leave(self);
    }
}
