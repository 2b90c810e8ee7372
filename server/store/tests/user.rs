//! Accounts: invited, changed, closed and opened again by administrators alone.

use crate::common::{Firm, run, sign_in, told, value};
use domain::{
    email::Email,
    error::{ApiError, ErrorCode, Problem},
    id::UserId,
    user::Role,
};
use sqlx::PgPool;
use store::{
    SessionToken, Store, StoreError,
    attempt::{Attempt, Trying, attempt, forget},
    invitation::{InvitationToken, find, take},
    sign_in::find_account,
    user::{self, Invited},
};

const NEW: Invited<'_> =
    Invited { name: "Ny Kollega", email: "ny@firma.example", role: "consultant", department: "", language: "sv" };

async fn invite(pool: &PgPool, firm: &Firm, secret: &str) -> Result<UserId, StoreError> {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let id = user::invite(&mut tx, NEW, &InvitationToken::new(secret).digest()).await?;
    tx.commit().await?;
    Ok(id)
}

async fn change(pool: &PgPool, firm: &Firm, who: UserId, whom: UserId, role: Role) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, who).await;
    let version =
        user::list(&mut tx).await?.into_iter().find(|one| one.id == whom).ok_or(StoreError::NotFound)?.version;
    user::change(&mut tx, whom, version, role.key(), "").await?;
    tx.commit().await.map(drop)
}

