//! E-mail to those who are called on: at once, once a day, or not at all, by each person's own setting.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{SCRIPT, Site};
use axum::http::StatusCode;
use domain::id::UserId;
use jiff::Timestamp;
use kundekort::digest::send_due;
use sqlx::PgPool;
use store::Store;

const ORIGIN: &str = "https://kort.firma.example";

async fn write(site: &Site, firm: &Firm, secret: &str, body: &str) {
    let typed = format!("customer={}&body={body}", firm.customer);
    assert_eq!(site.post("/api/staff/comment-add", Some(secret), &SCRIPT, &typed).await.status, StatusCode::OK);
}

async fn choose(pool: &PgPool, user: UserId, how: &str, language: &str) {
    run(pool, &format!("update app_user set mention_mail = '{how}', language = '{language}' where id = '{user}'"))
        .await;
}

async fn mails(pool: &PgPool, user: UserId) -> i64 {
    value(pool, &format!("select count(*) from outgoing where user_id = '{user}' and purpose = 'notice'")).await
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_wants_it_at_once_gets_it_with_the_comment_in_their_language(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    choose(&pool, firm.consultant, "now", "sv").await;
    choose(&pool, firm.stranger, "none", "nb").await;
    let nils = sign_in(&pool, firm.tenant, firm.neighbour).await;
    write(&site, &firm, &nils, "@Kari nord og @Stine, hvordan gr det?").await;
    assert_eq!((mails(&pool, firm.consultant).await, mails(&pool, firm.stranger).await), (1, 0));
    let mail = format!(
        "select subject || E'\\n' || array_to_string(recipients, ',') || E'\\n' || body from outgoing where user_id = '{}'",
        firm.consultant
    );
    let mail: String = value(&pool, &mail).await;
    for part in [
        "Nils nord nämnde dig hos",
        "kari@nord.example",
        "hvordan gr det?",
        &format!("/customers/{}/comments?notice=", firm.customer),
    ] {
        assert!(mail.contains(part), "{part} in {mail}");
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from notice").await, 2, "all are told on the page");
    let refused =
        site.post("/api/staff/comment-add", Some(&nils), &SCRIPT, &format!("customer={}&body=", firm.customer)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(mails(&pool, firm.consultant).await, 1, "what was not written is told to nobody");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_mail_of_the_day_goes_out_at_seven_in_oslo_once_with_all_that_is_unread(pool: PgPool) {
    let site = Site::new(&pool);
    let store = Store::from_pool(pool.clone());
    let firm = Firm::make(&pool, "nord").await;
    choose(&pool, firm.consultant, "daily", "nb").await;
    let nils = sign_in(&pool, firm.tenant, firm.neighbour).await;
    for body in ["@Kari nord første", "@Kari nord andre", "@Kari nord lest"] {
        write(&site, &firm, &nils, body).await;
    }
    run(
        &pool,
        "update notice set created_at = '2026-11-27T20:00:00Z', read_at = case when comment_id in (select id from comment where body like '%lest') then now() end;
        update mention_digest set since = '2026-11-27T20:00:00Z'",
    )
    .await;
    let send = async |when: &str| send_due(&store, ORIGIN, at(when)).await.unwrap();
    assert_eq!(send("2026-11-28T05:59:00Z").await, 0, "one minute to seven");
    assert_eq!(send("2026-11-28T06:00:00Z").await, 1);
    assert_eq!(send("2026-11-28T06:01:00Z").await, 0, "once");
    let body: String = value(&pool, "select body from outgoing where purpose = 'notice'").await;
    assert!(body.contains("første") && body.contains("andre") && !body.contains("lest"), "{body}");
    assert!(body.contains(&format!("{ORIGIN}/customers/{}/comments?notice=", firm.customer)), "{body}");
    write(&site, &firm, &nils, "@Kari nord samme dag").await;
    run(&pool, "update notice set created_at = '2026-11-28T09:00:00Z' where mailed_at is null and read_at is null; update mention_digest set since = '2026-11-28T09:00:00Z'").await;
    assert_eq!(send("2026-11-28T22:00:00Z").await, 0, "once a day");
    assert_eq!(send("2026-11-29T10:00:00Z").await, 1, "a server that was away at seven makes it good");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_has_left_gets_no_mail_of_the_day(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    choose(&pool, firm.consultant, "daily", "nb").await;
    let nils = sign_in(&pool, firm.tenant, firm.neighbour).await;
    write(&site, &firm, &nils, "@Kari nord hei").await;
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.consultant)).await;
    let store = Store::from_pool(pool.clone());
    assert_eq!(send_due(&store, ORIGIN, at("2999-01-01T12:00:00Z")).await.unwrap(), 0);
    assert_eq!(mails(&pool, firm.consultant).await, 0);
    assert_eq!(value::<i64>(&pool, "select count(*) from mention_digest").await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn more_than_one_mail_holds_goes_out_whole_the_same_morning(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (who, address) in [(firm.consultant, "kari@nord.example"), (firm.stranger, "no address")] {
        choose(&pool, who, "daily", "nb").await;
        run(&pool, &format!("update app_user set email = '{address}' where id = '{who}'")).await;
    }
    let store = Store::from_pool(pool.clone());
    for _ in 0..60 {
        let mut tx = firm.tx(&pool, firm.neighbour).await;
        let place = store::comment::Place::default();
        let body = "@Kari nord og @Stine nord, se her";
        store::comment::add(&mut tx, firm.customer, body, place).await.unwrap();
        tx.commit().await.unwrap();
    }
    run(
        &pool,
        "update notice set created_at = '2026-11-27T20:00:00Z'; update mention_digest set since = '2026-11-27T20:00:00Z'",
    )
    .await;
    assert!(send_due(&store, ORIGIN, at("2026-11-28T06:00:00Z")).await.unwrap() > 0);
    assert_eq!(mails(&pool, firm.consultant).await, 2, "fifty, and what is left");
    let told = "select count(*) from notice where mailed_at is null";
    assert_eq!((mails(&pool, firm.stranger).await, value::<i64>(&pool, told).await), (0, 0));
    assert_eq!(send_due(&store, ORIGIN, at("2026-11-28T06:01:00Z")).await.unwrap(), 0);
}
