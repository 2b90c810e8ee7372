//! What a firm has chosen counts for its customers until one has its own; only administrators choose.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, told, value};
use domain::{
    error::{ErrorCode, Problem},
    field::{self, Field},
    id::{ChangeId, CommandId, UserId},
    language::Language,
    register::{RegisterQuery, Scope},
    settings::effective,
};
use serde_json::json;
use sqlx::PgPool;
use store::{StoreError, as_of, card::Wanted, setting_log, settings};

fn patch<'a>(values: &[(&str, &'a str)]) -> Vec<(&'static Field, &'a str)> {
    values.iter().map(|(key, typed)| (field::firm(key).unwrap(), *typed)).collect()
}

async fn choose(
    pool: &PgPool,
    firm: &Firm,
    who: UserId,
    version: i32,
    values: &[(&str, &str)],
) -> Result<i32, StoreError> {
    let mut tx = firm.tx(pool, who).await;
    let version = settings::change(&mut tx, version, &patch(values)).await?;
    tx.commit().await?;
    Ok(version)
}

/// What counts for the firm's customer.
async fn counts(pool: &PgPool, firm: &Firm, key: &str) -> serde_json::Value {
    let mut tx = firm.tx(pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    effective(&card.values, &card.firm).0[key].clone()
}

async fn change_customer(pool: &PgPool, firm: &Firm, version: i32, values: &[(&str, &str)]) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::customer::change(&mut tx, firm.customer, version, &customer_patch(values)).await.unwrap();
    tx.commit().await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_term_is_the_products_then_the_firms_then_the_customers_own_and_the_firms_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(14), "the product's");
    choose(&pool, &firm, firm.administrator, 1, &[("payment_days", "20 dager")]).await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(20), "the firm's");
    assert_eq!(counts(&pool, &other, "payment_days").await, json!(14), "another firm never sees it");
    change_customer(&pool, &firm, 1, &[("payment_days", "45"), ("expenses_billed", "no")]).await;
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(45), "its own");
    assert_eq!(counts(&pool, &firm, "expenses_billed").await, json!(false));
    choose(&pool, &firm, firm.administrator, 2, &[("payment_days", "10")]).await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(45), "its own stays");
    change_customer(&pool, &firm, 2, &[("payment_days", ""), ("expenses_billed", "")]).await;
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(10), "the firm's again");
    assert_eq!(counts(&pool, &firm, "expenses_billed").await, json!(true));
    choose(&pool, &firm, firm.administrator, 3, &[("payment_days", "")]).await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(14), "the product's again");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_an_administrator_changes_settings_and_all_read_them(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for who in [firm.consultant, firm.reader] {
        let refused = told(choose(&pool, &firm, who, 1, &[("nickname_used", "no")]).await);
        assert_eq!(refused.code, ErrorCode::Forbidden);
        let mut tx = firm.tx(&pool, who).await;
        assert!(settings::read(&mut tx).await.unwrap().nickname_used());
        let read = settings::read(&mut tx).await.unwrap();
        assert_eq!(settings::about(&mut tx, &read).await.unwrap().administrators, ["Astrid nord"]);
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from firm_settings").await, 0, "what was refused made no row");
    choose(&pool, &firm, firm.administrator, 1, &[("nickname_used", "no"), ("logo_shown", "yes")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let read = settings::read(&mut tx).await.unwrap();
    assert_eq!((read.version, read.nickname_used(), read.logo_shown()), (2, false, true));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_out_of_range_is_refused_for_the_firm_and_for_a_customer(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let wrong = [
        ("payment_days", "400", Problem::Days),
        ("invoice_fee", "-5", Problem::Charge),
        ("late_interest", "120 %", Problem::Percent),
        ("currency", "CHF", Problem::Choice),
        ("markup_factor", "0,5", Problem::Factor),
        ("mileage_rate", "mye", Problem::Charge),
        ("invoice_interval", "daily", Problem::Choice),
    ];
    let typed: Vec<_> = wrong.iter().map(|(key, typed, _)| (*key, *typed)).collect();
    let refused = told(choose(&pool, &firm, firm.administrator, 1, &typed).await);
    let expected: Vec<_> = wrong.iter().map(|(key, _, problem)| (*key, *problem)).collect();
    let found = |error: &domain::error::ApiError| -> Vec<(String, Problem)> {
        error.fields.iter().map(|error| (error.field.clone(), error.problem)).collect()
    };
    let expected: Vec<_> = expected.into_iter().map(|(key, problem)| (key.to_owned(), problem)).collect();
    assert_eq!(found(&refused), expected);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(store::customer::change(&mut tx, firm.customer, 1, &customer_patch(&typed)).await);
    assert_eq!(found(&refused), expected);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_administrators_who_change_the_same_setting_are_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    // Both read a firm that has chosen nothing yet.
    choose(&pool, &firm, firm.administrator, 1, &[("payment_days", "20")]).await.unwrap();
    choose(&pool, &firm, firm.administrator, 1, &[("markup_factor", "1.9")]).await.unwrap();
    let refused = told(choose(&pool, &firm, firm.administrator, 1, &[("payment_days", "30")]).await);
    assert_eq!(refused.code, ErrorCode::Conflict);
    let conflict = refused.conflicts.first().unwrap();
    assert_eq!(
        (conflict.theirs_shown.as_str(), conflict.was_shown.as_str(), conflict.by.as_str()),
        ("20 dager", "", "Astrid nord")
    );
    choose(&pool, &firm, firm.administrator, conflict.version, &[("payment_days", "30")]).await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(30));
    assert_eq!(counts(&pool, &firm, "markup_factor").await, json!(1900));
}

async fn newest(pool: &PgPool) -> ChangeId {
    ChangeId(
        value(pool, "select id from change_log where table_name = 'firm_settings' order by version desc limit 1").await,
    )
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_is_logged_and_taken_back_but_for_what_was_changed_since(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let command: CommandId = tx.command();
    settings::change(&mut tx, 1, &patch(&[("payment_days", "20"), ("markup_factor", "1,9")])).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let done = setting_log::just_done(&mut tx, command).await.unwrap().unwrap();
    let entry_of_both = done.entry.unwrap();
    let (past, _) = store::history::read(
        &mut tx,
        None,
        firm.tenant.0,
        &patch(&[("payment_days", "")]).iter().map(|p| p.0).collect::<Vec<_>>(),
        Language::Nb,
    )
    .await
    .unwrap();
    assert_eq!((past.len(), past[0].by.as_str(), &past[0].new), (1, "Astrid nord", &json!(20)));
    drop(tx);
    choose(&pool, &firm, firm.administrator, 2, &[("markup_factor", "2")]).await.unwrap();
    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(told(setting_log::undo(&mut tx, entry_of_both).await).code, ErrorCode::Forbidden);
    }
    let mut tx = firm.tx(&pool, firm.administrator).await;
    setting_log::undo(&mut tx, entry_of_both).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(14));
    assert_eq!(counts(&pool, &firm, "markup_factor").await, json!(2000), "what was changed since stays");
    // Taking it back is a change as well, and can be taken back.
    let entry = newest(&pool).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    setting_log::undo(&mut tx, entry).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, json!(20));
    choose(&pool, &firm, firm.administrator, 5, &[("payment_days", "40")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let command = tx.command();
    assert!(!setting_log::undo(&mut tx, entry_of_both).await.unwrap(), "nothing of it stands any more");
    let kept = setting_log::just_done(&mut tx, command).await.unwrap().unwrap().kept;
    assert_eq!(
        kept.iter().map(|kept| (kept.column.as_str(), kept.by.as_str())).collect::<Vec<_>>(),
        [("markup_factor", "Astrid nord"), ("payment_days", "Astrid nord"),]
    );
    let other = Firm::make(&pool, "syd").await;
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(setting_log::undo(&mut tx, entry_of_both).await).code, ErrorCode::NotFound, "of another firm");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customers_own_term_is_taken_back_by_undo(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_customer(&pool, &firm, 1, &[("markup_factor", "2,1")]).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(store::undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    assert_eq!(counts(&pool, &firm, "markup_factor").await, json!(1850));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_of_another_time_has_the_firms_terms_of_then(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let now = "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    let first: String = value(&pool, now).await;
    choose(&pool, &firm, firm.administrator, 1, &[("payment_days", "20"), ("nickname_used", "no")]).await.unwrap();
    let second: String = value(&pool, now).await;
    choose(&pool, &firm, firm.administrator, 2, &[("payment_days", "30")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    for (at, days, nickname) in [(first, 14, true), (second, 20, false)] {
        let as_of::Found::Card(then) = as_of::read(&mut tx, firm.customer, &at, Language::Nb).await.unwrap() else {
            panic!("no card at {at}")
        };
        let values = effective(&then.card.values, &then.card.firm);
        assert_eq!((values.number("payment_days"), then.card.firm.nickname_used()), (Some(days), nickname));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nicknames_that_are_not_used_are_kept_and_not_shown(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change_customer(&pool, &firm, 1, &[("nickname", "Sveisen"), ("payment_days", "30")]).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let read = settings::read(&mut tx).await.unwrap();
    let about = settings::about(&mut tx, &read).await.unwrap();
    assert_eq!(
        (about.customers, about.own["nickname"], about.own["payment_days"], about.own["currency"]),
        (1, 1, 1, 0)
    );
    let everything = RegisterQuery { scope: Scope::Firm, ..RegisterQuery::default() };
    for (turned, shown) in [("no", ""), ("yes", "Sveisen")] {
        let version = settings::read(&mut tx).await.unwrap().version;
        choose(&pool, &firm, firm.administrator, version, &[("nickname_used", turned)]).await.unwrap();
        let page = store::register::page(&mut tx, &everything, &domain::register::usual_columns(), None).await.unwrap();
        assert_eq!(page.rows[0].values.text("nickname"), shown);
        let found = store::search::search(&mut tx, "sveisen", false, 5).await.unwrap();
        assert_eq!(found.customers[0].nickname, shown, "and found by it all the same");
    }
}
