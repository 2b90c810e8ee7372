//! A customer's own factors: by role and time, one for a day.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, run, told, value},
    twins::{merged, of, split_again},
};
use domain::{
    agreement::{Agreements, factor::counting},
    change::{LogCategory, Operation},
    error::{ErrorCode, Problem},
    id::{CustomerId, FactorId},
    language::Language,
    list::ListKind,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError,
    agreement::{self, factor::Wanted},
    as_of,
    card::Wanted as Lists,
};

async fn rows(pool: &PgPool, firm: &Firm, customer: CustomerId) -> Agreements {
    let mut tx = firm.tx(pool, firm.reader).await;
    agreement::read(&mut tx, customer, Language::Nb).await.unwrap()
}

async fn save(
    pool: &PgPool,
    firm: &Firm,
    row: Option<(FactorId, i32)>,
    role: &str,
    factor: &str,
    period: (&str, &str),
) -> Result<FactorId, StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let wanted = Wanted { role, factor, from: period.0, to: period.1 };
    let row = row.map(|(id, version)| (id.0, version));
    let id = agreement::factor::save(&mut tx, firm.customer, row, wanted).await?;
    tx.commit().await.map(|_| id)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_factor_counts_for_a_role_on_a_day_and_what_is_in_the_way_is_named(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let welder = firm.add_list_item(&pool, ListKind::Role, "Sveiser").await;
    let role = welder.to_string();
    save(&pool, &firm, None, "", "1,8", ("1.1.2026", "")).await.unwrap();
    let first = save(&pool, &firm, None, &role, "1.950", ("1.3.2026", "31.5.2026")).await.unwrap();
    let refused = told(save(&pool, &firm, None, &role, "2", ("31.5.2026", "")).await);
    assert_eq!(refused.problem_of("valid_from"), Some(Problem::Overlap { from: 20_260_301, to: 20_260_531 }));
    let refused = told(save(&pool, &firm, None, "", "2", ("1.1.2020", "1.1.2026")).await);
    assert_eq!(
        refused.problem_of("valid_from"),
        Some(Problem::Overlap { from: 20_260_101, to: 0 }),
        "its last day too"
    );
    save(&pool, &firm, None, &role, "2", ("1.6.2026", "")).await.unwrap();
    save(&pool, &firm, Some((first, 1)), &role, "1,9", ("1.3.2026", "30.4.2026")).await.unwrap();

    let all = rows(&pool, &firm, firm.customer).await;
    let of = |day: &str| counting(&all.factors, Some(welder), day).map(|row| row.factor);
    assert_eq!((of("2026-04-30"), of("2026-05-15"), of("2026-06-01")), (Some(1900), Some(1800), Some(2000)));
    assert_eq!(of("2025-12-31"), None);
    assert_eq!(all.name(welder), "Sveiser");

    // The database keeps to it too, whoever writes.
    let clash = "insert into factor_agreement (tenant_id, customer_id, role, factor, valid_from) values ($1, $2, $3, 1900, '2026-07-01')";
    let refused = sqlx::query(clash).bind(firm.tenant).bind(firm.customer).bind(welder).execute(&pool).await;
    assert!(refused.unwrap_err().to_string().contains("factor_agreement_overlap"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_wrong_is_told_at_its_field_and_no_save_is_lost(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let refused = told(save(&pool, &firm, None, &firm.tag.to_string(), "0,9", ("31.2.2026", "x")).await);
    let problem = |field: &str| refused.problem_of(field);
    assert_eq!((problem("role"), problem("factor")), (Some(Problem::Choice), Some(Problem::Factor)));
    assert_eq!((problem("valid_from"), problem("valid_to")), (Some(Problem::Date), Some(Problem::Date)));
    let refused = told(save(&pool, &firm, None, "", "", ("1.5.2026", "30.4.2026")).await);
    assert_eq!(
        (refused.problem_of("factor"), refused.problem_of("valid_to")),
        (Some(Problem::Required), Some(Problem::Ends))
    );
    let theirs = other.add_list_item(&pool, ListKind::Role, "Svetsare").await.to_string();
    let refused = told(save(&pool, &firm, None, &theirs, "1,9", ("", "")).await);
    assert_eq!(refused.problem_of("role"), Some(Problem::Choice), "another firm's");

    let id = save(&pool, &firm, None, "", "1,9", ("1.1.2026", "")).await.unwrap();
    save(&pool, &firm, Some((id, 1)), "", "1,95", ("1.1.2026", "")).await.unwrap();
    let late = told(save(&pool, &firm, Some((id, 1)), "", "1,99", ("1.1.2026", "")).await);
    assert_eq!(late.problem_of("factor"), Some(Problem::ChangedSince));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let wanted = Wanted { role: "", factor: "2", from: "", to: "" };
    let refused = told(agreement::factor::save(&mut tx, firm.customer, None, wanted).await);
    assert_eq!(refused.code, ErrorCode::Forbidden);
    let mut tx = other.tx(&pool, other.consultant).await;
    for attempt in [
        told(agreement::factor::save(&mut tx, firm.customer, None, wanted).await.map(drop)),
        told(agreement::end(&mut tx, other.customer, LogCategory::Factor, id.0, "").await),
        told(agreement::remove(&mut tx, other.customer, LogCategory::Factor, id.0).await),
    ] {
        assert_eq!(attempt.code, ErrorCode::NotFound);
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let elsewhere = firm.add_customer(&pool, json!({"name": "En annen"})).await;
    assert_eq!(told(agreement::remove(&mut tx, elsewhere, LogCategory::Factor, id.0).await).code, ErrorCode::NotFound);
    assert_eq!(
        told(agreement::remove(&mut tx, firm.customer, LogCategory::Contact, firm.contact.0).await).code,
        ErrorCode::NotFound
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_is_ended_and_removed_logged_by_its_role_taken_back_and_on_the_card_of_its_day(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let role = firm.add_list_item(&pool, ListKind::Role, "Sveiser").await.to_string();
    let id = save(&pool, &firm, None, &role, "1,9", ("1.1.2026", "")).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let card = store::card::read(&mut tx, firm.customer, Lists::default(), Language::Nb).await.unwrap();
    assert_eq!((card.agreed.factor, card.agreed.factor_roles), (None, 1));
    let early = told(agreement::end(&mut tx, firm.customer, LogCategory::Factor, id.0, "31.12.2025").await);
    assert_eq!(early.problem_of("valid_to"), Some(Problem::Ends));
    agreement::end(&mut tx, firm.customer, LogCategory::Factor, id.0, "30.6.2026").await.unwrap();
    tx.commit().await.unwrap();
    let then: String =
        value(&pool, "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    agreement::remove(&mut tx, firm.customer, LogCategory::Factor, id.0).await.unwrap();
    tx.commit().await.unwrap();
    assert!(rows(&pool, &firm, firm.customer).await.factors.is_empty());

    let mut tx = firm.tx(&pool, firm.reader).await;
    let (log, names) =
        store::log::list(&mut tx, firm.customer, Some(LogCategory::Factor), 10, Language::Nb).await.unwrap();
    let told: Vec<_> = log.iter().map(|entry| (entry.operation, entry.subject.as_str())).collect();
    assert_eq!(told, [(Operation::Delete, "Sveiser"), (Operation::Update, "Sveiser"), (Operation::Insert, "Sveiser")]);
    assert_eq!(names.get(&role).map(String::as_str), Some("Sveiser"));
    let as_of::Found::Card(card) = as_of::read(&mut tx, firm.customer, &then, Language::Nb).await.unwrap() else {
        panic!("it was there")
    };
    assert_eq!(card.agreements.factors[0].period.valid_to.as_deref(), Some("2026-06-30"));
    drop(tx);

    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(store::undo::undo(&mut tx, firm.customer, None).await.unwrap().taken);
    tx.commit().await.unwrap();
    assert_eq!(rows(&pool, &firm, firm.customer).await.factors[0].id, id);
    // What came in its place meanwhile stays: both can't count.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    agreement::remove(&mut tx, firm.customer, LogCategory::Factor, id.0).await.unwrap();
    tx.commit().await.unwrap();
    let entry: uuid::Uuid =
        value(&pool, "select id from change_log where operation = 'DELETE' order by at desc limit 1").await;
    save(&pool, &firm, None, &role, "2", ("1.6.2026", "")).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = store::undo::undo(&mut tx, firm.customer, Some(domain::id::ChangeId(entry))).await.unwrap();
    assert!(!undone.taken);
    assert_eq!(undone.kept[0].subject, "Sveiser");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_a_role_that_both_have_agreed_on_that_of_the_one_that_stays_counts(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [welder, painter] = [
        firm.add_list_item(&pool, ListKind::Role, "Sveiser").await,
        firm.add_list_item(&pool, ListKind::Role, "Maler").await,
    ];
    let other = firm.add_customer(&pool, json!({"name": "Den andre"})).await;
    firm.add_factor(&pool, firm.customer, &welder.to_string(), "1,9", "1.1.2026", "").await;
    firm.add_factor(&pool, other, &welder.to_string(), "2,1", "1.1.2020", "").await;
    firm.add_factor(&pool, other, &painter.to_string(), "1,7", "1.1.2020", "31.12.2024").await;
    let moved = firm.add_factor(&pool, other, &painter.to_string(), "1,8", "1.1.2025", "").await;
    let (merge, _) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    let stay = rows(&pool, &firm, firm.customer).await.factors;
    let factors: Vec<_> = stay.iter().map(|row| (row.role, row.factor)).collect();
    assert_eq!(factors, [(Some(welder), 1900), (Some(painter), 1800), (Some(painter), 1700)]);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    agreement::end(&mut tx, firm.customer, LogCategory::Factor, moved.0, "30.6.2026").await.unwrap();
    tx.commit().await.unwrap();
    let undone = split_again(&pool, &firm, merge).await;
    assert_eq!(
        undone.kept.iter().map(|kept| kept.subject.as_str()).collect::<Vec<_>>(),
        ["Maler"],
        "it went back as it is"
    );
    assert_eq!(rows(&pool, &firm, other).await.factors.len(), 3);
    assert_eq!(rows(&pool, &firm, firm.customer).await.factors.len(), 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn roles_become_one_where_no_customer_has_agreed_on_both(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let [one, other] = [
        firm.add_list_item(&pool, ListKind::Role, "Sveiser").await,
        firm.add_list_item(&pool, ListKind::Role, "Sveisar").await,
    ];
    firm.add_factor(&pool, firm.customer, &one.to_string(), "1,9", "1.1.2026", "").await;
    let second = firm.add_factor(&pool, firm.customer, &other.to_string(), "2", "1.1.2026", "").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(store::list::merge(&mut tx, ListKind::Role, other, &one.to_string()).await.map(drop));
    assert_eq!(refused.problem_of("into"), Some(Problem::AgreedOnBoth));
    drop(tx);
    run(&pool, &format!("delete from factor_agreement where id = '{second}'")).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::list::merge(&mut tx, ListKind::Role, one, &other.to_string()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(rows(&pool, &firm, firm.customer).await.factors[0].role, Some(other));
}
