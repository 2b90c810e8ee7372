//! A series is changed and taken away: all of it, or from one of its days on. What was done stays as it was.

use super::{
    held::Held,
    occurrence::{days, falls_on},
    reminder,
    repeat::Series,
    typed::Parsed,
    write::{insert, update},
};
use crate::{StoreError, Tx};
use domain::{
    id::ActivityId,
    recurrence::{Ends, Every, Recurrence},
};
use jiff::{ToSpan, civil::Date};

/// How many days later.
fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(0, |span| span.get_days())
}

/// A rule as it was typed on an occurrence that was `shift` days away from where it was meant to be: the days of a week
/// move with it where nobody chose others.
fn moved(typed: Recurrence, was: &Recurrence, shift: i32) -> Recurrence {
    if matches!(typed.every, Every::Week(_)) && typed.every == was.every {
        typed.later(i64::from(shift))
    } else {
        typed
    }
}

/// Changes all of a series, as it was typed on its occurrence on a day.
pub(super) async fn change_all(tx: &mut Tx, held: &Held, day: Date, mut parsed: Parsed) -> Result<(), StoreError> {
    let (Some(rule), Some(first), Some(typed_on)) = (&held.rule, held.first, parsed.day()) else {
        return Err(StoreError::NotFound);
    };
    let shift = days_between(day, typed_on);
    if let Some(series) = parsed.series.take() {
        let mut from = first.saturating_add(shift.days());
        if matches!(series.rule.every, Every::MonthWeekday(..)) {
            from = from.first_of_month();
        }
        parsed.series = Series::beginning(moved(series.rule, rule, shift), from);
    }
    parsed.settle()?;
    let excluded = fitting(parsed.series.as_ref(), &held.excluded, shift);
    update(tx, held.id, &parsed, &excluded).await?;
    refit(tx, held.id, held.id, None, parsed.series.as_ref(), shift).await
}

/// Changes a series from one of its days on: what was before ends the day before, what is typed begins. Gives what
/// stands for the day then.
pub(super) async fn change_later(
    tx: &mut Tx,
    held: &Held,
    day: Date,
    mut parsed: Parsed,
) -> Result<ActivityId, StoreError> {
    let (Some(rule), Some(first), Some(typed_on)) = (&held.rule, held.first, parsed.day()) else {
        return Err(StoreError::NotFound);
    };
    if day == first {
        change_all(tx, held, day, parsed).await?;
        return Ok(held.id);
    }
    let shift = days_between(day, typed_on);
    if let Some(mut series) = parsed.series.take() {
        // So many in all, of which some were before.
        if let (Ends::After(typed), Ends::After(was)) = (&series.rule.ends, &rule.ends)
            && typed == was
        {
            let before = days(rule, first).take_while(|other| *other < day).count();
            series.rule.ends = Ends::After(typed.saturating_sub(u16::try_from(before).unwrap_or(u16::MAX)).max(1));
        }
        parsed.series = Series::beginning(moved(series.rule, rule, shift), typed_on);
    }
    parsed.settle()?;
    let (before, after): (Vec<Date>, Vec<Date>) = held.excluded.iter().partition(|excluded| **excluded < day);
    cut(tx, held, day, &before).await?;
    let excluded = fitting(parsed.series.as_ref(), &after, shift);
    let new = insert(tx, held.customer, &parsed, None, &excluded).await?;
    reminder::hand_on(tx, held.id, new).await?;
    refit(tx, held.id, new, Some(day), parsed.series.as_ref(), shift).await?;
    Ok(new)
}

/// Takes a series away from one of its days on.
pub(super) async fn delete_later(tx: &mut Tx, held: &Held, day: Date) -> Result<(), StoreError> {
    if held.first == Some(day) {
        return delete_all(tx, held).await;
    }
    loosen(tx, held.id, Some(day)).await?;
    let before: Vec<Date> = held.excluded.iter().copied().filter(|excluded| *excluded < day).collect();
    cut(tx, held, day, &before).await
}

