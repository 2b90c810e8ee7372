//! Activities: of a customer for its card, of consultants for their diaries, and how they are changed.

mod held;
pub mod invited;
mod occurrence;
mod reminder;
mod repeat;
mod series;
mod typed;
mod write;

use occurrence::spread;
pub(crate) use occurrence::{counted, on_card};
pub use occurrence::{days, is_on, next, on};
pub use reminder::{Reminder, lead, moment, remind, take_reminder};
pub use repeat::{Repeats, how};
pub use typed::Typed;
pub use write::{Changed, Deleted, Which, add, change, delete, log_visit, move_to, set_state};

use crate::{StoreError, Tx};
use domain::{
    activity::{Activity, ActivityType, Kind, Lead, MOST_SHOWN, State},
    id::{ActivityId, CustomerId, UserId},
    language::Language,
    list::Choice,
    policy::Action,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

/// One activity.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such activity.
pub async fn read(tx: &mut Tx, id: ActivityId) -> Result<Activity, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let told = sqlx::query_scalar!(
        r#"select told as "told!: Json<Activity>" from told_activity where tenant_id = current_tenant() and id = $1"#,
        id.0,
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(told.ok_or(StoreError::NotFound)?.0)
}

/// An activity, and when it was changed last.
#[derive(Clone, Debug)]
pub struct Dated {
    /// The activity.
    pub activity: Activity,
    /// When, UTC in RFC 3339.
    pub changed_at: String,
    /// How long before whoever reads it is reminded.
    pub lead: Option<Lead>,
}

/// One activity, and when it was changed last; of a series also its occurrences with rows of their own.
///
/// # Errors
/// As [`read`].
pub async fn read_dated(tx: &mut Tx, id: ActivityId) -> Result<Vec<Dated>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let all = dated(tx.connection(), id).await?;
    if all.is_empty() { Err(StoreError::NotFound) } else { Ok(all) }
}

/// As [`read_dated`]; empty where there is no such activity.
async fn dated(connection: &mut PgConnection, id: ActivityId) -> Result<Vec<Dated>, StoreError> {
    dated_of(connection, &[id.0]).await
}

/// Those of these that are there, each before its occurrences with rows of their own.
async fn dated_of(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Dated>, StoreError> {
    let rows = sqlx::query!(
        r#"select told as "told!: Json<Activity>", changed_at as "changed_at!: jiff_sqlx::Timestamp", (
            select lead from activity_reminder r where r.tenant_id = a.tenant_id and r.activity_id in (a.id, a.series) and r.user_id = current_app_user()
            order by r.activity_id <> a.id limit 1) as lead
        from told_activity a where tenant_id = current_tenant() and (id = any ($1) or series = any ($1))
        order by id <> all ($1), starts_on, id limit $2"#,
        ids,
        MOST_SHOWN * i64::try_from(ids.len()).unwrap_or(1),
    )
    .fetch_all(connection)
    .await?;
    let dated = rows.into_iter().map(|row| Dated {
        activity: row.told.0,
        changed_at: crate::utc(row.changed_at),
        lead: row.lead.as_deref().and_then(Lead::from_key),
    });
    Ok(dated.collect())
}

/// One activity as it stands on a day: of a series the occurrence, or its own row; without a day, of a series the
/// occurrence that stands for it.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such activity, or it is not on that day.
pub async fn read_on(tx: &mut Tx, id: ActivityId, day: &str) -> Result<Activity, StoreError> {
    let found = read(tx, id).await?;
    if found.recurrence.is_none() {
        return Ok(found);
    }
    if day.is_empty() {
        let today = today(tx);
        return Ok(next(&found, today).unwrap_or(found));
    }
    let day: Date = day.parse().map_err(|_| StoreError::NotFound)?;
    match held::own_row(tx, id, day).await? {
        Some(own) => read(tx, own).await,
        None if is_on(&found, day) => Ok(on(&found, day)),
        None => Err(StoreError::NotFound),
    }
}

/// Today, where the firm is.
fn today(tx: &Tx) -> Date {
    Timestamp::now().to_zoned(TimeZone::get(&tx.session().time_zone).unwrap_or(TimeZone::UTC)).date()
}

