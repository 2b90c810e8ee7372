//! What is done with customers, and when: tasks, events, diary entries, calls and steps of processes
//! (seeds 001:27 to 31, 002:21, 002:53, 004:79).

use crate::{
    customer::codes,
    id::{ActivityId, ContactId, CustomerId, ListItemId, UserId},
    language::Language,
    recurrence::Recurrence,
    section::Section,
    text::Text,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Most characters of an activity's title, and of its place.
pub const TITLE_MAX: u32 = 200;
/// Most characters of what is written of it.
pub const NOTE_MAX: u32 = 5_000;
/// Most people who take part, of the firm and of the customer each.
pub const MOST_PEOPLE: u32 = 50;
/// Most activities that a card or a diary shows at once.
pub const MOST_SHOWN: i64 = 500;

codes! {
    /// What an activity is.
    Kind {
        /// Something to do, until a day or whenever.
        Task "task" ["Oppgave", "Uppgift", "Task"],
        /// People meet: a meeting, an interview.
        Event "event" ["Hendelse", "Händelse", "Event"],
        /// What happened, as it is written into a diary.
        Diary "diary" ["Dagboknotat", "Dagboksanteckning", "Diary entry"],
        /// Somebody is called.
        Call "call" ["Samtale", "Samtal", "Call"],
        /// A step of a process.
        Step "step" ["Prosessteg", "Processteg", "Process step"],
    }
}

codes! {
    /// How far it is (seed 004:79).
    State {
        /// Still to come.
        Planned "planned" ["Planlagt", "Planerad", "Planned"],
        /// It was done.
        Done "done" ["Utført", "Utförd", "Done"],
        /// It will not be done.
        Cancelled "cancelled" ["Avlyst", "Inställd", "Cancelled"],
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_key(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no such kind"))
    }
}

impl<'de> Deserialize<'de> for State {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_key(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no such state"))
    }
}

impl Kind {
    /// The section of the card in which it stands.
    #[must_use]
    pub const fn section(self) -> Section {
        match self {
            Self::Task => Section::Tasks,
            Self::Event => Section::Events,
            Self::Diary | Self::Call | Self::Step => Section::Diary,
        }
    }

    /// What has been done already when it is written down, where nobody says otherwise.
    #[must_use]
    pub const fn is_of_the_past(self) -> bool {
        matches!(self, Self::Diary | Self::Call)
    }
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person<Id> {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
}

/// One activity. Days are as the database has them, `2026-11-29`, and times `09:30`; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Activity {
    /// Its identity.
    pub id: ActivityId,
    /// Which save this is.
    pub version: i32,
    /// The customer; none where it is the consultant's own.
    pub customer: Option<CustomerId>,
    /// The customer's name.
    pub customer_name: String,
    /// What it is.
    pub kind: Kind,
    /// Its type, of the firm's list.
    pub activity_type: ListItemId,
    /// The type's names: Norwegian, Swedish, English.
    pub type_names: [String; 3],
    /// What it is called.
    pub title: String,
    /// What is written of it.
    pub note: String,
    /// Where it is.
    pub place: String,
    /// The day, or the day until which it is to be done.
    pub starts_on: String,
    /// The time of day.
    pub starts_at: String,
    /// The last day, where it is another.
    pub ends_on: String,
    /// When it ends, on its last day.
    pub ends_at: String,
    /// How far it is.
    pub state: State,
    /// Who sees to it.
    pub responsible: UserId,
    /// Their name.
    pub responsible_name: String,
    /// Members of staff who take part.
    pub colleagues: Vec<Person<UserId>>,
    /// Contact persons who take part.
    pub contacts: Vec<Person<ContactId>>,
    /// How it repeats, where it is a series or an occurrence of one.
    pub recurrence: Option<Recurrence>,
    /// The series, where it is an occurrence with a row of its own.
    pub series: Option<ActivityId>,
    /// The day of the series that it stands for; empty where it is the series itself, or of none.
    pub recurs_on: String,
    /// Days of a series that are not computed: on which it is not, and those with rows of their own.
    pub taken: Vec<String>,
}

codes! {
    /// How long before somebody is reminded. Of what takes the whole day it is that morning, or the morning before.
    Lead {
        /// When it begins.
        Start "start" ["Når den begynner", "När den börjar", "When it begins"],
        /// Ten minutes before.
        Minutes "minutes" ["10 minutter før", "10 minuter före", "10 minutes before"],
        /// An hour before.
        Hour "hour" ["1 time før", "1 timme före", "1 hour before"],
        /// A day before.
        Day "day" ["1 dag før", "1 dag före", "1 day before"],
    }
}

/// Which occurrences of a series a change is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// This one.
    #[default]
    One,
    /// This one and all later ones.
    Later,
    /// All.
    All,
}

impl Scope {
    /// All choices.
    pub const ALL: [Self; 3] = [Self::One, Self::Later, Self::All];

    /// The key, as it stands in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Later => "later",
            Self::All => "all",
        }
    }

    /// The choice with this key; this one alone where it is none.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|scope| scope.key() == key).unwrap_or_default()
    }
}

