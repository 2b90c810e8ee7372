//! An activity, or one occurrence of a series, as it stands while it is changed.

use super::{occurrence::falls_on, typed::Stands};
use crate::{StoreError, Tx};
use domain::{
    activity::State,
    field::date,
    id::{ActivityId, CustomerId},
    recurrence::Recurrence,
};
use jiff::{ToSpan, civil::Date};

/// An activity as it stands, held until the transaction ends.
pub(super) struct Held {
    pub(super) id: ActivityId,
    pub(super) version: i32,
    pub(super) customer: Option<CustomerId>,
    /// The first day; of an occurrence that of it.
    pub(super) starts_on: Option<Date>,
    /// The first day of all.
    pub(super) first: Option<Date>,
    pub(super) starts_at: Option<String>,
    pub(super) ends_on: Option<Date>,
    pub(super) ends_at: Option<String>,
    /// How it repeats, where it is a series.
    pub(super) rule: Option<Recurrence>,
    /// Days on which a series is not.
    pub(super) excluded: Vec<Date>,
    /// The series and the day of it, where it is an occurrence with a row of its own.
    pub(super) of: Option<(ActivityId, Date)>,
    pub(super) stands: Stands,
}

impl Held {
    /// How many days it takes beyond its first.
    pub(super) fn lasts(&self) -> i32 {
        match (self.starts_on, self.ends_on) {
            (Some(first), Some(last)) => last.since(first).map_or(0, |span| span.get_days()),
            _ => 0,
        }
    }
}

/// Holds an activity.
pub(super) async fn held(tx: &mut Tx, id: ActivityId) -> Result<Held, StoreError> {
    let row = sqlx::query!(
        r#"select version, customer_id as "customer: CustomerId", starts_on::text, starts_at::text, ends_on::text, ends_at::text, activity_type,
            responsible || colleagues || contacts as "people!", rrule, excluded::text[] as "excluded!", series as "series: ActivityId", recurs_on::text
        from activity where tenant_id = current_tenant() and id = $1 for no key update"#,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?
    .ok_or(StoreError::NotFound)?;
    let day = |text: Option<String>| text?.parse::<Date>().ok();
    let starts_on = day(row.starts_on);
    Ok(Held {
        id,
        version: row.version,
        customer: row.customer,
        starts_on,
        first: starts_on,
        starts_at: row.starts_at,
        ends_on: day(row.ends_on),
        ends_at: row.ends_at,
        rule: row.rrule.as_deref().and_then(Recurrence::parse),
        excluded: row.excluded.iter().filter_map(|day| day.parse().ok()).collect(),
        of: row.series.zip(day(row.recurs_on)),
        stands: Stands { activity_type: Some(row.activity_type), people: row.people },
    })
}

/// Holds what stands for an activity on a day: the row itself where it does not repeat; else the occurrence's own row,
/// or the series with the occurrence's days, and that day.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such activity, or it is not on that day.
pub(super) async fn held_on(tx: &mut Tx, id: ActivityId, on: &str) -> Result<(Held, Option<Date>), StoreError> {
    let mut found = held(tx, id).await?;
    let (Some(rule), Some(first)) = (&found.rule, found.starts_on) else { return Ok((found, None)) };
    let day: Date = date(on).and_then(|day| day.parse().ok()).ok_or(StoreError::NotFound)?;
    // Asked once the series is held: whoever held it before may have given the day a row.
    if let Some(own) = own_row(tx, id, day).await? {
        return Ok((held(tx, own).await?, None));
    }
    if !falls_on(rule, first, day) || found.excluded.contains(&day) {
        return Err(StoreError::NotFound);
    }
    let lasts = found.lasts();
    found.starts_on = Some(day);
    found.ends_on = found.ends_on.map(|_| day.saturating_add(lasts.days()));
    Ok((found, Some(day)))
}

/// The own row of an occurrence.
pub(super) async fn own_row(tx: &mut Tx, series: ActivityId, day: Date) -> Result<Option<ActivityId>, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select id as "id: ActivityId" from activity where tenant_id = current_tenant() and series = $1 and recurs_on = $2::text::date"#,
        series.0,
        day.to_string(),
    )
    .fetch_optional(tx.connection())
    .await?)
}

/// When something is: its first day and time, and its last.
pub(super) type When = [Option<String>; 4];

/// Gives an occurrence a row of its own, like its series but for when it is and how far.
pub(super) async fn step_out(
    tx: &mut Tx,
    series: ActivityId,
    day: Date,
    when: When,
    state: State,
) -> Result<ActivityId, StoreError> {
    let id = ActivityId::generate();
    let [starts_on, starts_at, ends_on, ends_at] = when;
    sqlx::query!(
        "insert into activity (tenant_id, id, customer_id, activity_type, kind, title, note, place, starts_on, starts_at, ends_on, ends_at,
            state, responsible, colleagues, contacts, series, recurs_on)
        select tenant_id, $2, customer_id, activity_type, kind, title, note, place, $3::text::date, $4::text::time, $5::text::date, $6::text::time,
            $7, responsible, colleagues, contacts, id, $8::text::date
        from activity where tenant_id = current_tenant() and id = $1",
        series.0,
        id.0,
        starts_on,
        starts_at,
        ends_on,
        ends_at,
        state.key(),
        day.to_string(),
    )
    .execute(tx.connection())
    .await?;
    Ok(id)
}
