//! What every page reads of its firm is kept, and never longer than it holds.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, owner, run, value};
use domain::{
    customer::{CustomerKind, CustomerType},
    field::{self, Entity, Kind, Need},
};
use sqlx::{AssertSqlSafe, PgPool};
use std::collections::BTreeSet;
use store::{
    department_terms,
    rule::{self, Decision},
};

const KEPT: &str = "select count(*) from firm_told t left join firm_generation g using (tenant_id) where t.generation = coalesce(g.generation, 0) and t.shape = firm_told_shape()";

/// How many of this database wait for a lock.
const WAITING: &str =
    "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

/// What is kept is made by these.
const MADE_BY: &str = "array['read_firm_choices', 'told_own_fields', 'told_tabs', 'told_field_rights']";

/// What stands, and what is told of it: the same whenever somebody asks.
const TOLD: &str = "select firm_choices() = read_firm_choices() and coalesce((select (t.own_fields, t.tabs, t.consultant_rights, t.read_only_rights)
        is not distinct from (told_own_fields(t.tenant_id), told_tabs(t.tenant_id), told_field_rights(t.tenant_id, 'consultant'),
            told_field_rights(t.tenant_id, 'read_only')) from firm_told t left join firm_generation g using (tenant_id) where t.generation = coalesce(g.generation, 0)), true)";

async fn is_true(pool: &PgPool, firm: &Firm) -> bool {
    let mut owner = owner(pool, firm.tenant).await;
    sqlx::query_scalar(TOLD).fetch_one(&mut *owner).await.unwrap()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whatever_it_is_made_of_makes_it_anew(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let tenant = firm.tenant;
    let department = firm.department;
    run(
        &pool,
        &format!("insert into department_terms (tenant_id, id, invoice_fee) values ('{tenant}', '{department}', 4500)"),
    )
    .await;
    run(
        &pool,
        &format!("insert into firm_settings (tenant_id, id) values ('{tenant}', '{tenant}') on conflict do nothing"),
    )
    .await;
    for statement in [
        "update firm_settings set start_address = 'Storgata 1'",
        "insert into field_rule (tenant_id, id, entity, field, company_ordinary) values (:t, uuid_v7(), 'customer', 'website', 'must')",
        "update field_rule set company_ordinary = 'should'",
        "insert into field_right (tenant_id, id, entity, field, consultant) values (:t, uuid_v7(), 'customer', 'website', 'none')",
        "delete from field_right",
        "insert into card_tab (tenant_id, id, nb, sv, en, position) values (:t, uuid_v7(), 'Drift', 'Drift', 'Operations', 9)",
        "delete from card_tab where nb = 'Drift'",
        "insert into firm_country (tenant_id, id, country) values (:t, uuid_v7(), 'JP')",
        "insert into firm_module (tenant_id, id, module, active) values (:t, uuid_v7(), 'documents', false)",
        "update department_terms set invoice_fee = 4600",
        "update department set name = 'Nord og vest'",
        "insert into own_field (tenant_id, id, key, entity, kind, nb, sv, en, section, position) values (:t, uuid_v7(), 'own_0123456789abcdef', 'customer', 'line', 'X', 'X', 'X', 'general', 1)",
        "update own_field set nb = 'Y'",
        "insert into firm_sharepoint (tenant_id, is_on, directory_id, client_id, site, pattern) values (:t, true, 'a', 'b', 'https://x.example/', '{name}')",
        "update firm_sharepoint set is_on = false",
    ] {
        firm.tx(&pool, firm.consultant).await.commit().await.unwrap();
        assert_eq!(value::<i64>(&pool, KEPT).await, 1, "kept before {statement}");
        assert!(is_true(&pool, &firm).await);
        run(&pool, &statement.replace(":t", &format!("'{tenant}'"))).await;
        assert_eq!(value::<i64>(&pool, KEPT).await, 0, "no longer after {statement}");
        assert!(is_true(&pool, &firm).await, "told anew after {statement}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_keeps_it_and_who_changes_it_do_not_wait_and_the_change_holds(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(
        &pool,
        &format!("insert into firm_settings (tenant_id, id) values ('{0}', '{0}') on conflict do nothing", firm.tenant),
    )
    .await;
    let rename = "update firm_settings set start_address = ";
    // Kept by one that has not committed while another changes it.
    let keeper = firm.tx(&pool, firm.consultant).await;
    let other = firm.tx(&pool, firm.neighbour).await;
    run(&pool, &format!("{rename}'Storgata 1'")).await;
    keeper.commit().await.unwrap();
    other.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, KEPT).await, 0, "what was read before the change does not hold");
    assert!(is_true(&pool, &firm).await);
    // Kept while a change has not been committed.
    let mut changer = owner(&pool, firm.tenant).await;
    sqlx::query("update firm_settings set start_address = 'Storgata 2'").execute(&mut *changer).await.unwrap();
    firm.tx(&pool, firm.consultant).await.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, KEPT).await, 1, "it holds until the change does");
    changer.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, KEPT).await, 0);
    assert!(is_true(&pool, &firm).await);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_card_reads_names_for_all_that_the_catalogue_refers_to(pool: PgPool) {
    // Both are read by themselves.
    let apart = ["parent_id", "reference_person"];
    let referring = field::CUSTOMER.iter().filter(|field| field.is_reference() && !apart.contains(&field.key));
    let mut values = serde_json::Map::new();
    for field in referring {
        let id = domain::id::ListItemId::generate().to_string();
        let several = matches!(field.kind, Kind::Choices(_));
        values.insert(field.key.to_owned(), if several { serde_json::json!([id]) } else { id.into() });
    }
    let told: Vec<String> = sqlx::query_scalar(
        "select id::text from unnest(customer_refers_to(jsonb_populate_record(null::customer, $1))) as id where id is not null",
    )
    .bind(serde_json::Value::Object(values.clone()))
    .fetch_all(&pool)
    .await
    .unwrap();
    let told: BTreeSet<&str> = told.iter().map(String::as_str).collect();
    for (key, value) in &values {
        let id = value.as_str().or_else(|| value[0].as_str()).unwrap();
        assert!(told.contains(id), "customer_refers_to lacks {key}");
    }
    assert_eq!(told.len(), values.len());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_another_release_kept_is_read_anew(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.tx(&pool, firm.consultant).await.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, KEPT).await, 1);
    run(&pool, "update firm_told set shape = shape - 1, choices = '{}', consultant_rights = '{}', own_fields = '[]'")
        .await;
    assert_eq!(value::<i64>(&pool, KEPT).await, 0);
    firm.tx(&pool, firm.consultant).await.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, KEPT).await, 1, "kept anew");
    assert!(is_true(&pool, &firm).await);
}

