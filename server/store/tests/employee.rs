//! The people whom the firm hires out, and at which customers they are.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    change::{LogCategory, Operation},
    error::{ErrorCode, Problem},
    id::{CustomerId, EmployeeId, PlacementId},
    language::Language,
};
use sqlx::PgPool;
use store::{
    StoreError, as_of, card,
    card::Card,
    employee,
    employee::{Typed, Wanted},
    log, placement, undo,
};

async fn add(pool: &PgPool, firm: &Firm, typed: Typed<'_>) -> Result<EmployeeId, StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let id = employee::add(&mut tx, typed).await?;
    tx.commit().await?;
    Ok(id)
}

async fn named(pool: &PgPool, firm: &Firm, first_name: &str, last_name: &str) -> EmployeeId {
    add(pool, firm, Typed { first_name, last_name, ..Typed::default() }).await.unwrap()
}

async fn put(
    pool: &PgPool,
    firm: &Firm,
    customer: CustomerId,
    who: &str,
    days: [&str; 2],
) -> Result<PlacementId, StoreError> {
    let [starts_on, ends_on] = days;
    let mut tx = firm.tx(pool, firm.consultant).await;
    let typed = placement::Typed { role: "Sveiser", starts_on, ends_on, note: "" };
    let id = placement::add(&mut tx, customer, who, typed).await?;
    tx.commit().await?;
    Ok(id)
}

async fn read(pool: &PgPool, firm: &Firm, customer: CustomerId) -> Card {
    let mut tx = firm.tx(pool, firm.reader).await;
    let wanted = card::Wanted { placements: true, ..card::Wanted::default() };
    card::read(&mut tx, customer, wanted, Language::Nb).await.unwrap()
}

