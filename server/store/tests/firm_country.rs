//! The countries that may be chosen, the parts of the product that are used, and where numbers go on from.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{
    country::Country,
    customer::CustomerType,
    error::{ErrorCode, Problem},
    field,
    module::{Module, ModuleRule},
    vat_treatment::VatTreatment,
};
use sqlx::PgPool;
use store::{country, module, settings};

fn of(code: &str) -> Country {
    Country::parse(code).unwrap()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_firm_chooses_its_countries_and_customers_keep_theirs(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let dane = firm.add_customer(&pool, serde_json::json!({"name": "Dansk ApS"})).await;
    run(&pool, &format!("update customer set country = 'DK' where id = '{dane}'")).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let usual = country::list(&mut tx).await.unwrap();
    assert!(!usual.are_chosen && usual.offered.len() > 20);
    country::begin(&mut tx).await.unwrap();
    let chosen = country::list(&mut tx).await.unwrap();
    let codes: Vec<_> = chosen.offered.iter().map(|one| (one.country.code(), one.customers)).collect();
    assert_eq!((codes, chosen.others), (vec![("NO", 1), ("SE", 0), ("DK", 1)], 0));
    country::add(&mut tx, of("JP")).await.unwrap();
    assert_eq!(told(country::add(&mut tx, of("JP")).await).problem_of("country"), Some(Problem::AlreadyThere));
    country::remove(&mut tx, of("DK")).await.unwrap();
    assert_eq!(told(country::remove(&mut tx, of("NO")).await).problem_of("country"), Some(Problem::Choice));
    assert_eq!(country::list(&mut tx).await.unwrap().others, 1);

    // It may stay a Danish customer, and none becomes one.
    let change = async |tx: &mut store::Tx, customer, code: &str| {
        let version = store::customer::values(tx, customer).await.unwrap().version;
        store::customer::change(tx, customer, version, &customer_patch(&[("country", code)])).await
    };
    change(&mut tx, dane, "DK").await.unwrap();
    let refused = told(change(&mut tx, firm.customer, "DK").await);
    assert_eq!(refused.problem_of("country"), Some(Problem::Choice));
    change(&mut tx, firm.customer, "JP").await.unwrap();
    country::forget(&mut tx).await.unwrap();
    assert!(!country::list(&mut tx).await.unwrap().are_chosen);
    change(&mut tx, firm.customer, "DK").await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn vat_is_as_the_law_has_it_unless_the_firm_says_otherwise(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let vat = async |tx: &mut store::Tx| {
        let values = serde_json::from_value(serde_json::json!({"country": "SE", "kind": "company"})).unwrap();
        settings::read(tx).await.unwrap().vat(&values)
    };
    assert_eq!(vat(&mut tx).await, VatTreatment::Export);
    country::treat(&mut tx, of("SE"), Some(VatTreatment::Domestic)).await.unwrap();
    assert_eq!(vat(&mut tx).await, VatTreatment::Domestic);
    // What was offered before is still.
    assert!(country::list(&mut tx).await.unwrap().offered.len() > 20);
    country::treat(&mut tx, of("SE"), None).await.unwrap();
    assert_eq!(vat(&mut tx).await, VatTreatment::Export);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_module_is_there_for_the_types_that_the_firm_says(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "sor").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let all = ModuleRule::default();
    let without_prospects = ModuleRule { prospect: false, ..all };
    module::decide(&mut tx, Module::Staffing, all, without_prospects).await.unwrap();
    let stale = told(module::decide(&mut tx, Module::Staffing, all, ModuleRule { active: false, ..all }).await);
    assert_eq!(stale.problem_of("staffing"), Some(Problem::ChangedSince));
    let nobody = ModuleRule { ordinary: false, temporary: false, prospect: false, ..all };
    let refused = told(module::decide(&mut tx, Module::Invoicing, all, nobody).await);
    assert_eq!(refused.problem_of("invoicing"), Some(Problem::Choice));
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let settings = settings::read(&mut tx).await.unwrap();
    let requirements = field::customer("requirements").unwrap();
    let need = |of| {
        let audience = field::Audience { customer_type: of, ..field::Audience::of("company", "ordinary") };
        settings.need(requirements, audience)
    };
    assert_eq!(need(CustomerType::Prospect), field::Need::Off);
    assert_ne!(need(CustomerType::Ordinary), field::Need::Off);
    assert!(settings.uses(requirements));
    let forbidden = told(module::decide(&mut tx, Module::Staffing, without_prospects, all).await);
    assert_eq!(forbidden.code, ErrorCode::Forbidden);
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(settings::read(&mut tx).await.unwrap().modules.of(Module::Staffing), all);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn customer_numbers_go_on_from_where_the_firm_says_and_never_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let from = |typed| vec![(field::firm("customer_number_from").unwrap(), typed)];
    let change = async |typed: &'static str| {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        let read = settings::read(&mut tx).await.unwrap();
        let outcome = settings::change(&mut tx, read.version, &from(typed)).await;
        let next = settings::about(&mut tx, &read).await.unwrap().next_number;
        tx.commit().await.unwrap();
        (outcome, next)
    };
    let next = async || {
        let mut owner = crate::common::owner(&pool, firm.tenant).await;
        let select = sqlx::query_scalar::<_, i64>("select next_customer_number()");
        let number = select.fetch_one(&mut *owner).await.unwrap();
        owner.commit().await.unwrap();
        number
    };
    let before = change("").await.1;
    assert_eq!(next().await, before);
    assert_eq!(change("50 000").await.1, 50_000);
    assert_eq!((next().await, next().await), (50_000, 50_001));
    assert_eq!(change("20000").await.1, 50_002, "numbers never go back");
    assert_eq!(next().await, 50_002);
    for wrong in ["0", "-5", "1000000000", "ti"] {
        let refused = told(change(wrong).await.0);
        assert_eq!(refused.problem_of("customer_number_from"), Some(Problem::CustomerNumberFrom), "{wrong}");
    }
    let kept: i64 = value(&pool, "select customer_number_from from firm_settings").await;
    assert_eq!(kept, 20_000);
}
