//! Reminders: who wants to be reminded of an activity how long before, when that is, and who is told of it now.
//!
//! Whatever changes of an activity lets its reminders be looked at anew, by a trigger. Looking finds what is due, tells it
//! and says when to look next, all in one transaction: a server that stops in between leaves it to the next, and nobody is
//! told twice.

use super::{
    occurrence::{days, on},
    read,
};
use crate::{Store, StoreError, Tx, unattended::unattended};
use domain::{
    activity::{Activity, Lead, State},
    id::{ActivityId, CommandId, NoticeId, TenantId, UserId},
    notice::{MentionMail, Notice, NoticeKind},
    policy::Action,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, time},
    tz::TimeZone,
};
use sqlx::types::Json;

/// When one is reminded of what takes a whole day.
const MORNING: Time = time(8, 0, 0, 0);

/// How long before whoever asks is reminded of an activity; of an occurrence with a row of its own as of its series,
/// where nothing is said of it.
///
/// # Errors
/// When the policy says no or the database fails.
pub async fn lead(tx: &mut Tx, activity: &Activity) -> Result<Option<Lead>, StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    let key = sqlx::query_scalar!(
        "select lead from activity_reminder
        where tenant_id = current_tenant() and user_id = current_app_user() and activity_id in ($1, $2) order by activity_id <> $1 limit 1",
        activity.id.0,
        activity.series.map(|series| series.0),
    )
    .fetch_optional(tx.connection())
    .await?;
    Ok(key.as_deref().and_then(Lead::from_key))
}

/// Chooses how long before whoever asks is reminded of an activity, of a series each time.
///
/// # Errors
/// [`StoreError::NotFound`] when this firm has no such activity.
pub async fn remind(tx: &mut Tx, activity: ActivityId, chosen: Option<Lead>) -> Result<(), StoreError> {
    tx.authorise_own(Action::ChangeProfile)?;
    // So that it is one of the own firm.
    let _ = read(tx, activity).await?;
    sqlx::query!(
        "insert into activity_reminder (tenant_id, activity_id, user_id, lead) values (current_tenant(), $1, current_app_user(), $2)
        on conflict (tenant_id, activity_id, user_id) do update set lead = excluded.lead where activity_reminder.lead <> excluded.lead",
        activity.0,
        chosen.map_or("none", Lead::key),
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// What is wanted of one activity is wanted of another that was part of it.
pub(super) async fn hand_on(tx: &mut Tx, from: ActivityId, to: ActivityId) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into activity_reminder (tenant_id, activity_id, user_id, lead)
        select tenant_id, $2, user_id, lead from activity_reminder where tenant_id = current_tenant() and activity_id = $1
        on conflict do nothing",
        from.0,
        to.0,
    )
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// When one is reminded of an activity; never of one that has no day, or is done or called off.
#[must_use]
pub fn moment(one: &Activity, lead: Lead, zone: &TimeZone) -> Option<Timestamp> {
    let day: Date = one.starts_on.parse().ok().filter(|_| one.state == State::Planned)?;
    let start = one.starts_at.parse::<Time>().ok();
    let at = match (start, lead) {
        (None, Lead::Day) => day.yesterday().ok()?.to_datetime(MORNING),
        (None, _) => day.to_datetime(MORNING),
        (Some(start), Lead::Day) => day.yesterday().ok()?.to_datetime(start),
        (Some(start), _) => day.to_datetime(start),
    };
    let at = at.to_zoned(zone.clone()).ok()?.timestamp();
    match (start, lead) {
        (Some(_), Lead::Minutes) => at.checked_sub(10.minutes()).ok(),
        (Some(_), Lead::Hour) => at.checked_sub(1.hour()).ok(),
        _ => Some(at),
    }
}

/// What one is reminded of now, and when to look again.
#[derive(Debug, Default, PartialEq, Eq)]
struct Look {
    now: Option<Activity>,
    next: Option<Timestamp>,
}

/// Looks at an activity and the occurrences of it with rows of their own, of which one wants to be reminded as of it. Of
/// several whose time has come since one looked last, the latest is told, and none whose day is over.
fn look(all: &[Activity], lead: Lead, zone: &TimeZone, told_until: Timestamp, at: Timestamp) -> Look {
    let today = at.to_zoned(zone.clone()).date();
    let mut found = Look::default();
    let mut latest = None;
    let mut see = |one: &Activity| {
        let Some(moment) = moment(one, lead, zone) else { return false };
        if moment > at {
            found.next = Some(found.next.map_or(moment, |next| next.min(moment)));
            return true;
        }
        let last = if one.ends_on.is_empty() { &one.starts_on } else { &one.ends_on };
        if moment > told_until && *last >= today.to_string() && latest.is_none_or(|latest| latest < moment) {
            latest = Some(moment);
            found.now = Some(one.clone());
        }
        false
    };
    for one in all {
        match (&one.recurrence, one.starts_on.parse::<Date>()) {
            (Some(rule), Ok(first)) => {
                let mut open = days(rule, first).filter(|day| !one.taken.contains(&day.to_string()));
                // They come one after the other, so that the first to come is the next.
                let _ = open.any(|day| see(&on(one, day)));
            }
            _ => {
                see(one);
            }
        }
    }
    found
}

/// A reminder that was looked at, in a transaction of whoever wanted it: whoever commits it has told them.
#[derive(Debug)]
pub struct Reminder {
    /// The transaction.
    pub tx: Tx,
    /// What they are told now.
    pub notice: Option<Notice>,
    /// Whether it goes out by e-mail at once.
    pub by_mail: bool,
}

/// Looks at the next reminder whose time has come; nobody else has it until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn take_reminder(store: &Store, at: Timestamp) -> Result<Option<Reminder>, StoreError> {
    let mut inner = store.begin_work().await?;
    let row = sqlx::query!(
        r#"select tenant_id as "tenant!: TenantId", user_id as "user!: UserId", tenant_name as "tenant_name!", country as "country!",
            time_zone as "time_zone!", user_name as "user_name!", email as "email!", role as "role!", language, active as "active!",
            activity_id as "activity!: ActivityId", told_until as "told_until!: jiff_sqlx::Timestamp", set_config('role', 'kundekort_app', true) as application
        from take_reminder($1::text::timestamptz)"#,
        at.to_string(),
    )
    .fetch_optional(&mut *inner)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let whose = unattended!(row.tenant, row.user, row);
    let mut tx = Tx::new(inner, whose.session(), CommandId::generate());
    let may_be_told = row.active && tx.authorise(Action::ReadCustomer).is_ok();
    let found = if may_be_told {
        let zone = TimeZone::get(&tx.session().time_zone).unwrap_or(TimeZone::UTC);
        match wanted(&mut tx, row.activity).await? {
            Some((lead, all)) => look(&all, lead, &zone, row.told_until.to_jiff(), at),
            None => Look::default(),
        }
    } else {
        Look::default()
    };
    sqlx::query!(
        "select put_reminder($1, $2::text::timestamptz, $3::text::timestamptz)",
        row.activity.0,
        found.next.map(|next| next.to_string()),
        at.to_string(),
    )
    .execute(tx.connection())
    .await?;
    let (notice, by_mail) = match found.now {
        Some(one) => {
            let (notice, by_mail) = tell(&mut tx, &one, at).await?;
            (Some(notice), by_mail)
        }
        None => (None, false),
    };
    Ok(Some(Reminder { tx, notice, by_mail }))
}

