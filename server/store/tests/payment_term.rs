//! Payment terms: a list like others, whose days a customer's days of credit follow.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, told, value};
use domain::{
    error::{ErrorCode, Problem},
    filter::Filter,
    id::ListItemId,
    language::Language,
    list::ListKind,
    payment_term::{PaymentTerm, TermKind},
    register::{RegisterQuery, Scope},
};
use sqlx::PgPool;
use store::{card, customer, list, payment_term, register};

fn term(kind: TermKind, days: i64) -> PaymentTerm {
    PaymentTerm::new(kind, days).unwrap()
}

async fn add(pool: &PgPool, firm: &Firm, name: &str, of: PaymentTerm) -> ListItemId {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let id = payment_term::add(&mut tx, name, of).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn choose(pool: &PgPool, firm: &Firm, values: &[(&str, &str)]) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    customer::change(&mut tx, firm.customer, i32::MAX, &customer_patch(values)).await.unwrap();
    tx.commit().await.unwrap();
}

/// How many of the firm's customers have so many days, by the register; there is one.
async fn found(pool: &PgPool, firm: &Firm, days: i64) -> usize {
    let mut tx = firm.tx(pool, firm.reader).await;
    let filter = Filter::parse(&format!("payment_days.between:{days},{days}"));
    let query = RegisterQuery { scope: Scope::Firm, filter, ..RegisterQuery::default() };
    let column = domain::filter::Column::from_key("payment_days").unwrap();
    let rows = register::page(&mut tx, &query, &[column], None).await.unwrap().rows;
    assert!(rows.iter().all(|row| row.values.number("payment_days") == Some(days)));
    rows.len()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn days_of_credit_are_the_firms_then_the_terms_then_the_customers_own(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let month = add(&pool, &firm, "Fri måned + 30", term(TermKind::EndOfMonth, 30)).await;
    assert_eq!((found(&pool, &firm, 14).await, found(&pool, &firm, 30).await), (1, 0), "the product's");
    choose(&pool, &firm, &[("payment_term", &month.to_string())]).await;
    assert_eq!((found(&pool, &firm, 14).await, found(&pool, &firm, 30).await), (0, 1), "the term's");
    let mut tx = firm.tx(&pool, firm.reader).await;
    let shown = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    assert_eq!(shown.term.map(|term| term.shown(Language::Nb)).as_deref(), Some("30 dager fra månedens slutt"));
    drop(tx);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    payment_term::change(&mut tx, month, term(TermKind::EndOfMonth, 45)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(found(&pool, &firm, 45).await, 1, "it counts for all who have it");
    choose(&pool, &firm, &[("payment_days", "10")]).await;
    assert_eq!(found(&pool, &firm, 10).await, 1, "its own");
    choose(&pool, &firm, &[("payment_days", ""), ("payment_term", "")]).await;
    assert_eq!(found(&pool, &firm, 14).await, 1, "the product's again");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn terms_are_renamed_put_in_order_merged_and_retired_and_what_is_used_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let net = add(&pool, &firm, "Netto 30", term(TermKind::Net, 30)).await;
    let cash = add(&pool, &firm, "Kontant", term(TermKind::Immediate, 0)).await;
    let old = add(&pool, &firm, "30 dager", term(TermKind::Net, 30)).await;
    choose(&pool, &firm, &[("payment_term", &old.to_string())]).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    list::rename(&mut tx, ListKind::PaymentTerm, net, ["Netto 30", "30 dagar netto", "Net 30"]).await.unwrap();
    list::shift(&mut tx, ListKind::PaymentTerm, cash, true).await.unwrap();
    assert_eq!(list::merge(&mut tx, ListKind::PaymentTerm, old, &net.to_string()).await.unwrap(), 1);
    list::retire(&mut tx, ListKind::PaymentTerm, net, true).await.unwrap();
    let items = list::items(&mut tx, ListKind::PaymentTerm).await.unwrap();
    assert_eq!(items[0].names[0], "Kontant", "the first, and the only one that can be chosen");
    assert_eq!(items.iter().find(|item| item.id == net).unwrap().names[1], "30 dagar netto");
    tx.commit().await.unwrap();
    let stands: uuid::Uuid =
        value(&pool, &format!("select payment_term from customer where id = '{}'", firm.customer)).await;
    assert_eq!(stands, net.0, "who has it keeps it");
    assert_eq!(found(&pool, &firm, 30).await, 1, "and its days");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_no_term_is_refused(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    add(&pool, &firm, "Netto 30", term(TermKind::Net, 30)).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let again = told(payment_term::add(&mut tx, "netto 30", term(TermKind::Net, 30)).await);
    assert_eq!(again.problem_of("name"), Some(Problem::AlreadyThere));
    let bare = told(list::add(&mut tx, ListKind::PaymentTerm, "Netto 60").await);
    assert_eq!(bare.problem_of("term_kind"), Some(Problem::Choice), "without its days");
    assert_eq!(told(payment_term::parse("net", "400").map(drop)).problem_of("term_days"), Some(Problem::Days));
    let nobody = told(payment_term::change(&mut tx, firm.active, term(TermKind::Net, 1)).await);
    assert_eq!(nobody.code, ErrorCode::NotFound, "a value of another list");
    drop(tx);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let refused = told(payment_term::add(&mut tx, "Netto 5", term(TermKind::Net, 5)).await);
    assert_eq!(refused.code, ErrorCode::Forbidden);
}
