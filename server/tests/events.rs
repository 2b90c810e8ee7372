//! The stream of a customer's card: who may hear it, what it says, and when it ends.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{SCRIPT, Site};
use axum::{body::Body, http::StatusCode};
use http_body_util::BodyExt;
use kundekort::access::{Expect, STREAMS};
use serde_json::{Value, json};
use sqlx::PgPool;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

/// The events of one open stream.
struct Events {
    body: Body,
    text: String,
}

impl Events {
    async fn open(site: &Site, firm: &Firm, secret: &str) -> Self {
        Self::open_at(site, &format!("/customers/{}/events", firm.customer), secret).await
    }

    async fn open_at(site: &Site, path: &str, secret: &str) -> Self {
        let response = site.open(path, Some(secret)).await;
        assert_eq!(response.status(), StatusCode::OK);
        let headers = response.headers();
        assert_eq!(headers.get("content-type").unwrap(), "text/event-stream");
        assert_eq!(headers.get("x-accel-buffering").unwrap(), "no");
        assert_eq!(headers.get("cache-control").unwrap(), "no-store");
        assert!(headers.get("content-encoding").is_none());
        Self { body: response.into_body(), text: String::new() }
    }

    /// The next event with its data; `None` when the stream has ended.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let rest = self.text.split_off(end + 2);
                let event = std::mem::replace(&mut self.text, rest);
                let line = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                let found = line("event:").map(str::to_owned).zip(line("data:").map(str::to_owned));
                if let Some((name, data)) = found {
                    return Some((name, serde_json::from_str(&data).unwrap()));
                }
                continue;
            }
            let frame = timeout(Duration::from_mins(1), self.body.frame()).await.expect("an event in time")?;
            self.text.push_str(std::str::from_utf8(frame.unwrap().data_ref().unwrap()).unwrap());
        }
    }

    /// The next event of this name; others before it are passed over.
    async fn wait(&mut self, name: &str) -> Value {
        loop {
            let (event, data) = self.next().await.expect("the stream goes on");
            if event == name {
                return data;
            }
        }
    }

    /// Waits until so many notices are unread; what is told then.
    async fn wait_unread(&mut self, unread: i64) -> Value {
        loop {
            let told = self.wait("notices").await;
            if told.get("unread") == Some(&json!(unread)) {
                return told;
            }
        }
    }

    /// Waits until exactly these are on the card, each with what they write in.
    async fn wait_for(&mut self, others: &Value) {
        loop {
            let people = self.wait("people").await;
            let people: Vec<Value> = people
                .as_array()
                .unwrap()
                .iter()
                .map(|person| json!([person.get("name").unwrap(), person.get("field").unwrap()]))
                .collect();
            if json!(people) == *others {
                return;
            }
        }
    }
}

async fn save(site: &Site, firm: &Firm, secret: &str, nickname: &str) {
    let typed = format!("customer={}&version=1&patch[nickname]={nickname}", firm.customer);
    assert_eq!(site.post("/api/staff/customer-fields", Some(secret), &SCRIPT, &typed).await.status, StatusCode::OK);
}

