//! A diary that other programs subscribe to.

use crate::common::{Firm, sign_in, value};
use crate::site::{BROWSER, SCRIPT, Site};
use axum::http::StatusCode;
use sqlx::PgPool;
use store::calendar_feed::{self, FeedToken};

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_right_address_is_answered_whatever_others_try_in_vain(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    calendar_feed::renew(&mut tx, &FeedToken::new("right")).await.unwrap();
    tx.commit().await.unwrap();
    let mut wrong = Vec::new();
    for n in 0..25 {
        wrong.push(site.get(&format!("/calendar/wrong-{n}"), None).await.status);
    }
    assert_eq!((wrong[0], wrong[24]), (StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(site.get("/calendar/right", None).await.status, StatusCode::OK);
    let invitation = site.get("/invitation/unknown", None).await;
    assert_ne!(invitation.status, StatusCode::TOO_MANY_REQUESTS, "they count apart");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_addresses_that_are_asked_for_at_once_one_holds(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    for _ in 0..10 {
        let ask = || site.post("/api/staff/calendar-feed-renew", Some(&secret), &SCRIPT, "");
        let (one, two, three) = tokio::join!(ask(), ask(), ask());
        assert_eq!([one.status, two.status, three.status], [StatusCode::OK; 3]);
        assert_eq!(value::<i64>(&pool, "select count(*) from calendar_feed_directory").await, 1);
        site.post("/api/staff/calendar-feed-remove", Some(&secret), &BROWSER, "").await;
        assert_eq!(value::<i64>(&pool, "select count(*) from calendar_feed_directory").await, 0);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_series_is_typed_once_and_told_by_its_rule_with_what_was_done_of_it(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let of = firm.add_activity_type(&pool, "Møte", "event").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let typed = format!(
        "customer={}&activity_type={of}&title=Ukemote&starts_on=2999-01-01&starts_at=9&repeats=week&weekdays=&weekdays=WE&weekdays=FR&interval=2",
        firm.customer
    );
    assert_eq!(site.post("/api/staff/activity-add", Some(&secret), &SCRIPT, &typed).await.status, StatusCode::OK);
    let id: String = value(&pool, "select id::text from activity").await;
    let done = format!("activity={id}&on=2999-01-04&state=done");
    assert_eq!(site.post("/api/staff/activity-state", Some(&secret), &SCRIPT, &done).await.status, StatusCode::OK);
    for (on, status) in [
        ("", StatusCode::OK),
        ("?on=2999-01-04", StatusCode::OK),
        ("?on=2999-01-05", StatusCode::NOT_FOUND),
        ("?on=%27", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(site.get(&format!("/diary/{id}{on}"), Some(&secret)).await.status, status, "{on}");
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    calendar_feed::renew(&mut tx, &FeedToken::new("right")).await.unwrap();
    tx.commit().await.unwrap();
    let feed = site.get("/calendar/right", None).await.body;
    for line in [
        "TZID:Europe/Oslo",
        "DTSTART;TZID=Europe/Oslo:29990102T090000",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,FR",
        "RECURRENCE-ID;TZID=Europe/Oslo:29990104T090000",
    ] {
        assert!(feed.contains(&format!("{line}\r\n")), "{line}: {feed}");
    }
    assert!(!feed.contains("EXDATE"), "{feed}");
    let gone = format!("activity={id}&on=2999-01-02&scope=one");
    assert_eq!(site.post("/api/staff/activity-delete", Some(&secret), &SCRIPT, &gone).await.status, StatusCode::OK);
    let feed = site.get("/calendar/right", None).await.body;
    assert!(feed.contains("EXDATE;TZID=Europe/Oslo:29990102T090000\r\n"), "{feed}");
}
