//! Moments as people write them, in the firm's time zone and the reader's language.

use crate::i18n::common as words;
use domain::language::Language;
use jiff::{Timestamp, ToSpan, Zoned, civil::Date, tz::TimeZone};

/// A moment that somebody names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When, UTC in RFC 3339.
    pub utc: String,
    /// Whether the end of a day is meant.
    pub whole_day: bool,
}

/// Where and in which language moments are read.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The moment that "today" is told from.
    pub now: Zoned,
    /// The reader's language.
    pub language: Language,
}

impl Clock {
    /// The clock of a firm; UTC where its time zone is unknown.
    #[must_use]
    pub fn new(time_zone: &str, language: Language) -> Self {
        let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
        Self { now: Timestamp::now().to_zoned(zone), language }
    }

    fn local(&self, utc: &str) -> Option<Zoned> {
        Some(utc.parse::<Timestamp>().ok()?.to_zoned(self.now.time_zone().clone()))
    }

    /// `i dag 14:20`, `i går 14:20`, `18. nov.`, `18. nov. 2024`.
    #[must_use]
    pub fn shown(&self, utc: &str) -> String {
        let Some(at) = self.local(utc) else { return String::new() };
        let (date, today) = (at.date(), self.now.date());
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        if date == today {
            return format!("{} {time}", words::TODAY.get(self.language));
        }
        if today.checked_sub(1.day()).is_ok_and(|yesterday| yesterday == date) {
            return format!("{} {time}", words::YESTERDAY.get(self.language));
        }
        self.day(date, today)
    }

    /// The day of a moment in the firm's time zone, in ISO 8601; empty where it can't be read.
    #[must_use]
    pub fn day_of(&self, utc: &str) -> String {
        self.local(utc).map(|at| at.date().to_string()).unwrap_or_default()
    }

    /// Like [`Clock::shown`] without the time of day.
    #[must_use]
    pub fn day_shown(&self, utc: &str) -> String {
        let Some(at) = self.local(utc) else { return String::new() };
        let (date, today) = (at.date(), self.now.date());
        if date == today {
            return words::TODAY.get(self.language).to_owned();
        }
        if today.checked_sub(1.day()).is_ok_and(|yesterday| yesterday == date) {
            return words::YESTERDAY.get(self.language).to_owned();
        }
        self.day(date, today)
    }

    fn day(&self, date: Date, today: Date) -> String {
        let month = usize::try_from(date.month() - 1).ok();
        let name = month.and_then(|index| words::MONTHS.get(self.language).split(' ').nth(index)).unwrap_or_default();
        let dot = if self.language == Language::Nb { "." } else { "" };
        let year = if date.year() == today.year() { String::new() } else { format!(" {}", date.year()) };
        format!("{}{dot} {name}{year}", date.day())
    }