async fn write(site: &Site, firm: &Firm, secret: &str, stream: &Value, field: &str) -> StatusCode {
    let typed = format!("customer={}&stream={}&field={field}", firm.customer, stream.as_str().unwrap());
    site.post("/api/staff/presence", Some(secret), &SCRIPT, &typed).await.status
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_stream_is_for_those_whom_the_table_names(pool: PgPool) {
    let site = Site::new(&pool);
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    for row in STREAMS {
        let callers = [
            (None, row.anonymous),
            (Some((&other, other.administrator)), row.other_firm),
            (Some((&firm, firm.reader)), row.without_right),
            (Some((&firm, firm.consultant)), row.with_right),
        ];
        for (caller, expected) in callers {
            let secret = match caller {
                Some((firm, user)) => Some(sign_in(&pool, firm.tenant, user).await),
                None => None,
            };
            let status = |expected| match expected {
                Expect::Allowed => StatusCode::OK,
                Expect::SignIn => StatusCode::UNAUTHORIZED,
                Expect::Forbidden => StatusCode::FORBIDDEN,
                Expect::NotFound => StatusCode::NOT_FOUND,
            };
            let path = row.path.replace("{customer}", &firm.customer.to_string());
            assert_eq!(site.open(&path, secret.as_deref()).await.status(), status(expected), "{path}");
            let named = row.path.contains("{customer}");
            for id in ["10237", "01900000-0000-7000-8000-000000000000", "'"].into_iter().filter(|_| named) {
                let path = row.path.replace("{customer}", id);
                let expected = if secret.is_some() { StatusCode::NOT_FOUND } else { StatusCode::UNAUTHORIZED };
                assert_eq!(site.open(&path, secret.as_deref()).await.status(), expected, "{path}");
            }
        }
    }
}

#[test]
fn the_list_of_streams_is_the_routers() {
    let source = include_str!("../src/router.rs");
    let routed: BTreeSet<_> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(_, handler)| handler.starts_with(", get(events::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(routed, STREAMS.iter().map(|row| row.path).collect());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_save_is_heard_by_those_on_the_card_and_by_nobody_else(pool: PgPool) {
    let site = Site::new(&pool);
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let (kari, nils) =
        (sign_in(&pool, firm.tenant, firm.consultant).await, sign_in(&pool, firm.tenant, firm.neighbour).await);
    let theirs = sign_in(&pool, other.tenant, other.consultant).await;
    let mut hears = Events::open(&site, &firm, &nils).await;
    let mut elsewhere = Events::open(&site, &other, &theirs).await;
    let latest: String = value(
        &pool,
        &format!(
            "select id::text from change_log where customer_id = '{}' order by at desc, id desc limit 1",
            firm.customer
        ),
    )
    .await;
    assert_eq!(hears.wait("hello").await.get("latest"), Some(&json!(latest)));
    save(&site, &firm, &kari, "Ny").await;
    let change = hears.wait("change").await;
    let entry: String = value(&pool, "select id::text from change_log where source = 'typed'").await;
    assert_eq!(change, json!(entry));
    // What is next on the other firm's stream is its own.
    save(&site, &other, &theirs, "Annat").await;
    let next = elsewhere.wait("change").await;
    assert_ne!(next, change);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_stream_ends_when_its_session_does(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (kari, nils) =
        (sign_in(&pool, firm.tenant, firm.consultant).await, sign_in(&pool, firm.tenant, firm.neighbour).await);
    let (mut ends, mut goes_on) = (Events::open(&site, &firm, &kari).await, Events::open(&site, &firm, &nils).await);
    site.post("/api/staff/sign-out", Some(&kari), &SCRIPT, "").await;
    assert_eq!(ends.wait("end").await, json!("signed-out"));
    assert_eq!(ends.next().await, None);
    goes_on.wait_for(&json!([])).await;
    save(&site, &firm, &nils, "Ny").await;
    goes_on.wait("change").await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_fifth_stream_of_a_session_ends_the_first(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let mut first = Events::open(&site, &firm, &secret).await;
    let mut open = Vec::new();
    for _ in 0..4 {
        open.push(Events::open(&site, &firm, &secret).await);
    }
    assert_eq!(first.wait("end").await, json!("enough"));
    save(&site, &firm, &secret, "Ny").await;
    for stream in &mut open {
        stream.wait("change").await;
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn streams_end_when_the_server_stops(pool: PgPool) {
    let (store, site) = Site::with_store(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let mut stream = Events::open(&site, &firm, &secret).await;
    stream.wait("people").await;
    stream.wait_unread(0).await;
    store.live().close();
    assert_eq!(stream.next().await, None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn others_on_the_card_are_seen_with_what_they_write_in(pool: PgPool) {
    let site = Site::new(&pool);
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let (kari, nils) =
        (sign_in(&pool, firm.tenant, firm.consultant).await, sign_in(&pool, firm.tenant, firm.neighbour).await);
    let theirs = sign_in(&pool, other.tenant, other.consultant).await;
    let mut mine = Events::open(&site, &firm, &kari).await;
    mine.wait_for(&json!([])).await;
    let mut colleague = Events::open(&site, &firm, &nils).await;
    let stream = colleague.wait("hello").await.get("stream").unwrap().clone();
    colleague.wait_for(&json!([["Kari nord", null]])).await;
    mine.wait_for(&json!([["Nils nord", null]])).await;
    assert_eq!(write(&site, &firm, &nils, &stream, "field-phone").await, StatusCode::OK);
    mine.wait_for(&json!([["Nils nord", "field-phone"]])).await;
    // Neither by somebody else's stream, nor from another firm, nor with what is no id of ours.
    assert_eq!(write(&site, &firm, &kari, &stream, "field-email").await, StatusCode::OK);
    assert_eq!(write(&site, &firm, &theirs, &stream, "field-email").await, StatusCode::NOT_FOUND);
    assert_eq!(write(&site, &firm, &nils, &stream, "x']").await, StatusCode::BAD_REQUEST);
    assert_eq!(write(&site, &firm, &nils, &stream, "").await, StatusCode::OK);
    mine.wait_for(&json!([["Nils nord", null]])).await;
    // Who may only read looks, and never writes.
    let rolf = sign_in(&pool, firm.tenant, firm.reader).await;
    let mut reader = Events::open(&site, &firm, &rolf).await;
    let reads = reader.wait("hello").await.get("stream").unwrap().clone();
    assert_eq!(write(&site, &firm, &rolf, &reads, "field-phone").await, StatusCode::OK);
    assert_eq!(write(&site, &firm, &nils, &stream, "field-email").await, StatusCode::OK);
    mine.wait_for(&json!([["Nils nord", "field-email"], ["Rolf nord", null]])).await;
    drop(reader);
    drop(colleague);
    mine.wait_for(&json!([])).await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn servers_on_one_database_tell_each_other(pool: PgPool) {
    let (one, two) = (Site::new(&pool), Site::new(&pool));
    let firm = Firm::make(&pool, "nord").await;
    let (kari, nils) =
        (sign_in(&pool, firm.tenant, firm.consultant).await, sign_in(&pool, firm.tenant, firm.neighbour).await);
    let mut mine = Events::open(&one, &firm, &kari).await;
    let mut colleague = Events::open(&two, &firm, &nils).await;
    let stream = colleague.wait("hello").await.get("stream").unwrap().clone();
    mine.wait_for(&json!([["Nils nord", null]])).await;
    colleague.wait_for(&json!([["Kari nord", null]])).await;
    // The form may reach the other server.
    assert_eq!(write(&one, &firm, &nils, &stream, "field-phone").await, StatusCode::OK);
    mine.wait_for(&json!([["Nils nord", "field-phone"]])).await;
    save(&two, &firm, &nils, "Ny").await;
    mine.wait("change").await;
    drop(colleague);
    mine.wait_for(&json!([])).await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_lost_connection_is_opened_again_and_says_that_something_may_be_missed(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let mut stream = Events::open(&site, &firm, &secret).await;
    stream.wait("people").await;
    let listeners = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query like 'LISTEN%'";
    assert_eq!(value::<i64>(&pool, listeners).await, 1, "one listener, however many streams");
    stream.wait("missed").await;
    save(&site, &firm, &secret, "Ny").await;
    stream.wait("change").await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_page_that_is_left_open_keeps_no_session_alive(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let token = store::SessionToken::new(&secret);
    let store = store::Store::from_pool(pool.clone());
    let session = store.open(&token).await.unwrap().commit().await.unwrap();
    run(&pool, "update session set last_seen_at = now() - interval '11 hours'").await;
    assert!(store::live::may_still_hear(&store, &token, &session).await.unwrap());
    let is_idle = "select bool_and(last_seen_at < now() - interval '10 hours') from session";
    assert!(value::<bool>(&pool, is_idle).await, "asking is no use");
    run(&pool, "update session set last_seen_at = now() - interval '13 hours'").await;
    assert!(!store::live::may_still_hear(&store, &token, &session).await.unwrap());
    run(&pool, "update session set last_seen_at = now()").await;
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.consultant)).await;
    assert!(!store::live::may_still_hear(&store, &token, &session).await.unwrap());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_is_called_on_hears_of_it_at_once_on_any_page_and_nobody_else_does(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (kari, nils, stine) = (
        sign_in(&pool, firm.tenant, firm.consultant).await,
        sign_in(&pool, firm.tenant, firm.neighbour).await,
        sign_in(&pool, firm.tenant, firm.stranger).await,
    );
    let mut on_card = Events::open(&site, &firm, &kari).await;
    let mut elsewhere = Events::open_at(&site, "/events", &kari).await;
    let mut other = Events::open_at(&site, "/events", &stine).await;
    for stream in [&mut on_card, &mut elsewhere, &mut other] {
        stream.wait_unread(0).await;
    }
    let typed = format!("customer={}&body=@Kari nord, se her", firm.customer);
    assert_eq!(site.post("/api/staff/comment-add", Some(&nils), &SCRIPT, &typed).await.status, StatusCode::OK);
    for stream in [&mut on_card, &mut elsewhere] {
        let told = stream.wait_unread(1).await;
        assert_eq!(told.get("label"), Some(&json!("Varsler, 1 ulest")));
        assert!(!told.to_string().contains("se her"), "what it is about is read on a page");
    }
    let typed = format!("customer={}&body=@Stine nord, se her", firm.customer);
    assert_eq!(site.post("/api/staff/comment-add", Some(&nils), &SCRIPT, &typed).await.status, StatusCode::OK);
    // Two would be those of a colleague too.
    other.wait_unread(1).await;
    assert_eq!(site.post("/api/staff/notices-read", Some(&kari), &SCRIPT, "").await.status, StatusCode::OK);
    // Read in another tab.
    elsewhere.wait_unread(0).await;
}
