//! Working hours: of a day from when to when with how long a break, and of a week how many.
//!
//! What counts for a customer is its own, or else what its collective agreement says, or else what is
//! usual in the firm's country (seed 002:47).

use crate::{decimal, error::Problem, field::Record, language::Language, text::Text};
use serde_json::Value;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The fields of the days of the week, Monday first, and what the days are called.
pub const DAYS: [(&str, Text); 7] = [
    ("hours_monday", Text { nb: "Mandag", sv: "Måndag", en: "Monday" }),
    ("hours_tuesday", Text { nb: "Tirsdag", sv: "Tisdag", en: "Tuesday" }),
    ("hours_wednesday", Text { nb: "Onsdag", sv: "Onsdag", en: "Wednesday" }),
    ("hours_thursday", Text { nb: "Torsdag", sv: "Torsdag", en: "Thursday" }),
    ("hours_friday", Text { nb: "Fredag", sv: "Fredag", en: "Friday" }),
    ("hours_saturday", Text { nb: "Lørdag", sv: "Lördag", en: "Saturday" }),
    ("hours_sunday", Text { nb: "Søndag", sv: "Söndag", en: "Sunday" }),
];
/// The field of the hours of a week.
pub const WEEKLY: &str = "weekly_hours";

const OFF: Text = Text { nb: "fri", sv: "ledig", en: "off" };
const BREAK: Text = Text { nb: "pause {n} min", sv: "rast {n} min", en: "break {n} min" };
const NEXT_DAY: Text = Text { nb: "til neste dag", sv: "till nästa dag", en: "into the next day" };
const HOURS: Text = Text { nb: "{n}\u{a0}timer", sv: "{n}\u{a0}timmar", en: "{n}\u{a0}hours" };

/// Words that say nothing beside the numbers.
const FILLING: [&str; 23] = [
    "kl", "kl.", "til", "till", "to", "pause", "rast", "lunsj", "lunch", "break", "min", "min.", "minutter", "minuter",
    "minutes", "neste", "nästa", "dag", "into", "the", "next", "day", "fra",
];

/// The working hours of one day, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Day {
    /// Nobody works.
    Off,
    /// From a time to a time; where that is no later, of the next day.
    Shift {
        /// When it begins, in minutes after midnight.
        from: u16,
        /// When it ends, in minutes after midnight.
        to: u16,
        /// How much of it is no working time.
        pause: u16,
    },
}

impl Day {
    /// Reads what people type: `7-15.30`, `0730–1530 pause 30`, `07:30 15:30 30`, `22-06`, `fri`.
    ///
    /// # Errors
    /// [`Problem::Shift`] when it is no such hours; [`Problem::Break`] when the break is no shorter than the shift.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let lower = typed.trim().to_lowercase();
        if matches!(lower.as_str(), "fri" | "ledig" | "off" | "free" | "-" | "–" | "0") {
            return Ok(Self::Off);
        }
        let parted =
            |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '−' | ',' | ';' | '/' | '(' | ')' | '+');
        let says = |word: &&str| !word.is_empty() && !FILLING.contains(word);
        let parts: Vec<&str> = lower.split(parted).filter(says).collect();
        match parts.as_slice() {
            [from, to] => Self::of(from, to, ""),
            [from, to, pause] => Self::of(from, to, pause),
            _ => Err(Problem::Shift),
        }
    }

    /// The same of three parts; an empty break is none.
    ///
    /// # Errors
    /// As [`Day::parse`].
    pub fn of(from: &str, to: &str, pause: &str) -> Result<Self, Problem> {
        let from = time(from).filter(|from| *from < DAY).ok_or(Problem::Shift)?;
        let to = time(to).ok_or(Problem::Shift)?;
        let bare = pause.trim().trim_end_matches("min").trim_end();
        let pause = if bare.is_empty() { 0 } else { bare.parse().map_err(|_| Problem::Shift)? };
        if pause >= length(from, to) {
            return Err(Problem::Break);
        }
        Ok(Self::Shift { from, to, pause })
    }

    /// Reads it as it is kept.
    #[must_use]
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }

    /// As it is kept: `07:30-15:30/30`, `off`.
    #[must_use]
    pub fn stored(self) -> String {
        match self {
            Self::Off => "off".to_owned(),
            Self::Shift { from, to, pause } => format!("{}-{}/{pause}", clock(from), clock(to)),
        }
    }

    /// As one types it: from, to and break; all empty where nobody works.
    #[must_use]
    pub fn parts(self) -> [String; 3] {
        match self {
            Self::Off => [String::new(), String::new(), String::new()],
            Self::Shift { from, to, pause } => [clock(from), clock(to), pause.to_string()],
        }
    }

    /// As it is read: `07:30–15:30, pause 30 min`.
    #[must_use]
    pub fn shown(self, language: Language) -> String {
        let Self::Shift { from, to, pause } = self else { return OFF.get(language).to_owned() };
        let mut text = format!("{}–{}", clock(from), clock(to));
        if to <= from {
            text = format!("{text} {}", NEXT_DAY.get(language));
        }
        if pause > 0 {
            text = format!("{text}, {}", BREAK.with(language, &[("n", &pause.to_string())]));
        }
        text
    }

    /// Whether it ends on the next day.
    #[must_use]
    pub const fn passes_midnight(self) -> bool {
        matches!(self, Self::Shift { from, to, .. } if to <= from)
    }

    /// Minutes of working time.
    #[must_use]
    pub fn minutes(self) -> u16 {
        match self {
            Self::Off => 0,
            Self::Shift { from, to, pause } => length(from, to).saturating_sub(pause),
        }
    }
}

