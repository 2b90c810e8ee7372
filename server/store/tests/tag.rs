//! Tags and links of a customer.

use crate::common::{Firm, customer_patch, told, value};
use domain::{
    error::{ErrorCode, Problem},
    filter::Filter,
    language::Language,
    list::{ListKind, StatusMeaning},
    register::{RegisterQuery, Scope},
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError, card,
    card::Wanted,
    customer, link, list, register, search,
    status::{self, Meant},
    tag,
};

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
    assert_eq!(count, 2, "nothing was made");
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
    let found = search::search(&mut tx, "verft", false, 10).await.unwrap();
    assert_eq!(found.customers.iter().map(|hit| hit.id).collect::<Vec<_>>(), [tagged]);
    let found = search::search(&mut tx, "havne verft", false, 10).await.unwrap();
    assert_eq!(found.customers.len(), 1, "a word of the name and the tag");
    assert!(search::search(&mut tx, "verksted", false, 10).await.unwrap().customers.is_empty());
    let filter = Filter::parse(&format!("tags.any:{}", firm.tag));
    let query = RegisterQuery { scope: Scope::Firm, filter, ..RegisterQuery::default() };
    let page = register::page(&mut tx, &query, &[], None).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [tagged]);
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

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_has_a_merged_tag_gets_the_other_once_and_typing_the_old_name_gives_the_new(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.put_tag_on(&pool, firm.customer).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    tag::add(&mut tx, firm.customer, "Havn").await.unwrap();
    let other = firm.other_tag.to_string();
    assert_eq!(list::merge(&mut tx, ListKind::Tag, firm.tag, &other).await.unwrap(), 1);
    let card = card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(card.values.items("tags").collect::<Vec<_>>(), [other.as_str()]);
    assert_eq!(tag::add(&mut tx, firm.customer, "Verft").await.unwrap(), firm.other_tag);
    let items = list::items(&mut tx, ListKind::Tag).await.unwrap();
    let merged = items.iter().find(|item| item.id == firm.tag).unwrap();
    assert_eq!((merged.merged_into, merged.retired), (Some(firm.other_tag), true));
    let own = told(list::merge(&mut tx, ListKind::Tag, firm.other_tag, &other).await);
    assert_eq!(own.problem_of("into"), Some(Problem::Choice), "into itself");
    assert!(
        matches!(list::merge(&mut tx, ListKind::Tag, firm.tag, &other).await, Err(StoreError::NotFound)),
        "merged twice"
    );
    let elsewhere = told(list::merge(&mut tx, ListKind::Tag, firm.other_tag, &firm.link_kind.to_string()).await);
    assert_eq!(elsewhere.problem_of("into"), Some(Problem::Choice), "into another list");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_list_is_added_to_renamed_and_retired_and_keeps_what_customers_have(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let gold = list::add(&mut tx, ListKind::Level, "Gull").await.unwrap();
    assert_eq!(told(list::add(&mut tx, ListKind::Level, "GULL").await).problem_of("name"), Some(Problem::AlreadyThere));
    assert_eq!(told(list::add(&mut tx, ListKind::Level, " ").await).problem_of("name"), Some(Problem::Required));
    list::rename(&mut tx, ListKind::Level, gold, ["Gull", "Guld", "Gold"]).await.unwrap();
    assert!(matches!(list::rename(&mut tx, ListKind::Tag, gold, ["a", "b", "c"]).await, Err(StoreError::NotFound)));
    let level = gold.to_string();
    let version = customer::values(&mut tx, firm.customer).await.unwrap().version;
    customer::change(&mut tx, firm.customer, version, &customer_patch(&[("level", &level)])).await.unwrap();
    list::retire(&mut tx, ListKind::Level, gold, true).await.unwrap();
    assert!(list::choices(&mut tx, ListKind::Level, Language::En).await.unwrap().is_empty());
    let card = card::read(&mut tx, firm.customer, Wanted::default(), Language::En).await.unwrap();
    assert_eq!(card.names.get(&level).map(String::as_str), Some("Gold"));
    list::retire(&mut tx, ListKind::Level, gold, false).await.unwrap();
    assert_eq!(list::choices(&mut tx, ListKind::Level, Language::Sv).await.unwrap()[0].label, "Guld");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_free_tag_is_promoted_by_who_may_change_lists(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let free = tag::add(&mut tx, firm.customer, "nattskift").await.unwrap();
    tx.commit().await.unwrap();
    let mut reader = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(list::promote(&mut reader, free).await).code, ErrorCode::Forbidden);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    list::promote(&mut tx, free).await.unwrap();
    let items = list::items(&mut tx, ListKind::Tag).await.unwrap();
    assert!(items.iter().find(|item| item.id == free).unwrap().is_managed);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn statuses_are_a_list_too_and_one_stays_for_active_customers(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let active = Meant { meaning: StatusMeaning::Active, is_member: false };
    let ended = Meant { meaning: StatusMeaning::Ended, is_member: false };
    assert_eq!(told(list::add(&mut tx, ListKind::Status, "Ny").await).problem_of("meaning"), Some(Problem::Choice));
    let last = told(list::retire(&mut tx, ListKind::Status, firm.active, true).await);
    assert_eq!(last.problem_of("item"), Some(Problem::LastStatus));
    assert_eq!(
        told(status::change(&mut tx, firm.active, ended).await).problem_of("meaning"),
        Some(Problem::LastStatus)
    );
    let vip = status::add(&mut tx, "Storkunde", Meant { is_member: true, ..active }).await.unwrap();
    list::retire(&mut tx, ListKind::Status, firm.active, true).await.unwrap();
    let offered = list::statuses(&mut tx, Language::Nb).await.unwrap();
    assert!(offered.iter().any(|one| one.id == vip) && !offered.iter().any(|one| one.id == firm.active));
    let into = vip.to_string();
    let merged = list::merge(&mut tx, ListKind::Status, firm.potential, &into).await;
    assert_eq!(told(merged).problem_of("into"), Some(Problem::Choice), "statuses mean different things");
    customer::change(&mut tx, firm.customer, 1, &customer_patch(&[("status", &into)])).await.unwrap();
    let kept = card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!((kept.meaning, kept.is_member), (StatusMeaning::Active, true));
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(status::add(&mut tx, "Ny", active).await).code, ErrorCode::Forbidden);
    let other = Firm::make(&pool, "syd").await;
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(status::change(&mut tx, vip, active).await).code, ErrorCode::NotFound, "of another firm");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn collective_agreements_are_the_administrators_also_as_a_list(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let agreement = firm.add_agreement(&pool, "Industriavtalen", "37,5", ["7", "15", "30"]).await;
    let agreements = ListKind::CollectiveAgreement;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let names = ["Ny", "Ny", "New"];
    assert_eq!(told(list::rename(&mut tx, agreements, agreement, names).await).code, ErrorCode::Forbidden);
    assert_eq!(told(list::retire(&mut tx, agreements, agreement, true).await).code, ErrorCode::Forbidden);
    assert_eq!(told(list::add(&mut tx, agreements, "Min egen").await).code, ErrorCode::Forbidden);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    list::rename(&mut tx, agreements, agreement, names).await.unwrap();
}
