//! The criteria of Search customers: the firm's, by its administrators, over what they read.

use crate::common::Firm;
use crate::common::{told, value};
use domain::{
    criteria::{self, criteria_from},
    error::{ErrorCode, Problem},
};
use sqlx::PgPool;
use store::{register, settings};

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_administrator_chooses_them_and_goes_back_to_the_usual_ones(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let chosen = criteria_from(["county", "level"]);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let usual = criteria::of_firm(&settings::read(&mut tx).await.unwrap());
    let refused = told(register::choose_criteria(&mut tx, &criteria::keys(&usual), &chosen, false).await);
    assert_eq!(refused.code, ErrorCode::Forbidden);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    register::choose_criteria(&mut tx, &criteria::keys(&usual), &chosen, false).await.unwrap();
    tx.commit().await.unwrap();
    let logged: i64 = value(&pool, "select count(*) from change_log where changes ? 'search_criteria'").await;
    assert_eq!(logged, 1);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let stands = settings::read(&mut tx).await.unwrap();
    assert_eq!(criteria::of_firm(&stands), chosen);
    let late = told(register::choose_criteria(&mut tx, &criteria::keys(&usual), &[], false).await);
    assert_eq!(late.problem_of(criteria::KEY), Some(Problem::ChangedSince));
    register::choose_criteria(&mut tx, "county,level", &[], true).await.unwrap();
    assert_eq!(criteria::of_firm(&settings::read(&mut tx).await.unwrap()), usual);
}
