//! Whether articles of the help were useful, as each person and each firm says.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::Firm;
use domain::id::UserId;
use sqlx::PgPool;
use store::help::{self, Votes};

async fn vote(pool: &PgPool, firm: &Firm, who: UserId, useful: Option<bool>) {
    let mut tx = firm.tx(pool, who).await;
    help::vote(&mut tx, "card", useful).await.unwrap();
    tx.commit().await.unwrap();
}

async fn votes(pool: &PgPool, firm: &Firm, who: UserId) -> Votes {
    help::votes(&mut firm.tx(pool, who).await, "card").await.unwrap()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn everybody_has_one_word_on_an_article_and_may_change_it_and_take_it_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    assert_eq!(votes(&pool, &firm, firm.reader).await, Votes::default());
    vote(&pool, &firm, firm.reader, Some(true)).await;
    vote(&pool, &firm, firm.consultant, Some(true)).await;
    vote(&pool, &firm, firm.consultant, Some(false)).await;
    assert_eq!(votes(&pool, &firm, firm.reader).await, Votes { useful: 1, all: 2, mine: Some(true) });
    assert_eq!(votes(&pool, &firm, firm.consultant).await, Votes { useful: 1, all: 2, mine: Some(false) });
    assert_eq!(votes(&pool, &firm, firm.neighbour).await.mine, None);
    vote(&pool, &firm, firm.consultant, None).await;
    assert_eq!(votes(&pool, &firm, firm.consultant).await, Votes { useful: 1, all: 1, mine: None });
    // Another article is another matter.
    assert_eq!(help::votes(&mut firm.tx(&pool, firm.reader).await, "edit").await.unwrap(), Votes::default());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn another_firms_words_count_nothing_here(pool: PgPool) {
    let (ours, theirs) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    vote(&pool, &theirs, theirs.consultant, Some(false)).await;
    assert_eq!(votes(&pool, &ours, ours.consultant).await, Votes::default());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_helps_are_the_firms_own_administrators(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    Firm::make(&pool, "syd").await;
    let helpers = help::helpers(&mut firm.tx(&pool, firm.reader).await).await.unwrap();
    let told: Vec<_> = helpers.iter().map(|helper| (helper.name.as_str(), helper.email.as_str())).collect();
    assert_eq!(told, [("Astrid nord", "astrid@nord.example")]);
}
