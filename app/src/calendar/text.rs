//! Activities as iCalendar (RFC 5545). What is once stands at its moment in UTC; what repeats, by the clock of the firm,
//! so that a meeting at nine is at nine in summer and in winter.

use super::{
    alarm::alarm,
    invitation::{self, Invitation},
    lines::{Lines, escaped},
    own,
    zone::{local, zone},
};
use domain::{
    activity::{Activity, Kind, State},
    id::ActivityId,
    language::Language,
    recurrence::Ends,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};
use std::collections::HashMap;
use store::activity::Dated;

/// What of a calendar its activities are told by.
struct Around<'a> {
    zone: TimeZone,
    zone_name: &'a str,
    language: Language,
    /// The series that are in it.
    series: HashMap<ActivityId, &'a Activity>,
    /// Days of series that have a row of their own that is in it.
    own: Vec<(ActivityId, &'a str)>,
    /// What is told to somebody who is invited, and not to the firm itself.
    invitation: Option<&'a Invitation<'a>>,
}

/// A calendar of activities; `name` is what it is called where it is subscribed to.
#[must_use]
pub fn calendar(activities: &[Dated], name: Option<&str>, time_zone: &str, language: Language) -> String {
    write(activities, None, time_zone, language, |out| {
        if let Some(name) = name {
            out.put("METHOD", "PUBLISH");
            out.put("X-WR-CALNAME", &escaped(name));
            out.put("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        }
    })
}

/// An activity, of a series all of it, for the calendar of somebody who is invited.
#[must_use]
pub fn invitation(activity: &[Dated], invitation: &Invitation<'_>, time_zone: &str, language: Language) -> String {
    write(activity, Some(invitation), time_zone, language, |out| out.put("METHOD", invitation.method.key()))
}

fn write(
    activities: &[Dated],
    invitation: Option<&Invitation<'_>>,
    time_zone: &str,
    language: Language,
    head: impl FnOnce(&mut Lines),
) -> String {
    let all = || activities.iter().map(|dated| &dated.activity);
    let repeating = all().filter(|one| one.recurrence.is_some());
    let around = Around {
        zone: TimeZone::get(time_zone).unwrap_or(TimeZone::UTC),
        zone_name: time_zone,
        language,
        series: repeating.map(|one| (one.id, one)).collect(),
        own: all().filter_map(|one| Some((one.series?, one.recurs_on.as_str()))).collect(),
        invitation,
    };
    let mut out = Lines::default();
    out.put("BEGIN", "VCALENDAR");
    out.put("VERSION", "2.0");
    out.put("PRODID", "-//Kundekort//Kundekort//NO");
    out.put("CALSCALE", "GREGORIAN");
    head(&mut out);
    let first =
        around.series.values().filter(|one| !one.starts_at.is_empty()).filter_map(|one| one.starts_on.parse().ok());
    if let Some(first) = first.min() {
        zone(&mut out, time_zone, &around.zone, first);
    }
    for one in activities {
        component(&mut out, one, &around);
    }
    out.put("END", "VCALENDAR");
    out.0
}

/// One activity: a task is to be done until then, everything else takes place.
fn component(out: &mut Lines, dated: &Dated, around: &Around<'_>) {
    let one = &dated.activity;
    let is_task = one.kind == Kind::Task;
    let Ok(day) = one.starts_on.parse::<Date>() else {
        // A task without a day.
        if is_task {
            out.put("BEGIN", "VTODO");
            told(out, dated, around);
            out.put("END", "VTODO");
        }
        return;
    };
    let name = if is_task { "VTODO" } else { "VEVENT" };
    out.put("BEGIN", name);
    let start = one.starts_at.parse::<Time>().ok();
    let last = one.ends_on.parse::<Date>().unwrap_or(day);
    let end = one.ends_at.parse::<Time>().ok();
    let is_repeated = one.recurrence.is_some() || around.series_of(one).is_some();
    match (is_task, start) {
        // What repeats is counted from its start; it is due then too, or at its end where it has one (3.8.2.3).
        (true, _) if is_repeated => {
            around.put(out, "DTSTART", day, start, is_repeated);
            if last > day || end > start && end.is_some() {
                around.put(out, "DUE", last, start.and(end.or(start)), is_repeated);
            }
        }
        (true, None) => out.put("DUE;VALUE=DATE", &date(last)),
        (true, Some(start)) => around.put(out, "DUE", day, Some(start), false),
        (false, None) => {
            out.put("DTSTART;VALUE=DATE", &date(day));
            // The end is the day after the last (3.6.1).
            out.put("DTEND;VALUE=DATE", &date(last.saturating_add(1.day())));
        }
        (false, Some(start)) => {
            around.put(out, "DTSTART", day, Some(start), is_repeated);
            if let Some(end) = end {
                around.put(out, "DTEND", last, Some(end), is_repeated);
            }
        }
    }
    repeats(out, one, around);
    told(out, dated, around);
    if let Some(lead) = dated.lead.filter(|_| one.state == State::Planned && around.invitation.is_none()) {
        // What has no start is counted from when it is due.
        alarm(out, &own::summary(one), one.starts_at.is_empty(), lead, is_task && !is_repeated);
    }
    out.put("END", name);
}

/// The rule of a series and the days on which it is not; of an occurrence, for which of its series it stands.
fn repeats(out: &mut Lines, one: &Activity, around: &Around<'_>) {
    if let Some(series) = around.series_of(one) {
        if let Ok(day) = one.recurs_on.parse() {
            around.put(out, "RECURRENCE-ID", day, series.starts_at.parse().ok(), true);
        }
        return;
    }
    let Some(rule) = &one.recurrence else { return };
    let start = one.starts_at.parse::<Time>().ok();
    let mut text = rule.to_string();
    // Where it has a time of day, its end is a moment of UTC (3.3.10): that of its last day.
    if let (Ends::On(day), Some(_)) = (&rule.ends, start)
        && let Ok(last) = day.parse::<Date>()
        && let Ok(last) = last.at(23, 59, 59, 0).to_zoned(around.zone.clone())
    {
        text = text.replace(&date(last.date()), &utc(last.timestamp()));
    }
    out.put("RRULE", &text);
    for day in &one.taken {
        // Those that are told by themselves are no exceptions.
        if !around.own.contains(&(one.id, day))
            && let Ok(day) = day.parse()
        {
            around.put(out, "EXDATE", day, start, true);
        }
    }
}

impl Around<'_> {
    /// The series of an occurrence, where that is in the calendar; without it the occurrence stands by itself.
    fn series_of(&self, one: &Activity) -> Option<&Activity> {
        one.series.and_then(|series| self.series.get(&series).copied())
    }

    /// A day, or a moment of it: by the clock of the firm where it is of something that repeats, else in UTC.
    fn put(&self, out: &mut Lines, name: &str, day: Date, time: Option<Time>, is_repeated: bool) {
        match time {
            None => out.put(&format!("{name};VALUE=DATE"), &date(day)),
            Some(time) if is_repeated => {
                out.put(&format!("{name};TZID={}", self.zone_name), &local(day.to_datetime(time)));
            }
            Some(time) => out.put(name, &moment(day, time, &self.zone)),
        }
    }
}

/// What is told of every activity.
fn told(out: &mut Lines, dated: &Dated, around: &Around<'_>) {
    let one = &dated.activity;
    let of = around.series_of(one).map_or(one.id, |series| series.id);
    out.put("UID", &format!("{of}@kundekort"));
    match around.invitation {
        Some(invitation) => invitation::told(out, one, invitation),
        None => own::told(out, dated, around.language),
    }
}

fn date(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

pub(super) fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A time of day where the firm is, as UTC. A time that clocks pass over is the one after.
fn moment(day: Date, time: Time, zone: &TimeZone) -> String {
    let at = day.to_datetime(time);
    at.to_zoned(zone.clone()).map_or_else(|_| local(at), |zoned| utc(zoned.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::{super::lines::LINE, *};
    use domain::activity::Lead;
    use proptest::prelude::*;
    use serde_json::json;

    fn dated(told: serde_json::Value) -> Dated {
        let mut whole = json!({
            "id": "0190b6a5-7d6c-7cc0-8000-000000000001", "version": 3, "customer": null, "customer_name": "Bjørk AS", "kind": "event",
            "activity_type": "0190b6a5-7d6c-7cc0-8000-000000000002", "type_names": ["Møte", "Möte", "Meeting"], "title": "Årsmøte",
            "note": "", "place": "", "starts_on": "2026-07-01", "starts_at": "09:00", "ends_on": "", "ends_at": "10:30", "state": "planned",
            "responsible": "0190b6a5-7d6c-7cc0-8000-000000000003", "responsible_name": "Kari", "colleagues": [], "contacts": [],
            "recurrence": null, "series": null, "recurs_on": "", "taken": []
        });
        if let (Some(whole), Some(told)) = (whole.as_object_mut(), told.as_object()) {
            whole.extend(told.clone());
        }
        Dated {
            activity: serde_json::from_value(whole).unwrap(),
            changed_at: "2026-06-01T08:00:00.5Z".to_owned(),
            lead: None,
        }
    }

    fn written(told: serde_json::Value) -> String {
        calendar(&[dated(told)], None, "Europe/Oslo", Language::Sv)
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn an_event_stands_at_its_moment_in_summer_and_in_winter() {
        let summer = written(json!({}));
        for line in [
            "BEGIN:VEVENT",
            "DTSTART:20260701T070000Z",
            "DTEND:20260701T083000Z",
            "UID:0190b6a5-7d6c-7cc0-8000-000000000001@kundekort",
            "DTSTAMP:20260601T080000Z",
            "SEQUENCE:2",
            "SUMMARY:Årsmøte – Bjørk AS",
            "CATEGORIES:Möte",
            "STATUS:CONFIRMED",
        ] {
            assert!(summer.contains(&format!("{line}\r\n")), "{line}: {summer}");
        }
        assert!(written(json!({"starts_on": "2026-12-01"})).contains("DTSTART:20261201T080000Z\r\n"));
        let days = written(json!({"starts_at": "", "ends_at": "", "ends_on": "2026-07-03", "state": "cancelled"}));
        assert!(days.contains("DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260704\r\n"), "{days}");
        assert!(days.contains("STATUS:CANCELLED\r\n"));
    }

    #[test]
    fn a_task_is_due_or_whenever() {
        let due = written(json!({"kind": "task", "starts_at": "", "ends_at": "", "state": "done"}));
        assert!(
            due.contains("BEGIN:VTODO\r\nDUE;VALUE=DATE:20260701\r\n") && due.contains("STATUS:COMPLETED\r\n"),
            "{due}"
        );
        let whenever = written(json!({"kind": "task", "starts_on": "", "starts_at": "", "ends_at": ""}));
        assert!(whenever.contains("BEGIN:VTODO\r\nUID:") && !whenever.contains("DUE"), "{whenever}");
    }

    #[test]
    fn text_is_escaped_and_long_lines_are_folded_between_characters() {
        let note = "Ta med kart; ring, og \\ se.\nHilsen BEGIN:VEVENT".to_owned() + &"å".repeat(100);
        let text = written(json!({"note": note, "title": "En\r\nEND:VCALENDAR"}));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        let whole = unfolded(&text);
        assert!(whole.contains("DESCRIPTION:Ta med kart\\; ring\\, og \\\\ se.\\nHilsen BEGIN:VEVENTååå"), "{whole}");
        assert_eq!(whole.matches("\r\nEND:VCALENDAR").count(), 1, "what is typed ends no calendar: {whole}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn a_series_is_told_by_its_rule_and_an_occurrence_by_its_day() {
        let series = json!({"starts_on": "2026-11-30", "recurrence": "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270405",
            "taken": ["2026-12-07", "2026-12-14"]});
        let moved = json!({"id": "0190b6a5-7d6c-7cc0-8000-000000000009", "series": "0190b6a5-7d6c-7cc0-8000-000000000001",
            "recurs_on": "2026-12-14", "starts_on": "2026-12-15", "starts_at": "13:00", "ends_at": "14:00"});
        let text = calendar(&[dated(series), dated(moved.clone())], None, "Europe/Oslo", Language::Nb);
        for line in [
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Oslo",
            "DTSTART;TZID=Europe/Oslo:20261130T090000\r\nDTEND;TZID=Europe/Oslo:20261130T103000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270405T215959Z",
            "EXDATE;TZID=Europe/Oslo:20261207T090000",
            "DTSTART;TZID=Europe/Oslo:20261215T130000\r\nDTEND;TZID=Europe/Oslo:20261215T140000\r\nRECURRENCE-ID;TZID=Europe/Oslo:20261214T090000",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
        }
        assert_eq!(text.matches("UID:0190b6a5-7d6c-7cc0-8000-000000000001@kundekort").count(), 2);
        assert_eq!(text.matches("EXDATE").count(), 1, "what is told by itself is no exception: {text}");
        // Without its series it is by itself.
        let alone = calendar(&[dated(moved)], None, "Europe/Oslo", Language::Nb);
        assert!(
            alone.contains("UID:0190b6a5-7d6c-7cc0-8000-000000000009@kundekort") && !alone.contains("RECURRENCE-ID")
        );
        assert!(!alone.contains("VTIMEZONE") && alone.contains("DTSTART:20261215T120000Z"), "{alone}");
        let days = written(
            json!({"starts_at": "", "ends_at": "", "recurrence": "FREQ=DAILY;UNTIL=20260801", "taken": ["2026-07-02"]}),
        );
        assert!(days.contains("RRULE:FREQ=DAILY;UNTIL=20260801\r\nEXDATE;VALUE=DATE:20260702\r\n"), "{days}");
        assert!(!days.contains("VTIMEZONE"));
        let task = written(json!({"kind": "task", "ends_at": "", "recurrence": "FREQ=DAILY", "taken": []}));
        assert!(
            task.contains("BEGIN:VTODO\r\nDTSTART;TZID=Europe/Oslo:20260701T090000\r\nRRULE:FREQ=DAILY\r\n"),
            "{task}"
        );
    }

    #[test]
    fn a_reminder_is_an_alarm_of_what_is_to_come() {
        let with =
            |told, lead| calendar(&[Dated { lead: Some(lead), ..dated(told) }], None, "Europe/Oslo", Language::Nb);
        let timed = with(json!({}), Lead::Minutes);
        assert!(
            timed.contains("DESCRIPTION:Årsmøte – Bjørk AS\r\nTRIGGER:-PT10M\r\nEND:VALARM\r\nEND:VEVENT\r\n"),
            "{timed}"
        );
        let whole = json!({"starts_at": "", "ends_at": ""});
        assert!(with(whole.clone(), Lead::Start).contains("TRIGGER:PT8H\r\n"));
        assert!(with(whole, Lead::Day).contains("TRIGGER:-PT16H\r\n"));
        assert!(with(json!({"kind": "task", "ends_at": ""}), Lead::Hour).contains("TRIGGER;RELATED=END:-PT1H\r\n"));
        assert!(!with(json!({"state": "done"}), Lead::Hour).contains("VALARM"));
        assert!(!written(json!({})).contains("VALARM"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// A reader of another make finds each occurrence at the time of day that it has where the firm is.
        #[test]
        fn nine_is_at_nine_when_clocks_change(
            zone in proptest::sample::select(vec!["Europe/Oslo", "Europe/Stockholm", "America/New_York"]),
            rule in proptest::sample::select(vec![
                "FREQ=DAILY;COUNT=400", "FREQ=WEEKLY;BYDAY=SU,WE;UNTIL=20280110", "FREQ=MONTHLY;BYMONTHDAY=25;COUNT=14",
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SU;UNTIL=20280110",
            ]),
            first in (1_i8..=12, 1_i8..=28).prop_map(|(month, day)| jiff::civil::date(2026, month, day)),
            (hour, minute) in (4_i8..24, 0_i8..60),
            out in proptest::collection::vec(0_usize..12, 0..4),
        ) {
            let rule = domain::recurrence::Recurrence::parse(rule).unwrap();
            let days: Vec<Date> = store::activity::days(&rule, first).collect();
            let first = days[0];
            let mut taken: Vec<Date> = out.iter().filter_map(|place| days.get(*place + 1)).copied().collect();
            taken.sort_unstable();
            taken.dedup();
            let texts: Vec<String> = taken.iter().map(Date::to_string).collect();
            let text = calendar(&[dated(json!({"starts_on": first.to_string(), "starts_at": format!("{hour:02}:{minute:02}"), "ends_at": "",
                "recurrence": rule.to_string(), "taken": texts}))], None, zone, Language::Nb);
            let event = unfolded(&text).split("BEGIN:VEVENT\r\n").nth(1).unwrap().to_owned();
            let told: Vec<&str> =
                event.lines().filter(|line| ["DTSTART", "RRULE", "EXDATE"].iter().any(|name| line.starts_with(name))).collect();
            let set: rrule::RRuleSet = told.join("\n").parse().unwrap();
            let theirs: Vec<String> = set.all(1_000).dates.iter().map(|at| at.format("%s").to_string()).collect();
            let clock = TimeZone::get(zone).unwrap();
            let ours: Vec<String> = days
                .iter()
                .filter(|day| !taken.contains(day))
                .map(|day| day.at(hour, minute, 0, 0).to_zoned(clock.clone()).unwrap().timestamp().as_second().to_string())
                .collect();
            prop_assert_eq!(theirs, ours, "{}", text);
        }
    }
}
