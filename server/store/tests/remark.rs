//! Comments at one field of the card: where they stand, and when they are settled.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, customer_patch, told, value},
    twins::{merged, of, split_again},
};
use domain::{comment::Comment, error::ErrorCode, id::CommentId, language::Language, list::ListKind};
use serde_json::json;
use sqlx::PgPool;
use store::{card::Wanted, comment, comment::Place};

async fn at_field(pool: &PgPool, firm: &Firm, key: &str) -> CommentId {
    let mut tx = firm.tx(pool, firm.neighbour).await;
    let place = Place { anchor: Some(key), ..Place::default() };
    let id = comment::add(&mut tx, firm.customer, "Er det riktig?", place).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn read(pool: &PgPool, firm: &Firm, id: CommentId) -> Comment {
    let mut tx = firm.tx(pool, firm.reader).await;
    let all = comment::list(&mut tx, firm.customer, true, 99, None).await.unwrap();
    all.into_iter().find(|comment| comment.id == id).unwrap()
}

async fn marks(pool: &PgPool, firm: &Firm) -> Vec<(String, i64)> {
    let mut tx = firm.tx(pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    card.remarks.into_iter().collect()
}

async fn change(pool: &PgPool, firm: &Firm, key: &str, typed: &str) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let version = store::customer::values(&mut tx, firm.customer).await.unwrap().version;
    store::customer::change(&mut tx, firm.customer, version, &customer_patch(&[(key, typed)])).await.unwrap();
    tx.commit().await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_comment_at_a_field_is_settled_when_that_field_changes_and_no_other(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = at_field(&pool, &firm, "phone").await;
    assert_eq!(marks(&pool, &firm).await, [("phone".to_owned(), 1)]);
    change(&pool, &firm, "nickname", "Ny").await;
    assert_eq!(read(&pool, &firm, id).await.resolved, None);
    change(&pool, &firm, "phone", "75 50 01 20").await;
    let resolved = read(&pool, &firm, id).await.resolved.unwrap();
    assert_eq!((resolved.by.as_str(), resolved.by_change), ("Kari nord", true));
    let version = format!(
        "select c.resolved_in = k.version from comment c join customer k on k.id = c.customer_id where c.id = '{id}'"
    );
    assert!(value::<bool>(&pool, &version).await, "by the version that changed it");
    assert_eq!(marks(&pool, &firm).await, []);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_takes_the_change_back_opens_the_comment_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = at_field(&pool, &firm, "phone").await;
    change(&pool, &firm, "phone", "75 50 01 20").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    assert!(undone.taken && undone.kept.is_empty(), "{undone:?}");
    assert_eq!(read(&pool, &firm, id).await.resolved, None);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn somebody_settles_it_by_hand_and_opens_it_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = at_field(&pool, &firm, "phone").await;
    for resolved in [true, false] {
        let mut tx = firm.tx(&pool, firm.stranger).await;
        comment::resolve(&mut tx, firm.customer, id, resolved).await.unwrap();
        tx.commit().await.unwrap();
        let by = read(&pool, &firm, id).await.resolved.map(|resolved| (resolved.by, resolved.by_change));
        assert_eq!(by, resolved.then(|| ("Stine nord".to_owned(), false)));
    }
    let mut tx = firm.tx(&pool, firm.stranger).await;
    let of_none = comment::resolve(&mut tx, firm.customer, firm.comment, true).await;
    assert_eq!(told(of_none).code, ErrorCode::NotFound, "it stands at no field");
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(comment::resolve(&mut tx, firm.customer, id, true).await).code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_stands_at_fields_that_are_there_and_is_read_with_its_field(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = at_field(&pool, &firm, "website").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let place = Place { anchor: Some("no_such_field"), ..Place::default() };
    assert_eq!(told(comment::add(&mut tx, firm.customer, "Hei", place).await).code, ErrorCode::BadRequest);
    let about = comment::list(&mut tx, firm.customer, false, 0, Some("website")).await.unwrap();
    assert_eq!(about.iter().map(|comment| comment.id).collect::<Vec<_>>(), [id]);
    assert_eq!(comment::list(&mut tx, firm.customer, false, 0, Some("phone")).await.unwrap(), []);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_goes_with_a_merge_comes_back_with_its_split_and_stands_on_the_card_of_then(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = at_field(&pool, &firm, "website").await;
    let then: String =
        value(&pool, "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").await;
    let staying = firm.add_customer(&pool, json!({"name": "Blir igjen"})).await;
    let (merge, _) = merged(&pool, &firm, &of(&[staying, firm.customer])).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = store::card::read(&mut tx, staying, Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(card.remarks.into_iter().collect::<Vec<_>>(), [("website".to_owned(), 1)]);
    drop(tx);
    split_again(&pool, &firm, merge).await;
    assert_eq!(marks(&pool, &firm).await, [("website".to_owned(), 1)]);
    let mut tx = firm.tx(&pool, firm.stranger).await;
    comment::resolve(&mut tx, firm.customer, id, true).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(marks(&pool, &firm).await, []);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let store::as_of::Found::Card(card) =
        store::as_of::read(&mut tx, firm.customer, &then, Language::Nb).await.unwrap()
    else {
        panic!("it was there");
    };
    assert_eq!(card.card.remarks.into_iter().collect::<Vec<_>>(), [("website".to_owned(), 1)], "open as it was then");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_value_that_gets_another_form_settles_nothing(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [gold, best] = [
        firm.add_list_item(&pool, ListKind::Level, "Gull").await,
        firm.add_list_item(&pool, ListKind::Level, "Best").await,
    ];
    change(&pool, &firm, "level", &gold.to_string()).await;
    let id = at_field(&pool, &firm, "level").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    store::list::merge(&mut tx, ListKind::Level, gold, &best.to_string()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read(&pool, &firm, id).await.resolved, None);
    change(&pool, &firm, "level", "").await;
    assert!(read(&pool, &firm, id).await.resolved.is_some());
}