/// Minutes between two times; until the next day where the second is no later, so that it is at most a day.
const fn length(from: u16, to: u16) -> u16 {
    if to > from { to - from } else { to + DAY - from }
}

/// A time as people write it: `7`, `0730`, `730`, `07:30`, `7.30`, `24:00`, in minutes after midnight.
fn time(typed: &str) -> Option<u16> {
    let bare = typed.trim().trim_end_matches('.');
    let (hours, minutes) = match bare.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if bare.len() > 2 => bare.split_at_checked(bare.len() - 2)?,
        None => (bare, "0"),
    };
    let number = |text: &str| {
        (!text.is_empty() && text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit()))
            .then(|| text.parse::<u16>().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (minutes < 60 && hours * 60 + minutes <= DAY).then_some(hours * 60 + minutes)
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Hours of a week in hundredths, 0 to 168.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hours(i64);

impl Hours {
    /// Most hundredths: all hours of a week.
    const MOST: i64 = 16_800;

    /// So many hundredths of an hour.
    #[must_use]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// So many minutes.
    #[must_use]
    pub const fn from_minutes(minutes: i64) -> Self {
        Self((minutes * 100 + 30) / 60)
    }

    /// Reads `37,5`, `40 t`, `35.5 hours`.
    ///
    /// # Errors
    /// [`Problem::Hours`] when it has more than two decimals or is more than a week has.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let units = ["timer", "timmar", "hours", "tim", "t", "h"];
        decimal::parse(typed, &units, 2)
            .filter(|hours| (0..=Self::MOST).contains(hours))
            .map(Self)
            .ok_or(Problem::Hours)
    }

    /// In hundredths of an hour.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// As one types it: `37,5`.
    #[must_use]
    pub fn typed(self) -> String {
        decimal::written(self.0, 2, 0, Language::Nb)
    }

    /// As it is read: `37,5 timer`.
    #[must_use]
    pub fn shown(self, language: Language) -> String {
        HOURS.with(language, &[("n", &decimal::written(self.0, 2, 0, language))])
    }
}

/// The working time of a week, the sum of its days, by what counts on each.
#[must_use]
pub fn sum(values: &Record) -> Hours {
    let minutes = DAYS.iter().filter_map(|(key, _)| Day::from_stored(values.text(key))).map(Day::minutes);
    Hours::from_minutes(minutes.map(i64::from).sum())
}

