//! A time zone as iCalendar tells it (RFC 5545, 3.6.5), for what repeats by the clock of a place.

use super::lines::Lines;
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, date},
    tz::{Dst, Offset, TimeZone},
};

/// Years of changes of the clock that are looked at; one that follows a rule goes on.
const YEARS: i16 = 12;

/// A change of the clock: when, by the clock before it, from what to what.
struct Change {
    at: DateTime,
    from: Offset,
    to: Offset,
    name: String,
    is_summer: bool,
}

/// Changes of the same kind, year by year.
struct Kind(Vec<Change>);

/// Writes what a reader needs to know of a zone from a day on.
pub(super) fn zone(out: &mut Lines, name: &str, zone: &TimeZone, since: Date) {
    out.put("BEGIN", "VTIMEZONE");
    out.put("TZID", name);
    for kind in kinds(zone, since) {
        kind.put(out);
    }
    out.put("END", "VTIMEZONE");
}

fn kinds(zone: &TimeZone, since: Date) -> Vec<Kind> {
    let begin = since.to_zoned(zone.clone()).map_or(Timestamp::UNIX_EPOCH, |since| since.timestamp());
    let last = date(since.year().saturating_add(YEARS), 1, 1);
    // What holds on the first day came by the change before it.
    let before = zone.preceding(begin).next();
    let first = before.as_ref().map_or(begin, jiff::tz::TimeZoneTransition::timestamp);
    let mut kinds: Vec<Kind> = Vec::new();
    let changes = before.into_iter().chain(zone.following(begin));
    for change in changes.take_while(|change| change.offset().to_datetime(change.timestamp()).date() < last) {
        let at = change.timestamp();
        let from = zone.to_offset(at.saturating_sub(1.second()).unwrap_or(at));
        let change = Change {
            at: from.to_datetime(at),
            from,
            to: change.offset(),
            name: change.abbreviation().to_owned(),
            is_summer: change.dst() == Dst::Yes,
        };
        let is_alike =
            |other: &Change| (other.from, other.to, other.is_summer) == (change.from, change.to, change.is_summer);
        match kinds.iter_mut().find(|kind| kind.0.first().is_some_and(is_alike)) {
            Some(kind) => kind.0.push(change),
            None => kinds.push(Kind(vec![change])),
        }
    }
    if kinds.is_empty() {
        // Clocks that never change.
        let to = zone.to_offset(first);
        let at = date(1970, 1, 1).at(0, 0, 0, 0);
        kinds.push(Kind(vec![Change { at, from: to, to, name: offset(to), is_summer: false }]));
    }
    kinds
}

impl Kind {
    fn put(&self, out: &mut Lines) {
        let Some(first) = self.0.first() else { return };
        let name = if first.is_summer { "DAYLIGHT" } else { "STANDARD" };
        out.put("BEGIN", name);
        out.put("DTSTART", &local(first.at));
        out.put("TZOFFSETFROM", &offset(first.from));
        out.put("TZOFFSETTO", &offset(first.to));
        out.put("TZNAME", &first.name);
        match self.rule() {
            Some(rule) => out.put("RRULE", &rule),
            None if self.0.len() > 1 => {
                let days: Vec<String> = self.0.iter().skip(1).map(|change| local(change.at)).collect();
                out.put("RDATE", &days.join(","));
            }
            None => {}
        }
        out.put("END", name);
    }

    /// The rule that all of them follow, such as the last Sunday of March; none where they follow none, or end.
    fn rule(&self) -> Option<String> {
        let first = self.0.first()?;
        let day = |change: &Change| {
            let day = change.at.date();
            let nth = (day.day() - 1) / 7 + 1;
            let is_last = day.saturating_add(7.days()).month() != day.month();
            (nth, is_last, (day.month(), day.weekday(), change.at.time()))
        };
        let (nth, _, of) = day(first);
        let is_one_a_year = self.0.windows(2).all(|pair| pair[1].at.year() == pair[0].at.year() + 1);
        let goes_on = self.0.len() + 2 >= usize::try_from(YEARS).unwrap_or_default();
        if !is_one_a_year || !goes_on || self.0.iter().any(|change| day(change).2 != of) {
            return None;
        }
        let place = if self.0.iter().all(|change| day(change).1) {
            -1
        } else if self.0.iter().all(|change| day(change).0 == nth) {
            nth
        } else {
            return None;
        };
        let weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
            .into_iter()
            .nth(usize::try_from(of.1.to_monday_zero_offset()).unwrap_or_default())?;
        Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={place}{weekday}", of.0))
    }
}

/// A moment by the clock of the place.
pub(super) fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// `+0100`.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The offset that a reader finds in what was written, for a moment by the clock of the place.
    fn read(text: &str, at: DateTime) -> String {
        let value = |part: &str, name: &str| {
            part.lines().find_map(|line| line.strip_prefix(&format!("{name}:"))).map(str::to_owned)
        };
        let mut latest: Option<(String, String)> = None;
        for part in text.split("BEGIN:").filter(|part| part.starts_with("STANDARD") || part.starts_with("DAYLIGHT")) {
            let start = value(part, "DTSTART").unwrap();
            let mut all = vec![start.clone()];
            if let Some(rule) = value(part, "RRULE") {
                let set: rrule::RRuleSet = format!("DTSTART:{start}Z\nRRULE:{rule}").parse().unwrap();
                all = set.all(60).dates.iter().map(|at| at.format("%Y%m%dT%H%M%S").to_string()).collect();
            }
            all.extend(value(part, "RDATE").iter().flat_map(|days| days.split(',').map(str::to_owned)));
            let last = all.into_iter().filter(|change| *change <= local(at)).max();
            if let Some(last) = last.filter(|last| latest.as_ref().is_none_or(|(latest, _)| last > latest)) {
                latest = Some((last, value(part, "TZOFFSETTO").unwrap()));
            }
        }
        latest.unwrap().1
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_reader_finds_the_offset_of_each_day(
            name in proptest::sample::select(vec!["Europe/Oslo", "Europe/Stockholm", "America/New_York", "Asia/Kolkata"]),
            since in 2024_i16..2030,
            days in 0_i32..3_600,
        ) {
            let clock = TimeZone::get(name).unwrap();
            let mut out = Lines::default();
            zone(&mut out, name, &clock, date(since, 6, 1));
            let day = date(since, 6, 1).saturating_add(days.days());
            let text = out.0.replace("\r\n ", "").replace("\r\n", "\n");
            for hour in [0, 9, 23] {
                let at = day.at(hour, 0, 0, 0);
                prop_assert_eq!(read(&text, at), offset(clock.to_ambiguous_zoned(at).compatible().unwrap().offset()), "{} {}", at, text);
            }
        }
    }

    #[test]
    fn the_clocks_of_europe_follow_their_rule() {
        let mut out = Lines::default();
        zone(&mut out, "Europe/Oslo", &TimeZone::get("Europe/Oslo").unwrap(), date(2026, 11, 29));
        for line in [
            "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n",
            "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n",
        ] {
            assert!(out.0.contains(line), "{}", out.0);
        }
    }
}
