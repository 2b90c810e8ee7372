//! How an activity repeats, as a form sends it.

use super::occurrence::{days, last_day};
use domain::{
    country::Country,
    error::{FieldError, Problem},
    field::date_in,
    recurrence::{Ends, Every, MOST_APART, MOST_TIMES, Recurrence, Weekday, weekdays},
};
use jiff::{ToSpan, civil::Date};

/// How an activity repeats, as a form sends it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Repeats<'a> {
    /// How: a key of [`domain::recurrence::Every`]'s form; empty where it does not.
    pub how: &'a str,
    /// Each (1, or empty), or each second, third … time.
    pub interval: &'a str,
    /// The days of a week, with commas between them; that of the first where there is none.
    pub weekdays: &'a str,
    /// Until which day.
    pub until: &'a str,
    /// How many times.
    pub times: &'a str,
}

/// A rule, and the first day of it: that from which it was to begin, or the first after it that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series {
    pub(super) rule: Recurrence,
    pub(super) first: Date,
}

impl Series {
    /// The rule that begins on its first day; none where it would never be on any.
    pub(super) fn beginning(rule: Recurrence, from: Date) -> Option<Self> {
        let first = days(&rule, from).next()?;
        Some(Self { rule, first })
    }

    /// Its last day of all, with how many days each takes beyond its first.
    pub(super) fn to(&self, lasts: i32) -> Option<Date> {
        last_day(&self.rule, self.first).map(|day| day.saturating_add(lasts.days()))
    }
}

/// The weekday of a day.
pub(super) fn weekday_of(day: Date) -> Weekday {
    Weekday::Monday.later(i64::from(day.weekday().to_monday_zero_offset()))
}

/// On which days, by the key that a form sends and the day from which on.
fn every(how: &str, chosen: &str, from: Date) -> Result<Option<Every>, (&'static str, Problem)> {
    let weekday = weekday_of(from);
    Ok(Some(match how.trim() {
        "" => return Ok(None),
        "day" => Every::Day,
        "week" if chosen.split(',').all(|key| key.trim().is_empty()) => Every::Week(vec![weekday]),
        "week" => Every::Week(weekdays(chosen).ok_or(("weekdays", Problem::Choice))?),
        "month_day" => Every::MonthDay(from.day().unsigned_abs()),
        // The fifth of a month is its last.
        "month_nth" => {
            Every::MonthWeekday(Some((from.day() - 1) / 7 + 1).filter(|nth| *nth < 5).unwrap_or(-1), weekday)
        }
        "month_last" => Every::MonthWeekday(-1, weekday),
        "year" => Every::Year,
        _ => return Err(("repeats", Problem::Choice)),
    }))
}

impl Repeats<'_> {
    /// Reads it; what is wrong is added to what is wrong already. Without a first day it says nothing yet.
    pub(super) fn parse(&self, from: Option<&str>, home: Country, wrong: &mut Vec<FieldError>) -> Option<Series> {
        let before = wrong.len();
        let mut note = |field: &str, problem| wrong.push(FieldError { field: field.to_owned(), problem });
        let from: Option<Date> = from.and_then(|day| day.parse().ok());
        let every = match every(self.how, self.weekdays, from.unwrap_or_default()) {
            Ok(every) => every?,
            Err((field, problem)) => {
                note(field, problem);
                return None;
            }
        };
        let mut number = |field: &str, typed: &str, most: u16| match typed.trim() {
            "" => None,
            typed => {
                let number = typed.parse().ok().filter(|number| (1..=most).contains(number));
                if number.is_none() {
                    note(field, Problem::UpTo { max: u32::from(most) });
                }
                number
            }
        };
        let interval = number("interval", self.interval, MOST_APART).unwrap_or(1);
        let times = number("times", self.times, MOST_TIMES);
        let until = match self.until.trim() {
            "" => None,
            typed => {
                let day = date_in(typed, home);
                if day.is_none() {
                    note("until", Problem::Date);
                }
                day
            }
        };
        let ends = match (until, times) {
            (Some(_), Some(_)) => {
                note("times", Problem::OneEnd);
                return None;
            }
            (Some(day), None) => Ends::On(day),
            (None, Some(times)) => Ends::After(times),
            (None, None) => Ends::Never,
        };
        let from = from?;
        if wrong.len() > before {
            return None;
        }
        let series = Series::beginning(Recurrence { every, interval, ends }, from);
        if series.is_none() {
            wrong.push(FieldError { field: "until".to_owned(), problem: Problem::NeverOn });
        }
        series
    }
}

/// The key by which a form chooses how something repeats.
#[must_use]
pub const fn how(every: &Every) -> &'static str {
    match every {
        Every::Day => "day",
        Every::Week(_) => "week",
        Every::MonthDay(_) => "month_day",
        Every::MonthWeekday(-1, _) => "month_last",
        Every::MonthWeekday(..) => "month_nth",
        Every::Year => "year",
    }
}
