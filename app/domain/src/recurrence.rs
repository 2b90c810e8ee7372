//! What repeats, and how: a small part of RFC 5545's rules, all of which can be said in words.

use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;

/// Most days, weeks, months or years from one occurrence to the next.
pub const MOST_APART: u16 = 99;
/// Most occurrences of what ends after a number of them.
pub const MOST_TIMES: u16 = 500;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the day of its name")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All of them, from Monday on.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// The key, as it stands in rules and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Monday => "MO",
            Self::Tuesday => "TU",
            Self::Wednesday => "WE",
            Self::Thursday => "TH",
            Self::Friday => "FR",
            Self::Saturday => "SA",
            Self::Sunday => "SU",
        }
    }

    /// The day with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.key() == key)
    }

    /// Its place in the week: Monday is 0.
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }

    /// The day so many days later, or earlier.
    #[must_use]
    pub fn later(self, days: i64) -> Self {
        let place = usize::try_from(days.rem_euclid(7)).unwrap_or_default() + self.place();
        Self::ALL.into_iter().cycle().nth(place).unwrap_or(self)
    }
}

/// On which days of which time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every day.
    Day,
    /// These days of a week, in its order; there is one at least.
    Week(Vec<Weekday>),
    /// This day of a month; months that have none are passed over.
    MonthDay(u8),
    /// The first to fourth of a weekday in a month, or the last of it (`-1`).
    MonthWeekday(i8, Weekday),
    /// The day of the first, each year.
    Year,
}

/// When it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Never.
    Never,
    /// On this day, `2026-12-31`, which is of it.
    On(String),
    /// After so many times.
    After(u16),
}

/// How something repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// On which days.
    pub every: Every,
    /// Each (1), or each second, third … day, week, month or year.
    pub interval: u16,
    /// When it ends.
    pub ends: Ends,
}

impl fmt::Display for Recurrence {
    /// As a rule of RFC 5545 (3.3.10), whose days are those where the firm is.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self.every {
            Every::Day => "FREQ=DAILY",
            Every::Week(_) => "FREQ=WEEKLY",
            Every::MonthDay(_) | Every::MonthWeekday(..) => "FREQ=MONTHLY",
            Every::Year => "FREQ=YEARLY",
        })?;
        if self.interval > 1 {
            write!(out, ";INTERVAL={}", self.interval)?;
        }
        match &self.every {
            Every::Week(days) => {
                let days: Vec<&str> = days.iter().map(|day| day.key()).collect();
                write!(out, ";BYDAY={}", days.join(","))?;
            }
            Every::MonthDay(day) => write!(out, ";BYMONTHDAY={day}")?,
            Every::MonthWeekday(nth, day) => write!(out, ";BYDAY={nth}{}", day.key())?,
            Every::Day | Every::Year => {}
        }
        match &self.ends {
            Ends::Never => Ok(()),
            Ends::On(day) => write!(out, ";UNTIL={}", day.replace('-', "")),
            Ends::After(times) => write!(out, ";COUNT={times}"),
        }
    }
}

