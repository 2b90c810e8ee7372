//! Filters of the register: every operator finds what it says and nothing else, never a row of
//! another firm, and by an index.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run};
use domain::{
    filter::{Column, Filter, Operator},
    register::{RegisterQuery, Scope, Sort},
};
use serde_json::json;
use sqlx::PgPool;
use std::fmt::Write;
use store::{Tx, register};

/// The names of the three customers.
const A: &str = "Alfa Sveis AS";
const B: &str = "Beta 100% Øst";
const C: &str = "Gamma_Hav";

async fn found(tx: &mut Tx, filter: &str) -> Vec<String> {
    let filter = Filter::parse(filter);
    let query = RegisterQuery { scope: Scope::Firm, filter, ..RegisterQuery::default() };
    let page = register::page(tx, &query, &[], None).await.unwrap();
    let names: Vec<_> = page.rows.iter().map(|row| row.values.text("name").to_owned()).collect();
    assert_eq!(register::totals(tx, &query, &[]).await.unwrap().count, i64::try_from(names.len()).unwrap());
    names
}

/// Three customers with different values everywhere, and none of them the firm's first.
async fn three(pool: &PgPool) -> Firm {
    let firm = Firm::make(pool, "nord").await;
    run(pool, "delete from comment; delete from contact; delete from customer").await;
    let alfa = firm.add_customer(pool, json!({"name": "Alfa Sveis AS", "visiting_place": "Bodø", "phone": "+4775500120", "email": "post@alfa.example"})).await;
    let beta = firm.add_customer(pool, json!({"name": "Beta 100% Øst", "visiting_place": "Malmö", "responsible": firm.neighbour, "industry": firm.industry})).await;
    let gamma = firm.add_customer(pool, json!({"name": "Gamma_Hav", "responsible": firm.stranger})).await;
    run(pool, "alter table customer disable trigger stamp").await;
    for (id, set) in [
        (alfa, format!("visiting_postal_code = '8006', opening_balance = 100000, tags = array['{}','{}']::uuid[], created_at = '2026-01-31 23:30+01', changed_at = now(), organisation_number = '988077917', markup_factor = 1950, expenses_billed = false", firm.tag, firm.other_tag)),
        (beta, format!("visiting_postal_code = '21120', visiting_country = 'SE', opening_balance = -5050, tags = array['{}']::uuid[], is_supplier = true, created_at = '2026-02-01 00:30+01', changed_at = now() - interval '40 days', currency = 'SEK', parent_id = '{alfa}'", firm.tag)),
        (gamma, "visiting_postal_code = '80060', visiting_country = 'DE', notes = 'Ring før ni', kind = 'private', created_at = '2025-06-01', changed_at = now() - interval '3 years'".to_owned()),
    ] {
        run(pool, &format!("update customer set {set} where id = '{id}'")).await;
    }
    firm
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_operator_finds_what_it_says_and_nothing_else(pool: PgPool) {
    let firm = three(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (tag, other, neighbour, industry) = (firm.tag, firm.other_tag, firm.neighbour, firm.industry);
    let filters: Vec<(String, Vec<&str>)> = vec![
        (String::new(), vec![A, B, C]),
        ("name.has:sveis".into(), vec![A]),
        ("name.has:ØST".into(), vec![B]),
        ("name.has:100%".into(), vec![B]),
        ("name.has:a_h".into(), vec![C]),
        ("name.lacks:a s".into(), vec![B, C]),
        ("name.starts:be".into(), vec![B]),
        ("name.is:alfa sveis as".into(), vec![A]),
        ("name.is:alfa".into(), vec![]),
        ("visiting_place.has:bodo".into(), vec![A]),
        ("email.has:ALFA.example".into(), vec![A]),
        ("email.lacks:alfa".into(), vec![B, C]),
        ("notes.has:før ni".into(), vec![C]),
        ("notes.empty".into(), vec![A, B]),
        ("notes.filled".into(), vec![C]),
        ("phone.has:75 50".into(), vec![A]),
        ("phone.starts:7550".into(), vec![A]),
        ("phone.is:75 50 01 20".into(), vec![A]),
        ("phone.starts:5500".into(), vec![]),
        ("organisation_number.starts:988 0".into(), vec![A]),
        (format!("tags.any:{other},{tag}"), vec![A, B]),
        (format!("tags.all:{other},{tag}"), vec![A]),
        (format!("tags.none:{other}"), vec![B, C]),
        ("tags.empty".into(), vec![C]),
        ("tags.filled".into(), vec![A, B]),
        ("responsible.any:me".into(), vec![A]),
        (format!("responsible.any:me,{neighbour}"), vec![A, B]),
        (format!("responsible.none:{neighbour}"), vec![A, C]),
        (format!("industry.any:{industry}"), vec![B]),
        (format!("industry.none:{industry}"), vec![A, C]),
        ("industry.empty".into(), vec![A, C]),
        ("is_supplier.any:yes".into(), vec![B]),
        ("is_supplier.none:yes".into(), vec![A, C]),
        ("kind.any:private".into(), vec![C]),
        ("visiting_country.any:SE,DE".into(), vec![B, C]),
        ("opening_balance.between:-50.50,1000".into(), vec![A, B]),
        ("opening_balance.between:,-50.50".into(), vec![B]),
        ("opening_balance.empty".into(), vec![C]),
        ("number.between:1,10001".into(), vec![A]),
        ("visiting_postal_code.codes:8000-8099".into(), vec![A, C]),
        ("visiting_postal_code.codes:8006,21120".into(), vec![A, B]),
        ("county.any:NO-18".into(), vec![A]),
        ("county.none:NO-18".into(), vec![B, C]),
        ("municipality.any:NO-1804,SE-1280".into(), vec![A, B]),
        // The day is the firm's: half past midnight in Oslo is a day later than in London.
        ("created.dates:2026-02-01,2026-02-01".into(), vec![B]),
        ("created.dates:,2026-01-31".into(), vec![A, C]),
        ("changed.last:30,day".into(), vec![A]),
        ("changed.last:2,month".into(), vec![A, B]),
        ("changed.older:1,year".into(), vec![C]),
        ("changed.this:day".into(), vec![A]),
        ("distance.within:40,8006".into(), vec![A]),
        ("distance.within:40,Tromsø".into(), vec![]),
        ("payment_days.between:14,14".into(), vec![A, B, C]),
        ("payment_days.between:15,".into(), vec![]),
        ("markup_factor.between:1.9,".into(), vec![A]),
        ("currency.any:SEK".into(), vec![B]),
        ("currency.none:SEK".into(), vec![A, C]),
        ("expenses_billed.any:no".into(), vec![A]),
        ("late_interest.between:12,12".into(), vec![A, B, C]),
        ("parent_id.has:alf".into(), vec![B]),
        ("parent_id.has:gamma".into(), vec![]),
        ("parent_id.empty".into(), vec![A, C]),
        ("any(name.has:gamma;county.any:NO-18)".into(), vec![A, C]),
        ("any(name.has:gamma;all(tags.filled;is_supplier.any:yes))".into(), vec![B, C]),
        ("tags.filled;any(is_supplier.any:yes;notes.filled)".into(), vec![B]),
    ];
    let mut operators: Vec<&str> = Vec::new();
    for (filter, expected) in filters {
        let parsed = Filter::parse(&filter);
        assert!(!parsed.is_broken(), "{filter}");
        operators.extend(parsed.conditions().iter().map(|condition| condition.operator().key()));
        assert_eq!(found(&mut tx, &filter).await, expected, "{filter}");
    }
    // Days to come are in firms' own fields alone, and tried there.
    for operator in Operator::ALL.iter().filter(|operator| **operator != Operator::Next) {
        assert!(operators.contains(&operator.key()), "{operator:?} is tried");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_column_takes_all_of_its_operators_and_is_a_column(pool: PgPool) {
    let firm = three(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for column in Column::all(&[]) {
        for operator in Operator::of(column) {
            let value = [
                "8006",
                "50,8006",
                "month",
                "paper",
                "standard",
                "NOK",
                "2026-01-01,",
                "1,",
                "1,day",
                "day",
                "NO-18",
                "NO-1804",
                "me",
                "NO",
                "yes",
                "company",
                "ordinary",
                "visiting",
                "own",
                "",
            ]
            .into_iter()
            .chain([firm.tag.to_string().as_str()])
            .map(|value| format!("{}.{}:{value}", column.key(), operator.key()))
            .find(|filter| !Filter::parse(filter).is_broken());
            found(&mut tx, &value.unwrap_or_else(|| panic!("{} {operator:?}", column.key()))).await;
        }
        if let Some(sort) = Sort::by(column, true) {
            let query = RegisterQuery { scope: Scope::Firm, sort, ..RegisterQuery::default() };
            assert_eq!(
                register::page(&mut tx, &query, &[column], None).await.unwrap().rows.len(),
                3,
                "{}",
                column.key()
            );
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_is_listed_by_a_filter_that_can_not_be_read(pool: PgPool) {
    let firm = three(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for broken in ["credit.has:a", "name.has:a;gone.empty", "any(name.has:a;gone.empty)", "(((", "name.has:a)"] {
        assert_eq!(found(&mut tx, broken).await, Vec::<String>::new(), "{broken}");
    }
    assert_eq!(found(&mut tx, "name.has:'; drop table customer~3B --").await, Vec::<String>::new());
    assert_eq!(found(&mut tx, "").await.len(), 3);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn no_filter_and_no_order_reaches_another_firm(pool: PgPool) {
    let (ours, theirs) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    theirs.add_customer(&pool, json!({"name": "Sveis i Syd", "visiting_place": "Bodø"})).await;
    let mut tx = ours.tx(&pool, ours.administrator).await;
    for filter in [
        "",
        "name.has:syd",
        "name.lacks:xyz",
        "any(name.has:sveis;name.lacks:sveis)",
        "tags.empty",
        "created.last:999,year",
    ] {
        let found = found(&mut tx, filter).await;
        assert!(found.iter().all(|name| name == "Første kunde nord"), "{filter}: {found:?}");
    }
    for foreign in [
        format!("responsible.any:{}", theirs.consultant),
        format!("status.any:{}", theirs.active),
        format!("tags.any:{}", theirs.tag),
    ] {
        assert_eq!(found(&mut tx, &foreign).await, Vec::<String>::new());
    }
    drop(tx);
    // The view itself, by hand: it names the firm, and nothing without one.
    for (tenant, seen) in [(None, 0_i64), (Some(ours.tenant), 1), (Some(theirs.tenant), 2)] {
        let mut application = crate::common::application(&pool, tenant).await;
        let count: i64 =
            sqlx::query_scalar("select count(*) from register_customer r where (r.customer).name like '%' or true")
                .fetch_one(&mut *application)
                .await
                .unwrap();
        assert_eq!(count, seen);
    }
    for statement in ["update register_customer set customer = null", "delete from register_customer"] {
        assert!(crate::common::refusal(&pool, Some(ours.tenant), statement).await.is_some(), "{statement}");
    }
    let members = "select count(*) from pg_auth_members where roleid = 'kundekort_register'::regrole";
    assert_eq!(crate::common::value::<i64>(&pool, members).await, 0, "nobody is let through the wall as the view is");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn no_page_reads_the_customers_from_end_to_end(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut load =
        String::from("alter table customer disable trigger user; alter table customer no force row level security;");
    let _ = write!(
        load,
        "insert into customer (tenant_id, id, number, name, status, responsible, visiting_postal_code, visiting_country, tags, changed_at)
        select '{}', uuid_v7(), 100000 + n, (array['Nord','Sør','Øst','Vest'])[1 + n % 4] || ' ' || (array['Bygg','Sveis','Transport'])[1 + n % 3] || ' ' || n,
            '{}', (array['{}','{}','{}']::uuid[])[1 + n % 3], lpad((n % 9900)::text, 4, '0'), 'NO',
            case when n % 40 = 0 then array['{}']::uuid[] else '{{}}' end, now() - n * interval '1 minute'
        from generate_series(1, 50000) as n;",
        firm.tenant, firm.active, firm.consultant, firm.neighbour, firm.stranger, firm.tag
    );
    load.push_str("alter table customer force row level security, enable trigger user");
    run(&pool, &load).await;
    run(&pool, "vacuum analyze customer").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let tag = firm.tag;
    for (scope, filter) in [
        (Scope::Firm, String::new()),
        (Scope::Mine, String::new()),
        (Scope::Department, String::new()),
        (Scope::Firm, format!("tags.any:{tag}")),
        (Scope::Firm, "county.any:NO-18".to_owned()),
        (Scope::Firm, "name.has:sveis 12".to_owned()),
        (Scope::Mine, format!("tags.any:{tag};county.any:NO-18;name.has:sveis")),
    ] {
        for key in ["name", "changed", "number"] {
            let sort = Sort::by(Column::from_key(key).unwrap(), false).unwrap();
            let query = RegisterQuery { scope, filter: Filter::parse(&filter), sort, ..RegisterQuery::default() };
            let plan = register::plan(&mut tx, &query).await.unwrap();
            assert!(!plan.contains("Seq Scan on customer") && plan.contains("Index"), "{scope:?} {filter}: {plan}");
            // A kept plan must do for whoever has no customers, too.
            if scope == Scope::Mine && filter.is_empty() && key != "number" {
                assert!(plan.contains("customer_by_responsible") && plan.contains("$2"), "{key}: {plan}");
            }
        }
    }
    // A rare text is found by the index of texts, not by going through all in order.
    let rare =
        RegisterQuery { scope: Scope::Firm, filter: Filter::parse("name.has:sveis 4999"), ..RegisterQuery::default() };
    assert!(register::plan(&mut tx, &rare).await.unwrap().contains("customer_facets"));
}
