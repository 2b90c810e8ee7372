//! What of an activity somebody learns who is invited to it, for their own calendar (RFC 5546). What the firm has written
//! of it is nothing of theirs, nor is how others are reached.

use super::{
    lines::{Lines, escaped},
    text::utc,
};
use domain::{
    activity::{Activity, State},
    invited::InvitedState,
};
use jiff::Timestamp;

/// What their calendar does with it (METHOD).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Takes it in, or takes in that it is otherwise, and asks them.
    Request,
    /// Takes it out.
    Cancel,
}

impl Method {
    /// As calendars write it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// What somebody who is invited learns beside what the activity itself says.
#[derive(Clone, Debug)]
pub struct Invitation<'a> {
    /// What their calendar does with it.
    pub method: Method,
    /// Which message to them it is.
    pub sequence: i32,
    /// When it was made.
    pub at: Timestamp,
    /// Who sees to it, and where answers go.
    pub organiser: (&'a str, &'a str),
    /// Who is invited, and where.
    pub attendee: (&'a str, &'a str),
    /// What they have answered.
    pub answer: InvitedState,
    /// What goes along, as text.
    pub text: &'a str,
}

/// A name as a parameter: what would end it is another sign there (3.2).
fn quoted(name: &str) -> String {
    let name: String =
        name.chars().filter(|sign| !sign.is_control()).map(|sign| if sign == '"' { '\'' } else { sign }).collect();
    format!("\"{name}\"")
}

/// One activity, or the part of a series that has its own row.
pub(super) fn told(out: &mut Lines, one: &Activity, invitation: &Invitation<'_>) {
    out.put("DTSTAMP", &utc(invitation.at));
    out.put("SEQUENCE", &invitation.sequence.to_string());
    out.put("SUMMARY", &escaped(&one.title));
    if !one.place.is_empty() {
        out.put("LOCATION", &escaped(&one.place));
    }
    // What goes along goes along once, and not with each day that is otherwise.
    if !invitation.text.is_empty() && one.series.is_none() {
        out.put("DESCRIPTION", &escaped(invitation.text));
    }
    let ((organiser, to), (attendee, address)) = (invitation.organiser, invitation.attendee);
    out.put(&format!("ORGANIZER;CN={}", quoted(organiser)), &format!("mailto:{to}"));
    let asks = match (invitation.method, invitation.answer) {
        (Method::Cancel, _) => "",
        (Method::Request, InvitedState::Coming) => ";ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED",
        (Method::Request, InvitedState::Maybe) => ";ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE",
        (Method::Request, InvitedState::NotComing) => ";ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED",
        (Method::Request, InvitedState::Waiting | InvitedState::CalledOff) => {
            ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
        }
    };
    out.put(&format!("ATTENDEE;CUTYPE=INDIVIDUAL{asks};CN={}", quoted(attendee)), &format!("mailto:{address}"));
    let is_off = invitation.method == Method::Cancel || one.state == State::Cancelled;
    out.put("STATUS", if is_off { "CANCELLED" } else { "CONFIRMED" });
}

#[cfg(test)]
mod tests {
    use super::{super::text::invitation as write, *};
    use domain::language::Language;
    use serde_json::json;
    use store::activity::Dated;

    fn dated(told: serde_json::Value) -> Dated {
        let mut whole = json!({
            "id": "0190b6a5-7d6c-7cc0-8000-000000000001", "version": 3, "customer": "0190b6a5-7d6c-7cc0-8000-000000000009", "customer_name": "Bjørk AS",
            "kind": "event", "activity_type": "0190b6a5-7d6c-7cc0-8000-000000000002", "type_names": ["Møte", "Möte", "Meeting"], "title": "Årsmøte",
            "note": "Pruter alltid", "place": "Storgata 1, Bodø", "starts_on": "2026-12-01", "starts_at": "09:00", "ends_on": "", "ends_at": "10:30",
            "state": "planned", "responsible": "0190b6a5-7d6c-7cc0-8000-000000000003", "responsible_name": "Kari",
            "colleagues": [{"id": "0190b6a5-7d6c-7cc0-8000-000000000004", "name": "Ola Kollega"}],
            "contacts": [{"id": "0190b6a5-7d6c-7cc0-8000-000000000005", "name": "Per Kontakt"}],
            "recurrence": null, "series": null, "recurs_on": "", "taken": []
        });
        whole.as_object_mut().unwrap().extend(told.as_object().unwrap().clone());
        Dated {
            activity: serde_json::from_value(whole).unwrap(),
            changed_at: "2026-11-29T10:00:00Z".to_owned(),
            lead: Some(domain::activity::Lead::Hour),
        }
    }

    fn of(method: Method, all: &[Dated]) -> String {
        let told = Invitation {
            method,
            sequence: 4,
            at: "2026-11-29T12:00:00Z".parse().unwrap(),
            organiser: ("Kari \"K\" Vik", "kari@nord.example"),
            attendee: ("Per Kontakt", "per@bjork.example"),
            answer: InvitedState::Waiting,
            text: "Velkommen; ta med\nlegitimasjon",
        };
        write(all, &told, "Europe/Oslo", Language::Nb).replace("\r\n ", "")
    }

    #[test]
    fn who_is_invited_gets_what_a_calendar_needs_and_nothing_of_the_firms_own() {
        let text = of(Method::Request, &[dated(json!({}))]);
        for line in [
            "METHOD:REQUEST",
            "UID:0190b6a5-7d6c-7cc0-8000-000000000001@kundekort",
            "DTSTART:20261201T080000Z",
            "DTEND:20261201T093000Z",
            "SEQUENCE:4",
            "SUMMARY:Årsmøte",
            "LOCATION:Storgata 1\\, Bodø",
            "DESCRIPTION:Velkommen\\; ta med\\nlegitimasjon",
            "ORGANIZER;CN=\"Kari 'K' Vik\":mailto:kari@nord.example",
            "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=\"Per Kontakt\":mailto:per@bjork.example",
            "STATUS:CONFIRMED",
        ] {
            assert!(text.lines().any(|other| other == line), "{line}\n{text}");
        }
        for own in ["Pruter", "Ola Kollega", "VALARM", "CATEGORIES"] {
            assert!(!text.contains(own), "{own}");
        }
    }

    #[test]
    fn what_is_called_off_goes_out_of_the_calendar() {
        let text = of(Method::Cancel, &[dated(json!({}))]);
        assert!(text.contains("METHOD:CANCEL\r\n") && text.contains("STATUS:CANCELLED\r\n"));
        assert!(!text.contains("RSVP"), "nobody is asked");
    }

    #[test]
    fn a_series_goes_as_a_whole_with_the_day_that_is_otherwise() {
        let series = dated(json!({"recurrence": "FREQ=WEEKLY;BYDAY=TU", "taken": ["2026-12-08"]}));
        let other = dated(
            json!({"id": "0190b6a5-7d6c-7cc0-8000-000000000007", "series": "0190b6a5-7d6c-7cc0-8000-000000000001",
            "recurs_on": "2026-12-08", "starts_on": "2026-12-09"}),
        );
        let text = of(Method::Request, &[series, other]);
        assert_eq!(text.matches("UID:0190b6a5-7d6c-7cc0-8000-000000000001@kundekort").count(), 2);
        assert!(
            text.contains("RRULE:FREQ=WEEKLY") && text.contains("RECURRENCE-ID;TZID=Europe/Oslo:20261208T090000"),
            "{text}"
        );
        assert_eq!(text.matches("ATTENDEE").count(), 2);
    }
}