/// What counts of working hours: each value of the first that has one, of the customer, its collective
/// agreement and what is usual.
#[must_use]
pub fn counting(own: &Record, agreement: &Record, usual: &Record) -> Record {
    let of = |key: &str| {
        [own, agreement, usual].into_iter().find_map(|values| values.0.get(key).filter(|value| !value.is_null()))
    };
    let keys = DAYS.iter().map(|(key, _)| *key).chain([WEEKLY]);
    Record(keys.map(|key| (key.to_owned(), of(key).cloned().unwrap_or(Value::Null))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const fn shift(from: u16, to: u16, pause: u16) -> Day {
        Day::Shift { from, to, pause }
    }

    #[test]
    fn times_are_typed_as_it_comes() {
        for typed in
            ["7-15", "07-15", "0700-1500", "700 1500", "7:00–15:00", "7.00 til 15.00", "kl. 7 - 15", "07:00,15:00,"]
        {
            assert_eq!(Day::parse(typed), Ok(shift(420, 900, 0)), "{typed}");
        }
        for typed in ["7.30-15.30 30", "0730–1530, pause 30 min", "07:30-15:30/30", "7.30-15.30 (30)", "07:30,15:30,30"]
        {
            assert_eq!(Day::parse(typed), Ok(shift(450, 930, 30)), "{typed}");
        }
        assert_eq!(Day::parse("22-06 30"), Ok(shift(1320, 360, 30)), "past midnight");
        assert_eq!(Day::parse("0-24"), Ok(shift(0, 1440, 0)), "a whole day");
        assert_eq!(Day::parse(" Ledig "), Ok(Day::Off));
    }

    #[test]
    fn what_is_no_working_time_is_refused() {
        for typed in ["", "7", "7-25", "7-15:60", "24-8", "mandag", "7-15-30-5", "7:5-15", "7-15 en halvtime", "-7-15x"]
        {
            assert_eq!(Day::parse(typed), Err(Problem::Shift), "{typed}");
        }
        assert_eq!(Day::parse("7-15 480"), Err(Problem::Break));
        assert_eq!(Day::parse("7-15 479"), Ok(shift(420, 900, 479)));
        assert_eq!(Day::of("22", "6", "480"), Err(Problem::Break));
    }

    #[test]
    fn what_is_kept_and_shown_is_read_as_the_same() {
        for typed in ["7-15", "7.30-15.30 30", "22-06 30", "0-24", "7-7 60", "off"] {
            let day = Day::parse(typed).unwrap();
            assert_eq!(Day::from_stored(&day.stored()), Some(day));
        }
        let night = Day::parse("22-06 30").unwrap();
        assert_eq!((night.minutes(), night.passes_midnight()), (450, true));
        assert_eq!(night.shown(Language::Nb), "22:00–06:00 til neste dag, pause 30 min");
        assert_eq!(Day::parse("7-7").unwrap().minutes(), DAY);
        assert_eq!(Day::parse("7-15.30 30").unwrap().shown(Language::Sv), "07:00–15:30, rast 30 min");
        assert_eq!(Day::Off.shown(Language::En), "off");
    }

    #[test]
    fn hours_of_a_week_have_two_decimals() {
        assert_eq!(Hours::parse("37,5 timer"), Ok(Hours(3750)));
        assert_eq!(Hours::parse("40t"), Ok(Hours(4000)));
        for typed in ["169", "-1", "37,555", "mange"] {
            assert_eq!(Hours::parse(typed), Err(Problem::Hours), "{typed}");
        }
        assert_eq!(Hours(3750).shown(Language::En), "37.5\u{a0}hours");
        assert_eq!(Hours::from_minutes(5 * 450), Hours(3750));
    }

    #[test]
    fn each_value_is_of_the_first_that_has_one() {
        let record = |value| serde_json::from_value::<Record>(value).unwrap();
        let own = record(json!({"hours_friday": "07:00-12:00/0", "weekly_hours": null}));
        let agreement = record(json!({"weekly_hours": 3550, "hours_friday": "off", "hours_monday": "07:00-15:00/30"}));
        let usual =
            record(json!({"weekly_hours": 3750, "hours_monday": "08:00-16:00/30", "hours_tuesday": "08:00-16:00/30"}));
        let values = counting(&own, &agreement, &usual);
        assert_eq!(values.number(WEEKLY), Some(3550));
        assert_eq!((values.text("hours_friday"), values.text("hours_tuesday")), ("07:00-12:00/0", "08:00-16:00/30"));
        assert_eq!(sum(&values), Hours(2000));
    }
}
