//! The reference person on invoices: a contact of the customer, who goes with a merge, and whose end empties the field.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{
    error::Problem,
    filter::Filter,
    id::{ContactId, CustomerId},
    language::Language,
    merge::Request,
    register::{RegisterQuery, Scope},
};
use serde_json::json;
use sqlx::PgPool;
use std::collections::BTreeMap;
use store::{StoreError, card, contact, customer, log, merge, register, undo};

const KEY: &str = "reference_person";

async fn choose(pool: &PgPool, firm: &Firm, customer: CustomerId, typed: &str) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    customer::change(&mut tx, customer, i32::MAX, &customer_patch(&[(KEY, typed)])).await?;
    tx.commit().await.map(drop)
}

async fn stands(pool: &PgPool, customer: CustomerId) -> Option<uuid::Uuid> {
    value(pool, &format!("select reference_person from customer where id = '{customer}'")).await
}

/// A firm whose customer has a second contact, Eva Berg, and another customer with a contact of its own.
async fn with_eva(pool: &PgPool) -> (Firm, ContactId, CustomerId) {
    let firm = Firm::make(pool, "nord").await;
    let eva = firm.add_contact(pool, firm.customer, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    let other = firm.add_customer(pool, json!({"name": "Sveis Bodø"})).await;
    (firm, eva, other)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_a_contact_of_the_customer_who_has_not_ended_is_chosen(pool: PgPool) {
    let (firm, eva, other) = with_eva(&pool).await;
    let theirs: uuid::Uuid = value(&pool, &format!("select id from contact where customer_id = '{other}'")).await;
    for typed in [theirs.to_string(), firm.customer.to_string(), "Eva Berg".to_owned()] {
        let refused = told(choose(&pool, &firm, firm.customer, &typed).await);
        assert_eq!(refused.problem_of(KEY), Some(Problem::Choice), "{typed}");
    }
    choose(&pool, &firm, firm.customer, &eva.to_string()).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let shown = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(shown.names.get(&eva.to_string()).map(String::as_str), Some("Eva Berg"));
    assert!(contact::card(&mut tx, firm.customer, eva, Language::Nb).await.unwrap().is_reference);
    assert!(!contact::card(&mut tx, firm.customer, firm.contact, Language::Nb).await.unwrap().is_reference);
    let (entries, names) = log::list(&mut tx, firm.customer, None, 10, Language::Nb).await.unwrap();
    assert!(entries[0].changes.iter().any(|(column, ..)| column == KEY));
    assert_eq!(names.get(&eva.to_string()).map(String::as_str), Some("Eva Berg"));
    for (filter, count) in [
        ("reference_person.has:eva b", 1),
        ("reference_person.has:ola", 0),
        ("reference_person.filled", 1),
        ("reference_person.empty", 1),
    ] {
        assert_eq!(found(&pool, &firm, filter).await, count, "{filter}");
    }
}

async fn found(pool: &PgPool, firm: &Firm, filter: &str) -> usize {
    let mut tx = firm.tx(pool, firm.reader).await;
    let query = RegisterQuery { scope: Scope::Firm, filter: Filter::parse(filter), ..RegisterQuery::default() };
    register::page(&mut tx, &query, &[], None).await.unwrap().rows.len()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_ends_or_is_deleted_is_named_no_more_and_comes_back_with_undo(pool: PgPool) {
    let (firm, eva, _) = with_eva(&pool).await;
    for ends in [true, false] {
        choose(&pool, &firm, firm.customer, &eva.to_string()).await.unwrap();
        let mut tx = firm.tx(&pool, firm.consultant).await;
        if ends {
            contact::end(&mut tx, firm.customer, eva, true).await.unwrap();
        } else {
            contact::delete(&mut tx, firm.customer, eva).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(stands(&pool, firm.customer).await, None);
        let refused = told(choose(&pool, &firm, firm.customer, &eva.to_string()).await);
        assert_eq!(refused.problem_of(KEY), Some(Problem::Choice));
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let undone = undo::undo(&mut tx, firm.customer, None).await.unwrap();
        assert!(undone.taken && undone.kept.is_empty(), "{undone:?}");
        tx.commit().await.unwrap();
        assert_eq!(stands(&pool, firm.customer).await, Some(eva.0), "both came back");
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let again = undo::undo(&mut tx, firm.customer, None).await.unwrap();
        assert!(again.taken && again.kept.is_empty(), "{again:?}");
        tx.commit().await.unwrap();
        assert_eq!(stands(&pool, firm.customer).await, None);
        if ends {
            let mut tx = firm.tx(&pool, firm.consultant).await;
            contact::end(&mut tx, firm.customer, eva, false).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_merge_takes_the_person_along_and_a_split_gives_them_back(pool: PgPool) {
    let (firm, eva, other) = with_eva(&pool).await;
    let kari = firm.add_contact(&pool, other, json!({"first_name": "Kari", "last_name": "Dal"})).await;
    let twin = firm.add_contact(&pool, other, json!({"first_name": "eva", "last_name": "berg"})).await;
    for (person, expected) in [(kari, kari), (twin, eva)] {
        choose(&pool, &firm, other, &person.to_string()).await.unwrap();
        let request = Request { customers: vec![firm.customer, other], choices: BTreeMap::new(), united: None };
        let mut tx = firm.tx(&pool, firm.administrator).await;
        merge::merge(&mut tx, &request, None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stands(&pool, firm.customer).await, Some(expected.0));
        let mut tx = firm.tx(&pool, firm.administrator).await;
        undo::undo(&mut tx, firm.customer, None).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((stands(&pool, firm.customer).await, stands(&pool, other).await), (None, Some(person.0)));
    }
    // Whom somebody chose since goes home, and is no contact of the one that stayed.
    run(&pool, &format!("update customer set reference_person = null where id = '{other}'")).await;
    let request = Request { customers: vec![firm.customer, other], choices: BTreeMap::new(), united: None };
    let mut tx = firm.tx(&pool, firm.administrator).await;
    merge::merge(&mut tx, &request, None).await.unwrap();
    tx.commit().await.unwrap();
    let made: uuid::Uuid = value(&pool, "select id from customer_merge where split_at is null").await;
    choose(&pool, &firm, firm.customer, &kari.to_string()).await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    merge::split(&mut tx, domain::id::MergeId(made)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((stands(&pool, firm.customer).await, stands(&pool, other).await), (None, None));
}
