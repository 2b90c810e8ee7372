//! Which settings would help a firm, and what its readers know of what is new.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told};
use domain::{
    advice::{Advice, Finding},
    error::ErrorCode,
    list::ListKind,
};
use serde_json::json;
use sqlx::PgPool;
use store::advice::{self, Advised};

async fn advised(pool: &PgPool, firm: &Firm) -> Advised {
    advice::read(&mut firm.tx(pool, firm.reader).await).await.unwrap()
}

fn of(findings: &[Finding], advice: Advice) -> Option<&Finding> {
    findings.iter().find(|finding| finding.advice == advice)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn advice_is_given_by_what_the_firms_own_customers_are_like(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let email = firm.add_customer(&pool, json!({"name": "Med"})).await;
    run(&pool, &format!("update customer set invoice_email = 'faktura@med.example' where id = '{email}'")).await;
    let paper = firm.add_customer(&pool, json!({"name": "Papir"})).await;
    run(&pool, &format!("update customer set invoice_type = 'paper' where id = '{paper}'")).await;
    firm.add_customer(&pool, json!({"name": "Mulig", "status": firm.potential})).await;
    for at in 0..3 {
        other.add_customer(&pool, json!({"name": format!("Annen {at}")})).await;
    }
    firm.add_logo(&pool, email).await;
    let found = advised(&pool, &firm).await;
    assert_eq!((found.looked_at, found.is_all), (4, true));
    // The firm's first customer alone: the others have an address, get paper, or are not active.
    assert_eq!(of(&found.open, Advice::InvoiceEmail).map(|found| found.count), Some(1));
    assert_eq!(of(&found.open, Advice::Logos).map(|found| found.count), Some(1));
    assert!(of(&found.open, Advice::UnusedFields).is_none(), "four customers are too few to tell");
    assert!(of(&found.open, Advice::Doubles).is_none());
    let lists = &of(&found.open, Advice::UnusedValues).unwrap().lists;
    let tags = lists.iter().find(|unused| unused.list == ListKind::Tag).unwrap();
    assert_eq!(tags.count, 2);
    assert!(lists.iter().all(|unused| unused.list != ListKind::Status), "a status means something without customers");
    // What its department has chosen counts for a customer.
    let of_department =
        format!("update customer set departments = array['{}'::uuid] where id = '{}'", firm.department, firm.customer);
    run(&pool, &of_department).await;
    firm.choose_department_terms(&pool, firm.department, &[("invoice_type", "paper")]).await;
    assert!(of(&advised(&pool, &firm).await.open, Advice::InvoiceEmail).is_none());
    // A value that somebody has is used, wherever it may stand.
    firm.put_tag_on(&pool, email).await;
    firm.add_link(&pool, email, "https://a.example/").await;
    let found = advised(&pool, &firm).await;
    let lists = &of(&found.open, Advice::UnusedValues).unwrap().lists;
    assert_eq!(lists.iter().find(|unused| unused.list == ListKind::Tag).unwrap().count, 1);
    assert!(lists.iter().all(|unused| unused.list != ListKind::LinkKind), "{lists:?}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn fields_that_nobody_fills_in_and_demands_that_are_not_met_are_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.add_own_field(&pool, domain::field::OwnKind::Line, "Eget felt").await;
    for at in 0..20 {
        firm.add_customer(&pool, json!({"name": format!("Kunde {at}"), "mobile": "+4790000000"})).await;
    }
    let tenant = firm.tenant;
    run(
        &pool,
        &format!(
            "insert into field_rule (tenant_id, id, entity, field, company_ordinary) values ('{tenant}', gen_random_uuid(), 'customer', 'source', 'must')"
        ),
    )
    .await;
    let found = advised(&pool, &firm).await;
    let unused: Vec<_> =
        of(&found.open, Advice::UnusedFields).unwrap().fields.iter().map(|(field, _)| field.key).collect();
    assert!(unused.contains(&"district") && !unused.contains(&"mobile"), "{unused:?}");
    let own_fields = &of(&found.open, Advice::UnusedOwnFields).unwrap().fields;
    assert_eq!(own_fields.len(), 1);
    let lacking = &of(&found.open, Advice::Lacking).unwrap().fields;
    assert_eq!(lacking.iter().map(|(field, count)| (field.key, *count)).collect::<Vec<_>>(), [("source", 21)]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn advice_that_is_not_for_a_firm_is_put_aside_by_its_administrator_and_comes_back(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(advice::dismiss(&mut tx, Advice::InvoiceEmail, true).await).code, ErrorCode::Forbidden);
    for (dismissed, is_open) in [(true, false), (true, false), (false, true)] {
        let mut tx = firm.tx(&pool, firm.administrator).await;
        advice::dismiss(&mut tx, Advice::InvoiceEmail, dismissed).await.unwrap();
        tx.commit().await.unwrap();
        let found = advised(&pool, &firm).await;
        assert_eq!(of(&found.open, Advice::InvoiceEmail).is_some(), is_open);
        assert_eq!(of(&found.dismissed, Advice::InvoiceEmail).is_some(), !is_open);
        assert!(of(&advised(&pool, &other).await.open, Advice::InvoiceEmail).is_some(), "another firm's is its own");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_new_is_read_up_to_a_day_by_each_person(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    for (until, seen) in [("2026-11-24", "2026-11-24"), ("2026-11-28", "2026-11-28"), ("2026-11-17", "2026-11-28")] {
        let mut tx = firm.tx(&pool, firm.reader).await;
        advice::see_news(&mut tx, until).await.unwrap();
        assert_eq!(advice::news_seen(&mut tx).await.unwrap(), seen);
        tx.commit().await.unwrap();
    }
    assert_eq!(advice::news_seen(&mut firm.tx(&pool, firm.consultant).await).await.unwrap(), "");
}
