//! Reminders as iCalendar tells them.

use super::lines::{Lines, escaped};
use domain::activity::Lead;

/// When whoever subscribes is reminded (3.6.6): by a whole day at eight in the morning.
pub(super) fn alarm(out: &mut Lines, of: &str, is_whole_day: bool, lead: Lead, is_from_end: bool) {
    let before = match (lead, is_whole_day) {
        (Lead::Day, true) => "-PT16H",
        (_, true) => "PT8H",
        (Lead::Start, false) => "PT0S",
        (Lead::Minutes, false) => "-PT10M",
        (Lead::Hour, false) => "-PT1H",
        (Lead::Day, false) => "-P1D",
    };
    out.put("BEGIN", "VALARM");
    out.put("ACTION", "DISPLAY");
    out.put("DESCRIPTION", &escaped(of));
    out.put(if is_from_end { "TRIGGER;RELATED=END" } else { "TRIGGER" }, before);
    out.put("END", "VALARM");
}
