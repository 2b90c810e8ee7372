//! What stood in a field before, with its source.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch, customer_patch, owner};
use domain::{
    change::{Past, Source},
    field,
    language::Language,
};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgPool};

async fn of(pool: &PgPool, firm: &Firm, keys: &[&str]) -> Vec<Past> {
    let fields: Vec<_> = keys.iter().map(|key| field::customer(key).unwrap()).collect();
    let mut tx = firm.tx(pool, firm.reader).await;
    store::history::read(&mut tx, Some(firm.customer), firm.customer.0, &fields, Language::Nb).await.unwrap().0
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_value_is_told_with_who_and_from_where_newest_first(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let patch = customer_patch(&[("phone", "75500120"), ("nickname", "A")]);
    store::customer::change(&mut tx, firm.customer, 1, &patch).await.unwrap();
    tx.commit().await.unwrap();
    for (source, phone) in
        [("import", "'1'"), ("registry", "'2'"), ("portal", "null"), ("interface", "'4'"), ("unheard", "'5'")]
    {
        let mut owner = owner(&pool, firm.tenant).await;
        let statement = format!(
            "set local app.user_id = '{}'; set local app.source = '{source}'; update customer set phone = {phone} where id = '{}'",
            firm.neighbour, firm.customer
        );
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *owner).await.unwrap();
        owner.commit().await.unwrap();
    }
    let past = of(&pool, &firm, &["phone"]).await;
    let told: Vec<(Source, &str, &Value)> =
        past.iter().map(|past| (past.source, past.by.as_str(), &past.new)).collect();
    assert_eq!(
        told,
        [
            (Source::System, "Nils nord", &json!("5")),
            (Source::Interface, "Nils nord", &json!("4")),
            (Source::Portal, "Nils nord", &Value::Null),
            (Source::Registry, "Nils nord", &json!("2")),
            (Source::Import, "Nils nord", &json!("1")),
            (Source::Typed, "Kari nord", &json!("+4775500120")),
        ]
    );
    assert_eq!(of(&pool, &firm, &["nickname"]).await.len(), 1, "of this field alone");
    assert_eq!(of(&pool, &firm, &["nickname", "phone"]).await.len(), 7, "or of several");
    assert!(of(&pool, &firm, &["email"]).await.is_empty());
    assert!(of(&pool, &firm, &["name"]).await[0].made, "the name came with the customer");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn choices_have_names_and_a_contact_has_a_history_of_its_own(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (title, function) = (firm.title.to_string(), firm.function.to_string());
    let patch = contact_patch(&[
        ("title", &title),
        ("functions", &function),
        ("position", "0190b6a5-7d6c-7cc0-8000-000000000001"),
    ]);
    store::contact::change(&mut tx, firm.customer, firm.contact, 1, &patch).await.unwrap();
    let read = async |tx: &mut store::Tx, customer, keys: &[&str]| {
        let fields: Vec<_> = keys.iter().map(|key| field::contact(key).unwrap()).collect();
        store::history::read(tx, Some(customer), firm.contact.0, &fields, Language::Nb).await.unwrap()
    };
    let (past, names) = read(&mut tx, firm.customer, &["title", "functions", "position"]).await;
    assert_eq!(past.len(), 3 + 1, "and the empty functions that it was made with");
    assert_eq!(
        (names.get(&title).map(String::as_str), names.get(&function).map(String::as_str)),
        (Some("Daglig leder"), Some("Lønn"))
    );
    let elsewhere = firm.add_customer(&pool, json!({"name": "Annen"})).await;
    assert!(read(&mut tx, elsewhere, &["title"]).await.0.is_empty(), "only on the card of its customer");
    tx.commit().await.unwrap();
    let other = Firm::make(&pool, "syd").await;
    let mut tx = other.tx(&pool, other.administrator).await;
    assert!(read(&mut tx, firm.customer, &["title"]).await.0.is_empty(), "and never in another firm");
}