async fn listed(pool: &PgPool, firm: &Firm, query: &str, ended: bool) -> Vec<String> {
    let mut tx = firm.tx(pool, firm.reader).await;
    let (found, _) = employee::list(&mut tx, Wanted { query, ended, ..Wanted::default() }).await.unwrap();
    found.into_iter().map(|one| one.name()).collect()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn they_get_numbers_in_order_and_are_found_by_name_number_and_mobile(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let department = firm.department.to_string();
    let typed = Typed {
        first_name: " Åse ",
        last_name: "Bø",
        mobile: "912 34 567",
        email: "aase@bo.example",
        profession: "Sveiser",
        department: &department,
    };
    let id = add(&pool, &firm, typed).await.unwrap();
    named(&pool, &firm, "Per", "Vik").await;
    named(&pool, &other, "Åse", "Bø").await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let one = employee::read(&mut tx, id).await.unwrap();
    assert_eq!((one.number, one.name(), one.mobile.as_str()), (1001, "Åse Bø".to_owned(), "+4791234567"));
    assert_eq!((one.department, one.department_name.as_str()), (Some(firm.department), "Nord"));
    for query in ["åse", "bo ase", "1001", "91234567", "+47 912 34 567", "aase@bo"] {
        assert_eq!(listed(&pool, &firm, query, false).await, ["Åse Bø"], "{query}");
    }
    assert_eq!(listed(&pool, &firm, "", false).await, ["Åse Bø", "Per Vik"]);
    assert!(listed(&pool, &firm, "kari", false).await.is_empty());
    assert_eq!(value::<i64>(&pool, "select max(number) from employee").await, 1002, "each firm has its own series");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn pages_go_on_where_the_last_one_ended(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(
        &pool,
        &format!(
            "insert into employee (tenant_id, id, number, first_name, last_name)
            select '{}', uuid_v7(), 1000 + n, 'Eva', 'Berg' || lpad(n::text, 3, '0') from generate_series(1, 51) n",
            firm.tenant
        ),
    )
    .await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let (first, more) = employee::list(&mut tx, Wanted::default()).await.unwrap();
    assert_eq!((first.len(), more), (50, true));
    let after = first.last().map(|one| one.id);
    let (last, more) = employee::list(&mut tx, Wanted { after, ..Wanted::default() }).await.unwrap();
    assert_eq!((last.len(), more, last[0].number), (1, false, 1051));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn all_that_is_wrong_is_told_at_once_and_nothing_is_overwritten(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let wrong = Typed { last_name: "\u{7}", email: "eva@", mobile: "12", department: "x", ..Typed::default() };
    let refused = told(add(&pool, &firm, wrong).await);
    let problems = ["first_name", "last_name", "email", "mobile", "department"].map(|field| refused.problem_of(field));
    let expected =
        [Problem::Required, Problem::ControlCharacters, Problem::Email, Problem::Phone, Problem::Choice].map(Some);
    assert_eq!(problems, expected);
    let id = named(&pool, &firm, "Eva", "Berg").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let typed = |last_name| Typed { first_name: "Eva", last_name, ..Typed::default() };
    employee::change(&mut tx, id, 1, typed("Lie")).await.unwrap();
    let stale = told(employee::change(&mut tx, id, 1, typed("Dahl")).await);
    assert_eq!(stale.problem_of("first_name"), Some(Problem::ChangedSince));
    employee::end(&mut tx, id, true).await.unwrap();
    tx.commit().await.unwrap();
    assert!(listed(&pool, &firm, "lie", false).await.is_empty());
    assert_eq!(listed(&pool, &firm, "lie", true).await, ["Eva Lie"]);
    let refused = told(put(&pool, &firm, firm.customer, "1001", ["", ""]).await);
    assert_eq!(refused.problem_of("employee"), Some(Problem::UnknownEmployee), "who has left goes nowhere");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    employee::end(&mut tx, id, false).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(listed(&pool, &firm, "lie", false).await, ["Eva Lie"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customer_tells_who_is_there_will_be_and_was(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (first, days) in [("Eva", ["2020-01-01", ""]), ("Per", ["1.1.2020", "1.2.2020"]), ("Kim", ["2099-01-01", ""])] {
        let id = named(&pool, &firm, first, "Berg").await;
        put(&pool, &firm, firm.customer, &format!("{first} Berg"), days).await.unwrap();
        let mut tx = firm.tx(&pool, firm.reader).await;
        assert_eq!(placement::of_employee(&mut tx, id).await.unwrap()[0].customer, firm.customer);
    }
    let card = read(&pool, &firm, firm.customer).await;
    let counts = &card.counts;
    assert_eq!((counts.employees_now, counts.employees_coming, counts.employees_earlier), (1, 1, 1));
    let names: Vec<_> = card.placements.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Kim Berg", "Eva Berg", "Per Berg"]);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let closed = card::read(&mut tx, firm.customer, card::Wanted::default(), Language::Nb).await.unwrap();
    assert!(closed.placements.is_empty() && closed.counts.employees_now == 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_is_at_a_customer_twice_on_the_same_day(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    named(&pool, &firm, "Eva", "Berg").await;
    put(&pool, &firm, firm.customer, "1001", ["2020-01-01", "2020-01-31"]).await.unwrap();
    for days in [["2020-01-31", ""], ["2019-01-01", "2020-01-01"], ["2019-01-01", ""]] {
        let refused = told(put(&pool, &firm, firm.customer, "1001", days).await);
        assert_eq!(refused.problem_of("employee"), Some(Problem::AlreadyAtCustomer), "{days:?}");
    }
    let second = put(&pool, &firm, firm.customer, "1001", ["2020-02-01", ""]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let typed = placement::Typed { starts_on: "31.1.2020", ..placement::Typed::default() };
    let refused = told(placement::change(&mut tx, firm.customer, second, 1, typed).await);
    assert_eq!(refused.problem_of("employee"), Some(Problem::AlreadyAtCustomer));
    let elsewhere = firm.add_customer(&pool, serde_json::json!({"name": "En annen"})).await;
    put(&pool, &firm, elsewhere, "1001", ["2020-01-01", ""]).await.unwrap();
    for (days, field, problem) in [
        (["2020-03-02", "2020-03-01"], "ends_on", Problem::EndBeforeStart),
        (["32.1.2020", ""], "starts_on", Problem::Date),
    ] {
        assert_eq!(told(put(&pool, &firm, elsewhere, "1001", days).await).problem_of(field), Some(problem));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_of_several_of_the_same_name_is_named_by_number(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for first in ["Eva", "Eva", "Evald"] {
        named(&pool, &firm, first, "Berg").await;
    }
    for (typed, problem) in [
        ("eva berg", Problem::SeveralEmployees),
        ("berg", Problem::SeveralEmployees),
        ("kari", Problem::UnknownEmployee),
        ("", Problem::Required),
    ] {
        let refused = told(put(&pool, &firm, firm.customer, typed, ["", ""]).await);
        assert_eq!(refused.problem_of("employee"), Some(problem), "{typed}");
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    let offered = employee::offer(&mut tx, "berg, eva").await.unwrap();
    assert_eq!(offered.len(), 3);
    for typed in ["1002", "Eva Berg (1001)", "Evald", &format!("berg,{}", offered[0].id)] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let days = placement::Typed { starts_on: "2020-01-01", ..placement::Typed::default() };
        placement::add(&mut tx, firm.customer, typed, days).await.unwrap();
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_happened_is_logged_with_names_taken_back_and_as_it_was(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    named(&pool, &firm, "Eva", "Berg").await;
    let id = put(&pool, &firm, firm.customer, "1001", ["2020-01-01", ""]).await.unwrap();
    let then: String =
        value(&pool, "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    placement::end(&mut tx, firm.customer, id).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    placement::delete(&mut tx, firm.customer, id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(read(&pool, &firm, firm.customer).await.placements.is_empty());

    let mut tx = firm.tx(&pool, firm.reader).await;
    let (entries, _) = log::list(&mut tx, firm.customer, Some(LogCategory::Employee), 9, Language::Nb).await.unwrap();
    let ends: Vec<_> = entries.iter().map(|one| (one.operation, one.subject.as_str())).collect();
    assert_eq!(ends[0], (Operation::Delete, "Eva Berg"));
    assert_eq!(ends[2], (Operation::Insert, "Eva Berg"));

    let as_of::Found::Card(was) = as_of::read(&mut tx, firm.customer, &then, Language::Nb).await.unwrap() else {
        panic!("it was there")
    };
    assert_eq!((was.card.counts.employees_now, was.card.placements.len()), (1, 1));
    assert_eq!((was.card.placements[0].name.as_str(), was.card.placements[0].ends_on.as_str()), ("Eva Berg", ""));
    drop(tx);
    for ends in [false, true] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        assert!(undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
        tx.commit().await.unwrap();
        let card = read(&pool, &firm, firm.customer).await;
        assert_eq!(card.placements[0].ends_on.is_empty(), ends);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn readers_read_and_another_firm_finds_nobody(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let id = named(&pool, &firm, "Eva", "Berg").await;
    let there = put(&pool, &firm, firm.customer, "1001", ["2020-01-01", ""]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(employee::add(&mut tx, Typed::default()).await).code, ErrorCode::Forbidden);
    assert_eq!(told(employee::change(&mut tx, id, 1, Typed::default()).await).code, ErrorCode::Forbidden);
    assert_eq!(told(employee::end(&mut tx, id, true).await).code, ErrorCode::Forbidden);
    assert_eq!(told(placement::delete(&mut tx, firm.customer, there).await).code, ErrorCode::Forbidden);
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(employee::read(&mut tx, id).await).code, ErrorCode::NotFound);
    assert_eq!(told(employee::end(&mut tx, id, true).await).code, ErrorCode::NotFound);
    assert_eq!(told(placement::end(&mut tx, firm.customer, there).await).code, ErrorCode::NotFound);
    assert_eq!(told(placement::delete(&mut tx, other.customer, there).await).code, ErrorCode::NotFound);
    assert!(placement::of_employee(&mut tx, id).await.unwrap().is_empty());
    let typed = placement::Typed::default();
    let refused = told(placement::add(&mut tx, other.customer, &id.to_string(), typed).await);
    assert_eq!(refused.problem_of("employee"), Some(Problem::UnknownEmployee));
}