/// Takes all of a series away.
pub(super) async fn delete_all(tx: &mut Tx, held: &Held) -> Result<(), StoreError> {
    loosen(tx, held.id, None).await?;
    sqlx::query!("delete from activity where tenant_id = current_tenant() and id = $1", held.id.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}

/// Leaves one day of a series out.
pub(super) async fn exclude(tx: &mut Tx, series: ActivityId, day: Date) -> Result<(), StoreError> {
    sqlx::query!(
        "update activity set excluded = array(select distinct unnest(excluded || $2::text::date) order by 1)
        where tenant_id = current_tenant() and id = $1",
        series.0,
        day.to_string(),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Ends a series the day before one of its days.
async fn cut(tx: &mut Tx, held: &Held, day: Date, excluded: &[Date]) -> Result<(), StoreError> {
    let (Some(rule), Some(first)) = (&held.rule, held.first) else { return Err(StoreError::NotFound) };
    let until = day.yesterday().map_err(|_| StoreError::NotFound)?;
    let rule = Recurrence { ends: Ends::On(until.to_string()), ..rule.clone() };
    let to = Series { rule: rule.clone(), first }.to(held.lasts());
    sqlx::query!(
        "update activity set rrule = $2, repeats_to = $3::text::date, excluded = $4::text[]::date[]
        where tenant_id = current_tenant() and id = $1",
        held.id.0,
        rule.to_string(),
        to.map(|day| day.to_string()),
        &texts(excluded),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

pub(super) fn texts(days: &[Date]) -> Vec<String> {
    days.iter().map(Date::to_string).collect()
}

/// Whether a series is on a day.
fn is_on(series: Option<&Series>, day: Date) -> bool {
    series.is_some_and(|series| falls_on(&series.rule, series.first, day))
}

/// Days that were left out, as they are left out of what the series becomes.
fn fitting(series: Option<&Series>, excluded: &[Date], shift: i32) -> Vec<Date> {
    let moved = excluded.iter().map(|day| day.saturating_add(shift.days()));
    moved.filter(|day| is_on(series, *day)).collect()
}

/// Occurrences with rows of their own, from a day on, go over to what their series became; one for which that has no
/// day any more stands by itself from now on, so that nothing that was written is lost.
async fn refit(
    tx: &mut Tx,
    old: ActivityId,
    new: ActivityId,
    from: Option<Date>,
    series: Option<&Series>,
    shift: i32,
) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"select id, recurs_on::text as "day!" from activity
        where tenant_id = current_tenant() and series = $1 and recurs_on >= coalesce($2::text::date, '-infinity')
        order by recurs_on for no key update"#,
        old.0,
        from.map(|day| day.to_string()),
    )
    .fetch_all(tx.connection())
    .await?;
    let mut rows: Vec<_> = rows.into_iter().filter_map(|row| Some((row.id, row.day.parse::<Date>().ok()?))).collect();
    // Later ones first where they go to later days: two never stand for the same.
    if shift > 0 {
        rows.reverse();
    }
    for (id, was) in rows {
        let day = was.saturating_add(shift.days());
        let fits = is_on(series, day);
        if !fits {
            reminder::hand_on(tx, old, ActivityId(id)).await?;
        }
        sqlx::query!(
            "update activity set series = $2, recurs_on = $3::text::date
            where tenant_id = current_tenant() and id = $1 and (series, recurs_on) is distinct from ($2, $3::text::date)",
            id,
            fits.then_some(new.0),
            fits.then(|| day.to_string()),
        )
        .execute(tx.connection())
        .await?;
    }
    Ok(())
}

/// Occurrences with rows of their own, from a day on, before their series goes: what is planned goes with it, what was
/// done or called off stands by itself from now on.
async fn loosen(tx: &mut Tx, series: ActivityId, from: Option<Date>) -> Result<(), StoreError> {
    let from = from.map(|day| day.to_string());
    sqlx::query!(
        "delete from activity where tenant_id = current_tenant() and series = $1 and state = 'planned'
            and recurs_on >= coalesce($2::text::date, '-infinity')",
        series.0,
        from,
    )
    .execute(tx.connection())
    .await?;
    sqlx::query!(
        "update activity set series = null, recurs_on = null where tenant_id = current_tenant() and series = $1
            and recurs_on >= coalesce($2::text::date, '-infinity')",
        series.0,
        from,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}
