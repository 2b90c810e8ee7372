//! Activities are added, changed, moved, closed and taken away.

use super::{
    held::{held_on, step_out},
    invited::{Telling, call_off_all},
    series::{self, texts},
    typed::{Parsed, Stands, Typed},
};
use crate::{StoreError, Tx, company};
use domain::{
    activity::{Scope, State},
    error::{FieldError, Problem},
    field::date_in,
    id::{ActivityId, CustomerId, ListItemId},
    policy::Action,
};
use jiff::civil::{Date, DateTime, Time};

/// Adds an activity: of a customer by its id, name or number, or of none.
///
/// # Errors
/// What is wrong with which value; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn add(
    tx: &mut Tx,
    customer: &str,
    typed: Typed<'_>,
) -> Result<(ActivityId, Option<CustomerId>), StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let (customer, wrong) = meant(tx, customer).await?;
    let mut parsed = typed.parse(tx, customer, &Stands::default(), wrong).await?;
    parsed.settle()?;
    Ok((insert(tx, customer, &parsed, None, &[]).await?, customer))
}

/// The customer that a form names: by id on a card, in words in the diary.
async fn meant(tx: &mut Tx, typed: &str) -> Result<(Option<CustomerId>, Vec<FieldError>), StoreError> {
    let typed = typed.trim().trim_end_matches(',').trim();
    if typed.is_empty() {
        return Ok((None, Vec::new()));
    }
    if let Ok(id) = typed.parse::<CustomerId>() {
        let known =
            sqlx::query_scalar!("select true from customer where tenant_id = current_tenant() and id = $1", id.0)
                .fetch_optional(tx.connection())
                .await?;
        return known.map(|_| (Some(id), Vec::new())).ok_or(StoreError::NotFound);
    }
    Ok(match company::find_one(tx, typed, "").await? {
        Ok(customer) => (Some(customer), Vec::new()),
        Err(problem) => (None, vec![FieldError { field: "customer".to_owned(), problem }]),
    })
}

/// Adds it; `of` says for which day of which series it stands.
pub(super) async fn insert(
    tx: &mut Tx,
    customer: Option<CustomerId>,
    parsed: &Parsed,
    of: Option<(ActivityId, Date)>,
    excluded: &[Date],
) -> Result<ActivityId, StoreError> {
    let id = ActivityId::generate();
    sqlx::query!(
        "insert into activity (tenant_id, id, customer_id, activity_type, kind, title, note, place, starts_on, starts_at, ends_on, ends_at,
            state, responsible, colleagues, contacts, rrule, repeats_to, series, recurs_on, excluded)
        values (current_tenant(), $1, $2, $3, 'event', $4, $5, $6, $7::text::date, $8::text::time, $9::text::date, $10::text::time, $11, $12, $13, $14,
            $15, $16::text::date, $17, $18::text::date, $19::text[]::date[])",
        id.0,
        customer.map(|customer| customer.0),
        parsed.activity_type,
        parsed.title,
        parsed.note,
        parsed.place,
        parsed.starts_on,
        parsed.starts_at,
        parsed.ends_on,
        parsed.ends_at,
        parsed.state.key(),
        parsed.responsible,
        &parsed.colleagues,
        &parsed.contacts,
        parsed.series.as_ref().map(|series| series.rule.to_string()),
        parsed.series.as_ref().and_then(|series| series.to(parsed.lasts())).map(|day| day.to_string()),
        of.map(|(series, _)| series.0),
        of.map(|(_, day)| day.to_string()),
        &texts(excluded),
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}

