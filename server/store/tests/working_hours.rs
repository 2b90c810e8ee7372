//! Working hours: what is usual, over it what the collective agreement says, over it a customer's own.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{
    agreement::hours::{Hours, WEEKLY, counting, sum},
    error::{ErrorCode, Problem},
    field::Record,
    language::Language,
    list::ListKind,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError, as_of,
    card::Wanted as Lists,
    collective_agreement::{self, Wanted},
};

async fn change(pool: &PgPool, firm: &Firm, version: i32, values: &[(&str, &str)]) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::customer::change(&mut tx, firm.customer, version, &customer_patch(values)).await?;
    tx.commit().await.map(drop)
}

/// What counts for the firm's customer.
async fn counts(pool: &PgPool, firm: &Firm) -> Record {
    let mut tx = firm.tx(pool, firm.reader).await;
    let card = store::card::read(&mut tx, firm.customer, Lists::default(), Language::Nb).await.unwrap();
    counting(&card.values, &card.agreement_hours, &card.firm.usual_hours())
}

fn wanted<'a>(name: &'a str, weekly: &'a str, days: &[(usize, [&'a str; 3])]) -> Wanted<'a> {
    let mut all = [["", "", ""]; 7];
    for (at, parts) in days {
        all[*at] = *parts;
    }
    Wanted { names: [name, "", ""], weekly, days: all }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn hours_are_usual_then_the_agreements_then_the_customers_own_and_the_agreements_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let before = counts(&pool, &firm).await;
    assert_eq!((before.number(WEEKLY), sum(&before)), (Some(3750), Hours::from_hundredths(3750)), "usual in Norway");
    let agreement = firm.add_agreement(&pool, "Industriavtalen", "35,5", ["22", "06", "30"]).await;
    change(&pool, &firm, 1, &[("collective_agreement", &agreement.to_string())]).await.unwrap();
    let values = counts(&pool, &firm).await;
    assert_eq!((values.number(WEEKLY), values.text("hours_monday")), (Some(3550), "22:00-06:00/30"), "the agreement's");
    assert_eq!(values.text("hours_tuesday"), "08:00-16:00/30", "what it leaves out is as usual");

    change(&pool, &firm, 2, &[("hours_monday", "0730–1530 pause 30"), ("hours_friday", "fri")]).await.unwrap();
    let values = counts(&pool, &firm).await;
    assert_eq!((values.text("hours_monday"), values.text("hours_friday")), ("07:30-15:30/30", "off"), "its own");
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let changed = wanted("Industriavtalen", "36", &[(0, ["6", "14", "30"])]);
    collective_agreement::change(&mut tx, agreement, 2, &changed).await.unwrap();
    tx.commit().await.unwrap();
    let values = counts(&pool, &firm).await;
    assert_eq!((values.number(WEEKLY), values.text("hours_monday")), (Some(3600), "07:30-15:30/30"), "its own stays");

    change(&pool, &firm, 3, &[("hours_monday", "")]).await.unwrap();
    assert_eq!(counts(&pool, &firm).await.text("hours_monday"), "06:00-14:00/30", "the agreement's again");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    assert!(undone.taken && undone.kept.is_empty());
    assert_eq!(counts(&pool, &firm).await.text("hours_monday"), "07:30-15:30/30");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_no_working_time_is_told_at_its_field_and_nothing_is_saved(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let refused = told(change(&pool, &firm, 1, &[("hours_monday", "7-25"), ("weekly_hours", "200")]).await);
    assert_eq!(
        (refused.problem_of("hours_monday"), refused.problem_of("weekly_hours")),
        (Some(Problem::Shift), Some(Problem::Hours))
    );
    assert_eq!(
        told(change(&pool, &firm, 1, &[("hours_monday", "7-8 60")]).await).problem_of("hours_monday"),
        Some(Problem::Break)
    );
    let stranger = Firm::make(&pool, "syd").await.add_agreement(&pool, "Teknik", "40", ["7", "16", "60"]).await;
    let refused = told(change(&pool, &firm, 1, &[("collective_agreement", &stranger.to_string())]).await);
    assert_eq!(refused.problem_of("collective_agreement"), Some(Problem::Choice), "another firm's");
    let tag = firm.tag.to_string();
    let refused = told(change(&pool, &firm, 1, &[("collective_agreement", &tag)]).await);
    assert_eq!(refused.problem_of("collective_agreement"), Some(Problem::Choice), "of another list");

    let mut tx = firm.tx(&pool, firm.administrator).await;
    let wrong = wanted("", "mange", &[(0, ["7", "15", "480"]), (1, ["15", "", "30"]), (2, ["fri", "", ""])]);
    let refused = told(collective_agreement::add(&mut tx, &wrong).await);
    let told_of = |field: &str| refused.problem_of(field);
    assert_eq!((told_of("name"), told_of(WEEKLY)), (Some(Problem::Required), Some(Problem::Hours)));
    assert_eq!((told_of("hours_monday"), told_of("hours_tuesday")), (Some(Problem::Break), Some(Problem::Shift)));
    assert_eq!(told_of("hours_wednesday"), None, "a day off is one");
    drop(tx);
    let none: i64 = value(
        &pool,
        &format!(
            "select count(*) from list_item where tenant_id = '{}' and kind = 'collective_agreement'",
            firm.tenant
        ),
    )
    .await;
    assert_eq!(none, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn administrators_alone_change_agreements_and_none_overwrites_the_other(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = firm.add_agreement(&pool, "Industriavtalen", "37,5", ["7", "15", "30"]).await;
    let new = wanted("Ny", "", &[]);
    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(told(collective_agreement::add(&mut tx, &new).await).code, ErrorCode::Forbidden);
        assert_eq!(told(collective_agreement::change(&mut tx, id, 2, &new).await).code, ErrorCode::Forbidden);
        assert_eq!(told(collective_agreement::retire(&mut tx, id, true).await).code, ErrorCode::Forbidden);
    }
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let again = told(collective_agreement::add(&mut tx, &wanted("INDUSTRIAVTALEN", "", &[])).await);
    assert_eq!(again.problem_of("name"), Some(Problem::AlreadyThere));
    collective_agreement::change(&mut tx, id, 2, &new).await.unwrap();
    let late = told(collective_agreement::change(&mut tx, id, 2, &wanted("Senere", "40", &[])).await);
    assert_eq!(late.problem_of("name"), Some(Problem::ChangedSince));
    collective_agreement::retire(&mut tx, id, true).await.unwrap();
    let listed = collective_agreement::list(&mut tx).await.unwrap();
    assert_eq!((listed[0].names[0].as_str(), listed[0].retired, listed[0].customers), ("Ny", true, 0));
    let offered = store::list::choices(&mut tx, ListKind::CollectiveAgreement, Language::Nb).await.unwrap();
    assert!(offered.is_empty(), "what is out of use is not offered");
    let other = Firm::make(&pool, "syd").await;
    let mut theirs = other.tx(&pool, other.administrator).await;
    assert_eq!(told(collective_agreement::change(&mut theirs, id, 3, &new).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_card_of_a_day_has_the_hours_of_that_day(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    change(&pool, &firm, 1, &[("hours_monday", "7-15"), ("weekly_hours", "40")]).await.unwrap();
    let then: String =
        value(&pool, "select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").await;
    change(&pool, &firm, 2, &[("hours_monday", "9-17")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let as_of::Found::Card(card) = as_of::read(&mut tx, firm.customer, &then, Language::Nb).await.unwrap() else {
        panic!("it was there")
    };
    assert_eq!(card.card.values.0["hours_monday"], json!("07:00-15:00/0"));
    assert_eq!(card.card.values.number(WEEKLY), Some(4000));
    drop(tx);
    let refused = sqlx::query("update customer set hours_sunday = 'whenever'").execute(&pool).await;
    assert!(refused.is_err(), "the database keeps to it too");
    run(&pool, &format!("update customer set hours_sunday = 'off' where id = '{}'", firm.customer)).await;
}