    /// The moment in full, for a tooltip: `2026-11-20 14:20`.
    #[must_use]
    pub fn full(&self, utc: &str) -> String {
        self.local(utc).map_or_else(String::new, |at| format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute()))
    }

    /// The moment as an input of the kind `datetime-local` takes it: `2026-11-20T14:20`.
    #[must_use]
    pub fn for_input(&self, utc: &str) -> String {
        self.full(utc).replace(' ', "T")
    }

    /// The day, or the moment, in words: `1. november 2026`, `1. november 2026 kl. 12:00`.
    #[must_use]
    pub fn long(&self, moment: &Moment) -> String {
        let Some(at) = self.local(&moment.utc) else { return String::new() };
        let month = usize::try_from(at.month() - 1).ok();
        let name =
            month.and_then(|index| words::LONG_MONTHS.get(self.language).split(' ').nth(index)).unwrap_or_default();
        let dot = if self.language == Language::Nb { "." } else { "" };
        let day = format!("{}{dot} {name} {}", at.day(), at.year());
        if moment.whole_day {
            return day;
        }
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        words::AT_TIME.with(self.language, &[("day", &day), ("time", &time)])
    }

    /// Reads a day (`2026-11-01`: its end) or a moment (`2026-11-01T12:00`) of the firm's time zone.
    #[must_use]
    pub fn moment(&self, typed: &str) -> Option<Moment> {
        let of_day = |(_, at): (i16, Timestamp)| Moment { utc: at.to_string(), whole_day: false };
        let Ok(date) = typed.trim().parse::<Date>() else {
            return self.read(typed).map(of_day);
        };
        if typed.contains(['T', ' ']) {
            return self.read(typed).map(of_day);
        }
        let next = date.tomorrow().ok()?.to_zoned(self.now.time_zone().clone()).ok()?.timestamp();
        let end = next.checked_sub(1.microsecond()).ok()?;
        (1..=9998).contains(&date.year()).then(|| Moment { utc: end.to_string(), whole_day: true })
    }

    /// Today, as an input of the kind `date` takes it.
    #[must_use]
    pub fn today(&self) -> String {
        self.now.date().to_string()
    }

    /// The moment at which it is read, as an input of the kind `datetime-local` takes it.
    #[must_use]
    pub fn now_for_input(&self) -> String {
        self.now.strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// Reads what an input of the kind `datetime-local` gives, or a person types, as UTC.
    #[must_use]
    pub fn parse(&self, typed: &str) -> Option<String> {
        self.read(typed).filter(|(year, _)| (1970..=9999).contains(year)).map(|(_, at)| at.to_string())
    }

    /// The year and the moment of what is typed.
    fn read(&self, typed: &str) -> Option<(i16, Timestamp)> {
        let local: jiff::civil::DateTime = typed.trim().replace(' ', "T").parse().ok()?;
        let at = local.to_zoned(self.now.time_zone().clone()).ok()?.timestamp();
        (1..=9999).contains(&local.year()).then_some((local.year(), at))
    }

    /// Whether a moment is still to come. Of today, all is there that there is.
    #[must_use]
    pub fn is_ahead(&self, moment: &Moment) -> bool {
        self.local(&moment.utc).is_some_and(
            |at| {
                if moment.whole_day { at.date() > self.now.date() } else { at > self.now }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(language: Language) -> Clock {
        Clock { now: "2026-11-22T10:00[Europe/Oslo]".parse().unwrap(), language }
    }

    #[test]
    fn near_days_have_names_and_far_ones_a_year() {
        let nb = clock(Language::Nb);
        assert_eq!(nb.shown("2026-11-22T06:05:00Z"), "i dag 07:05");
        assert_eq!(nb.shown("2026-11-21T13:20:00Z"), "i går 14:20");
        assert_eq!(nb.shown("2026-11-18T13:20:00Z"), "18. nov.");
        assert_eq!(clock(Language::Sv).shown("2025-05-18T13:20:00Z"), "18 maj 2025");
        assert_eq!(nb.shown("nonsense"), "");
    }

    #[test]
    fn the_day_is_the_firms_not_utcs() {
        assert_eq!(clock(Language::En).day_shown("2026-11-21T23:30:00Z"), "today");
    }

    #[test]
    fn what_an_input_gives_comes_back() {
        let nb = clock(Language::Nb);
        let utc = nb.parse("2026-07-01T12:30").unwrap();
        assert_eq!(utc, "2026-07-01T10:30:00Z");
        assert_eq!(nb.for_input(&utc), "2026-07-01T12:30");
        assert_eq!(nb.parse("2026-11-20 14:20").as_deref(), Some("2026-11-20T13:20:00Z"));
        assert_eq!(nb.parse("i morgen"), None);
    }

    #[test]
    fn what_is_to_come_is_told_from_today() {
        let nb = clock(Language::Nb);
        let is_ahead = |typed: &str| nb.is_ahead(&nb.moment(typed).unwrap());
        for ahead in ["2026-11-23", "2026-11-22T10:01", "2099-01-01", "9998-12-31"] {
            assert!(is_ahead(ahead), "{ahead}");
        }
        for past in ["2026-11-22", "2026-11-22T10:00", "2026-11-21", "1900-01-01"] {
            assert!(!is_ahead(past), "{past}");
        }
    }

    #[test]
    fn a_day_is_meant_to_its_end_where_the_firm_is() {
        let nb = clock(Language::Nb);
        let day = nb.moment("2026-11-01").unwrap();
        assert_eq!(day.utc, "2026-11-01T22:59:59.999999Z");
        assert_eq!(nb.long(&day), "1. november 2026");
        let noon = nb.moment("2026-07-01T12:00").unwrap();
        assert_eq!(noon.utc, "2026-07-01T10:00:00Z");
        assert_eq!(nb.long(&noon), "1. juli 2026 kl. 12:00");
        assert_eq!(clock(Language::Sv).long(&noon), "1 juli 2026 kl. 12:00");
        assert_eq!(clock(Language::En).long(&noon), "1 July 2026 at 12:00");
        assert_eq!(nb.long(&nb.moment("1900-01-01").unwrap()), "1. januar 1900", "before there were any customers");
        for nonsense in ["", "nonsense", "2026-13-01", "2026-11-01T25:00", "-1"] {
            assert_eq!(nb.moment(nonsense), None, "{nonsense}");
        }
    }
}