/// Lets it be as it was typed.
pub(super) async fn update(tx: &mut Tx, id: ActivityId, parsed: &Parsed, excluded: &[Date]) -> Result<(), StoreError> {
    sqlx::query!(
        "update activity set activity_type = $2, title = $3, note = $4, place = $5, starts_on = $6::text::date, starts_at = $7::text::time,
            ends_on = $8::text::date, ends_at = $9::text::time, state = $10, responsible = $11, colleagues = $12, contacts = $13,
            rrule = $14, repeats_to = $15::text::date, excluded = $16::text[]::date[]
        where tenant_id = current_tenant() and id = $1
            and (activity_type, title, note, place, starts_on, starts_at, ends_on, ends_at, state, responsible, colleagues, contacts, rrule, repeats_to, excluded)
            is distinct from ($2, $3, $4, $5, $6::text::date, $7::text::time, $8::text::date, $9::text::time, $10, $11, $12, $13, $14, $15::text::date,
                $16::text[]::date[])",
        id.0,
        parsed.activity_type,
        parsed.title,
        parsed.note,
        parsed.place,
        parsed.starts_on,
        parsed.starts_at,
        parsed.ends_on,
        parsed.ends_at,
        parsed.state.key(),
        parsed.responsible,
        &parsed.colleagues,
        &parsed.contacts,
        parsed.series.as_ref().map(|series| series.rule.to_string()),
        parsed.series.as_ref().and_then(|series| series.to(parsed.lasts())).map(|day| day.to_string()),
        &texts(excluded),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Notes a visit, or a call, that is just over, in the name of whoever does it.
///
/// # Errors
/// When there is no such type of activity; [`StoreError::NotFound`] when this firm has no such customer.
pub async fn log_visit(
    tx: &mut Tx,
    customer: CustomerId,
    activity_type: ListItemId,
    note: &str,
) -> Result<ActivityId, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let zone = tx.session().time_zone.clone();
    let now = sqlx::query!(
        r#"select (now() at time zone $1)::date::text as "day!", to_char(now() at time zone $1, 'HH24:MI') as "time!""#,
        zone
    )
    .fetch_one(tx.connection())
    .await?;
    let activity_type = activity_type.to_string();
    let typed = Typed {
        activity_type: &activity_type,
        starts_on: &now.day,
        starts_at: &now.time,
        state: State::Done.key(),
        note,
        ..Typed::default()
    };
    Ok(add(tx, &customer.to_string(), typed).await?.0)
}

/// What a change is about: an activity, or an occurrence of one that repeats by the day on which it is.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// The activity.
    pub id: ActivityId,
    /// The day of its series; empty where it does not repeat, or has a row of its own.
    pub on: &'a str,
}

impl From<ActivityId> for Which<'_> {
    fn from(id: ActivityId) -> Self {
        Self { id, on: "" }
    }
}

/// What a change left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The customer on whose card it stands.
    pub customer: Option<CustomerId>,
    /// What stands now for what was changed.
    pub id: ActivityId,
}

/// Changes an activity that was read at `version`; of one that repeats, as much as `scope` says.
///
/// # Errors
/// As [`add`]; [`Problem::ChangedSince`] at the title when somebody else has changed it since; [`StoreError::NotFound`]
/// also when it is not on that day.
pub async fn change(
    tx: &mut Tx,
    which: Which<'_>,
    scope: Scope,
    version: i32,
    typed: Typed<'_>,
) -> Result<Changed, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let (held, day) = held_on(tx, which.id, which.on).await?;
    // How it repeats is said of all of it, and not of what is part of a series.
    let is_one = held.of.is_some() || day.is_some() && scope == Scope::One;
    let typed = if is_one { Typed { repeats: None, ..typed } } else { typed };
    let mut parsed = typed.parse(tx, held.customer, &held.stands, Vec::new()).await?;
    if held.version != version {
        return Err(StoreError::field("title", Problem::ChangedSince));
    }
    let id = match (day, scope) {
        (None, _) => {
            parsed.settle()?;
            update(tx, held.id, &parsed, &[]).await?;
            held.id
        }
        (Some(day), Scope::One) => insert(tx, held.customer, &parsed, Some((held.id, day)), &[]).await?,
        (Some(day), Scope::Later) => series::change_later(tx, &held, day, parsed).await?,
        (Some(day), Scope::All) => {
            series::change_all(tx, &held, day, parsed).await?;
            held.id
        }
    };
    Ok(Changed { customer: held.customer, id })
}

/// Says how far an activity is, or one occurrence of it; gives the customer on whose card it stands.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such activity, or it is not on that day.
pub async fn set_state(tx: &mut Tx, which: Which<'_>, state: State) -> Result<Option<CustomerId>, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let (held, day) = held_on(tx, which.id, which.on).await?;
    match day {
        // As the series has it.
        Some(_) if state == State::Planned => {}
        Some(day) => {
            let text = |day: Option<Date>| day.map(|day| day.to_string());
            let when = [text(held.starts_on), held.starts_at, text(held.ends_on), held.ends_at];
            step_out(tx, held.id, day, when, state).await?;
        }
        None => {
            sqlx::query!(
                "update activity set state = $2 where tenant_id = current_tenant() and id = $1 and state <> $2",
                held.id.0,
                state.key(),
            )
            .execute(tx.connection())
            .await?;
        }
    }
    Ok(held.customer)
}

