//! Customers that were chosen in the register: what a change would come to, and having it made.

use crate::common::{Firm, run, told, value};
use domain::{
    bulk::{BulkChange, How},
    error::{ErrorCode, Problem},
    filter::Filter,
    id::{CustomerId, JobId},
    register::{RegisterQuery, Scope},
};
use serde_json::json;
use sqlx::PgPool;
use store::bulk::{Chosen, forecast, queue, ready};

fn change(field: &str, how: How, typed: &str) -> BulkChange {
    BulkChange { field: field.to_owned(), how, typed: typed.to_owned() }
}

fn matching(filter: &str) -> Chosen {
    Chosen::Matching(RegisterQuery { scope: Scope::Firm, filter: Filter::parse(filter), ..RegisterQuery::default() })
}

async fn three(pool: &PgPool, firm: &Firm) -> Vec<CustomerId> {
    let mut ids = Vec::new();
    for name in ["Sveis Nord", "Sveis Sør", "Sveis Øst"] {
        ids.push(firm.add_customer(pool, json!({"name": name})).await);
    }
    ids
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_forecast_says_what_will_change_on_how_many_and_what_can_not_and_why(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let ids = three(&pool, &firm).await;
    run(&pool, &format!("update customer set status = '{}' where id = '{}'", firm.potential, ids[0])).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let status = change("status", How::Set, &firm.potential.to_string());
    let seen = forecast(&mut tx, &matching("name.has:sveis"), &status).await.unwrap();
    assert_eq!((seen.looked, seen.has_more, seen.changes, seen.same), (3, false, 2, 1));
    let first = seen.examples.first().unwrap();
    assert_eq!((first.old.as_str(), first.new.as_deref()), ("Aktiv", Some("Mulig")));

    let parent = change("parent_id", How::Set, &ids[1].to_string());
    let seen = forecast(&mut tx, &Chosen::These(ids.clone()), &parent).await.unwrap();
    assert_eq!((seen.changes, seen.refused.len()), (2, 1));
    assert_eq!((seen.refused[0].problem, seen.refused[0].count), (Problem::OwnParent, 1));
    assert_eq!(seen.refused[0].examples[0].name, "Sveis Sør");
    tx.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from job").await, 0, "looking queues nothing");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_organisation_number_is_one_customers(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let ids = three(&pool, &firm).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let number = ready(&mut tx, change("organisation_number", How::Set, "988 077 917")).await.unwrap();
    let seen = forecast(&mut tx, &Chosen::These(vec![ids[0]]), &number).await.unwrap();
    assert_eq!((seen.changes, seen.refused.len()), (1, 0), "one may have it");
    let seen = forecast(&mut tx, &matching("name.has:sveis"), &number).await.unwrap();
    assert_eq!((seen.changes, seen.refused.len()), (0, 1));
    assert_eq!((seen.refused[0].problem, seen.refused[0].count), (Problem::OfOneCustomer, 3));
    // Emptied of many it may be.
    let emptied = change("organisation_number", How::Set, "");
    let seen = forecast(&mut tx, &matching("name.has:sveis"), &emptied).await.unwrap();
    assert_eq!((seen.same, seen.refused.len()), (3, 0));
    tx.commit().await.unwrap();

    run(&pool, &format!("update customer set organisation_number = '988077917' where id = '{}'", ids[1])).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let seen = forecast(&mut tx, &Chosen::These(vec![ids[0]]), &number).await.unwrap();
    assert_eq!((seen.changes, seen.refused[0].problem), (0, Problem::Taken), "another has it");
    let seen = forecast(&mut tx, &Chosen::These(vec![ids[1]]), &number).await.unwrap();
    assert_eq!((seen.same, seen.refused.len()), (1, 0));
    // Another firm's is another number.
    let other = Firm::make(&pool, "syd").await;
    let mut tx = other.tx(&pool, other.consultant).await;
    let seen = forecast(&mut tx, &Chosen::These(vec![other.customer]), &number).await.unwrap();
    assert_eq!(
        (seen.changes + seen.same, seen.refused.iter().filter(|refusal| refusal.problem == Problem::Taken).count()),
        (1, 0)
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_wrong_with_a_value_is_said_before_it_is_looked_at(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (field, how, typed, problem) in [
        ("status", How::Set, String::new(), Problem::Required),
        ("status", How::Set, firm.retired.to_string(), Problem::Choice),
        ("status", How::Set, firm.industry.to_string(), Problem::Choice),
        ("tags", How::Add, String::new(), Problem::Required),
        ("phone", How::Set, "12".to_owned(), Problem::Phone),
        ("number", How::Set, "1".to_owned(), Problem::ReadOnly),
        ("parent_id", How::Set, "Ingen heter så".to_owned(), Problem::UnknownCustomer),
    ] {
        let refused = told(ready(&mut tx, change(field, how, &typed)).await);
        assert_eq!(refused.problem_of(field), Some(problem), "{field} {typed}");
    }
    let found = ready(&mut tx, change("parent_id", How::Set, "Første kunde nord")).await.unwrap();
    assert_eq!(found.typed, firm.customer.to_string());
    assert!(ready(&mut tx, change("nickname", How::Set, "")).await.is_ok(), "a field may be emptied");
    assert!(ready(&mut tx, change("tags", How::Remove, &firm.tag.to_string())).await.is_ok());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_that_match_are_those_of_the_moment_and_a_job_is_queued_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    three(&pool, &firm).await;
    let other = Firm::make(&pool, "syd").await;
    other.add_customer(&pool, json!({"name": "Sveis Malmö"})).await;
    let job = JobId::generate();
    let all = change("nickname", How::Set, "Sist");
    for _ in 0..2 {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        assert_eq!(queue(&mut tx, job, &matching("name.has:sveis"), &all).await.unwrap(), job);
        tx.commit().await.unwrap();
        firm.add_customer(&pool, json!({"name": "Sveis Ny"})).await;
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(store::job::read(&mut tx, job).await.unwrap().progress.total, 3, "who came later is not in it");
    assert_eq!(value::<i64>(&pool, "select count(*) from job").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_may_only_read_changes_nobody(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let (all, these) = (change("nickname", How::Set, "Sist"), Chosen::These(vec![firm.customer]));
    assert!(store::bulk::may(&tx).is_err());
    assert_eq!(told(forecast(&mut tx, &these, &all).await).code, ErrorCode::Forbidden);
    assert_eq!(told(queue(&mut tx, JobId::generate(), &these, &all).await).code, ErrorCode::Forbidden);
    assert_eq!(told(store::bulk::count(&mut tx, &these).await).code, ErrorCode::Forbidden);
}
