//! Activities as they stood at an earlier moment.

use super::{Row, key, text};
use domain::{
    activity::{Activity, Kind, Person, State},
    field::Names,
    id::{ActivityId, CustomerId, ListItemId, UserId},
    recurrence::Recurrence,
};
use serde_json::Value;
use std::{cmp::Reverse, str::FromStr};

/// What was planned first, the next of it first; then what was over, the latest first. Of what repeated what its card
/// showed on the day.
pub(super) fn as_activities(rows: &[Row], of: CustomerId, called: &str, names: &Names, today: &str) -> Vec<Activity> {
    let mut activities: Vec<Activity> = rows.iter().filter_map(|row| as_activity(row, of, called, names)).collect();
    let own: Vec<_> = activities.iter().filter_map(|one| Some((one.series?, one.recurs_on.clone()))).collect();
    for series in activities.iter_mut().filter(|one| one.recurrence.is_some()) {
        series.taken.extend(own.iter().filter(|(of, _)| *of == series.id).map(|(_, day)| day.clone()));
    }
    if let Ok(today) = today.parse() {
        activities = crate::activity::on_card(activities, today);
    }
    activities.sort_by_key(|one| (one.starts_on.clone(), one.starts_at.clone(), one.id));
    let (planned, mut over): (Vec<_>, Vec<_>) = activities.into_iter().partition(|one| one.state == State::Planned);
    over.sort_by_key(|one| Reverse((one.starts_on.clone(), one.starts_at.clone(), one.id)));
    planned.into_iter().chain(over).collect()
}

fn as_activity(row: &Row, of: CustomerId, called: &str, names: &Names) -> Option<Activity> {
    let own = |column| text(row, column).to_owned();
    let time = |column| text(row, column).chars().take(5).collect::<String>();
    let name = |id: &str| names.get(id).cloned().unwrap_or_default();
    Some(Activity {
        id: ActivityId(key(row)?),
        version: 0,
        customer: Some(of),
        customer_name: called.to_owned(),
        kind: Kind::from_key(text(row, "kind"))?,
        activity_type: text(row, "activity_type").parse::<ListItemId>().ok()?,
        type_names: std::array::from_fn(|_| name(text(row, "activity_type"))),
        title: own("title"),
        note: own("note"),
        place: own("place"),
        starts_on: own("starts_on"),
        starts_at: time("starts_at"),
        ends_on: own("ends_on"),
        ends_at: time("ends_at"),
        state: State::from_key(text(row, "state"))?,
        responsible: text(row, "responsible").parse::<UserId>().ok()?,
        responsible_name: name(text(row, "responsible")),
        colleagues: people(row, "colleagues", names),
        contacts: people(row, "contacts", names),
        recurrence: Recurrence::parse(text(row, "rrule")),
        series: text(row, "series").parse().ok(),
        recurs_on: own("recurs_on"),
        taken: days(row, "excluded"),
    })
}

fn days(row: &Row, column: &str) -> Vec<String> {
    let days = row.get(column).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    days.map(str::to_owned).collect()
}

/// Those who took part and are known by name today.
fn people<Id: FromStr>(row: &Row, column: &str, names: &Names) -> Vec<Person<Id>> {
    let ids = row.get(column).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    ids.filter_map(|id| Some(Person { id: id.parse().ok()?, name: names.get(id)?.clone() })).collect()
}