/// Moves an activity that was read at `version`, or one occurrence of it, to another day and, where one is given,
/// another time; how long it lasts stays. Gives the customer on whose card it stands.
///
/// # Errors
/// [`Problem::Date`] at `day` and [`Problem::TimeOfDay`] at `time`; [`Problem::ChangedSince`] at the day when somebody
/// else has changed it since; [`StoreError::NotFound`] when this firm has no such activity, or it is not on that day.
pub async fn move_to(
    tx: &mut Tx,
    which: Which<'_>,
    version: i32,
    day: &str,
    time: &str,
) -> Result<Option<CustomerId>, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let (held, occurrence) = held_on(tx, which.id, which.on).await?;
    let to: Date = date_in(day, tx.session().home)
        .and_then(|day| day.parse().ok())
        .ok_or(StoreError::field("day", Problem::Date))?;
    let given = match time.trim() {
        "" => None,
        typed => {
            let read = domain::activity::time(typed).and_then(|time| time.parse::<Time>().ok());
            Some(read.ok_or(StoreError::field("time", Problem::TimeOfDay))?)
        }
    };
    if held.version != version {
        return Err(StoreError::field("day", Problem::ChangedSince));
    }
    let [from_time, until_time] = [&held.starts_at, &held.ends_at].map(|time| time.as_ref()?.parse::<Time>().ok());
    let at = given.or(from_time);
    let midnight = Time::midnight();
    // From when to when it lasts now, and the same from where it goes.
    let start = held.starts_on.map(|day| DateTime::from_parts(day, from_time.unwrap_or(midnight)));
    let end = held.ends_on.or(held.starts_on).map(|day| DateTime::from_parts(day, until_time.unwrap_or(midnight)));
    let new_end = match (start, end) {
        (Some(start), Some(end)) if held.ends_on.is_some() || until_time.is_some() => {
            let begins = DateTime::from_parts(to, if from_time.is_some() { at.unwrap_or(midnight) } else { midnight });
            begins.checked_add(end.duration_since(start)).ok()
        }
        _ => None,
    };
    let ends_on = new_end.map(DateTime::date).filter(|last| *last > to);
    let ends_at = new_end.map(DateTime::time).filter(|_| until_time.is_some());
    let when = [
        Some(to.to_string()),
        at.map(|at| at.to_string()),
        ends_on.map(|day| day.to_string()),
        ends_at.map(|at| at.to_string()),
    ];
    if let Some(day) = occurrence {
        step_out(tx, held.id, day, when, State::Planned).await?;
        return Ok(held.customer);
    }
    let [starts_on, starts_at, ends_on, ends_at] = when;
    sqlx::query!(
        "update activity set starts_on = $2::text::date, starts_at = $3::text::time, ends_on = $4::text::date, ends_at = $5::text::time
        where tenant_id = current_tenant() and id = $1
            and (starts_on, starts_at, ends_on, ends_at) is distinct from ($2::text::date, $3::text::time, $4::text::date, $5::text::time)",
        held.id.0,
        starts_on,
        starts_at,
        ends_on,
        ends_at,
    )
    .execute(tx.connection())
    .await?;
    Ok(held.customer)
}

/// What is left to do when an activity was taken away.
#[derive(Clone, Debug)]
pub struct Deleted {
    /// The customer on whose card it stood.
    pub customer: Option<CustomerId>,
    /// What is to be sent to those who were invited to it, where all of it is gone.
    pub telling: Option<Telling>,
}

/// Takes an activity away that should not be there, of one that repeats as much as `scope` says; the log of its customer
/// keeps it.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such activity, or it is not on that day.
pub async fn delete(tx: &mut Tx, which: Which<'_>, scope: Scope) -> Result<Deleted, StoreError> {
    tx.authorise(Action::ChangeCustomer)?;
    let (held, day) = held_on(tx, which.id, which.on).await?;
    // Of what only loses some days, its page says who is still to be told.
    let is_all = match (day, scope) {
        (None, _) => held.of.is_none(),
        (Some(_), Scope::One) => false,
        (Some(day), Scope::Later) => held.first == Some(day),
        (Some(_), Scope::All) => true,
    };
    let telling = if is_all { Some(call_off_all(tx, held.id).await?) } else { None };
    match (day, scope) {
        (Some(day), Scope::One) => series::exclude(tx, held.id, day).await?,
        (Some(day), Scope::Later) => series::delete_later(tx, &held, day).await?,
        (Some(_), Scope::All) => series::delete_all(tx, &held).await?,
        (None, _) => {
            // Or the series would be on that day again.
            if let Some((series, day)) = held.of {
                series::exclude(tx, series, day).await?;
            }
            sqlx::query!("delete from activity where tenant_id = current_tenant() and id = $1", held.id.0)
                .execute(tx.connection())
                .await?;
        }
    }
    Ok(Deleted { customer: held.customer, telling })
}
