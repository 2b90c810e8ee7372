//! What the firm's own calendars tell of an activity.

use super::{
    lines::{Lines, escaped},
    text::utc,
};
use domain::{
    activity::{Activity, Kind, State},
    language::Language,
};
use jiff::Timestamp;
use store::activity::Dated;

/// One activity. Comments on the customer are nothing of it.
pub(super) fn told(out: &mut Lines, dated: &Dated, language: Language) {
    let one = &dated.activity;
    if let Ok(changed) = dated.changed_at.parse::<Timestamp>() {
        out.put("DTSTAMP", &utc(changed));
    }
    out.put("SEQUENCE", &(one.version - 1).to_string());
    out.put("SUMMARY", &escaped(&summary(one)));
    if !one.place.is_empty() {
        out.put("LOCATION", &escaped(&one.place));
    }
    out.put("CATEGORIES", &escaped(one.type_name(language)));
    let people: Vec<&str> = one
        .contacts
        .iter()
        .map(|who| who.name.as_str())
        .chain(one.colleagues.iter().map(|who| who.name.as_str()))
        .collect();
    let parts = [people.join(", "), one.note.clone()];
    let description = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n");
    if !description.is_empty() {
        out.put("DESCRIPTION", &escaped(&description));
    }
    let status = match (one.kind == Kind::Task, one.state) {
        (_, State::Cancelled) => "CANCELLED",
        (true, State::Done) => "COMPLETED",
        (true, State::Planned) => "NEEDS-ACTION",
        (false, State::Done | State::Planned) => "CONFIRMED",
    };
    out.put("STATUS", status);
}

/// What it is called, and with whom.
pub(super) fn summary(one: &Activity) -> String {
    if one.customer_name.is_empty() { one.title.clone() } else { format!("{} – {}", one.title, one.customer_name) }
}
