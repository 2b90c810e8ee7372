//! Requests that are cut off while they begin leave nothing begun behind.

use crate::common::{Firm, sign_in};
use futures::FutureExt;
use sqlx::{PgPool, postgres::PgPoolOptions};
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
