//! Customers that may be the same: found by what they have in common, and never again once they are two.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    double::{Likeness, Verdict},
    error::ErrorCode,
    id::CustomerId,
    job::JobKind,
    merge::Request,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use std::collections::BTreeMap;
use store::{Store, double, job::Step};

type Found = BTreeMap<(String, String), Vec<&'static str>>;

/// Pairs by name, each with what they have in common.
async fn found(pool: &PgPool, firm: &Firm, verdict: Verdict) -> Found {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let all = double::list(&mut tx, verdict, None, 100).await.unwrap();
    all.into_iter()
        .map(|double| {
            let mut names = double.halves.map(|half| half.name);
            names.sort();
            let [one, other] = names;
            let mut reasons: Vec<&str> = double.likeness.iter().map(|likeness| likeness.key()).collect();
            reasons.sort_unstable();
            ((one, other), reasons)
        })
        .collect()
}

async fn search(pool: &PgPool, firm: &Firm) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    double::search(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

fn pair(one: &str, other: &str, reasons: &[&'static str]) -> ((String, String), Vec<&'static str>) {
    ((one.to_owned(), other.to_owned()), reasons.to_vec())
}

/// Customers of which some are the same.
async fn fill(pool: &PgPool, firm: &Firm) -> Vec<CustomerId> {
    let mut all = Vec::new();
    for (values, contact) in [
        (
            json!({"name": "Bodø Sveis AS", "visiting_place": "Bodø", "organisation_number": "923609016"}),
            json!({"first_name": "A", "last_name": "A", "email": "eva@bodosveis.example"}),
        ),
        (
            json!({"name": "BODØ SVEIS", "visiting_place": "bodø", "phone": "+4775500120"}),
            json!({"first_name": "B", "last_name": "B", "email": "nils@bodosveis.example"}),
        ),
        (
            json!({"name": "Annet navn", "organisation_number": "923609016"}),
            json!({"first_name": "C", "last_name": "C", "email": "x@gmail.com"}),
        ),
        (
            json!({"name": "Tromsø Sveis AS", "visiting_place": "Tromsø"}),
            json!({"first_name": "D", "last_name": "D", "phone": "+4775500120"}),
        ),
        (json!({"name": "Privat", "email": "y@gmail.com"}), json!({"first_name": "E", "last_name": "E"})),
    ] {
        all.push(firm.add_customer_with(pool, values, contact).await);
    }
    all
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn they_are_found_by_number_name_with_place_phone_mail_and_domain(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let all = fill(&pool, &firm).await;
    fill(&pool, &other).await;
    search(&pool, &firm).await;
    let expected = Found::from([
        pair("BODØ SVEIS", "Bodø Sveis AS", &["domain", "name"]),
        pair("Annet navn", "Bodø Sveis AS", &["number"]),
        pair("BODØ SVEIS", "Tromsø Sveis AS", &["phone"]),
    ]);
    assert_eq!(found(&pool, &firm, Verdict::Open).await, expected);
    let sql = format!(
        "select jsonb_object_agg(reasons::text, score) from double_candidate where tenant_id = '{}'",
        firm.tenant
    );
    let stored: Value = value(&pool, &sql).await;
    assert_eq!(stored, json!({"{number}": 60, "{name,domain}": 50, "{phone}": 30}));
    assert!(found(&pool, &other, Verdict::Open).await.is_empty(), "another firm has not searched");

    // What is two stays two, whatever is found again; what nothing speaks for is gone.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let pairs = double::list(&mut tx, Verdict::Open, None, 10).await.unwrap();
    assert_eq!(pairs.iter().map(|double| double.score).collect::<Vec<_>>(), [60, 50, 30], "the likest first");
    let next = double::list(&mut tx, Verdict::Open, Some(pairs[0].id), 10).await.unwrap();
    assert_eq!(next, pairs[1..]);
    double::decide(&mut tx, pairs[0].id, Verdict::NotSame).await.unwrap();
    tx.commit().await.unwrap();
    run(&pool, &format!("update contact set phone = null where customer_id = '{}'", all[3])).await;
    search(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let overview = double::overview(&mut tx).await.unwrap();
    assert_eq!(overview.counts, [1, 0, 1, 0]);
    assert!(overview.searched_at.is_some());
    assert_eq!(
        told(double::decide(&mut other.tx(&pool, other.administrator).await, pairs[0].id, Verdict::Open).await).code,
        ErrorCode::NotFound
    );
    assert_eq!(
        told(double::list(&mut firm.tx(&pool, firm.reader).await, Verdict::Open, None, 1).await).code,
        ErrorCode::Forbidden
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_changed_since_is_found_as_the_whole_search_finds_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    search(&pool, &firm).await;
    assert!(found(&pool, &firm, Verdict::Open).await.is_empty());
    fill(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    double::refresh(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let sql = format!(
        "select jsonb_object_agg(reasons::text, score) from double_candidate where tenant_id = '{}'",
        firm.tenant
    );
    let changed: Value = value(&pool, &sql).await;
    search(&pool, &firm).await;
    let whole: Value = value(&pool, &sql).await;
    assert_eq!(changed, whole);
    assert_eq!(whole, json!({"{number}": 60, "{name,domain}": 50, "{phone}": 30}));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_too_many_share_is_told_and_not_paired(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for at in 0..51 {
        firm.add_customer(&pool, json!({"name": format!("Kunde {at}"), "phone": "+4775500120"})).await;
    }
    search(&pool, &firm).await;
    assert!(found(&pool, &firm, Verdict::Open).await.is_empty());
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let crowds = double::overview(&mut tx).await.unwrap().crowds;
    let [crowd] = crowds.as_slice() else { unreachable!("{crowds:?}") };
    assert_eq!((crowd.likeness, crowd.value.as_str(), crowd.count), (Likeness::Phone, "+4775500120", 51));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn more_pairs_than_are_written_together_are_all_there_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    // Five switchboards with fifty customers each, who share a mobile too: 1,225 pairs a time.
    let switchboard = "'+477550012' || n % 5";
    run(
        &pool,
        &format!(
            "with made as (
                insert into customer (tenant_id, id, number, name, status, responsible, phone, mobile)
                select c.tenant_id, uuid_v7(), 20000 + n, 'Kunde ' || n, c.status, c.responsible, {switchboard}, {switchboard} || '0'
                from customer c, generate_series(1, 250) n where c.id = '{}' returning tenant_id, id)
            insert into contact (tenant_id, id, customer_id, first_name, last_name)
            select tenant_id, uuid_v7(), id, 'Eva', 'Berg' from made",
            firm.customer
        ),
    )
    .await;
    search(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(double::overview(&mut tx).await.unwrap().counts[0], 5 * 1225);
    let twice = "select count(*) from double_candidate where reasons <> '{phone}' or score <> 30";
    assert_eq!(value::<i64>(&pool, twice).await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn merging_says_that_they_are_the_same_and_splitting_takes_it_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let all = fill(&pool, &firm).await;
    search(&pool, &firm).await;
    let before = found(&pool, &firm, Verdict::Open).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let request = Request { customers: vec![all[0], all[2]], ..Request::default() };
    store::merge::merge(&mut tx, &request, None).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(double::overview(&mut tx).await.unwrap().counts[3], 1);
    drop(tx);
    search(&pool, &firm).await;
    assert!(
        found(&pool, &firm, Verdict::Open)
            .await
            .keys()
            .all(|(one, other)| one != "Annet navn" && other != "Annet navn"),
        "a merged customer is no double"
    );
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let id = store::merge::list(&mut tx, None, 1).await.unwrap()[0].id;
    store::merge::split(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&pool, &firm, Verdict::Open).await, before);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_reader_does_not_wait_for_somebody_who_searches(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    search(&pool, &firm).await;
    fill(&pool, &firm).await;
    let mut searching = firm.tx(&pool, firm.consultant).await;
    double::search(&mut searching).await.unwrap();
    let mut reading = firm.tx(&pool, firm.neighbour).await;
    double::refresh(&mut reading).await.unwrap();
    assert!(double::list(&mut reading, Verdict::Open, None, 100).await.unwrap().is_empty());
    reading.commit().await.unwrap();
    searching.commit().await.unwrap();
    assert!(!found(&pool, &firm, Verdict::Open).await.is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_searches_merges_and_splits_at_once_waits_and_is_not_refused(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let all = fill(&pool, &firm).await;
    let merge_and_split = async || {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let request = Request { customers: vec![all[0], all[2]], ..Request::default() };
        store::merge::merge(&mut tx, &request, None).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let id = store::merge::list(&mut tx, None, 1).await.unwrap()[0].id;
        store::merge::split(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
    };
    for _ in 0..3 {
        tokio::join!(search(&pool, &firm), search(&pool, &firm), merge_and_split(), search(&pool, &firm));
    }
    search(&pool, &firm).await;
    assert_eq!(found(&pool, &firm, Verdict::Open).await.len(), 3);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_job_finds_the_same_part_by_part(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    fill(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::job::queue(&mut tx, JobKind::Doubles, &json!({}), None).await.unwrap();
    tx.commit().await.unwrap();
    let store = Store::from_pool(pool.clone());
    let claim = store::job::take(&store).await.unwrap().unwrap();
    let mut pieces = 0;
    while let Some(mut chunk) = store::job::open(&store, &claim).await.unwrap() {
        match double::step(&mut chunk).await.unwrap() {
            Step::More => chunk.commit(&[]).await.unwrap(),
            Step::Done => {
                chunk.done().await.unwrap();
                break;
            }
        }
        pieces += 1;
    }
    assert_eq!(pieces, Likeness::ALL.len());
    let by_job = found(&pool, &firm, Verdict::Open).await;
    search(&pool, &firm).await;
    assert_eq!(found(&pool, &firm, Verdict::Open).await, by_job);
    assert_eq!(by_job.len(), 3);
}
