//! What of an activity those who are invited know: its days as they are now, a digest of them, and whether it is still to
//! come.

use crate::activity::{Dated, next, on};
use domain::activity::{Activity, Kind, State};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// An activity as those who are invited learn of it: of a series without the days that stand by themselves only because
/// somebody noted that they were done, and without those that were called off, which are left out of it.
#[must_use]
pub(super) fn for_invited(all: Vec<Dated>) -> Vec<Dated> {
    let mut all = all.into_iter();
    let Some(mut series) = all.next() else { return Vec::new() };
    let mut kept = Vec::new();
    for own in all {
        let one = &own.activity;
        let usual = one.recurs_on.parse().ok().map(|day| on(&series.activity, day));
        let is_usual = usual.is_some_and(|usual| {
            let told = |one: &Activity| {
                [&one.starts_on, &one.starts_at, &one.ends_on, &one.ends_at, &one.title, &one.place].map(Clone::clone)
            };
            told(&usual) == told(one)
        });
        if one.state == State::Cancelled {
            // Its day is left out of the series, and it is told by nothing of its own.
        } else if is_usual {
            series.activity.taken.retain(|day| *day != one.recurs_on);
        } else {
            kept.push(own);
        }
    }
    kept.insert(0, series);
    kept
}

/// A digest of what those who are invited know: of its times first, then of all of it. What is written of it is the
/// firm's own, and no part of it.
pub(super) fn digest(told: &[Dated]) -> String {
    let (mut times, mut whole) = (Sha256::new(), Sha256::new());
    for one in told.iter().map(|dated| &dated.activity) {
        let rule = one.recurrence.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut taken = one.taken.clone();
        taken.sort_unstable();
        let taken = taken.join(",");
        for part in [&one.recurs_on, &one.starts_on, &one.starts_at, &one.ends_on, &one.ends_at, &rule, &taken] {
            times.update(part.as_bytes());
            times.update([0]);
        }
        for part in [&one.title, &one.place] {
            whole.update(part.as_bytes());
            whole.update([0]);
        }
    }
    let short = |of: Sha256| hex::encode(of.finalize().get(..8).unwrap_or_default());
    short(times) + &short(whole)
}

/// Whether it takes place.
pub(super) fn is_on(one: &Activity) -> bool {
    one.state != State::Cancelled && !one.starts_on.is_empty()
}

/// Whether it has taken place by a day; of a series all of it, with the days that have rows of their own.
pub(super) fn is_past(told: &[Dated], today: Date) -> bool {
    let today_text = today.to_string();
    let is_over = |one: &Activity| {
        let last = if one.ends_on.is_empty() { &one.starts_on } else { &one.ends_on };
        one.state == State::Done || *last < today_text
    };
    let mut all = told.iter().map(|dated| &dated.activity);
    let first_over = all.next().is_none_or(|first| match first.recurrence {
        Some(_) => next(first, today).is_none_or(|last| is_over(&last)),
        None => is_over(first),
    });
    first_over && all.all(is_over)
}

/// Whether contacts can be invited to it: it is of a customer, is no task and not part of a series, to which they are
/// invited as a whole.
pub(super) fn is_inviting(one: &Activity) -> bool {
    one.customer.is_some() && one.kind != Kind::Task && one.series.is_none()
}
