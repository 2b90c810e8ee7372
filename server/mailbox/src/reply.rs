//! Answers to invitations, as calendars send them by e-mail (RFC 5546, 3.2.3; RFC 6047).

use domain::{invited::NOTE_MAX, mailbox::Reply, plain_text::shown_lines};
use icalendar::parser::{Component, Property, read_calendar, unfold};
use mail_parser::{Message, MessagePart, MimeHeaders, PartType};

/// Most bytes of a calendar that are read: an answer is a few lines.
const MOST_BYTES: usize = 256 * 1024;
/// Most characters of what an activity is known by among calendars.
const UID_MAX: usize = 300;

/// The answer that a message brings; none where it brings none, or one that can't be read.
pub(crate) fn reply(message: &Message<'_>) -> Option<Reply> {
    message.parts.iter().filter(|part| is_calendar(part)).find_map(|part| match &part.body {
        PartType::Text(text) => read(text),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => read(std::str::from_utf8(bytes).ok()?),
        _ => None,
    })
}

fn is_calendar(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| {
        kind.ctype().eq_ignore_ascii_case("text")
            && kind.subtype().is_some_and(|kind| kind.eq_ignore_ascii_case("calendar"))
    })
}

fn read(text: &str) -> Option<Reply> {
    let text = unfold(text.get(..MOST_BYTES).unwrap_or(text).trim());
    if text.len() > MOST_BYTES {
        return None;
    }
    let calendar = read_calendar(&text).ok()?;
    let method = calendar.properties.iter().find(|one| one.name.as_str().eq_ignore_ascii_case("METHOD"))?;
    if !method.val.as_str().trim().eq_ignore_ascii_case("REPLY") {
        return None;
    }
    calendar.components.iter().find_map(answer)
}

fn answer(event: &Component<'_>) -> Option<Reply> {
    let is_event = event.name.as_str().eq_ignore_ascii_case("VEVENT");
    // One that is about a single day of a series says nothing of all of it.
    if !is_event || event.find_prop("RECURRENCE-ID").is_some() {
        return None;
    }
    let value = |name: &str| event.find_prop(name).map(|one| one.val.as_str().trim().to_owned());
    let mut who = event.properties.iter().filter(|one| one.name.as_str().eq_ignore_ascii_case("ATTENDEE"));
    Some(Reply {
        uid: value("UID").filter(|uid| uid.len() <= UID_MAX)?,
        at: value("DTSTAMP").and_then(|at| moment(&at)).unwrap_or_default(),
        sequence: value("SEQUENCE").and_then(|number| number.parse().ok()).unwrap_or(0),
        answer: who.find_map(|one| parameter(one, "PARTSTAT"))?,
        note: value("COMMENT").map(|note| shown_lines(&plain(&note), NOTE_MAX)).unwrap_or_default(),
    })
}

/// A moment of UTC (3.3.5) in RFC 3339.
fn moment(text: &str) -> Option<String> {
    let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", text).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().to_string())
}

fn parameter(of: &Property<'_>, name: &str) -> Option<String> {
    let found = of.params.iter().find(|one| one.key.as_str().eq_ignore_ascii_case(name))?;
    Some(found.val.as_ref()?.as_str().to_owned())
}

/// Text without what escapes in it (RFC 5545, 3.3.11).
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, sign == '\\') {
            (_, true) => match signs.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped) => out.push(escaped),
                None => {}
            },
            (sign, false) => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter;
    use proptest::prelude::*;

    const GIVEN: &str = "BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\nVERSION:2.0\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n\
        ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Vik, Kari\":mailto:kari@bjork.exam\r\n ple\r\nCOMMENT:Vi kommer\\, alle\\nsammen\r\nDTSTAMP:20261129T101500Z\r\n\
        SEQUENCE:2\r\nUID:0190b6a5-7d6c-7cc0-8000-000000000001@kundekort\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    fn mail(kind: &str, calendar: &str) -> Vec<u8> {
        format!(
            "From: Kari <kari@bjork.example>\r\nTo: ola@nord.example\r\nSubject: Godtatt: Møte\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nJa.\r\n\
            --b\r\nContent-Type: {kind}\r\n\r\n{calendar}\r\n--b--\r\n"
        )
        .into_bytes()
    }

    fn of(kind: &str, calendar: &str) -> Option<Reply> {
        letter(&mail(kind, calendar), true, None).reply
    }

    #[test]
    fn an_answer_is_read_as_outlook_sends_it() {
        let reply = of("text/calendar; method=REPLY; charset=utf-8", GIVEN).unwrap();
        assert_eq!(reply.uid, "0190b6a5-7d6c-7cc0-8000-000000000001@kundekort");
        assert_eq!((reply.sequence, reply.answer.as_str()), (2, "ACCEPTED"));
        assert_eq!(reply.at, "2026-11-29T10:15:00Z");
        assert_eq!(reply.note, "Vi kommer, alle\nsammen");
    }

    #[test]
    fn what_is_no_answer_is_none() {
        assert_eq!(of("text/plain", GIVEN), None, "only a calendar answers");
        assert_eq!(of("text/calendar", &GIVEN.replace("METHOD:REPLY", "METHOD:REQUEST")), None);
        assert_eq!(of("text/calendar", &GIVEN.replace("METHOD:REPLY\r\n", "")), None);
        assert_eq!(of("text/calendar", &GIVEN.replace("UID:", "X-UID:")), None);
        assert_eq!(of("text/calendar", &GIVEN.replace("PARTSTAT=ACCEPTED;", "")), None);
        let one_day = GIVEN.replace("SEQUENCE:2", "RECURRENCE-ID:20261201T080000Z\r\nSEQUENCE:2");
        assert_eq!(of("text/calendar", &one_day), None, "an answer for one day is none for all");
        assert_eq!(of("text/calendar", "BEGIN:VCALENDAR"), None);
    }

    proptest! {
        #[test]
        fn nothing_that_comes_breaks_the_reader(text in "(BEGIN|END|METHOD|ATTENDEE|[;:=\"\\\\,]|\r\n|VEVENT|REPLY|[ -~]|æ){0,60}") {
            let _ = of("text/calendar", &text);
            let _ = read(&text);
        }
    }
}
