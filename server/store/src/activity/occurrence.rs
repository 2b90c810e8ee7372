//! The days of what repeats, and its occurrences on them: computed, and only so many as somebody looks at.

use domain::{
    activity::{Activity, Counted, Kind, MOST_SHOWN, State},
    recurrence::{Ends, Every, Recurrence, Weekday},
};
use jiff::{
    ToSpan,
    civil::{self, Date},
};

/// The weekday as the calendar has it.
const fn weekday(day: Weekday) -> civil::Weekday {
    match day {
        Weekday::Monday => civil::Weekday::Monday,
        Weekday::Tuesday => civil::Weekday::Tuesday,
        Weekday::Wednesday => civil::Weekday::Wednesday,
        Weekday::Thursday => civil::Weekday::Thursday,
        Weekday::Friday => civil::Weekday::Friday,
        Weekday::Saturday => civil::Weekday::Saturday,
        Weekday::Sunday => civil::Weekday::Sunday,
    }
}

/// The days of a rule, one after the other, from the first of a series on. It ends with the calendar at the latest.
pub fn days(rule: &Recurrence, first: Date) -> impl Iterator<Item = Date> + use<'_> {
    days_from(rule, first, 0)
}

/// Those of a day and later, with a few before, or the last ones of a rule that has ended by then: who looks at a year
/// far away does not wait for all until then.
fn days_near(rule: &Recurrence, first: Date, day: Date) -> impl Iterator<Item = Date> + use<'_> {
    /// From so many turns before: no rule has none in as many.
    const BEFORE: i32 = 50;
    let day = match &rule.ends {
        Ends::On(last) => last.parse().map_or(day, |last| day.min(last)),
        Ends::Never | Ends::After(_) => day,
    };
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let whole = match &rule.every {
        Every::Day => day.since(first).map_or(0, |span| span.get_days()),
        Every::Week(_) => day.since(first).map_or(0, |span| span.get_days() / 7),
        Every::MonthDay(_) | Every::MonthWeekday(..) => months(day) - months(first),
        Every::Year => i32::from(day.year()) - i32::from(first.year()),
    };
    // So many times in all are counted from the first on.
    let is_counted = matches!(rule.ends, Ends::After(_));
    let turn = if is_counted { 0 } else { (whole / i32::from(rule.interval.max(1)) - BEFORE).max(0) };
    days_from(rule, first, turn)
}

/// The days of a rule from its so many-th turn on.
fn days_from(rule: &Recurrence, first: Date, turn: i32) -> impl Iterator<Item = Date> + use<'_> {
    let most = match rule.ends {
        Ends::After(times) => usize::from(times),
        Ends::Never | Ends::On(_) => usize::MAX,
    };
    let last: Option<Date> = match &rule.ends {
        Ends::On(day) => Some(day.parse().unwrap_or(first)),
        Ends::Never | Ends::After(_) => None,
    };
    (turn..)
        .map_while(move |turn| period(rule, first, turn.checked_mul(i32::from(rule.interval))?))
        .flatten()
        .filter(move |day| *day >= first)
        .take(most)
        .take_while(move |day| last.is_none_or(|last| *day <= last))
}

/// The days of the day, week, month or year that is so many after the first; none where the calendar has no such one.
fn period(rule: &Recurrence, first: Date, after: i32) -> Option<Vec<Date>> {
    let month = || first.first_of_month().checked_add(after.months()).ok();
    Some(match &rule.every {
        Every::Day => vec![first.checked_add(after.days()).ok()?],
        Every::Week(chosen) => {
            let monday = first.checked_sub(i32::from(first.weekday().to_monday_zero_offset()).days()).ok()?;
            let monday = monday.checked_add(after.weeks()).ok()?;
            let place = |day: &Weekday| i32::try_from(day.place()).unwrap_or_default();
            chosen.iter().filter_map(|day| monday.checked_add(place(day).days()).ok()).collect()
        }
        Every::MonthDay(day) => {
            let month = month()?;
            let day = i8::try_from(*day).ok()?;
            Date::new(month.year(), month.month(), day).into_iter().collect()
        }
        Every::MonthWeekday(nth, day) => month()?.nth_weekday_of_month(*nth, weekday(*day)).into_iter().collect(),
        Every::Year => {
            let year = i16::try_from(i32::from(first.year()).checked_add(after)?).ok().filter(|year| *year <= 9_999)?;
            Date::new(year, first.month(), first.day()).into_iter().collect()
        }
    })
}

