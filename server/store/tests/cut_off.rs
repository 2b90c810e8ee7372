//! Connections: requests that are cut off while they begin leave nothing begun behind, and what takes its time does not
//! stand in the way of pages.

use crate::common::{Firm, sign_in};
use futures::FutureExt;
use sqlx::{ConnectOptions, PgPool, postgres::PgPoolOptions};
use store::{SessionToken, Store};

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_transaction_that_is_cut_off_while_it_begins_is_over(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    // As the server's: a connection is not asked whether it lives before it is used, so what is asked for first is to
    // begin.
    let pool = PgPoolOptions::new()
        .max_connections(3)
        .test_before_acquire(false)
        .connect_with((*pool.connect_options()).clone())
        .await
        .unwrap();
    let store = Store::from_pool(pool.clone());
    let token = SessionToken::new(&secret);
    store.open(&token).await.unwrap().commit().await.unwrap();
    for _ in 0..20 {
        // Asked once, so that it has begun, and then let go of.
        assert!(store.open(&token).now_or_never().is_none());
        tokio::task::yield_now().await;
    }
    // All connections at once: whoever still had one has given it back by then.
    let mut all = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        all.push(pool.acquire().await.unwrap());
    }
    let begun = "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'";
    let begun: i64 = sqlx::query_scalar(begun).fetch_one(&mut *all[0]).await.unwrap();
    assert_eq!(begun, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn exports_leave_pages_their_connections_and_slow_pages_take_the_others(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let token = SessionToken::new(&sign_in(&pool, firm.tenant, firm.consultant).await);
    // Two for pages, two for what takes its time, and the one of those that listens.
    let store = Store::connect(pool.connect_options().to_url_lossy().as_str(), 4).await.unwrap();
    let mut exports = Vec::new();
    for _ in 0..3 {
        exports.push(store.open_snapshot(&token).await.unwrap());
    }
    let pages = [store.open(&token).await.unwrap(), store.open(&token).await.unwrap()];
    // One more finds none anywhere, and is told so in time.
    assert!(store.open(&token).await.is_err());
    drop(exports);
    let another = store.open(&token).await.unwrap();
    drop((pages, another));
    store.close().await;
}