/// A migration that changes what these functions give raises `firm_told_shape()`; then both stand here anew.
#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_shape_is_of_the_functions_that_make_it(pool: PgPool) {
    let stands = value::<String>(
        &pool,
        &format!("select firm_told_shape() || ' ' || (select md5(string_agg(prosrc, '' order by proname)) from pg_proc where proname = any ({MADE_BY}))"),
    )
    .await;
    assert_eq!(stands, "1 b5935cc83a23301d35826b9c6e80d24a");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_table_that_it_is_made_of_has_the_trigger(pool: PgPool) {
    let tables = format!(
        "select coalesce(string_agg(c.relname, ' ' order by c.relname), '') from pg_class c
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
            and exists (select from pg_proc p where p.proname = any ({MADE_BY}) and p.prosrc ~ ('(from|join) ' || c.relname || '\\M'))"
    );
    let without = format!(
        "{tables} and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'count_firm_generation')"
    );
    let read = "card_tab department department_terms field_right field_rule firm_country firm_module firm_settings firm_sharepoint own_field";
    assert_eq!(value::<String>(&pool, &tables).await, read);
    assert_eq!(value::<String>(&pool, &without).await, "");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_firm_is_told_its_own_kept_or_not(pool: PgPool) {
    let (nord, syd) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    for (firm, address) in [(&nord, "Storgata 1"), (&syd, "Kaigata 2")] {
        let id = firm.tenant;
        run(
            &pool,
            &format!("insert into firm_settings (tenant_id, id, start_address) values ('{id}', '{id}', '{address}')"),
        )
        .await;
    }
    let hidden = "insert into field_right (tenant_id, id, entity, field, consultant) values";
    run(&pool, &format!("{hidden} ('{}', uuid_v7(), 'customer', 'website', 'none')", nord.tenant)).await;
    // The first of each is told what is read, the second what is kept.
    for _ in 0..2 {
        for (firm, address, usual) in [(&nord, "Storgata 1", false), (&syd, "Kaigata 2", true)] {
            let mut tx = firm.tx(&pool, firm.consultant).await;
            assert_eq!(tx.session().rights.is_usual(), usual);
            let settings = store::settings::read(&mut tx).await.unwrap();
            assert_eq!(settings.chosen.0.get("start_address").and_then(|value| value.as_str()), Some(address));
            tx.commit().await.unwrap();
        }
    }
    assert_eq!(value::<i64>(&pool, KEPT).await, 2);
}

/// As each change counts the generation up, two that held their own rows first could wait for each other.
#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_changes_a_part_of_it_holds_the_firm_before_anything_else(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (tenant, department) = (firm.tenant, firm.department);
    for statement in [
        format!("insert into firm_settings (tenant_id, id) values ('{tenant}', '{tenant}')"),
        format!("insert into department_terms (tenant_id, id) values ('{tenant}', '{department}')"),
        format!(
            "insert into field_rule (tenant_id, id, entity, field) values ('{tenant}', uuid_v7(), 'customer', 'website')"
        ),
    ] {
        run(&pool, &statement).await;
    }
    let mut holder = owner(&pool, tenant).await;
    sqlx::query("select from firm_settings for update").execute(&mut *holder).await.unwrap();
    let mut decides = firm.tx(&pool, firm.administrator).await;
    let mut chooses = firm.tx(&pool, firm.administrator).await;
    let website = Decision {
        field: field::customer("website").unwrap(),
        kind: CustomerKind::Company,
        read: None,
        need: Need::Must,
    };
    let waiting = [
        tokio::spawn(async move {
            let _ = rule::decide(&mut decides, Entity::Customer, &[CustomerType::Prospect], &[website]).await;
        }),
        tokio::spawn(async move {
            let fee = [(field::terms().next().unwrap(), "45")];
            let _ = department_terms::change(&mut chooses, department, 1, &fee).await;
        }),
    ];
    while value::<i64>(&pool, WAITING).await < 2 {
        assert!(!waiting.iter().any(tokio::task::JoinHandle::is_finished), "both wait for the firm");
        tokio::task::yield_now().await;
    }
    for table in ["field_rule", "department_terms", "firm_generation"] {
        sqlx::query(AssertSqlSafe(format!("select from {table} for update nowait")))
            .execute(&mut *holder)
            .await
            .unwrap();
    }
    holder.rollback().await.unwrap();
    for one in waiting {
        one.await.unwrap();
    }
}
