//! The firm's departments, and which customers belong to them.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    field,
    id::DepartmentId,
    language::Language,
    list::ListKind,
};
use sqlx::PgPool;
use store::{StoreError, card, card::Wanted, department, undo};

async fn named(pool: &PgPool, firm: &Firm, name: &str) -> DepartmentId {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let id = department::add(&mut tx, name).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn put(pool: &PgPool, firm: &Firm, departments: &[DepartmentId]) -> Result<(), StoreError> {
    let typed = departments.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::customer::change(&mut tx, firm.customer, 99, &customer_patch(&[("departments", &typed)])).await?;
    tx.commit().await.map(drop)
}

async fn shown(pool: &PgPool, firm: &Firm) -> String {
    let mut tx = firm.tx(pool, firm.reader).await;
    let home = tx.session().home;
    let card = card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    card.values.shown(field::customer("departments").unwrap(), &card.names, Language::Nb, home)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customer_belongs_to_several_and_shows_their_names_as_they_are_now(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let west = named(&pool, &firm, "Vest").await;
    put(&pool, &firm, &[firm.department, west]).await.unwrap();
    assert_eq!(shown(&pool, &firm).await, "Nord, Vest");
    let mut tx = firm.tx(&pool, firm.administrator).await;
    department::rename(&mut tx, west, 1, "Vestlandet").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shown(&pool, &firm).await, "Nord, Vestlandet");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shown(&pool, &firm).await, "");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_that_is_retired_stays_where_it_is_and_is_not_chosen_anew(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (west, east) = (named(&pool, &firm, "Vest").await, named(&pool, &firm, "Øst").await);
    put(&pool, &firm, &[west]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    department::retire(&mut tx, west, true).await.unwrap();
    tx.commit().await.unwrap();
    put(&pool, &firm, &[west, east]).await.unwrap();
    assert_eq!(shown(&pool, &firm).await, "Vest, Øst");
    put(&pool, &firm, &[east]).await.unwrap();
    let refused = told(put(&pool, &firm, &[west, east]).await);
    assert_eq!(refused.problem_of("departments"), Some(Problem::Choice));
    let mut tx = firm.tx(&pool, firm.reader).await;
    for offered in [
        department::choices(&mut tx).await.unwrap(),
        store::list::choices(&mut tx, ListKind::Department, Language::Nb).await.unwrap(),
    ] {
        let names: Vec<_> = offered.into_iter().map(|choice| choice.label).collect();
        assert!(names.contains(&"Øst".to_owned()) && !names.contains(&"Vest".to_owned()), "{names:?}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn names_are_told_when_they_can_not_be_and_nothing_is_overwritten(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let west = named(&pool, &firm, "Vest").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    for (name, problem) in
        [(" ", Problem::Required), ("VEST", Problem::AlreadyThere), (&"x".repeat(101), Problem::TooLong { max: 100 })]
    {
        assert_eq!(told(department::add(&mut tx, name).await).problem_of("name"), Some(problem), "{name}");
    }
    department::rename(&mut tx, west, 1, "Vestlandet").await.unwrap();
    let stale = told(department::rename(&mut tx, west, 1, "Østlandet").await);
    assert_eq!(stale.problem_of("name"), Some(Problem::ChangedSince));
    department::retire(&mut tx, west, true).await.unwrap();
    let again = department::add(&mut tx, "vestlandet").await.unwrap();
    assert_eq!(told(department::retire(&mut tx, west, false).await).problem_of("name"), Some(Problem::AlreadyThere));
    department::shift(&mut tx, again, true).await.unwrap();
    assert!(matches!(department::shift(&mut tx, west, true).await, Err(StoreError::NotFound)), "it has no place");
    let names: Vec<_> = department::list(&mut tx).await.unwrap().into_iter().map(|one| one.name).collect();
    assert_eq!(names.last().map(String::as_str), Some("Vestlandet"), "{names:?}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_list_tells_who_belongs_to_each(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    put(&pool, &firm, &[firm.department]).await.unwrap();
    run(&pool, &format!("update app_user set active = false where id = '{}'", firm.neighbour)).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let all = department::list(&mut tx).await.unwrap();
    let told: Vec<_> = all.iter().map(|one| (one.name.as_str(), one.people, one.customers)).collect();
    assert_eq!(told, [("Nord", 1, 1), ("Sør", 1, 0)]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_the_firms_administrators_look_after_them(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(told(department::add(&mut tx, "Vest").await).code, ErrorCode::Forbidden);
        assert_eq!(told(department::rename(&mut tx, firm.department, 1, "Vest").await).code, ErrorCode::Forbidden);
        assert_eq!(told(department::retire(&mut tx, firm.department, true).await).code, ErrorCode::Forbidden);
        assert_eq!(told(department::shift(&mut tx, firm.department, true).await).code, ErrorCode::Forbidden);
        // Nor by the way of the firm's lists.
        assert_eq!(tx.session().list("department"), None);
    }
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(department::rename(&mut tx, firm.department, 1, "Vest").await).code, ErrorCode::NotFound);
    assert_eq!(told(department::retire(&mut tx, firm.department, true).await).code, ErrorCode::NotFound);
    assert_eq!(told(department::shift(&mut tx, firm.department, true).await).code, ErrorCode::NotFound);
    tx.commit().await.unwrap();
    let refused = told(put(&pool, &other, &[firm.department]).await);
    assert_eq!(refused.problem_of("departments"), Some(Problem::Choice), "nor is another firm's chosen");
    let stands: i64 =
        value(&pool, "select count(*) from change_log where table_name = 'department' and operation = 'UPDATE'").await;
    assert_eq!(stands, 0);
}
