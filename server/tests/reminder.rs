//! Reminders: told once when their time has come, by the person's own setting, and not of what is done or moved.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{SCRIPT, Site};
use axum::http::StatusCode;
use domain::{
    activity::{Lead, Scope, State},
    id::{ActivityId, UserId},
};
use jiff::Timestamp;
use kundekort::reminder::remind_due;
use sqlx::PgPool;
use store::{
    Store,
    activity::{self, Repeats, Typed, Which},
};

const ORIGIN: &str = "https://kort.firma.example";

struct Office {
    pool: PgPool,
    store: Store,
    firm: Firm,
    event: String,
}

async fn office(pool: &PgPool) -> Office {
    let firm = Firm::make(pool, "nord").await;
    let event = firm.add_activity_type(pool, "Møte", "event").await.to_string();
    Office { pool: pool.clone(), store: Store::from_pool(pool.clone()), firm, event }
}

impl Office {
    /// A meeting at nine on the second of January 2999, for which the consultant is responsible.
    async fn meeting(&self, repeats: Option<&Repeats<'_>>) -> ActivityId {
        let mut tx = self.firm.tx(&self.pool, self.firm.consultant).await;
        let neighbour = self.firm.neighbour.to_string();
        let typed = Typed {
            activity_type: &self.event,
            title: "Årsmøte",
            starts_on: "2.1.2999",
            starts_at: "9",
            colleagues: &neighbour,
            repeats,
            ..Typed::default()
        };
        let (id, _) = activity::add(&mut tx, &self.firm.customer.to_string(), typed).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn remind(&self, user: UserId, id: ActivityId, lead: Option<Lead>) {
        let mut tx = self.firm.tx(&self.pool, user).await;
        activity::remind(&mut tx, id, lead).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// How many are reminded at a moment.
    async fn at(&self, moment: &str) -> usize {
        remind_due(&self.store, ORIGIN, moment.parse::<Timestamp>().unwrap()).await.unwrap()
    }

    async fn count(&self, sql: &str) -> i64 {
        value(&self.pool, sql).await
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_wants_it_is_told_once_on_the_page_and_by_mail_as_they_chose(pool: PgPool) {
    let office = office(&pool).await;
    let (kari, nils) = (office.firm.consultant, office.firm.neighbour);
    run(
        &pool,
        &format!(
            "update app_user set mention_mail = case when id = '{kari}' then 'now' else 'none' end, language = 'sv'"
        ),
    )
    .await;
    let id = office.meeting(None).await;
    office.remind(kari, id, Some(Lead::Hour)).await;
    office.remind(nils, id, Some(Lead::Minutes)).await;
    assert_eq!(office.at("2999-01-02T06:59:59Z").await, 0);
    assert_eq!(office.at("2999-01-02T07:00:00Z").await, 1);
    assert_eq!(office.at("2999-01-02T07:00:00Z").await, 0, "a server that starts again tells it no more");
    assert_eq!(office.at("2999-01-02T07:50:00Z").await, 1);
    assert_eq!(office.at("2999-01-03T00:00:00Z").await, 0);
    assert_eq!(office.count("select count(*) from reminder_due").await, 0, "nothing is looked at for ever");
    let mail: String = value(&pool, "select subject || E'\\n' || body from outgoing where purpose = 'notice'").await;
    for part in ["Påminnelse: Årsmøte, 2999-01-02 09:00".to_owned(), format!("{ORIGIN}/diary/{id}?notice=")] {
        assert!(mail.contains(&part), "{part} in {mail}");
    }
    // It stands in the list and in the bar, until its page was read.
    let site = Site::new(&pool);
    let secret = sign_in(&pool, office.firm.tenant, kari).await;
    let page = site.get("/notices", Some(&secret)).await.body;
    assert!(page.contains("Påminnelse: Årsmøte, 2999-01-02 09:00") && page.contains("data-unread=\"1\""), "{page}");
    let notice: String = value(&pool, &format!("select id::text from notice where user_id = '{kari}'")).await;
    let page = site.get(&format!("/diary/{id}?notice={notice}"), Some(&secret)).await.body;
    assert!(page.contains("data-unread=\"0\""), "{page}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_is_told_of_what_is_done_moved_or_no_longer_theirs(pool: PgPool) {
    let office = office(&pool).await;
    let kari = office.firm.consultant;
    let id = office.meeting(None).await;
    office.remind(kari, id, Some(Lead::Start)).await;
    let change = async |state| {
        let mut tx = office.firm.tx(&pool, kari).await;
        activity::set_state(&mut tx, id.into(), state).await.unwrap();
        tx.commit().await.unwrap();
    };
    for over in [State::Done, State::Cancelled] {
        change(over).await;
        assert_eq!(office.at("2999-01-02T08:00:00Z").await, 0, "{over:?}");
        change(State::Planned).await;
        assert_eq!(office.count("select count(*) from reminder_due").await, 1, "planned again it is looked at again");
    }
    // Moved, it is told at its new time alone.
    let mut tx = office.firm.tx(&pool, kari).await;
    activity::move_to(&mut tx, id.into(), 5, "2999-01-03", "10").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.at("2999-01-02T08:00:00Z").await, 0);
    // Who takes part no more, or is gone, is told nothing.
    run(&pool, &format!("update activity set responsible = '{}'", office.firm.neighbour)).await;
    assert_eq!(office.at("2999-01-03T09:00:00Z").await, 0);
    run(
        &pool,
        &format!("update activity set responsible = '{kari}'; update app_user set active = false where id = '{kari}'"),
    )
    .await;
    assert_eq!(office.at("2999-01-03T09:00:00Z").await, 0);
    run(&pool, "update app_user set active = true; update activity set note = 'x'").await;
    office.remind(kari, id, None).await;
    assert_eq!(office.at("2999-01-03T09:00:00Z").await, 0);
    office.remind(kari, id, Some(Lead::Start)).await;
    assert_eq!(office.at("2999-01-03T09:00:00Z").await, 1);
    assert_eq!(office.count("select count(*) from notice").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_a_series_one_is_reminded_each_time_and_of_one_as_one_says(pool: PgPool) {
    let office = office(&pool).await;
    let kari = office.firm.consultant;
    let daily = Repeats { how: "day", times: "9", ..Repeats::default() };
    let id = office.meeting(Some(&daily)).await;
    office.remind(kari, id, Some(Lead::Start)).await;
    for day in ["2999-01-02T08:00:00Z", "2999-01-03T08:00:00Z"] {
        assert_eq!((office.at(day).await, office.at(day).await), (1, 0), "{day}");
    }
    let mut tx = office.firm.tx(&pool, kari).await;
    activity::set_state(&mut tx, Which { id, on: "2999-01-04" }, State::Done).await.unwrap();
    activity::move_to(&mut tx, Which { id, on: "2999-01-05" }, 1, "2999-01-05", "13").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.at("2999-01-04T08:00:00Z").await, 0, "the one of that day is done");
    assert_eq!(office.at("2999-01-05T08:00:00Z").await, 0, "that one is moved");
    assert_eq!(office.at("2999-01-05T12:00:00Z").await, 1);
    let link: Option<String> = value(&pool, "select recurs_on::text from notice order by id desc limit 1").await;
    assert_eq!(link, None, "it has a row of its own");
    // Of one with a row of its own it can be wanted otherwise.
    let mut tx = office.firm.tx(&pool, kari).await;
    activity::move_to(&mut tx, Which { id, on: "2999-01-06" }, 1, "2999-01-06", "13").await.unwrap();
    tx.commit().await.unwrap();
    let own: String = value(&pool, "select id::text from activity where recurs_on = '2999-01-06'").await;
    office.remind(kari, own.parse().unwrap(), None).await;
    assert_eq!(office.at("2999-01-06T12:00:00Z").await, 0);
    // What the later ones become keeps it.
    let mut tx = office.firm.tx(&pool, kari).await;
    let typed = Typed {
        activity_type: &office.event,
        title: "Senere",
        starts_on: "7.1.2999",
        starts_at: "15",
        repeats: Some(&daily),
        ..Typed::default()
    };
    activity::change(&mut tx, Which { id, on: "2999-01-07" }, Scope::Later, 1, typed).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(office.at("2999-01-07T08:00:00Z").await, 0);
    assert_eq!(office.at("2999-01-07T14:00:00Z").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_is_chosen_by_a_plain_form_and_what_is_no_choice_is_refused(pool: PgPool) {
    let office = office(&pool).await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, office.firm.tenant, office.firm.consultant).await;
    let id = office.meeting(None).await;
    let send = async |lead: &str| {
        site.post("/api/staff/activity-remind", Some(&secret), &SCRIPT, &format!("activity={id}&lead={lead}"))
            .await
            .status
    };
    assert_eq!(send("soon").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(office.count("select count(*) from activity_reminder").await, 0);
    assert_eq!(send("hour").await, StatusCode::OK);
    let page = site.get(&format!("/diary/{id}"), Some(&secret)).await.body;
    assert!(page.contains("value=\"hour\" selected"), "{page}");
    let file = site.get(&format!("/diary/{id}/file"), Some(&secret)).await.body;
    assert!(file.contains("TRIGGER:-PT1H\r\n"), "{file}");
    // So is that of a new one, with all else that is typed of it.
    let add = async |lead: &str| {
        let typed = format!("activity_type={}&title=Ny&starts_on=2999-01-02&lead={lead}", office.event);
        site.post("/api/staff/activity-add", Some(&secret), &SCRIPT, &typed).await.status
    };
    assert_eq!(add("soon").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(office.count("select count(*) from activity").await, 1);
    assert_eq!(add("day").await, StatusCode::OK);
    let lead = "select lead from activity_reminder r join activity a on a.id = r.activity_id where a.title = 'Ny'";
    assert_eq!(value::<String>(&pool, lead).await, "day");
    run(&pool, "delete from activity_reminder where lead = 'day'").await;
    assert_eq!(send("").await, StatusCode::OK);
    assert_eq!(office.count("select count(*) from reminder_due").await, 0);
}
