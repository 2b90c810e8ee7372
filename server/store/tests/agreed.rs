//! The pay matrix and the fixed lines of invoices.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, run, told, value},
    twins::{merged, of, split_again},
};
use domain::{
    agreement::{Agreements, line::totals},
    change::LogCategory,
    error::{ErrorCode, Problem},
    id::CustomerId,
    language::Language,
    list::ListKind,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    agreement::{self, line, rate},
    as_of,
    card::Wanted as Lists,
};

async fn rows(pool: &PgPool, firm: &Firm, customer: CustomerId) -> Agreements {
    let mut tx = firm.tx(pool, firm.reader).await;
    agreement::read(&mut tx, customer, Language::Nb).await.unwrap()
}

const fn rate<'a>(role: &'a str, kind: &'a str, pay: &'a str, period: (&'a str, &'a str)) -> rate::Wanted<'a> {
    rate::Wanted { role, rate_kind: kind, pay, charge: "453,25", from: period.0, to: period.1 }
}

const fn a_line<'a>(text: &'a str, quantity: &'a str, unit_price: &'a str, vat_code: &'a str) -> line::Wanted<'a> {
    line::Wanted { article: "", text, quantity, unit_price, vat_code }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_rate_holds_for_a_role_and_a_kind_on_a_day_in_the_currency_of_its_time(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let role = firm.add_list_item(&pool, ListKind::Role, "Sveiser").await.to_string();
    let kind = firm.add_list_item(&pool, ListKind::RateKind, "Ordinær").await.to_string();
    let night = firm.add_list_item(&pool, ListKind::RateKind, "Natt").await.to_string();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let id = rate::save(&mut tx, firm.customer, None, rate(&role, &kind, "245", ("1.1.2026", ""))).await.unwrap();
    rate::save(&mut tx, firm.customer, None, rate(&role, &night, "300", ("1.1.2026", ""))).await.unwrap();
    rate::save(&mut tx, firm.customer, None, rate("", &kind, "230", ("1.1.2026", ""))).await.unwrap();
    let clash = told(rate::save(&mut tx, firm.customer, None, rate(&role, &kind, "250", ("1.7.2026", ""))).await);
    assert_eq!(clash.problem_of("valid_from"), Some(Problem::Overlap { from: 20_260_101, to: 0 }));
    agreement::end(&mut tx, firm.customer, LogCategory::Rate, id.0, "30.6.2026").await.unwrap();
    tx.commit().await.unwrap();
    run(&pool, &format!("update customer set currency = 'EUR' where id = '{}'", firm.customer)).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    rate::save(&mut tx, firm.customer, None, rate(&role, &kind, "25", ("1.7.2026", ""))).await.unwrap();
    tx.commit().await.unwrap();
    let all = rows(&pool, &firm, firm.customer).await;
    let of = |day: &str| {
        let mut now = all.rates.iter().filter(|row| row.role.is_some() && row.rate_kind.to_string() == kind);
        now.find(|row| row.period.holds(day)).map(|row| (row.pay, row.charge, row.currency.as_str()))
    };
    assert_eq!((of("2026-06-30"), of("2026-07-01")), (Some((24_500, 45_325, "NOK")), Some((2_500, 45_325, "EUR"))));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Lists::default(), Language::Nb).await.unwrap();
    let day = value::<String>(&pool, "select current_date::text").await;
    assert_eq!(card.agreed, all.told(&day), "the folded section tells what the rows come to");
    let (log, names) =
        store::log::list(&mut tx, firm.customer, Some(LogCategory::Rate), 10, Language::Nb).await.unwrap();
    assert_eq!(log[0].subject, "Sveiser, Ordinær");
    assert_eq!(names.get(&kind).map(String::as_str), Some("Ordinær"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_wrong_with_a_rate_or_a_line_is_told_at_its_field(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let tag = firm.tag.to_string();
    let wrong = rate(&tag, "", "mye", ("", ""));
    let refused = told(rate::save(&mut tx, firm.customer, None, rate::Wanted { charge: "", ..wrong }).await);
    let problem = |field: &str| refused.problem_of(field);
    assert_eq!((problem("role"), problem("rate_kind")), (Some(Problem::Choice), Some(Problem::Required)));
    assert_eq!((problem("pay"), problem("charge")), (Some(Problem::Charge), Some(Problem::Required)));
    let refused = told(line::save(&mut tx, firm.customer, None, a_line(" ", "0", "-1", "moms")).await);
    let problem = |field: &str| refused.problem_of(field);
    assert_eq!((problem("text"), problem("quantity")), (Some(Problem::Required), Some(Problem::Quantity)));
    assert_eq!((problem("unit_price"), problem("vat_code")), (Some(Problem::Charge), Some(Problem::Choice)));
    let refused = told(line::save(&mut tx, firm.customer, None, a_line("Hotell", "1", "1", "hotel")).await);
    assert_eq!(refused.problem_of("vat_code"), Some(Problem::Choice), "a rate of Sweden alone");
    let id = line::save(&mut tx, firm.customer, None, a_line("Miljøgebyr", "1", "45", "standard")).await.unwrap();
    let late = told(line::save(&mut tx, firm.customer, Some((id.0, 7)), a_line("Gebyr", "1", "45", "standard")).await);
    assert_eq!(late.problem_of("text"), Some(Problem::ChangedSince));
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    for refused in [
        told(line::save(&mut tx, firm.customer, None, a_line("Gebyr", "1", "45", "standard")).await.map(drop)),
        told(line::shift(&mut tx, firm.customer, id, true).await),
        told(rate::save(&mut tx, firm.customer, None, rate("", "", "", ("", ""))).await.map(drop)),
    ] {
        assert_eq!(refused.code, ErrorCode::Forbidden);
    }
    let mut tx = other.tx(&pool, other.consultant).await;
    assert_eq!(told(line::shift(&mut tx, other.customer, id, true).await).code, ErrorCode::NotFound);
    assert_eq!(told(line::shift(&mut tx, firm.customer, id, true).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn lines_are_moved_summed_taken_back_and_on_the_card_of_their_day(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let first = firm.add_line(&pool, firm.customer, "Miljøgebyr").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    line::save(&mut tx, firm.customer, None, a_line("Verktøyleie", "2,5", "120,50", "standard")).await.unwrap();
    line::save(&mut tx, firm.customer, None, a_line("Rabatt", "-1", "50", "standard")).await.unwrap();
    tx.commit().await.unwrap();
    let then: String =
        value(&pool, "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    line::shift(&mut tx, firm.customer, first, false).await.unwrap();
    tx.commit().await.unwrap();
    let texts = |all: &Agreements| all.lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let all = rows(&pool, &firm, firm.customer).await;
    assert_eq!(texts(&all), ["Verktøyleie", "Miljøgebyr", "Rabatt"]);
    let sums = totals(&all.lines, domain::country::Country::NORWAY, "2026-11-28");
    assert_eq!((sums.without, sums.with), (29_625, Some(37_031)));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Lists::default(), Language::Nb).await.unwrap();
    assert_eq!((card.agreed.lines, card.agreed.line_sum), (3, 29_625));
    let as_of::Found::Card(card) = as_of::read(&mut tx, firm.customer, &then, Language::Nb).await.unwrap() else {
        panic!("it was there")
    };
    assert_eq!(texts(&card.agreements), ["Miljøgebyr", "Verktøyleie", "Rabatt"]);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    agreement::remove(&mut tx, firm.customer, LogCategory::Line, first.0).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(store::undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    assert_eq!(texts(&rows(&pool, &firm, firm.customer).await), ["Verktøyleie", "Miljøgebyr", "Rabatt"]);
    // Both customers' lines stand on the invoices of the one that stays, and go back with a split.
    let other = firm.add_customer(&pool, json!({"name": "Den andre"})).await;
    firm.add_line(&pool, other, "Parkering").await;
    let (merge, _) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    assert_eq!(rows(&pool, &firm, firm.customer).await.lines.len(), 4);
    split_again(&pool, &firm, merge).await;
    assert_eq!(texts(&rows(&pool, &firm, other).await), ["Parkering"]);
}
