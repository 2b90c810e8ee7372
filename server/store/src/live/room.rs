//! One customer's card while somebody has it open.

use super::{Event, Person, StreamId};
use domain::id::UserId;
use std::time::Instant;
use tokio::sync::broadcast;

/// Events that a slow listener may be behind.
const BEHIND: usize = 64;

#[derive(Debug)]
struct Place {
    person: Person,
    /// Until when they count as there; without it they are on this server, which sees them leave.
    until: Option<Instant>,
    /// Until when they count as writing.
    writes_until: Option<Instant>,
}

/// Who listens, and who is there on any server.
#[derive(Debug)]
pub(super) struct Room {
    sender: broadcast::Sender<Event>,
    places: Vec<Place>,
}

impl Default for Room {
    fn default() -> Self {
        Self { sender: broadcast::Sender::new(BEHIND), places: Vec::new() }
    }
}

impl Room {
    pub(super) fn listen(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }

    pub(super) fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }

    pub(super) fn tell(&self, event: Event) {
        // Without a listener it is for nobody.
        let _ = self.sender.send(event);
    }

    /// Somebody is there, or still there.
    pub(super) fn put(&mut self, person: Person, until: Option<Instant>) {
        if let Some(place) = self.places.iter_mut().find(|place| place.person.stream == person.stream) {
            place.until = until;
            return;
        }
        let writes_until = until.filter(|_| person.field.is_some());
        self.places.push(Place { person, until, writes_until });
        self.tell(Event::People);
    }

    pub(super) fn remove(&mut self, stream: StreamId) {
        let before = self.places.len();
        self.places.retain(|place| place.person.stream != stream);
        if self.places.len() != before {
            self.tell(Event::People);
        }
    }

    /// Notes a field; only a stream's own reader writes by it.
    pub(super) fn write(&mut self, stream: StreamId, user: UserId, field: Option<&str>, until: Instant) {
        let place = self.places.iter_mut().find(|place| place.person.stream == stream && place.person.user == user);
        if let Some(place) = place {
            place.writes_until = field.map(|_| until);
            if place.person.field.as_deref() != field {
                place.person.field = field.map(str::to_owned);
                self.tell(Event::People);
            }
        }
    }

    pub(super) fn sweep(&mut self, now: Instant) {
        let mut changed = false;
        self.places.retain(|place| {
            let stays = place.until.is_none_or(|until| until > now);
            changed |= !stays;
            stays
        });
        for place in &mut self.places {
            if place.writes_until.is_some_and(|until| until <= now) {
                place.writes_until = None;
                place.person.field = None;
                changed = true;
            }
        }
        if changed {
            self.tell(Event::People);
        }
    }

    /// Those on this server.
    pub(super) fn own(&self) -> impl Iterator<Item = &Person> {
        self.places.iter().filter(|place| place.until.is_none()).map(|place| &place.person)
    }

    /// All but one person, each once, by name; who writes somewhere is there as writing.
    pub(super) fn others(&self, me: UserId) -> Vec<Person> {
        let mut others: Vec<Person> =
            self.places.iter().map(|place| place.person.clone()).filter(|person| person.user != me).collect();
        others.sort_by(|a, b| (&a.name, a.user, a.field.is_none()).cmp(&(&b.name, b.user, b.field.is_none())));
        others.dedup_by_key(|person| person.user);
        others
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use uuid::Uuid;

    fn person(stream: u128, user: u128, name: &str) -> Person {
        Person {
            stream: StreamId(Uuid::from_u128(stream)),
            user: UserId(Uuid::from_u128(user)),
            name: name.to_owned(),
            field: None,
        }
    }

    fn names(room: &Room, me: u128) -> Vec<String> {
        room.others(UserId(Uuid::from_u128(me))).into_iter().map(|person| person.name).collect()
    }

    #[test]
    fn each_person_is_there_once_and_never_oneself() {
        let mut room = Room::default();
        for (stream, user, name) in [(1, 1, "Me"), (2, 1, "Me"), (3, 3, "Kari"), (4, 3, "Kari"), (5, 5, "Anna")] {
            room.put(person(stream, user, name), None);
        }
        assert_eq!(names(&room, 1), ["Anna", "Kari"]);
        assert_eq!(names(&room, 3), ["Anna", "Me"]);
    }

    #[test]
    fn a_lease_that_is_not_renewed_ends_and_a_reader_of_this_server_has_none() {
        let mut room = Room::default();
        let now = Instant::now();
        let lease = Duration::from_secs(30);
        room.put(person(1, 1, "Here"), None);
        room.put(person(2, 2, "There"), Some(now + lease));
        room.sweep(now + lease / 2);
        assert_eq!(names(&room, 9), ["Here", "There"]);
        room.put(person(2, 2, "There"), Some(now + lease * 2));
        room.sweep(now + lease);
        assert_eq!(names(&room, 9), ["Here", "There"], "it was renewed");
        room.sweep(now + lease * 2);
        assert_eq!(names(&room, 9), ["Here"]);
    }

    #[test]
    fn a_field_is_written_in_by_the_stream_s_own_reader_for_a_while() {
        let mut room = Room::default();
        let now = Instant::now();
        let (stream, user) = (StreamId(Uuid::from_u128(1)), UserId(Uuid::from_u128(1)));
        let field = |room: &Room| room.others(UserId(Uuid::from_u128(9)))[0].field.clone();
        room.put(person(1, 1, "Anna"), None);
        room.write(stream, UserId(Uuid::from_u128(2)), Some("phone"), now + Duration::from_secs(45));
        assert_eq!(field(&room), None, "somebody else's stream");
        room.write(stream, user, Some("phone"), now + Duration::from_secs(45));
        assert_eq!(field(&room).as_deref(), Some("phone"));
        room.sweep(now + Duration::from_secs(44));
        assert_eq!(field(&room).as_deref(), Some("phone"));
        room.sweep(now + Duration::from_secs(45));
        assert_eq!(field(&room), None);
    }

    #[test]
    fn only_what_changes_who_is_there_is_told() {
        let mut room = Room::default();
        let mut events = room.listen();
        room.put(person(1, 1, "Anna"), None);
        room.put(person(1, 1, "Anna"), None);
        room.remove(StreamId(Uuid::from_u128(7)));
        room.remove(StreamId(Uuid::from_u128(1)));
        assert_eq!((events.try_recv(), events.try_recv()), (Ok(Event::People), Ok(Event::People)));
        assert!(events.try_recv().is_err());
    }
}