/// The last day of all, of a rule that ends.
#[must_use]
pub fn last_day(rule: &Recurrence, first: Date) -> Option<Date> {
    if rule.ends == Ends::Never { None } else { days(rule, first).last() }
}

/// A series' first day, and how many days each occurrence takes beyond it.
fn frame(series: &Activity) -> Option<(&Recurrence, Date, i32)> {
    let first: Date = series.starts_on.parse().ok()?;
    let last = series.ends_on.parse().unwrap_or(first);
    Some((series.recurrence.as_ref()?, first, last.since(first).map_or(0, |span| span.get_days())))
}

/// The occurrence of a series on one of its days.
#[must_use]
pub fn on(series: &Activity, day: Date) -> Activity {
    let lasts = frame(series).map_or(0, |(.., lasts)| lasts);
    let mut one = series.clone();
    one.starts_on = day.to_string();
    one.recurs_on.clone_from(&one.starts_on);
    if !one.ends_on.is_empty() {
        one.ends_on = day.saturating_add(lasts.days()).to_string();
    }
    one
}

/// Whether a day is one of a rule's.
#[must_use]
pub(super) fn falls_on(rule: &Recurrence, first: Date, day: Date) -> bool {
    days_near(rule, first, day).find(|other| *other >= day) == Some(day)
}

/// Whether a series is on a day, without a row of its own and not left out.
#[must_use]
pub fn is_on(series: &Activity, day: Date) -> bool {
    frame(series).is_some_and(|(rule, first, _)| falls_on(rule, first, day) && !is_taken(series, day))
}

fn is_taken(series: &Activity, day: Date) -> bool {
    series.taken.contains(&day.to_string())
}

/// Those of these that are between two days: of a series each of its occurrences; with `with_open`, of a task that
/// repeats also the latest that has passed and was not done. As many as are shown at once.
#[must_use]
pub(super) fn spread(all: Vec<Activity>, from: Date, to: Date, with_open: bool) -> Vec<Activity> {
    let most = usize::try_from(MOST_SHOWN).unwrap_or(usize::MAX);
    let mut out = Vec::new();
    for one in all {
        let Some((rule, first, lasts)) = frame(&one) else {
            out.push(one);
            continue;
        };
        let begins = from.saturating_sub(lasts.days());
        let within = days_near(rule, first, begins).skip_while(|day| *day < begins).take_while(|day| *day <= to);
        out.extend(within.filter(|day| !is_taken(&one, *day)).take(most).map(|day| on(&one, day)));
        if with_open && one.kind == Kind::Task {
            out.extend(passed(&one, begins));
        }
    }
    out.sort_by(|a, b| order(a).cmp(&order(b)));
    out.truncate(most);
    out
}

fn order(one: &Activity) -> (&str, &str, domain::id::ActivityId) {
    (&one.starts_on, &one.starts_at, one.id)
}

/// The latest occurrence before a day, where it waits still.
fn passed(series: &Activity, before: Date) -> Option<Activity> {
    let (rule, first, _) = frame(series)?;
    let latest = days_near(rule, first, before).take_while(|day| *day < before).last()?;
    (!is_taken(series, latest)).then(|| on(series, latest))
}

/// The occurrence that stands for a series: the next one from a day on, or the last where none is to come; none where
/// each has a row of its own or is left out.
#[must_use]
pub fn next(series: &Activity, today: Date) -> Option<Activity> {
    let (rule, first, lasts) = frame(series)?;
    let is_open = |day: &Date| !is_taken(series, *day);
    let begins = today.saturating_sub(lasts.days());
    // What is taken is finite, so that a series that never ends has a next one.
    let next = days_near(rule, first, begins).find(|day| *day >= begins && is_open(day));
    let next = next.or_else(|| days(rule, first).filter(is_open).last());
    next.map(|day| on(series, day))
}

/// A customer's activities with of each series what its card shows: the next occurrence, and of a task the latest that
/// has passed. What is planned comes first, the next of it first.
#[must_use]
pub(crate) fn on_card(all: Vec<Activity>, today: Date) -> Vec<Activity> {
    let mut out = Vec::new();
    for one in all {
        let Some((.., lasts)) = frame(&one) else {
            out.push(one);
            continue;
        };
        let next = next(&one, today);
        let missed = (one.kind == Kind::Task).then(|| passed(&one, today.saturating_sub(lasts.days()))).flatten();
        out.extend(missed.filter(|missed| next.as_ref().is_none_or(|next| next.recurs_on != missed.recurs_on)));
        out.extend(next);
    }
    let (mut planned, over): (Vec<_>, Vec<_>) = out.into_iter().partition(|one| one.state == State::Planned);
    planned.sort_by(|a, b| (a.starts_on.is_empty(), order(a)).cmp(&(b.starts_on.is_empty(), order(b))));
    planned.into_iter().chain(over).collect()
}

