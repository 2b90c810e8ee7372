//! The logo of a customer: one at a time, earlier ones kept, for this firm alone.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{change::Operation, error::ErrorCode, id::CustomerId, language::Language, section::Section};
use sqlx::PgPool;
use store::{
    Tx,
    as_of::{self, Found},
    card,
    logo::{self, Picture},
    undo,
};

fn picture(content: &[u8]) -> Picture {
    Picture { media_type: "image/png", width: 300, height: 120, content: content.to_vec() }
}

async fn give(pool: &PgPool, firm: &Firm, content: &[u8]) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    logo::change(&mut tx, firm.customer, &picture(content)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn take(pool: &PgPool, firm: &Firm) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    logo::remove(&mut tx, firm.customer).await.unwrap();
    tx.commit().await.unwrap();
}

async fn take_back(pool: &PgPool, firm: &Firm) -> bool {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let undone = undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    undone.taken
}

async fn content(tx: &mut Tx, customer: CustomerId, digest: Option<&str>) -> Option<Vec<u8>> {
    logo::read(tx, customer, digest).await.ok().map(|stored| stored.content)
}

async fn current(pool: &PgPool, firm: &Firm) -> Option<Vec<u8>> {
    let mut tx = firm.tx(pool, firm.reader).await;
    content(&mut tx, firm.customer, None).await
}

async fn logged(pool: &PgPool) -> i64 {
    value(pool, "select count(*) from change_log where changes ? 'logo'").await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_logo_is_added_changed_and_removed_and_the_log_tells_each(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    assert_eq!(current(&pool, &firm).await, None);
    give(&pool, &firm, b"first").await;
    give(&pool, &firm, b"second").await;
    give(&pool, &firm, b"second").await;
    assert_eq!(logged(&pool).await, 2, "the same again changes nothing");
    assert_eq!(current(&pool, &firm).await.as_deref(), Some(&b"second"[..]));
    take(&pool, &firm).await;
    take(&pool, &firm).await;
    assert_eq!((logged(&pool).await, current(&pool, &firm).await), (3, None));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let (entries, _) = store::log::list(&mut tx, firm.customer, None, 10, Language::Nb).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .filter_map(|entry| {
            let (_, old, new) = entry.changes.iter().find(|(column, ..)| column == "logo")?;
            Some((entry.operation, entry.by.as_str(), old.is_null(), new.is_null()))
        })
        .collect();
    let by = "Kari nord";
    let expected = [(false, true), (false, false), (true, false)].map(|(old, new)| (Operation::Update, by, old, new));
    assert_eq!(told, expected, "the newest first");
    assert!(!format!("{entries:?}").contains("second"), "the log holds no picture");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_card_has_its_size_and_whether_the_firm_shows_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    give(&pool, &firm, b"first").await;
    for shown in [false, true] {
        if shown {
            run(
                &pool,
                &format!(
                    "insert into firm_settings (tenant_id, id, logo_shown) values ('{0}', '{0}', true)",
                    firm.tenant
                ),
            )
            .await;
        }
        let mut tx = firm.tx(&pool, firm.neighbour).await;
        let card = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
        let logo = card.logo.unwrap();
        assert_eq!((logo.width, logo.height, card.shows_logo), (300, 120, shown));
        assert_eq!(content(&mut tx, firm.customer, Some(&logo.digest)).await.as_deref(), Some(&b"first"[..]));
    }
    // The neighbour has been there: what others do now is news in the section that has the logo.
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    tx.commit().await.unwrap();
    give(&pool, &firm, b"second").await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let card = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    assert!(card.news.of_section(Section::General).is_some());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_change_is_taken_back_and_a_card_of_then_has_the_logo_of_then(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    give(&pool, &firm, b"first").await;
    let then: String =
        value(&pool, "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").await;
    give(&pool, &firm, b"second").await;
    take(&pool, &firm).await;
    assert!(take_back(&pool, &firm).await);
    assert_eq!(current(&pool, &firm).await.as_deref(), Some(&b"second"[..]));
    assert!(take_back(&pool, &firm).await);
    assert_eq!(current(&pool, &firm).await.as_deref(), Some(&b"first"[..]));
    assert!(take_back(&pool, &firm).await);
    assert_eq!(current(&pool, &firm).await, None);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let Found::Card(then) = as_of::read(&mut tx, firm.customer, &then, Language::Nb).await.unwrap() else {
        panic!("there was a card then")
    };
    let logo = then.card.logo.unwrap();
    assert_eq!((logo.width, logo.height), (300, 120));
    assert_eq!(content(&mut tx, firm.customer, Some(&logo.digest)).await.as_deref(), Some(&b"first"[..]));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_else_sees_or_changes_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    give(&pool, &firm, b"first").await;
    let digest: String = value(&pool, "select digest from customer_logo").await;
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(logo::change(&mut tx, firm.customer, &picture(b"theirs")).await).code, ErrorCode::NotFound);
    assert_eq!(told(logo::remove(&mut tx, firm.customer).await).code, ErrorCode::NotFound);
    assert_eq!(content(&mut tx, firm.customer, Some(&digest)).await, None);
    assert_eq!(content(&mut tx, other.customer, Some(&digest)).await, None, "nor under a customer of their own");
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(logo::change(&mut tx, firm.customer, &picture(b"read only")).await).code, ErrorCode::Forbidden);
    assert_eq!(told(logo::remove(&mut tx, firm.customer).await).code, ErrorCode::Forbidden);
    drop(tx);
    assert_eq!(current(&pool, &firm).await.as_deref(), Some(&b"first"[..]));
    assert_eq!(value::<i64>(&pool, "select count(*) from customer_logo").await, 1);
}
