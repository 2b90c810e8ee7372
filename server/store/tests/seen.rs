//! Dots: what others changed in a section since somebody looked at it.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch, customer_patch, told, value};
use domain::{
    error::ErrorCode,
    id::UserId,
    language::Language,
    section::Section::{self, Comments, ContactDetails, Contacts, FixedComments, General},
};
use sqlx::PgPool;
use store::{card::Wanted, seen::News};

/// What a card tells somebody, in a request of its own.
async fn news(pool: &PgPool, firm: &Firm, user: UserId) -> News {
    let mut tx = firm.tx(pool, user).await;
    let card = store::card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    tx.commit().await.unwrap();
    card.news
}

async fn sections(pool: &PgPool, firm: &Firm, user: UserId) -> Vec<Section> {
    news(pool, firm, user).await.sections().collect()
}

async fn look(pool: &PgPool, firm: &Firm, user: UserId, news: &News) {
    let mut tx = firm.tx(pool, user).await;
    store::seen::look(&mut tx, firm.customer, news).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody changes a field.
async fn change(pool: &PgPool, firm: &Firm, user: UserId, key: &str, typed: &str) {
    let mut tx = firm.tx(pool, user).await;
    let version = store::customer::values(&mut tx, firm.customer).await.unwrap().version;
    store::customer::change(&mut tx, firm.customer, version, &customer_patch(&[(key, typed)])).await.unwrap();
    tx.commit().await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_before_the_first_look_is_no_news(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, firm.neighbour, "nickname", "Før").await;
    assert_eq!(sections(&pool, &firm, firm.consultant).await, []);
    assert_eq!(sections(&pool, &firm, firm.consultant).await, [], "nor at the second");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_section_that_others_change_is_news_until_it_is_looked_at(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool, &firm, firm.consultant).await;
    news(&pool, &firm, firm.reader).await;
    change(&pool, &firm, firm.neighbour, "phone", "75 50 01 20").await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    store::contact::change(&mut tx, firm.customer, firm.contact, 1, &contact_patch(&[("position", "Sjef")]))
        .await
        .unwrap();
    store::comment::add(&mut tx, firm.customer, "Fast", store::comment::Place { fixed: true, ..Default::default() })
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let first = news(&pool, &firm, firm.consultant).await;
    assert_eq!(first.sections().collect::<Vec<_>>(), [ContactDetails, FixedComments, Contacts]);
    look(&pool, &firm, firm.consultant, &first.of(|section| section == Contacts)).await;
    assert_eq!(sections(&pool, &firm, firm.consultant).await, [ContactDetails, FixedComments]);
    assert_eq!(sections(&pool, &firm, firm.reader).await.len(), 3, "each looks for themselves");
    assert_eq!(sections(&pool, &firm, firm.neighbour).await, [], "one's own changes are no news");
    change(&pool, &firm, firm.stranger, "phone", "75 50 01 21").await;
    look(&pool, &firm, firm.consultant, &first).await;
    assert_eq!(sections(&pool, &firm, firm.consultant).await, [ContactDetails], "what came after the look is news");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_comment_that_is_fixed_is_news_where_it_stands_now(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool, &firm, firm.neighbour).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::comment::fix(&mut tx, firm.customer, firm.comment, true).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(sections(&pool, &firm, firm.neighbour).await, [FixedComments]);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::comment::add(&mut tx, firm.customer, "Strøm", store::comment::Place::default()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(sections(&pool, &firm, firm.neighbour).await, [FixedComments, Comments]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_others_changed_since_is_told_change_by_change_and_is_what_the_log_has(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool, &firm, firm.consultant).await;
    change(&pool, &firm, firm.consultant, "nickname", "Mitt eget").await;
    change(&pool, &firm, firm.neighbour, "phone", "75 50 01 20").await;
    change(&pool, &firm, firm.stranger, "phone", "75 50 01 21").await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    store::comment::add(&mut tx, firm.customer, "Ring dem", store::comment::Place::default()).await.unwrap();
    tx.commit().await.unwrap();
    let told = news(&pool, &firm, firm.consultant).await;
    let shape: Vec<_> =
        told.changes().iter().map(|change| (change.section, change.by.as_str(), change.fields.join(","))).collect();
    assert_eq!(
        shape,
        [
            (Comments, "Nils nord", String::new()),
            (ContactDetails, "Stine nord", "phone".to_owned()),
            (ContactDetails, "Nils nord", "phone".to_owned())
        ]
    );
    let in_log = format!(
        "select count(*) from change_log l join section_seen s on s.user_id = '{me}' and s.customer_id = l.customer_id and s.section = ''
        where l.at > s.seen_at and l.user_id <> '{me}'",
        me = firm.consultant
    );
    assert_eq!(value::<i64>(&pool, &in_log).await, 3, "no more and no less than the log has");
    look(&pool, &firm, firm.consultant, &News::parse(&told.told()).unwrap()).await;
    assert_eq!(news(&pool, &firm, firm.consultant).await, News::default(), "put away as a whole");
    change(&pool, &firm, firm.neighbour, "phone", "75 50 01 22").await;
    assert_eq!(news(&pool, &firm, firm.consultant).await.changes().len(), 1, "what comes after is told anew");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nothing_is_written_where_nothing_is_new(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let seen = news(&pool, &firm, firm.consultant).await;
    look(&pool, &firm, firm.consultant, &seen).await;
    news(&pool, &firm, firm.consultant).await;
    assert_eq!(value::<i64>(&pool, "select count(*) from section_seen").await, 1, "the first look, and no more");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_looks_ahead_of_what_will_be_changed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool, &firm, firm.consultant).await;
    look(&pool, &firm, firm.consultant, &News::parse("general 2999-01-01T00:00:00Z").unwrap()).await;
    change(&pool, &firm, firm.neighbour, "nickname", "Ny").await;
    assert_eq!(sections(&pool, &firm, firm.consultant).await, [General]);
    for text in ["", "general", "general x", "economy 2026-01-01T00:00:00Z", "general 2026-01-01T00:00:00Z,"] {
        assert_eq!(News::parse(text), None, "{text}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn another_firm_s_customer_is_not_looked_at(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let mut tx = other.tx(&pool, other.consultant).await;
    let news = News::parse("general 2026-01-01T00:00:00Z").unwrap();
    let outcome = store::seen::look(&mut tx, firm.customer, &news).await;
    assert_eq!(told(outcome).code, ErrorCode::NotFound);
    assert_eq!(value::<i64>(&pool, "select count(*) from section_seen").await, 0);
}
