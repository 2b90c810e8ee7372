//! SMS go out by a gateway over real connections: each once, with what became of it, and never again by itself where
//! nobody knows whether it is out.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, run, value},
    site::{Site, objects},
};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode},
    routing::post,
};
use domain::outgoing::OutgoingKind;
use kundekort::outgoing::{Post, SmsGateway, run_waiting};
use sqlx::PgPool;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use store::{
    Store,
    dialog::{Sms, send_sms},
    outgoing::{hand_over, take},
};
use tokio::{net::TcpListener, task::JoinHandle};

type Got = Arc<Mutex<Vec<HashMap<String, String>>>>;

/// A gateway on loopback that answers always the same; none of it is in this process's own way.
struct Gateway {
    port: u16,
    got: Got,
    task: JoinHandle<()>,
}

impl Gateway {
    async fn start(status: u16, body: &'static str) -> Self {
        async fn take(
            State((got, status, body)): State<(Got, u16, &'static str)>,
            headers: HeaderMap,
            form: Bytes,
        ) -> (StatusCode, &'static str) {
            let mut form: HashMap<String, String> = serde_urlencoded::from_bytes(&form).unwrap();
            let account = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
            form.insert("authorization".to_owned(), account.to_owned());
            got.lock().unwrap().push(form);
            (StatusCode::from_u16(status).unwrap(), body)
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let got = Got::default();
        let router = Router::new().route("/a1/sms", post(take)).with_state((Arc::clone(&got), status, body));
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { port, got, task }
    }

    fn post(&self) -> Post {
        Post::Sms(by(self.port))
    }

    fn got(&self) -> Vec<HashMap<String, String>> {
        self.got.lock().unwrap().clone()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn by(port: u16) -> SmsGateway {
    let address = format!("http://127.0.0.1:{port}/a1/sms");
    let gateway = SmsGateway::new(&address, Some("u123"), Some("hemmelig"), None, "Nordvikar").unwrap();
    gateway.reporting_to(Some("https://kort.firma.example".to_owned()))
}

async fn write(pool: &PgPool, firm: &Firm, numbers: &str) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let text = Sms { to: "", other: numbers, body: "Møt opp kl. 7 ☀" };
    send_sms(&mut tx, firm.customer, &text).await.unwrap();
    tx.commit().await.unwrap();
}

async fn standing(pool: &PgPool) -> String {
    value(pool, "select string_agg(concat_ws(' ', state, problem, gateway_id), ', ' order by id) from outgoing").await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_goes_out_once_and_tells_where_to_report(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let gateway = Gateway::start(200, r#"{"id":"s1","status":"created","parts":1,"cost":3500}"#).await;
    write(&pool, &firm, "90012345").await;
    run_waiting(&store, gateway.post(), objects()).await;
    run_waiting(&store, gateway.post(), objects()).await;
    let got = gateway.got();
    assert_eq!(got.len(), 1, "once");
    assert_eq!((got[0]["to"].as_str(), got[0]["from"].as_str()), ("+4790012345", "Nordvikar"));
    assert_eq!(got[0]["message"], "Møt opp kl. 7 ☀");
    assert_eq!(got[0]["authorization"], "Basic dTEyMzpoZW1tZWxpZw==");
    assert_eq!(standing(&pool).await, "sent s1");

    // It reports at that address, and nobody who does not know it does.
    let address = got[0]["whendelivered"].strip_prefix("https://kort.firma.example").unwrap().to_owned();
    let secret = by(1).report_secret().unwrap();
    let site = Site::reported_to(&pool, &secret);
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let report = async |address: &str, body: &str| site.ask(Method::POST, address, None, &form, body).await.status;
    let guess = address.replace(&secret, &"0".repeat(64));
    assert_eq!(report(&guess, "id=s1&status=delivered").await, StatusCode::NOT_FOUND);
    assert_eq!(report(&address, "id=s2&status=delivered").await, StatusCode::NOT_FOUND);
    assert_eq!(report(&address, "status").await, StatusCode::BAD_REQUEST);
    assert_eq!(report(&address, "id=s1&status=sent").await, StatusCode::NO_CONTENT);
    assert_eq!(standing(&pool).await, "sent s1");
    assert_eq!(report(&address, "id=s1&status=delivered&delivered=2026-11-29T08:00:00").await, StatusCode::NO_CONTENT);
    assert_eq!(standing(&pool).await, "delivered s1");
    let unset = Site::new(&pool);
    assert_eq!(
        unset.ask(Method::POST, &address, None, &form, "id=s1&status=failed").await.status,
        StatusCode::NOT_FOUND
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_waits_for_a_gateway_goes_out_when_it_is_back_and_only_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    write(&pool, &firm, "90012345").await;
    run_waiting(&store, Post::Sms(by(9)), objects()).await;
    assert_eq!(standing(&pool).await, "queued unreachable");
    let gateway = Gateway::start(200, r#"{"id":"s1","status":"created"}"#).await;
    run(&pool, "update outgoing set due_at = now()").await;
    run_waiting(&store, gateway.post(), objects()).await;
    run_waiting(&store, gateway.post(), objects()).await;
    assert_eq!((gateway.got().len(), standing(&pool).await.as_str()), (1, "sent s1"));
    // E-mail is no business of the gateway.
    assert!(take(&store, OutgoingKind::Email).await.unwrap().is_none());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_refusal_is_told_and_what_may_be_out_is_not_sent_again_by_itself(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let never = Gateway::start(400, "Invalid to number").await;
    write(&pool, &firm, "90012345").await;
    run_waiting(&store, never.post(), objects()).await;
    assert_eq!(standing(&pool).await, "failed refused");
    assert!(value::<String>(&pool, "select detail from outgoing").await.contains("Invalid to number"));
    let empty = Gateway::start(403, "Not enough credits").await;
    run(&pool, "delete from outgoing").await;
    run(&pool, "update dialog set created_at = created_at - interval '1 minute'").await;
    write(&pool, &firm, "90012345").await;
    run_waiting(&store, empty.post(), objects()).await;
    assert_eq!(standing(&pool).await, "queued later", "once the account is filled it goes out");
    let broken = Gateway::start(500, "oops").await;
    run(&pool, "update outgoing set due_at = now()").await;
    run_waiting(&store, broken.post(), objects()).await;
    assert_eq!(standing(&pool).await, "unconfirmed unconfirmed");
    run_waiting(&store, broken.post(), objects()).await;
    assert_eq!(broken.got().len(), 1);

    // A server that is killed after it handed one over leaves a question, which a late report answers.
    run(&pool, "delete from outgoing").await;
    run(&pool, "update dialog set created_at = created_at - interval '1 minute'").await;
    write(&pool, &firm, "90012345").await;
    let claim = take(&store, OutgoingKind::Sms).await.unwrap().unwrap();
    assert!(hand_over(&store, &claim).await.unwrap());
    run(&pool, "update outgoing_queue set claimed_until = now() - interval '1 second'").await;
    let gateway = Gateway::start(200, r#"{"id":"s1","status":"created"}"#).await;
    run_waiting(&store, gateway.post(), objects()).await;
    assert_eq!((gateway.got().len(), standing(&pool).await.as_str()), (0, "unconfirmed unconfirmed"));
    assert!(store::outgoing::report(&store, (claim.tenant, claim.id), "s7", true, None).await.unwrap());
    assert_eq!(standing(&pool).await, "delivered s7");
}
