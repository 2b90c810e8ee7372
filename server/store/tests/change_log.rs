//! Whatever changes leaves one entry in the log, and nobody takes it out again.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch, customer_patch, owner, refusal, run};
use domain::id::{CommandId, CustomerId, UserId};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
struct Entry {
    user_id: Option<UserId>,
    command_id: Option<Uuid>,
    source: String,
    table_name: String,
    operation: String,
    row_id: Uuid,
    customer_id: Option<CustomerId>,
    version: Option<i32>,
    changes: Value,
}

/// What the log says since it was last asked.
async fn news(pool: &PgPool) -> Vec<Entry> {
    let entries = sqlx::query_as("select * from change_log order by at, id").fetch_all(pool).await.unwrap();
    run(pool, "delete from change_log").await;
    entries
}

async fn only(pool: &PgPool) -> Entry {
    let mut entries = news(pool).await;
    assert_eq!(entries.len(), 1, "{entries:?}");
    entries.remove(0)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_change_of_every_table_is_one_entry_with_old_and_new(pool: PgPool) {
    // What is logged is the question here, not who must have a contact.
    sqlx::query("alter table customer disable trigger keep_one").execute(&pool).await.unwrap();
    let firm = Firm::make(&pool, "nord").await;
    news(&pool).await;
    let (tenant, customer, consultant, active) = (firm.tenant, firm.customer, firm.consultant, firm.active);
    let id = Uuid::from_u128(7);
    let whose = format!("where id = '{id}'");
    let command = CommandId::generate();
    for (table, columns, values, column, of_customer) in [
        (
            "customer",
            "number, name, status, responsible",
            format!("77, 'Før', '{active}', '{consultant}'"),
            "name",
            Some(CustomerId(id)),
        ),
        (
            "contact",
            "customer_id, first_name, last_name",
            format!("'{customer}', 'Før', 'Vik'"),
            "first_name",
            Some(customer),
        ),
        (
            "comment",
            "customer_id, body, author_id",
            format!("'{customer}', 'Før', '{consultant}'"),
            "body",
            Some(customer),
        ),
        ("list_item", "kind, nb, sv, en", "'industry', 'Før', 'a', 'a'".to_owned(), "nb", None),
    ] {
        for (operation, statement, old, new, version) in [
            (
                "INSERT",
                format!("insert into {table} (tenant_id, id, {columns}) values ('{tenant}', '{id}', {values})"),
                Value::Null,
                json!("Før"),
                1,
            ),
            ("UPDATE", format!("update {table} set {column} = 'Etter' {whose}"), json!("Før"), json!("Etter"), 2),
            ("DELETE", format!("delete from {table} {whose}"), json!("Etter"), Value::Null, 2),
        ] {
            let mut owner = owner(&pool, tenant).await;
            let about = format!(
                "set local app.user_id = '{}'; set local app.command_id = '{command}'; set local app.source = 'import'; {statement}",
                firm.administrator
            );
            sqlx::raw_sql(AssertSqlSafe(about)).execute(&mut *owner).await.unwrap();
            owner.commit().await.unwrap();
            let entry = only(&pool).await;
            assert_eq!((entry.table_name.as_str(), entry.operation.as_str()), (table, operation));
            assert_eq!(entry.changes.get(column), Some(&json!([old, new])), "{table} {operation}");
            assert_eq!((entry.user_id, entry.command_id), (Some(firm.administrator), Some(command.0)));
            assert_eq!((entry.source.as_str(), entry.row_id, entry.customer_id), ("import", id, of_customer));
            assert_eq!(entry.version, Some(version), "{table} {operation}");
            assert_eq!(
                entry.changes.as_object().unwrap().len() == 1,
                operation == "UPDATE",
                "only what changed: {}",
                entry.changes
            );
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_person_saves_says_who_and_that_it_was_typed(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::customer::change(&mut tx, firm.customer, 1, &customer_patch(&[("name", "Ny"), ("phone", "75 50 01 20")]))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let entry = only(&pool).await;
    assert_eq!((entry.user_id, entry.source.as_str(), entry.version), (Some(firm.consultant), "typed", Some(2)));
    assert_eq!(entry.changes, json!({"name": ["Første kunde nord", "Ny"], "phone": [null, "+4775500120"]}));
    assert!(entry.command_id.is_some());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_thing_that_somebody_does_is_one_command(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool).await;
    for _ in 0..2 {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        store::comment::add(&mut tx, firm.customer, "En", store::comment::Place::default()).await.unwrap();
        store::comment::add(&mut tx, firm.customer, "To", store::comment::Place::default()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let commands: Vec<_> = news(&pool).await.into_iter().map(|entry| entry.command_id.unwrap()).collect();
    assert_eq!((commands[0], commands[2]), (commands[1], commands[3]));
    assert_ne!(commands[0], commands[2]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_that_changes_nothing_is_no_entry(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let same = store::customer::change(
        &mut tx,
        firm.customer,
        1,
        &customer_patch(&[("name", " Første  kunde nord "), ("phone", "")]),
    )
    .await;
    assert_eq!(same.unwrap(), 1, "it is not even a new version");
    store::contact::change(
        &mut tx,
        firm.customer,
        firm.contact,
        1,
        &contact_patch(&[("first_name", "Ola"), ("functions", "")]),
    )
    .await
    .unwrap();
    store::contact::end(&mut tx, firm.customer, firm.contact, false).await.unwrap();
    store::comment::fix(&mut tx, firm.customer, firm.comment, false).await.unwrap();
    tx.commit().await.unwrap();
    run(&pool, "update list_item set nb = nb").await;
    assert!(news(&pool).await.is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_taken_back_is_not_logged(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    news(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::comment::delete(&mut tx, firm.customer, firm.comment).await.unwrap();
    drop(tx);
    assert!(news(&pool).await.is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_application_reads_the_log_and_never_writes_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    assert_eq!(refusal(&pool, Some(firm.tenant), "select from change_log").await, None);
    for statement in [
        "update change_log set source = 'x'",
        "delete from change_log",
        "truncate change_log",
        "insert into change_log (tenant_id, source, table_name, operation, row_id, changes) values (current_tenant(), 'x', 'x', 'x', current_tenant(), '{}')",
        "alter table customer disable trigger log",
        "drop trigger log on customer",
        "set session_replication_role = replica",
    ] {
        assert_eq!(refusal(&pool, Some(firm.tenant), statement).await.as_deref(), Some("42501"), "{statement}");
    }
}