/// What closed sections tell, with what repeats: of each series what its card shows.
pub(crate) fn counted(mut all: Counted, series: Vec<Activity>, today: &str) -> Counted {
    let Ok(day) = today.parse() else { return all };
    let more = Counted::of(&on_card(series, day), today);
    all.tasks += more.tasks;
    all.overdue += more.overdue;
    all.planned += more.planned;
    all.diary += more.diary;
    all.next_on = [all.next_on, more.next_on].into_iter().flatten().min();
    all.last_on = [all.last_on, more.last_on].into_iter().flatten().max();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn rule(text: &str) -> Recurrence {
        Recurrence::parse(text).unwrap()
    }

    fn listed(text: &str, first: Date, most: usize) -> Vec<String> {
        days(&rule(text), first).take(most).map(|day| day.to_string()).collect()
    }

    #[test]
    fn days_are_those_that_people_mean() {
        let monday = date(2026, 11, 30);
        assert_eq!(listed("FREQ=DAILY;INTERVAL=3;COUNT=2", monday, 9), ["2026-11-30", "2026-12-03"]);
        assert_eq!(
            listed("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20261214", date(2026, 12, 2), 9),
            ["2026-12-02", "2026-12-14"]
        );
        assert_eq!(
            listed("FREQ=MONTHLY;BYMONTHDAY=31", date(2027, 1, 31), 3),
            ["2027-01-31", "2027-03-31", "2027-05-31"]
        );
        assert_eq!(listed("FREQ=MONTHLY;BYDAY=-1MO", monday, 2), ["2026-11-30", "2026-12-28"]);
        assert_eq!(listed("FREQ=YEARLY", date(2028, 2, 29), 2), ["2028-02-29", "2032-02-29"]);
        assert_eq!(listed("FREQ=WEEKLY;BYDAY=MO;UNTIL=20261101", monday, 9), Vec::<String>::new());
        assert_eq!(last_day(&rule("FREQ=DAILY;COUNT=3"), monday), Some(date(2026, 12, 2)));
        assert_eq!(last_day(&rule("FREQ=DAILY"), monday), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        /// A library of others reads the same rule.
        #[test]
        fn days_are_those_of_the_standard(
            text in proptest::sample::select(vec![
                "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH,SU", "FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYMONTHDAY=15",
                "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY",
            ]),
            interval in 1_u8..5,
            first in (2024_i16..2028, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d)),
            ends in proptest::sample::select(vec!["", ";COUNT=7", ";UNTIL=20290615"]),
        ) {
            let text = format!("{text};INTERVAL={interval}{ends}");
            // It wants an UNTIL of the same kind as the start.
            let theirs = text.replace("20290615", "20290615T120000Z");
            let set: rrule::RRuleSet =
                format!("DTSTART:{}T120000Z\nRRULE:{theirs}", first.strftime("%Y%m%d")).parse().unwrap();
            let theirs: Vec<String> = set.all(40).dates.iter().map(|day| day.format("%Y-%m-%d").to_string()).collect();
            prop_assert_eq!(listed(&text, first, 40), theirs, "{}", text);
            // Looked at from later on they are the same.
            let rule = rule(&text);
            for from in [first, first.saturating_add(40.days()), first.saturating_add(2_000.days())] {
                let near: Vec<Date> = days_near(&rule, first, from).filter(|day| *day >= from).take(9).collect();
                let all: Vec<Date> = days(&rule, first).filter(|day| *day >= from).take(9).collect();
                prop_assert_eq!(near.first().is_some_and(|day| *day == from), falls_on(&rule, first, from), "{} on {}", text, from);
                prop_assert_eq!(near, all, "{} from {}", text, from);
                let latest = days_near(&rule, first, from).take_while(|day| *day < from).last();
                prop_assert_eq!(latest, days(&rule, first).take_while(|day| *day < from).last(), "{} before {}", text, from);
            }
        }
    }
}