/// The activities of a customer: what is planned, the next first, then what is over, the latest first. Of what repeats
/// the next occurrence, and of a task the latest that has passed.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn of_customer(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Activity>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let told = sqlx::query_scalar!(
        r#"select told as "told!: Json<Activity>" from told_activity
        where tenant_id = current_tenant() and customer_id = $1
        order by state <> 'planned', case when state = 'planned' then starts_on end nulls last,
            case when state = 'planned' then starts_at end nulls first, starts_on desc nulls first, starts_at desc nulls last, id desc
        limit $2"#,
        customer.0,
        MOST_SHOWN,
    )
    .fetch_all(tx.connection())
    .await?;
    let today = today(tx);
    Ok(on_card(told.into_iter().map(|told| told.0).collect(), today))
}

/// What a diary shows.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The first day.
    pub from: &'a str,
    /// The last day.
    pub to: &'a str,
    /// Whose: of those for whom somebody is responsible or in which they take part. All of the firm's where it is nobody.
    pub who: Option<UserId>,
    /// Of one customer.
    pub customer: Option<CustomerId>,
    /// Of one kind.
    pub kind: Option<Kind>,
    /// In one state.
    pub state: Option<State>,
    /// Whether tasks that should have been done before, or that have no day, come along.
    pub with_open: bool,
}

/// The activities of these days, by day and time, five hundred at most; before them, where they are asked for, open
/// tasks of earlier days and of none.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn diary(tx: &mut Tx, asked: &Asked<'_>) -> Result<Vec<Activity>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let told = sqlx::query_scalar!(
        r#"select told as "told!: Json<Activity>" from told_activity
        where tenant_id = current_tenant()
            and ($3::uuid is null or responsible = $3 or $3 = any (colleagues))
            and ($4::uuid is null or customer_id = $4)
            and ($5::text is null or kind = $5) and ($6::text is null or state = $6)
            and (starts_on <= $2::text::date and last_on >= $1::text::date
                or $7 and kind = 'task' and state = 'planned' and (starts_on is null or starts_on < $1::text::date))
        order by starts_on nulls first, starts_at nulls first, id limit $8"#,
        asked.from,
        asked.to,
        asked.who.map(|who| who.0),
        asked.customer.map(|customer| customer.0),
        asked.kind.map(Kind::key),
        asked.state.map(State::key),
        asked.with_open,
        MOST_SHOWN,
    )
    .fetch_all(tx.connection())
    .await?;
    let all = told.into_iter().map(|told| told.0).collect();
    Ok(match (asked.from.parse(), asked.to.parse()) {
        (Ok(from), Ok(to)) => spread(all, from, to, asked.with_open),
        _ => all,
    })
}

/// The types that can be chosen, in the firm's order.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn types(tx: &mut Tx, language: Language) -> Result<Vec<ActivityType>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    let rows = sqlx::query!(
        r#"select id as "id: domain::id::ListItemId", case $1 when 'sv' then sv when 'en' then en else nb end as "name!", activity_kind as "kind!"
        from list_item where tenant_id = current_tenant() and kind = 'activity_type' and not retired order by position, nb, id"#,
        language.tag(),
    )
    .fetch_all(tx.connection())
    .await?;
    let known = rows
        .into_iter()
        .filter_map(|row| Some(ActivityType { id: row.id, name: row.name, kind: Kind::from_key(&row.kind)? }));
    Ok(known.collect())
}

/// The contact persons of a customer who can take part.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn contacts(tx: &mut Tx, customer: CustomerId) -> Result<Vec<Choice>, StoreError> {
    tx.authorise(Action::ReadCustomer)?;
    Ok(sqlx::query_as!(
        Choice,
        r#"select id::text as "value!", first_name || ' ' || last_name as "label!" from contact
        where tenant_id = current_tenant() and customer_id = $1 and ended_at is null order by in_alphabet(last_name, (select firm_alphabet())) collate "C", in_alphabet(first_name, (select firm_alphabet())) collate "C", id limit 100"#,
        customer.0,
    )
    .fetch_all(tx.connection())
    .await?)
}