impl Activity {
    /// The name of its type.
    #[must_use]
    pub fn type_name(&self, language: Language) -> &str {
        language.of(&self.type_names)
    }

    /// The day of its series by which it is known, where it has no row of its own; else empty.
    #[must_use]
    pub fn on(&self) -> &str {
        if self.recurrence.is_some() { &self.recurs_on } else { "" }
    }

    /// The address of its page.
    #[must_use]
    pub fn address(&self) -> String {
        let Self { id, .. } = self;
        if self.on().is_empty() { format!("/diary/{id}") } else { format!("/diary/{id}?on={}", self.on()) }
    }

    /// Whether it should have been done before `today`.
    #[must_use]
    pub fn is_overdue(&self, today: &str) -> bool {
        let last = if self.ends_on.is_empty() { &self.starts_on } else { &self.ends_on };
        self.state == State::Planned && !last.is_empty() && last.as_str() < today
    }

    /// Whether any of it is on a day.
    #[must_use]
    pub fn is_on(&self, day: &str) -> bool {
        let last = if self.ends_on.is_empty() { &self.starts_on } else { &self.ends_on };
        !self.starts_on.is_empty() && self.starts_on.as_str() <= day && day <= last.as_str()
    }

    /// The hour in which it begins on a day; none where it takes the whole day, or began on another.
    #[must_use]
    pub fn hour_on(&self, day: &str) -> Option<u8> {
        let hour = self.starts_at.get(..2)?.parse().ok()?;
        (self.starts_on == day).then_some(hour)
    }

    /// From when to when: `09:00–10:30`; empty where it has no times.
    #[must_use]
    pub fn times(&self) -> String {
        match (self.starts_at.is_empty(), self.ends_at.is_empty()) {
            (true, _) => String::new(),
            (false, true) => self.starts_at.clone(),
            (false, false) => format!("{}–{}", self.starts_at, self.ends_at),
        }
    }
}

/// What the closed sections of a card tell of a customer's activities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Counted {
    /// Tasks that are to be done.
    pub tasks: i64,
    /// Those of them whose day has passed.
    pub overdue: i64,
    /// Events that are planned.
    pub planned: i64,
    /// The day of the next of them.
    pub next_on: Option<String>,
    /// Events that took place.
    pub done: i64,
    /// Events that were cancelled.
    pub cancelled: i64,
    /// Diary entries, calls and steps.
    pub diary: i64,
    /// The day of the newest of them that is not to come.
    pub last_on: Option<String>,
}

impl Counted {
    /// Counts activities as the database does.
    #[must_use]
    pub fn of(activities: &[Activity], today: &str) -> Self {
        let count = |is: &dyn Fn(&Activity) -> bool| {
            i64::try_from(activities.iter().filter(|one| is(one)).count()).unwrap_or(i64::MAX)
        };
        let event = |state| count(&|one| one.kind == Kind::Event && one.state == state);
        let days = |is: &dyn Fn(&Activity) -> bool| {
            activities.iter().filter(|one| is(one)).map(|one| one.starts_on.clone()).collect::<Vec<_>>()
        };
        let is_to_come =
            |one: &Activity| one.kind == Kind::Event && one.state == State::Planned && one.starts_on.as_str() >= today;
        let is_past = |one: &Activity| one.kind.section() == Section::Diary && one.starts_on.as_str() <= today;
        Self {
            tasks: count(&|one| one.kind == Kind::Task && one.state == State::Planned),
            overdue: count(&|one| one.kind == Kind::Task && one.is_overdue(today)),
            planned: event(State::Planned),
            next_on: days(&is_to_come).into_iter().min(),
            done: event(State::Done),
            cancelled: event(State::Cancelled),
            diary: count(&|one| one.kind.section() == Section::Diary),
            last_on: days(&is_past).into_iter().max(),
        }
    }
}