impl Recurrence {
    /// Reads a rule; none where it is no rule, or one of another kind than these.
    #[must_use]
    pub fn parse(rule: &str) -> Option<Self> {
        let mut parts: Vec<(&str, &str)> = rule.split(';').map(|part| part.split_once('=')).collect::<Option<_>>()?;
        let mut take = |name: &str| {
            let place = parts.iter().position(|(known, _)| *known == name)?;
            Some(parts.swap_remove(place).1)
        };
        let (every, days, month_day) = (take("FREQ")?, take("BYDAY"), take("BYMONTHDAY"));
        let every = match (every, days, month_day) {
            ("DAILY", None, None) => Every::Day,
            ("WEEKLY", Some(days), None) => Every::Week(weekdays(days)?),
            ("MONTHLY", None, Some(day)) => Every::MonthDay(day.parse().ok().filter(|day| (1..=31).contains(day))?),
            ("MONTHLY", Some(day), None) => {
                let (nth, day) = day.split_at_checked(day.len().checked_sub(2)?)?;
                let nth = nth.parse().ok().filter(|nth| *nth == -1 || (1..=4).contains(nth))?;
                Every::MonthWeekday(nth, Weekday::from_key(day)?)
            }
            ("YEARLY", None, None) => Every::Year,
            _ => return None,
        };
        let number = |text: &str, most: u16| text.parse().ok().filter(|number| (1..=most).contains(number));
        let interval = match take("INTERVAL") {
            Some(text) => number(text, MOST_APART)?,
            None => 1,
        };
        let ends = match (take("UNTIL"), take("COUNT")) {
            (None, None) => Ends::Never,
            (Some(day), None) if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) => {
                let (year, rest) = day.split_at(4);
                let (month, day) = rest.split_at(2);
                Ends::On(format!("{year}-{month}-{day}"))
            }
            (None, Some(times)) => Ends::After(number(times, MOST_TIMES)?),
            _ => return None,
        };
        parts.is_empty().then_some(Self { every, interval, ends })
    }

    /// The same so many days later: of a week, its days with it.
    #[must_use]
    pub fn later(mut self, days: i64) -> Self {
        if let Every::Week(chosen) = &mut self.every {
            for day in chosen.iter_mut() {
                *day = day.later(days);
            }
            chosen.sort_unstable();
        }
        self
    }
}

/// Days with commas between them, as a rule and a form have them; none where one is no day, or there is none.
#[must_use]
pub fn weekdays(text: &str) -> Option<Vec<Weekday>> {
    let mut days: Vec<Weekday> =
        text.split(',').filter(|key| !key.is_empty()).map(Weekday::from_key).collect::<Option<_>>()?;
    days.sort_unstable();
    days.dedup();
    (!days.is_empty()).then_some(days)
}

impl<'de> Deserialize<'de> for Recurrence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no such rule"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rules() -> impl Strategy<Value = Recurrence> {
        let every = prop_oneof![
            Just(Every::Day),
            Just(Every::Year),
            proptest::sample::subsequence(Weekday::ALL.to_vec(), 1..=7).prop_map(Every::Week),
            (1_u8..=31).prop_map(Every::MonthDay),
            (proptest::sample::select(vec![-1_i8, 1, 2, 3, 4]), proptest::sample::select(Weekday::ALL.to_vec()))
                .prop_map(|(nth, day)| Every::MonthWeekday(nth, day)),
        ];
        let ends = prop_oneof![
            Just(Ends::Never),
            (1_u16..=MOST_TIMES).prop_map(Ends::After),
            (2000_u16..2100, 1_u8..=12, 1_u8..=28).prop_map(|(y, m, d)| Ends::On(format!("{y}-{m:02}-{d:02}"))),
        ];
        (every, 1_u16..=MOST_APART, ends).prop_map(|(every, interval, ends)| Recurrence { every, interval, ends })
    }

    proptest! {
        #[test]
        fn a_rule_is_read_as_it_was_written(rule in rules()) {
            prop_assert_eq!(Recurrence::parse(&rule.to_string()), Some(rule));
        }

        #[test]
        fn whatever_is_no_rule_is_refused_quietly(text in "\\PC{0,40}") {
            if let Some(rule) = Recurrence::parse(&text) {
                prop_assert_eq!(Recurrence::parse(&rule.to_string()), Some(rule));
            }
        }
    }

    #[test]
    fn rules_of_other_kinds_are_none_of_these() {
        for wrong in [
            "",
            "FREQ=HOURLY",
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=3;UNTIL=20261231",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYDAY=5MO",
            "FREQ=DAILY;BYHOUR=3",
            "FREQ=DAILY;UNTIL=2026123",
            "FREQ=MONTHLY;BYDAY=é",
        ] {
            assert_eq!(Recurrence::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_days_of_a_week_move_with_it() {
        let rule = Recurrence::parse("FREQ=WEEKLY;BYDAY=MO,SU").unwrap();
        assert_eq!(rule.clone().later(1).to_string(), "FREQ=WEEKLY;BYDAY=MO,TU");
        assert_eq!(rule.clone().later(-1).to_string(), "FREQ=WEEKLY;BYDAY=SA,SU");
        assert_eq!(rule.clone().later(14), rule);
    }
}
