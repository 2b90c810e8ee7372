//! The work of a server in the background, from the request that queues it to its report.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, sign_in, value};
use crate::site::{BROWSER, Site};
use axum::http::StatusCode;
use domain::{bulk::BulkChange, id::JobId, job::JobKind};
use kundekort::jobs;
use sqlx::PgPool;
use store::Store;

async fn queue(pool: &PgPool, firm: &Firm) -> JobId {
    let change = BulkChange { field: "nickname".to_owned(), how: domain::bulk::How::Set, typed: "Sist".to_owned() };
    let mut tx = firm.tx(pool, firm.consultant).await;
    let parameters = serde_json::to_value(change).unwrap();
    let job = store::job::queue(&mut tx, JobKind::Change, &parameters, None).await.unwrap();
    store::job::add_customers(&mut tx, job, JobKind::Change, &[firm.customer]).await.unwrap();
    tx.commit().await.unwrap();
    job
}

/// Waits until a query says so; what it waits for is announced, so that it is a matter of moments.
async fn until(pool: &PgPool, query: &str) {
    while !value::<bool>(pool, query).await {
        tokio::task::yield_now().await;
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_server_does_what_is_queued_until_it_stops(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let server = tokio::spawn(jobs::run(store.clone()));
    let job = queue(&pool, &firm).await;
    until(&pool, &format!("select state = 'done' from job where id = '{job}'")).await;
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where nickname = 'Sist'").await, 1);
    store.live().close();
    server.await.unwrap();
    let left = queue(&pool, &firm).await;
    assert_eq!(value::<String>(&pool, &format!("select state from job where id = '{left}'")).await, "queued");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_job_is_followed_and_taken_back_by_plain_forms(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (store, site) = Site::with_store(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let job = queue(&pool, &firm).await;
    let page = format!("/jobs/{job}");
    let waiting = site.get(&page, Some(&secret)).await;
    assert!(waiting.body.contains("data-job-running") && waiting.body.contains("job-notice"), "{}", waiting.body);
    assert!(site.get("/customers", Some(&secret)).await.body.contains(&format!("href=\"{page}\"")));
    jobs::run_waiting(&store).await;
    let done = site.get(&page, Some(&secret)).await;
    assert!(!done.body.contains("data-job-running") && done.body.contains("Første kunde nord"), "{}", done.body);
    assert!(site.get("/jobs", Some(&secret)).await.body.contains("Kallenavn: Sist"));

    let undone = site.post("/api/staff/job-undo", Some(&secret), &BROWSER, &format!("job={job}")).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    jobs::run_waiting(&store).await;
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where nickname = 'Sist'").await, 0);
    assert!(site.get(undone.location(), Some(&secret)).await.body.contains("Angre «Kallenavn: Sist»"));
    let twice = site.post("/api/staff/job-undo", Some(&secret), &BROWSER, &format!("job={job}")).await;
    assert!(twice.location().contains("form="), "{twice:?}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn taking_work_on_many_back_opens_the_comments_at_its_field_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (store, site) = Site::with_store(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let place = store::comment::Place { anchor: Some("nickname"), ..store::comment::Place::default() };
    store::comment::add(&mut tx, firm.customer, "Er det riktig?", place).await.unwrap();
    tx.commit().await.unwrap();
    let open = "select count(*) from comment where anchor = 'nickname' and resolved_at is null";
    let job = queue(&pool, &firm).await;
    jobs::run_waiting(&store).await;
    assert_eq!(value::<i64>(&pool, open).await, 0);
    site.post("/api/staff/job-undo", Some(&secret), &BROWSER, &format!("job={job}")).await;
    jobs::run_waiting(&store).await;
    assert_eq!(value::<i64>(&pool, open).await, 1);
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where nickname = 'Sist'").await, 0);
}
