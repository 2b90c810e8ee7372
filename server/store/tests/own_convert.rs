//! An own field gets another kind: all of its values with it, or none; history, place and undo stay sound.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    field::{Field, OwnKind, own},
    id::{CustomerId, OwnFieldId},
    language::Language,
    list::ListKind,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::{StoreError, customer, history, list, log, own_field, undo};

/// A field of a kind, with its values for the firm's customer and for another one.
async fn declared(
    pool: &PgPool,
    firm: &Firm,
    kind: OwnKind,
    values: [&str; 2],
) -> (OwnFieldId, &'static Field, CustomerId) {
    let id = firm.add_own_field(pool, kind, "Farge").await;
    let other = firm.add_customer(pool, json!({"name": "Andre kunde"})).await;
    let mut tx = firm.tx(pool, firm.consultant).await;
    let key = own_field::list(&mut tx).await.unwrap()[0].key.clone();
    for (customer, typed) in [firm.customer, other].into_iter().zip(values) {
        customer::change(&mut tx, customer, i32::MAX, &customer_patch(&[(&key, typed)])).await.unwrap();
    }
    tx.commit().await.unwrap();
    (id, own(&key).unwrap(), other)
}

async fn stands(pool: &PgPool, id: CustomerId, field: &Field) -> Value {
    value(pool, &format!("select coalesce(own -> '{}', 'null') from customer where id = '{id}'", field.key)).await
}

async fn convert(pool: &PgPool, firm: &Firm, id: OwnFieldId, to: OwnKind) -> Result<i64, StoreError> {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let version = own_field::list(&mut tx).await?[0].version;
    let done = own_field::convert(&mut tx, id, version, to).await?;
    tx.commit().await?;
    Ok(done)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn text_becomes_a_choice_and_text_again_with_its_history(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (id, field, other) = declared(&pool, &firm, OwnKind::Line, ["Rød", "rød"]).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let forecast = own_field::forecast(&mut tx, id, OwnKind::Choice).await.unwrap();
    assert_eq!((forecast.converts, forecast.stays, forecast.new.len()), (2, 0, 1), "one name, however it is written");
    drop(tx);
    assert_eq!(convert(&pool, &firm, id, OwnKind::Choice).await.unwrap(), 2);
    let red = stands(&pool, firm.customer, field).await;
    assert_eq!(red, stands(&pool, other, field).await);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let choices = list::choices(&mut tx, ListKind::Own(field.key), Language::Nb).await.unwrap();
    assert_eq!((choices.len(), &json!(choices[0].value)), (1, &red));
    let declared = own(field.key).unwrap();
    let (past, names) =
        history::read(&mut tx, Some(firm.customer), firm.customer.0, &[declared], Language::Nb).await.unwrap();
    let shown = |value| {
        let record = domain::field::Record::default();
        domain::field::shown(declared, value, &record, &names, Language::Nb, domain::country::Country::NORWAY)
    };
    assert_eq!((past.len(), shown(&past[0].new), shown(&past[0].old)), (2, choices[0].label.clone(), "Rød".to_owned()));
    drop(tx);
    assert_eq!(convert(&pool, &firm, id, OwnKind::Choices).await.unwrap(), 2);
    assert_eq!(stands(&pool, other, field).await, json!([red]));
    assert_eq!(convert(&pool, &firm, id, OwnKind::Line).await.unwrap(), 2);
    assert_eq!(stands(&pool, other, field).await, json!(choices[0].label));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_value_that_can_not_be_converted_holds_all_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (id, field, other) = declared(&pool, &firm, OwnKind::Line, ["1 200", "tolv"]).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let forecast = own_field::forecast(&mut tx, id, OwnKind::Whole).await.unwrap();
    assert_eq!((forecast.converts, forecast.stays, forecast.told.clone()), (1, 1, vec![("tolv".to_owned(), 1)]));
    assert!(!forecast.is_possible());
    drop(tx);
    let refused = told(convert(&pool, &firm, id, OwnKind::Whole).await);
    assert_eq!(refused.problem_of("name"), Some(Problem::Unconverted { customers: 1 }));
    assert_eq!(stands(&pool, firm.customer, field).await, json!("1 200"), "nothing was");
    run(&pool, &format!("update customer set own = '{{}}' where id = '{other}'")).await;
    assert_eq!(convert(&pool, &firm, id, OwnKind::Whole).await.unwrap(), 1);
    assert_eq!(stands(&pool, firm.customer, field).await, json!(1200));
    assert_eq!(convert(&pool, &firm, id, OwnKind::Line).await.unwrap(), 1);
    assert_eq!(stands(&pool, firm.customer, field).await, json!("1200"));
    // Its history has numbers that are no amounts.
    let refused = told(convert(&pool, &firm, id, OwnKind::Money).await);
    assert_eq!(refused.problem_of("name"), Some(Problem::Choice));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_of_the_kind_before_comes_back_by_no_way(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (id, field, _) = declared(&pool, &firm, OwnKind::Line, ["Rød", "Blå"]).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    customer::change(&mut tx, firm.customer, i32::MAX, &customer_patch(&[(field.key, "")])).await.unwrap();
    let (log, _) = log::list(&mut tx, firm.customer, None, 1, Language::Nb).await.unwrap();
    tx.commit().await.unwrap();
    convert(&pool, &firm, id, OwnKind::Choice).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let undone = undo::undo(&mut tx, firm.customer, Some(log[0].id)).await.unwrap();
    assert!(!undone.taken && undone.kept.len() == 1, "{undone:?}");
    tx.commit().await.unwrap();
    assert_eq!(stands(&pool, firm.customer, field).await, Value::Null);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_administrators_convert_and_only_what_they_read(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let (id, field, _) = declared(&pool, &firm, OwnKind::Line, ["Rød", "Blå"]).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(own_field::forecast(&mut tx, id, OwnKind::Lines).await).code, ErrorCode::Forbidden);
    assert_eq!(told(own_field::convert(&mut tx, id, 1, OwnKind::Lines).await).code, ErrorCode::Forbidden);
    drop(tx);
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(own_field::convert(&mut tx, id, 1, OwnKind::Lines).await).code, ErrorCode::NotFound);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let late = told(own_field::convert(&mut tx, id, 7, OwnKind::Lines).await);
    assert_eq!(late.problem_of("name"), Some(Problem::ChangedSince));
    assert_eq!(own_field::convert(&mut tx, id, 1, OwnKind::Lines).await.unwrap(), 0, "text is text already");
    tx.commit().await.unwrap();
    assert_eq!(stands(&pool, firm.customer, field).await, json!("Rød"));
}