async fn activate(pool: &PgPool, firm: &Firm, whom: UserId, active: bool) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, firm.administrator).await;
    user::activate(&mut tx, whom, active).await?;
    tx.commit().await.map(drop)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_invitation_is_taken_once_and_opens_the_account(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let id = invite(&pool, &firm, "s1").await.unwrap();
    let email = Email::parse("NY@firma.example").unwrap();
    assert!(find_account(&store, &email).await.unwrap().is_none(), "closed until it is taken");
    assert!(told(activate(&pool, &firm, id, true).await).problem_of("user") == Some(Problem::NotAccepted));
    let token = InvitationToken::new("s1");
    let found = find(&store, &token).await.unwrap().unwrap();
    assert_eq!((found.name.as_str(), found.tenant_name.as_str()), ("Ny Kollega", "nord"));
    assert!(!take(&store, &InvitationToken::new("s2"), "hash").await.unwrap(), "another secret");
    assert!(take(&store, &token, "hash").await.unwrap());
    assert!(!take(&store, &token, "other").await.unwrap(), "twice");
    assert!(find(&store, &token).await.unwrap().is_none());
    let account = find_account(&store, &email).await.unwrap().unwrap();
    assert_eq!((account.user, account.password_hash.as_str()), (id, "hash"));
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let refused = told(user::renew(&mut tx, id, &InvitationToken::new("s3").digest()).await);
    assert_eq!(refused.problem_of("user"), Some(Problem::Accepted));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_expired_withdrawn_or_renewed_is_of_no_use(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let works = async |secret: &str| find(&store, &InvitationToken::new(secret)).await.unwrap().is_some();
    let id = invite(&pool, &firm, "first").await.unwrap();
    run(&pool, "update invitation set expires_at = now() - interval '1 second'").await;
    assert!(!works("first").await && !take(&store, &InvitationToken::new("first"), "hash").await.unwrap());
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(user::list(&mut tx).await.unwrap().into_iter().find(|one| one.id == id).unwrap().invited_until, None);
    user::renew(&mut tx, id, &InvitationToken::new("second").digest()).await.unwrap();
    user::renew(&mut tx, id, &InvitationToken::new("third").digest()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!works("second").await && works("third").await);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    user::withdraw(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!works("third").await && !take(&store, &InvitationToken::new("third"), "hash").await.unwrap());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn no_secret_is_in_the_log_nor_behind_the_wall(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = invite(&pool, &firm, "hemmelig").await.unwrap();
    take(&Store::from_pool(pool.clone()), &InvitationToken::new("hemmelig"), "$argon2id$x").await.unwrap();
    let digest = hex(&InvitationToken::new("hemmelig").digest());
    let log: String = value(&pool, "select string_agg(changes::text, ' ') from change_log").await;
    assert!(!log.contains("argon2id") && !log.contains(&digest) && !log.contains("hemmelig"), "{log}");
    let by: UserId = value(
        &pool,
        &format!(
            "select user_id from change_log where table_name = 'app_user' and operation = 'UPDATE' and row_id = '{id}'"
        ),
    )
    .await;
    assert_eq!(by, id, "who opened it is the one who was invited");
    let walled: String = value(&pool, "select string_agg(i::text, ' ') from invitation i").await;
    assert!(!walled.contains(&digest), "{walled}");
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_can_not_be_is_told_at_its_field(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let foreign = other.department.to_string();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let wrong = Invited { name: " ", email: "ny@", role: "boss", department: &foreign, language: "tlh" };
    let refused = told(user::invite(&mut tx, wrong, b"x").await);
    let problems = ["name", "email", "role", "department"].map(|field| refused.problem_of(field));
    assert_eq!(problems, [Problem::Required, Problem::Email, Problem::Choice, Problem::Choice].map(Some));
    drop(tx);
    // One address is one account, in all firms; the answer does not tell in which.
    for taken in ["KARI@nord.example", "kari@syd.example"] {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        let refused = ApiError::from(user::invite(&mut tx, Invited { email: taken, ..NEW }, b"x").await.unwrap_err());
        assert_eq!(refused.problem_of("email"), Some(Problem::EmailTaken), "{taken}");
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from invitation").await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_last_administrator_stays_and_nobody_closes_their_own_account(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let refused = told(change(&pool, &firm, firm.administrator, firm.administrator, Role::Consultant).await);
    assert_eq!(refused.problem_of("role"), Some(Problem::LastAdministrator));
    let refused = told(activate(&pool, &firm, firm.administrator, false).await);
    assert_eq!(refused.problem_of("user"), Some(Problem::Yourself));
    change(&pool, &firm, firm.administrator, firm.neighbour, Role::Administrator).await.unwrap();
    change(&pool, &firm, firm.neighbour, firm.administrator, Role::Consultant).await.unwrap();
    let refused = told(change(&pool, &firm, firm.administrator, firm.neighbour, Role::Consultant).await);
    assert_eq!(refused.code, ErrorCode::Forbidden, "who was one is none any more");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_administrators_do_not_demote_each_other_at_the_same_moment(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, firm.administrator, firm.neighbour, Role::Administrator).await.unwrap();
    let (one, two) = tokio::join!(
        change(&pool, &firm, firm.administrator, firm.neighbour, Role::Consultant),
        change(&pool, &firm, firm.neighbour, firm.administrator, Role::Consultant),
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let left: i64 = value(&pool, "select count(*) from app_user where role = 'administrator' and active").await;
    assert_eq!(left, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_closed_account_is_out_at_once_and_its_name_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    store.open(&SessionToken::new(&secret)).await.unwrap();
    activate(&pool, &firm, firm.consultant, false).await.unwrap();
    assert!(matches!(store.open(&SessionToken::new(&secret)).await, Err(StoreError::Unauthenticated)));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let values = store::customer::values(&mut tx, firm.customer).await.unwrap();
    assert!(format!("{values:?}").contains(&firm.consultant.to_string()), "still the customer's consultant");
    assert!(store::list::staff(&mut tx).await.unwrap().iter().all(|one| one.value != firm.consultant.to_string()));
    drop(tx);
    activate(&pool, &firm, firm.consultant, true).await.unwrap();
    assert!(matches!(store.open(&SessionToken::new(&secret)).await, Err(StoreError::Unauthenticated)), "signs in anew");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn administrators_of_the_firm_alone_see_and_change_accounts(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(told(user::list(&mut tx).await).code, ErrorCode::Forbidden);
        assert_eq!(told(user::invite(&mut tx, NEW, b"x").await).code, ErrorCode::Forbidden);
        assert_eq!(told(user::change(&mut tx, who, 1, "administrator", "").await).code, ErrorCode::Forbidden);
        assert_eq!(told(user::activate(&mut tx, firm.neighbour, false).await).code, ErrorCode::Forbidden);
    }
    let mut tx = other.tx(&pool, other.administrator).await;
    assert!(user::list(&mut tx).await.unwrap().iter().all(|one| one.name.ends_with("syd")));
    assert_eq!(told(user::change(&mut tx, firm.reader, 1, "administrator", "").await).code, ErrorCode::NotFound);
    assert_eq!(told(user::activate(&mut tx, firm.reader, false).await).code, ErrorCode::NotFound);
    assert_eq!(told(user::renew(&mut tx, firm.reader, b"x").await).code, ErrorCode::NotFound);
    assert_eq!(told(user::withdraw(&mut tx, firm.reader).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_unanswered_invitation_keeps_its_address_from_no_other_firm(pool: PgPool) {
    let (nord, syd) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    invite(&pool, &nord, "first").await.unwrap();
    let twice = told(invite(&pool, &nord, "again").await);
    assert_eq!(twice.problem_of("email"), Some(Problem::EmailTaken), "once in a firm");
    let other = invite(&pool, &syd, "second").await.unwrap();
    let store = Store::from_pool(pool.clone());
    assert!(take(&store, &InvitationToken::new("second"), "hash").await.unwrap());
    assert!(!take(&store, &InvitationToken::new("first"), "hash").await.unwrap(), "it has an account now");
    assert!(
        find_account(&store, &Email::parse(NEW.email).unwrap()).await.unwrap().is_some_and(|found| found.user == other)
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_many_attempts_at_once_no_more_begin_than_are_left(pool: PgPool) {
    let store = Store::from_pool(pool.clone());
    let begun = futures_of(&store, 30).await;
    assert_eq!(begun.iter().filter(|begun| begun.is_some()).count(), 20);
    let first = begun.into_iter().flatten().next().unwrap();
    forget(&store, first).await.unwrap();
    assert!(attempt(&store, Trying::Link("10.0.0.1")).await.unwrap().is_some(), "one was not in vain");
    assert!(attempt(&store, Trying::Link("10.0.0.1")).await.unwrap().is_none());
}

#[expect(clippy::unwrap_used, reason = "a test")]
async fn futures_of(store: &Store, many: usize) -> Vec<Option<Attempt>> {
    let tasks: Vec<_> = (0..many)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { attempt(&store, Trying::Link("10.0.0.1")).await.unwrap() })
        })
        .collect();
    let mut begun = Vec::new();
    for task in tasks {
        begun.push(task.await.unwrap());
    }
    begun
}
