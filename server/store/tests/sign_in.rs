//! Who comes in, for how long, and how often one may fail.

use crate::common::{Firm, run, sign_in as secret_of, told, value};
use domain::{
    email::Email,
    error::ErrorCode,
    id::{SessionId, UserId},
};
use sqlx::PgPool;
use store::{
    SessionToken, Store, StoreError,
    attempt::{ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_ADDRESS, Trying, attempt, forget},
    sign_in,
};

async fn open(pool: &PgPool, secret: &str) -> Result<store::Tx, StoreError> {
    Store::from_pool(pool.clone()).open(&SessionToken::new(secret)).await
}

async fn sessions(pool: &PgPool, user: UserId) -> i64 {
    value(pool, &format!("select count(*) from session where user_id = '{user}'")).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_address_leads_to_its_active_account_and_no_other(pool: PgPool) {
    let (nord, syd) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let store = Store::from_pool(pool.clone());
    for (address, firm) in [("kari@nord.example", &nord), ("KARI@Syd.example", &syd)] {
        let account = sign_in::find_account(&store, &Email::parse(address).unwrap()).await.unwrap().unwrap();
        assert_eq!((account.tenant, account.user, account.password_hash.as_str()), (firm.tenant, firm.consultant, "-"));
    }
    let known = Email::parse("kari@nord.example").unwrap();
    assert!(sign_in::find_account(&store, &Email::parse("nobody@nord.example").unwrap()).await.unwrap().is_none());
    run(&pool, &format!("update app_user set active = false where id = '{}'", nord.consultant)).await;
    assert!(sign_in::find_account(&store, &known).await.unwrap().is_none());
    run(
        &pool,
        &format!("update app_user set active = true, email = 'Kari@ny.example' where id = '{}'", nord.consultant),
    )
    .await;
    assert!(sign_in::find_account(&store, &known).await.unwrap().is_none());
    assert!(sign_in::find_account(&store, &Email::parse("kari@ny.example").unwrap()).await.unwrap().is_some());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_session_is_of_the_person_who_signed_in(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let secret = secret_of(&pool, firm.tenant, firm.consultant).await;
    let tx = open(&pool, &secret).await.unwrap();
    let session = tx.session();
    assert_eq!((session.tenant, session.user, session.tenant_name.as_str()), (firm.tenant, firm.consultant, "nord"));
    assert_eq!((session.name.as_str(), session.email.as_str()), ("Kari nord", "kari@nord.example"));
    assert_eq!(session.department, Some(firm.department));
    for other in ["", "x", &secret[1..], &secret.to_uppercase()] {
        assert_eq!(told(open(&pool, other).await).code, ErrorCode::Unauthenticated, "{other}");
    }
    let kept = format!("select count(*) from session s where s::text like '%{secret}%'");
    assert_eq!(value::<i64>(&pool, &kept).await, 0, "only a digest is kept");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_session_ends_when_idle_or_old(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (seen, created, is_open) in [
        ("11 hours 59 minutes", "13 days 23 hours", true),
        ("12 hours 1 minute", "1 day", false),
        ("1 second", "14 days 1 minute", false),
    ] {
        let secret = secret_of(&pool, firm.tenant, firm.consultant).await;
        run(
            &pool,
            &format!(
                "update session set last_seen_at = now() - interval '{seen}', created_at = now() - interval '{created}'"
            ),
        )
        .await;
        let outcome = open(&pool, &secret).await;
        assert_eq!(outcome.is_ok(), is_open, "{seen}, {created}");
        if !is_open {
            assert_eq!(told(outcome).code, ErrorCode::Unauthenticated);
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_closed_account_is_out_at_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let secret = secret_of(&pool, firm.tenant, firm.consultant).await;
    assert!(open(&pool, &secret).await.is_ok());
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.consultant)).await;
    assert_eq!(told(open(&pool, &secret).await).code, ErrorCode::Unauthenticated);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn dead_sessions_go_when_a_new_one_comes(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    secret_of(&pool, firm.tenant, firm.neighbour).await;
    secret_of(&pool, firm.tenant, firm.consultant).await;
    run(&pool, "update session set last_seen_at = now() - interval '13 hours'").await;
    secret_of(&pool, firm.tenant, firm.consultant).await;
    assert_eq!((sessions(&pool, firm.consultant).await, sessions(&pool, firm.neighbour).await), (1, 1));
    assert_eq!(value::<i64>(&pool, "select count(*) from session_directory").await, 2);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn being_seen_is_noted_once_a_minute_at_most(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let secret = secret_of(&pool, firm.tenant, firm.consultant).await;
    for (ago, is_noted) in [("59 seconds", false), ("61 seconds", true)] {
        run(&pool, &format!("update session set last_seen_at = now() - interval '{ago}'")).await;
        let before: String = value(&pool, "select last_seen_at::text from session").await;
        open(&pool, &secret).await.unwrap().commit().await.unwrap();
        let after: String = value(&pool, "select last_seen_at::text from session").await;
        assert_eq!(before != after, is_noted, "{ago}");
    }
    assert!(value::<bool>(&pool, "select last_seen_at > now() - interval '1 minute' from session").await);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_person_sees_and_closes_their_own_sessions(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (here, there) =
        (secret_of(&pool, firm.tenant, firm.consultant).await, secret_of(&pool, firm.tenant, firm.consultant).await);
    let stranger = secret_of(&pool, firm.tenant, firm.stranger).await;
    let strangers = open(&pool, &stranger).await.unwrap().session().id;
    let mut tx = open(&pool, &here).await.unwrap();
    let listed = sign_in::sessions(&mut tx).await.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().all(|session| session.user_agent == "Firefox" && session.address == "192.0.2.1"));
    for not_mine in [strangers, SessionId::generate()] {
        assert_eq!(told(sign_in::close_session(&mut tx, not_mine).await).code, ErrorCode::NotFound);
    }
    let other = listed.iter().find(|session| session.id != tx.session().id).unwrap().id;
    sign_in::close_session(&mut tx, other).await.unwrap();
    tx.commit().await.unwrap();
    assert!(open(&pool, &here).await.is_ok() && open(&pool, &stranger).await.is_ok());
    assert_eq!(told(open(&pool, &there).await).code, ErrorCode::Unauthenticated);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_sessions_are_closed_or_all_but_this(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut secrets = Vec::new();
    for _ in 0..3 {
        secrets.push(secret_of(&pool, firm.tenant, firm.consultant).await);
    }
    let stranger = secret_of(&pool, firm.tenant, firm.stranger).await;
    for (but_this, left) in [(true, 1), (false, 0)] {
        let mut tx = open(&pool, &secrets[0]).await.unwrap();
        let but = but_this.then_some(tx.session().id);
        sign_in::close_all_sessions(&mut tx, but).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(open(&pool, &secrets[0]).await.is_ok(), but_this);
        assert_eq!(sessions(&pool, firm.consultant).await, left);
    }
    assert!(open(&pool, &stranger).await.is_ok());
    assert_eq!(value::<i64>(&pool, "select count(*) from session_directory").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_account_stands_ten_failures_wherever_they_come_from(pool: PgPool) {
    let store = Store::from_pool(pool.clone());
    let tries =
        async |email: &str, address: &str| attempt(&store, Trying::SignIn { account: email, address }).await.unwrap();
    for attempt in 0..ATTEMPTS_PER_ACCOUNT {
        let right = tries("kari@nord.example", "192.0.2.200").await.unwrap();
        forget(&store, right).await.unwrap();
        assert!(tries(" Kari@nord.example", &format!("192.0.2.{attempt}")).await.is_some(), "attempt {attempt}");
    }
    assert!(tries("kari@nord.example", "192.0.2.200").await.is_none());
    assert!(tries("KARI@nord.example ", "192.0.2.200").await.is_none());
    assert!(tries("nils@nord.example", "192.0.2.1").await.is_some());
    run(&pool, "update sign_in_attempt set at = now() - interval '16 minutes'").await;
    assert!(tries("kari@nord.example", "192.0.2.200").await.is_some(), "after a quarter of an hour");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_address_stands_fifty_failures_whomever_they_name(pool: PgPool) {
    let store = Store::from_pool(pool.clone());
    let tries =
        async |email: &str, address: &str| attempt(&store, Trying::SignIn { account: email, address }).await.unwrap();
    for attempt in 0..ATTEMPTS_PER_ADDRESS {
        assert!(tries(&format!("{attempt}@nord.example"), "192.0.2.1").await.is_some(), "attempt {attempt}");
    }
    assert!(tries("kari@nord.example", "192.0.2.1").await.is_none());
    assert!(tries("kari@nord.example", "192.0.2.2").await.is_some());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_many_attempts_at_once_as_many_begin_as_are_left(pool: PgPool) {
    let store = Store::from_pool(pool.clone());
    let addresses: Vec<String> = (0..30).map(|number| format!("192.0.2.{number}")).collect();
    let tries =
        addresses.iter().map(|address| attempt(&store, Trying::SignIn { account: "kari@nord.example", address }));
    let begun = futures::future::join_all(tries).await.into_iter().filter(|tried| tried.as_ref().unwrap().is_some());
    assert_eq!(i64::try_from(begun.count()).unwrap(), ATTEMPTS_PER_ACCOUNT);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn failures_are_kept_as_digests_and_for_a_day(pool: PgPool) {
    let store = Store::from_pool(pool.clone());
    attempt(&store, Trying::SignIn { account: "kari@nord.example", address: "192.0.2.1" }).await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from sign_in_attempt where length(digest) = 32").await, 2);
    run(&pool, "update sign_in_attempt set at = now() - interval '25 hours'").await;
    attempt(&store, Trying::SignIn { account: "nils@nord.example", address: "192.0.2.1" }).await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from sign_in_attempt").await, 2);
}
