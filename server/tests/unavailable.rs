//! The database goes away, or freezes, and comes back: a page that says so, and nothing to restart.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, sign_in, value};
use crate::site::{Answer, BROWSER, SCRIPT, Site};
use axum::http::StatusCode;
use sqlx::{ConnectOptions, PgPool};
use std::{future::Future, sync::Arc, time::Duration};
use store::Store;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
    time::timeout,
};

/// How it stands with the way to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It is open.
    Open,
    /// What is sent gets nowhere, and nothing comes back.
    Frozen,
    /// Connections are cut, and new ones too.
    Cut,
}

/// A way to the database that a test opens and closes.
struct Proxy {
    way: watch::Sender<Way>,
    port: u16,
}

impl Proxy {
    async fn to(host: String, port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let own_port = listener.local_addr().unwrap().port();
        let (way, state) = watch::channel(Way::Open);
        let host: Arc<str> = host.into();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, host.clone(), port, state.clone()));
            }
        });
        Self { way, port: own_port }
    }

    fn set(&self, way: Way) {
        self.way.send_replace(way);
    }
}

/// Carries one connection for as long as the way is open; holds it still while it is frozen.
async fn carry(mut client: TcpStream, host: Arc<str>, port: u16, mut state: watch::Receiver<Way>) {
    if *state.borrow_and_update() == Way::Cut {
        return;
    }
    let mut server = TcpStream::connect((&*host, port)).await.unwrap();
    loop {
        let now = *state.borrow_and_update();
        match now {
            Way::Cut => return,
            Way::Frozen => state.changed().await.unwrap(),
            Way::Open => tokio::select! {
                _ = copy_bidirectional(&mut client, &mut server) => return,
                _ = state.changed() => {}
            },
        }
    }
}

/// A site whose database is reached by that way only.
async fn site_behind(pool: &PgPool) -> (Site, Proxy) {
    let options = pool.connect_options();
    let proxy = Proxy::to(options.get_host().to_owned(), options.get_port()).await;
    let mut url = options.to_url_lossy();
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_port(Some(proxy.port)).unwrap();
    let store = Store::connect(url.as_str(), 4).await.unwrap();
    (Site::with(store), proxy)
}

/// The answer, which the server gives after two seconds; many more are for a busy machine, where a
/// test of two seconds is one of the machine. Without the server's own limit it never comes.
async fn soon(answer: impl Future<Output = Answer>) -> Answer {
    timeout(Duration::from_secs(10), answer).await.unwrap()
}

/// Asks until the page is there again.
async fn recovers(site: &Site, address: &str, secret: &str) {
    let again = async { while site.get(address, Some(secret)).await.status != StatusCode::OK {} };
    timeout(Duration::from_mins(1), again).await.unwrap();
}

async fn goes_away_and_comes_back(pool: PgPool, how: Way) {
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let (site, proxy) = site_behind(&pool).await;
    let card = format!("/customers/{}", firm.customer);
    assert_eq!(site.get(&card, Some(&secret)).await.status, StatusCode::OK);
    proxy.set(how);
    for _ in 0..2 {
        let page = soon(site.get(&card, Some(&secret))).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(page.header("retry-after"), "2");
        assert!(page.body.contains("Vi når ikke databasen akkurat nå"), "{}", page.body);
    }
    let comment = format!("customer={}&body=Ringte", firm.customer);
    let told = soon(site.post("/api/staff/comment-add", Some(&secret), &SCRIPT, &comment)).await;
    assert_eq!((told.status, told.error().code.status()), (StatusCode::SERVICE_UNAVAILABLE, 503));
    let page = soon(site.post("/api/staff/comment-add", Some(&secret), &BROWSER, &comment)).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    let attempt = "email=kari@nord.example&password=Kundekort-2026&next=/";
    assert_eq!(
        soon(site.post("/api/staff/sign-in", None, &SCRIPT, attempt)).await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
    assert_eq!(soon(site.get("/readyz", None)).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(soon(site.get("/healthz", None)).await.status, StatusCode::OK);
    proxy.set(Way::Open);
    recovers(&site, &card, &secret).await;
    let written: i64 = value(&pool, "select count(*) from comment where body = 'Ringte'").await;
    assert_eq!(written, 0, "what was refused was not done later");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_database_that_is_down_is_told_at_once_and_its_return_noticed(pool: PgPool) {
    goes_away_and_comes_back(pool, Way::Cut).await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_database_that_is_frozen_is_told_in_two_seconds_and_its_return_noticed(pool: PgPool) {
    goes_away_and_comes_back(pool, Way::Frozen).await;
}
