//! Tags and links of a customer.

#![expect(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{Firm, told, value};
use domain::{
    error::{ErrorCode, Problem},
    language::Language,
    register::{RegisterQuery, Scope},
};
use serde_json::json;
use sqlx::PgPool;
use store::{StoreError, card, card::Wanted, link, list, register, search, tag};

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_known_tag_is_put_on_by_name_and_a_new_name_becomes_a_free_tag(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(tag::add(&mut tx, firm.customer, " verft ").await.unwrap(), firm.tag);
    let free = tag::add(&mut tx, firm.customer, "Nattskift").await.unwrap();
    assert_eq!(tag::add(&mut tx, firm.customer, "NATTSKIFT").await.unwrap(), free, "the same tag, put on twice");
    tx.commit().await.unwrap();
    let count: i64 = value(&pool, "select cardinality(tags)::bigint from customer").await;
    assert_eq!(count, 2);
    let free_ones: i64 = value(&pool, "select count(*) from list_item where kind = 'tag' and not is_managed").await;
    assert_eq!(free_ones, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_tag_that_cant_be_is_refused_at_its_field(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let long = "x".repeat(51);
    for (typed, problem) in [
        ("  ", Problem::Required),
        (long.as_str(), Problem::TooLong { max: 50 }),
        ("a\u{7}b", Problem::ControlCharacters),
    ] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        assert_eq!(told(tag::add(&mut tx, firm.customer, typed).await).problem_of("tag"), Some(problem), "{typed}");
    }
    let count: i64 = value(&pool, "select count(*) from list_item where kind = 'tag'").await;
    assert_eq!(count, 1, "nothing was made");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn another_firm_neither_sees_nor_tags_a_customer(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let mut tx = other.tx(&pool, other.consultant).await;
    assert!(matches!(tag::add(&mut tx, firm.customer, "Verft").await, Err(StoreError::NotFound)));
    assert!(matches!(tag::remove(&mut tx, firm.customer, firm.tag).await, Err(StoreError::NotFound)));
    let kind = other.link_kind.to_string();
    assert!(matches!(link::add(&mut tx, firm.customer, &kind, "a.example").await, Err(StoreError::NotFound)));
    assert!(matches!(list::name(&mut tx, firm.tag).await, Err(StoreError::NotFound)));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_tag_that_was_taken_off_is_off_and_can_be_taken_off_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.put_tag_on(&pool, firm.customer).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    tag::remove(&mut tx, firm.customer, firm.tag).await.unwrap();
    assert!(matches!(tag::remove(&mut tx, firm.customer, firm.tag).await, Err(StoreError::NotFound)));
    let card = card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(card.values.items("tags").count(), 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn customers_are_found_and_listed_by_tag(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let tagged = firm.add_customer(&pool, json!({"name": "Havnelaget AS"})).await;
    firm.put_tag_on(&pool, tagged).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let found = search::search(&mut tx, "verft", 10).await.unwrap();
    assert_eq!(found.customers.iter().map(|hit| hit.id).collect::<Vec<_>>(), [tagged]);
    let found = search::search(&mut tx, "havne verft", 10).await.unwrap();
    assert_eq!(found.customers.len(), 1, "a word of the name and the tag");
    assert!(search::search(&mut tx, "verksted", 10).await.unwrap().customers.is_empty());
    let query = RegisterQuery { scope: Scope::Firm, with: Some(firm.tag), ..RegisterQuery::default() };
    let page = register::page(&mut tx, &query).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [tagged]);
    assert_eq!((page.count, page.with.as_str()), (1, "Verft"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_card_has_its_links_by_kind_and_the_log_what_was_removed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let kind = firm.link_kind.to_string();
    let id = link::add(&mut tx, firm.customer, &kind, "linkedin.example/nord").await.unwrap();
    let card = card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(card.links.len(), 1);
    assert_eq!(
        (card.links[0].kind.as_str(), card.links[0].address.as_str()),
        ("LinkedIn", "https://linkedin.example/nord")
    );
    link::delete(&mut tx, firm.customer, id).await.unwrap();
    assert!(matches!(link::delete(&mut tx, firm.customer, id).await, Err(StoreError::NotFound)));
    let (entries, _) = store::log::list(&mut tx, firm.customer, None, 10, Language::Nb).await.unwrap();
    assert_eq!(entries[0].subject, "https://linkedin.example/nord");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_link_that_cant_be_is_refused_at_its_field(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let kind = firm.link_kind.to_string();
    let tag = firm.tag.to_string();
    for (kind, address, field, problem) in [
        (kind.as_str(), "", "address", Problem::Required),
        (kind.as_str(), "javascript:alert(1)", "address", Problem::WebAddress),
        (tag.as_str(), "a.example", "kind", Problem::Choice),
        ("linkedin", "a.example", "kind", Problem::Choice),
    ] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let refused = told(link::add(&mut tx, firm.customer, kind, address).await);
        assert_eq!(refused.problem_of(field), Some(problem), "{kind} {address}");
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(link::add(&mut tx, firm.customer, &kind, "a.example").await).code, ErrorCode::Forbidden);
}
