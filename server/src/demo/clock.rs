//! Times before "now", in the office hours of a firm.

use jiff::{Timestamp, ToSpan as _, civil::date, tz::TimeZone};
use store::demo::Moment;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Counts days back from the day that it is in the firm's time zone.
#[derive(Debug)]
pub(super) struct Clock {
    /// When today began, in milliseconds since 1970 UTC.
    midnight: i64,
    /// Today, in days since 1970-01-01.
    today: i64,
}

impl Clock {
    /// A clock that stands at `now` (milliseconds since 1970 UTC) in a time zone (IANA name).
    pub(super) fn new(now: i64, time_zone: &str) -> Self {
        let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
        let now_there = Timestamp::from_millisecond(now).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone);
        let midnight = now_there.start_of_day().map_or(now, |start| start.timestamp().as_millisecond());
        // Noon falls on the same day in UTC as in the Nordic countries.
        Self { midnight, today: (midnight + DAY / 2).div_euclid(DAY) }
    }

    /// A minute of a day so many days ago; a Saturday or Sunday becomes the Friday before, except yesterday.
    pub(super) fn at(&self, days_ago: i64, minute: i64) -> Moment {
        // 1970-01-01 was a Thursday; 0 is Saturday here.
        let back = match (self.today - days_ago + 5).rem_euclid(7) {
            0 if days_ago > 1 => 1,
            1 if days_ago > 1 => 2,
            _ => 0,
        };
        Moment(self.midnight - (days_ago + back) * DAY + minute * MINUTE)
    }

    /// ISO week number of a day so many days ago; negative ones are to come.
    pub(super) fn week(&self, days_ago: i64) -> i8 {
        date(1970, 1, 1).checked_add((self.today - days_ago).days()).map_or(1, |day| day.iso_week_date().week())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(now: &str) -> Clock {
        Clock::new(now.parse::<Timestamp>().unwrap().as_millisecond(), "Europe/Oslo")
    }

    fn said(moment: Moment) -> String {
        Timestamp::from_millisecond(moment.0).unwrap().to_string()
    }

    #[test]
    fn yesterday_is_the_firms_yesterday() {
        // Half past midnight in Oslo, still the day before in UTC.
        let clock = clock("2025-11-19T23:30:00Z");
        assert_eq!(said(clock.at(1, 14 * 60 + 20)), "2025-11-19T13:20:00Z");
    }

    #[test]
    fn weekends_become_fridays() {
        let clock = clock("2025-11-20T10:00:00Z");
        assert_eq!(said(clock.at(4, 600)), "2025-11-14T09:00:00Z");
        assert_eq!(said(clock.at(5, 600)), "2025-11-14T09:00:00Z");
        assert_eq!(said(clock.at(3, 600)), "2025-11-17T09:00:00Z");
    }

    #[test]
    fn weeks_are_iso_weeks() {
        assert_eq!(clock("2025-11-20T10:00:00Z").week(0), 47);
        assert_eq!(clock("2025-01-01T10:00:00Z").week(3), 52);
    }
}
