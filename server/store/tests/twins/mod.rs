//! What tests of merging share: all rows of a firm, and merging and splitting as a person does.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, value};
use domain::{
    id::{CommandId, CustomerId, MergeId},
    merge::Request,
    undo::Undone,
};
use serde_json::Value;
use sqlx::PgPool;
use store::merge::{merge, split};

/// Tables whose rows of before are compared whole after a merge and its split.
pub const COMPARED: [&str; 22] = [
    "customer",
    "contact",
    "comment",
    "customer_link",
    "dialog",
    "customer_relation",
    "customer_responsible",
    "customer_employee",
    "document",
    "activity",
    "factor_agreement",
    "pay_rate",
    "invoice_line",
    "customer_folder",
    "customer_logo",
    "proposal",
    "former_name",
    "recent_customer",
    "section_seen",
    "registration",
    "change_log",
    "deleted_row",
];

/// All rows of a firm but for when and by whom they were changed, and what the log says after a moment.
pub async fn snapshot(pool: &PgPool, firm: &Firm, until: &str) -> Value {
    let mut all = serde_json::Map::new();
    for table in COMPARED {
        let clause =
            if matches!(table, "change_log" | "deleted_row") { format!("and at <= '{until}'") } else { String::new() };
        let rows: Value = value(
            pool,
            &format!(
                "select coalesce(jsonb_agg(r order by r::text), '[]') from (
                    select to_jsonb(t) - array['version', 'changed_at', 'changed_by', 'search'] as r from {table} t
                    where tenant_id = '{}' {clause}) rows",
                firm.tenant
            ),
        )
        .await;
        all.insert(table.to_owned(), rows);
    }
    Value::Object(all)
}

pub async fn now(pool: &PgPool) -> String {
    value(pool, "select clock_timestamp()::text").await
}

pub fn of(customers: &[CustomerId]) -> Request {
    Request { customers: customers.to_vec(), ..Request::default() }
}

/// Merges as a person does; gives the merge and the command.
pub async fn merged(pool: &PgPool, firm: &Firm, request: &Request) -> (MergeId, CommandId) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let command = tx.command();
    let staying = merge(&mut tx, request, None).await.unwrap();
    assert_eq!(staying, request.customers[0]);
    tx.commit().await.unwrap();
    let id: uuid::Uuid = value(pool, &format!("select id from customer_merge where command_id = '{command}'")).await;
    (MergeId(id), command)
}

pub async fn split_again(pool: &PgPool, firm: &Firm, id: MergeId) -> Undone {
    let mut tx = firm.tx(pool, firm.neighbour).await;
    let undone = split(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    undone
}