/// How long before, and of what: the activity and occurrences of it, each in which they take part still.
async fn wanted(tx: &mut Tx, activity: ActivityId) -> Result<Option<(Lead, Vec<Activity>)>, StoreError> {
    let lead = sqlx::query_scalar!(
        "select lead from activity_reminder where tenant_id = current_tenant() and activity_id = $1 and user_id = current_app_user()",
        activity.0,
    )
    .fetch_optional(tx.connection())
    .await?;
    let Some(lead) = lead.as_deref().and_then(Lead::from_key) else { return Ok(None) };
    let told = sqlx::query_scalar!(
        r#"select told as "told!: Json<Activity>" from told_activity a
        where tenant_id = current_tenant() and (responsible = current_app_user() or current_app_user() = any (colleagues)) and state = 'planned'
            and (id = $1 or series = $1 and not exists (
                select from activity_reminder r where r.tenant_id = a.tenant_id and r.activity_id = a.id and r.user_id = current_app_user()))"#,
        activity.0,
    )
    .fetch_all(tx.connection())
    .await?;
    Ok(Some((lead, told.into_iter().map(|told| told.0).collect())))
}

/// Tells whoever the transaction belongs to; whether it goes out by e-mail at once.
async fn tell(tx: &mut Tx, one: &Activity, at: Timestamp) -> Result<(Notice, bool), StoreError> {
    let id = NoticeId::generate();
    let mail = sqlx::query_scalar!(
        "insert into notice (tenant_id, id, user_id, kind, activity_id, recurs_on, mail)
        select u.tenant_id, $1, u.id, 'reminder', $2, nullif($3, '')::date, u.mention_mail
        from app_user u where u.tenant_id = current_tenant() and u.id = current_app_user() returning mail",
        id.0,
        one.id.0,
        one.on(),
    )
    .fetch_one(tx.connection())
    .await?;
    let notice = Notice {
        id,
        kind: NoticeKind::Reminder,
        by: String::new(),
        at: at.to_string(),
        is_read: false,
        customer: one.customer,
        customer_name: one.customer_name.clone(),
        comment: None,
        enquiry: None,
        document: None,
        activity: Some(Box::new(one.clone())),
        excerpt: String::new(),
    };
    Ok((notice, MentionMail::from_key(&mail) == Some(MentionMail::Now)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn meeting(more: serde_json::Value) -> Activity {
        let mut whole = json!({
            "id": "0190b6a5-7d6c-7cc0-8000-000000000001", "version": 1, "customer": null, "customer_name": "", "kind": "event",
            "activity_type": "0190b6a5-7d6c-7cc0-8000-000000000002", "type_names": ["Møte", "Möte", "Meeting"], "title": "Møte",
            "note": "", "place": "", "starts_on": "2026-10-25", "starts_at": "09:00", "ends_on": "", "ends_at": "", "state": "planned",
            "responsible": "0190b6a5-7d6c-7cc0-8000-000000000003", "responsible_name": "Kari", "colleagues": [], "contacts": [],
            "recurrence": null, "series": null, "recurs_on": "", "taken": []
        });
        if let (Some(whole), Some(more)) = (whole.as_object_mut(), more.as_object()) {
            whole.extend(more.clone());
        }
        serde_json::from_value(whole).unwrap()
    }

    fn oslo() -> TimeZone {
        TimeZone::get("Europe/Oslo").unwrap()
    }

    fn when(more: serde_json::Value, lead: Lead) -> Option<String> {
        moment(&meeting(more), lead, &oslo()).map(|at| at.to_string())
    }

    #[test]
    fn one_is_reminded_by_the_clock_of_the_firm() {
        // Clocks are put back on that day: a day before is at nine too.
        for (lead, at) in [
            (Lead::Start, "2026-10-25T08:00:00Z"),
            (Lead::Minutes, "2026-10-25T07:50:00Z"),
            (Lead::Hour, "2026-10-25T07:00:00Z"),
            (Lead::Day, "2026-10-24T07:00:00Z"),
        ] {
            assert_eq!(when(json!({}), lead).as_deref(), Some(at));
        }
        let whole = json!({"starts_at": ""});
        assert_eq!(
            when(whole.clone(), Lead::Start).as_deref(),
            Some("2026-10-25T07:00:00Z"),
            "in the morning of the day"
        );
        assert_eq!(when(whole, Lead::Day).as_deref(), Some("2026-10-24T06:00:00Z"), "the morning before");
        for never in
            [json!({"state": "done"}), json!({"state": "cancelled"}), json!({"starts_on": "", "starts_at": ""})]
        {
            assert_eq!(when(never, Lead::Hour), None);
        }
    }

    #[test]
    fn the_latest_that_has_come_is_told_and_the_next_is_waited_for() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let daily = meeting(json!({"recurrence": "FREQ=DAILY;COUNT=9", "taken": ["2026-10-27"]}));
        let see = |from: &str, to: &str| {
            let found = look(std::slice::from_ref(&daily), Lead::Start, &oslo(), at(from), at(to));
            (found.now.map(|one| one.recurs_on), found.next.map(|next| next.to_string()))
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(see("2026-10-20T00:00:00Z", "2026-10-25T07:59:59Z"), (None, some("2026-10-25T08:00:00Z")));
        assert_eq!(
            see("2026-10-20T00:00:00Z", "2026-10-25T08:00:00Z"),
            (some("2026-10-25"), some("2026-10-26T08:00:00Z"))
        );
        assert_eq!(see("2026-10-25T08:00:00Z", "2026-10-25T08:00:00Z"), (None, some("2026-10-26T08:00:00Z")), "once");
        // A server that was away for days tells the one of today, and nothing of days that are over.
        assert_eq!(
            see("2026-10-20T00:00:00Z", "2026-10-29T12:00:00Z"),
            (some("2026-10-29"), some("2026-10-30T08:00:00Z"))
        );
        assert_eq!(
            see("2026-10-20T00:00:00Z", "2026-10-28T01:00:00Z"),
            (None, some("2026-10-28T08:00:00Z")),
            "one is taken"
        );
        assert_eq!(see("2026-10-20T00:00:00Z", "2027-01-01T00:00:00Z"), (None, None));
    }
}