/// A type of activity that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ActivityType {
    /// Its identity.
    pub id: ListItemId,
    /// Its name in the reader's language.
    pub name: String,
    /// What activities of it are.
    pub kind: Kind,
}

/// Reads a time of day as people type it (`9`, `9.30`, `0930`, `09:30`) into `09:30`.
#[must_use]
pub fn time(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (hours, minutes) = match typed.split_once([':', '.', ',', ' ']) {
        Some(parts) => parts,
        None if typed.len() > 2 => typed.split_at_checked(typed.len() - 2)?,
        None => (typed, "00"),
    };
    let number = |text: &str, most: u8| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u8>().ok().filter(|number| is_number && *number < most)
    };
    (minutes.len() == 2).then_some(())?;
    Some(format!("{:02}:{:02}", number(hours, 24)?, number(minutes, 60)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for typed in ["9:30", "09:30", "9.30", " 0930 ", "930", "9,30", "9 30"] {
            assert_eq!(time(typed).as_deref(), Some("09:30"), "{typed}");
        }
        assert_eq!(time("9").as_deref(), Some("09:00"));
        assert_eq!(time("23").as_deref(), Some("23:00"));
        for wrong in ["", "24:00", "9:60", "9:3", "kl. 9", "-1", "12:00:00", "99999", "æ30"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    fn activity(told: serde_json::Value) -> Activity {
        let mut whole = serde_json::json!({
            "id": "0190b6a5-7d6c-7cc0-8000-000000000001", "version": 1, "customer": null, "customer_name": "", "kind": "task",
            "activity_type": "0190b6a5-7d6c-7cc0-8000-000000000002", "type_names": ["Oppgave", "Uppgift", "Task"], "title": "Ring",
            "note": "", "place": "", "starts_on": "", "starts_at": "", "ends_on": "", "ends_at": "", "state": "planned",
            "responsible": "0190b6a5-7d6c-7cc0-8000-000000000003", "responsible_name": "Kari", "colleagues": [], "contacts": [],
            "recurrence": null, "series": null, "recurs_on": "", "taken": []
        });
        if let (Some(whole), Some(told)) = (whole.as_object_mut(), told.as_object()) {
            whole.extend(told.clone());
        }
        serde_json::from_value(whole).unwrap()
    }

    #[test]
    fn it_is_on_all_of_its_days_and_overdue_after_the_last() {
        let one = activity(
            serde_json::json!({"starts_on": "2026-11-27", "starts_at": "09:00", "ends_on": "2026-11-29", "ends_at": "10:30"}),
        );
        assert!(["2026-11-27", "2026-11-28", "2026-11-29"].iter().all(|day| one.is_on(day)));
        assert!(!one.is_on("2026-11-26") && !one.is_on("2026-11-30"));
        assert_eq!((one.hour_on("2026-11-27"), one.hour_on("2026-11-28")), (Some(9), None));
        assert_eq!(one.times(), "09:00–10:30");
        assert!(!one.is_overdue("2026-11-29") && one.is_overdue("2026-11-30"));
        let whenever = activity(serde_json::json!({}));
        assert!(!whenever.is_overdue("2026-11-30") && !whenever.is_on(""));
    }

    #[test]
    fn what_closed_sections_tell_is_counted_by_kind_and_state() {
        let all = [
            activity(serde_json::json!({})),
            activity(serde_json::json!({"starts_on": "2026-11-01"})),
            activity(serde_json::json!({"starts_on": "2026-11-01", "state": "done"})),
            activity(serde_json::json!({"kind": "event", "starts_on": "2026-12-24"})),
            activity(serde_json::json!({"kind": "event", "starts_on": "2026-12-03"})),
            activity(serde_json::json!({"kind": "event", "starts_on": "2026-10-03", "state": "cancelled"})),
            activity(serde_json::json!({"kind": "call", "starts_on": "2026-10-03", "state": "done"})),
            activity(serde_json::json!({"kind": "diary", "starts_on": "2026-12-03"})),
        ];
        let counted = Counted::of(&all, "2026-11-29");
        assert_eq!((counted.tasks, counted.overdue, counted.planned, counted.done, counted.cancelled), (2, 1, 2, 0, 1));
        assert_eq!(
            (counted.next_on.as_deref(), counted.diary, counted.last_on.as_deref()),
            (Some("2026-12-03"), 2, Some("2026-10-03"))
        );
    }
}
