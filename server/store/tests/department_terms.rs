//! What a department has chosen counts for its customers before what the firm has, until one has its own.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    field::{self, Field},
    filter::{Column, Filter},
    id::{ChangeId, DepartmentId, UserId},
    language::Language,
    register::{RegisterQuery, Scope},
    settings::effective,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::{
    StoreError, as_of,
    card::Wanted,
    department,
    department_terms::{self, Touches},
    register, setting_log, settings,
};

fn patch<'a>(values: &[(&str, &'a str)]) -> Vec<(&'static Field, &'a str)> {
    values.iter().map(|(key, typed)| (field::firm(key).unwrap(), *typed)).collect()
}

async fn choose(
    pool: &PgPool,
    (firm, of): (&Firm, DepartmentId),
    who: UserId,
    version: i32,
    values: &[(&str, &str)],
) -> Result<i32, StoreError> {
    let mut tx = firm.tx(pool, who).await;
    let version = department_terms::change(&mut tx, of, version, &patch(values)).await?;
    tx.commit().await?;
    Ok(version)
}

async fn choose_for_firm(pool: &PgPool, firm: &Firm, values: &[(&str, &str)]) {
    let mut tx = firm.tx(pool, firm.administrator).await;
    settings::change(&mut tx, i32::MAX, &patch(values)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn change_customer(pool: &PgPool, firm: &Firm, values: &[(&str, &str)]) {
    let mut tx = firm.tx(pool, firm.consultant).await;
    store::customer::change(&mut tx, firm.customer, i32::MAX, &customer_patch(values)).await.unwrap();
    tx.commit().await.unwrap();
}

/// What counts for the firm's customer, and the department whose it is.
async fn counts(pool: &PgPool, firm: &Firm, key: &str) -> (Value, String) {
    counts_to(pool, firm, firm.reader, key).await
}

async fn counts_to(pool: &PgPool, firm: &Firm, who: UserId, key: &str) -> (Value, String) {
    let mut tx = firm.tx(pool, who).await;
    let card = store::card::read(&mut tx, firm.customer, Wanted::default(), Language::Nb).await.unwrap();
    let (_, of) = card.firm.followed(field::customer(key).unwrap());
    let name = of.map_or_else(String::new, |of| of.name.clone());
    (effective(&card.values, &card.firm).0[key].clone(), name)
}

/// Another department of the firm, which stands after the first.
async fn second(pool: &PgPool, firm: &Firm) -> DepartmentId {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let id = department::add(&mut tx, "Vest").await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_term_is_the_firms_then_the_departments_then_the_customers_own(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let nord = (&firm, firm.department);
    choose_for_firm(&pool, &firm, &[("payment_days", "20"), ("expenses_billed", "yes")]).await;
    let typed = [("payment_days", "25 dager"), ("expenses_billed", "no"), ("invoice_type", "ehf")];
    assert_eq!(choose(&pool, nord, firm.administrator, 1, &typed).await.unwrap(), 2);
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(20), String::new()), "of no department");
    change_customer(&pool, &firm, &[("departments", &firm.department.to_string())]).await;
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(25), "Nord".to_owned()));
    assert_eq!(counts(&pool, &firm, "expenses_billed").await, (json!(false), "Nord".to_owned()), "no is a value");
    assert_eq!(counts(&pool, &firm, "invoice_type").await.0, json!("ehf"));
    assert_eq!(counts(&pool, &firm, "currency").await, (json!("NOK"), String::new()), "the product's");
    change_customer(&pool, &firm, &[("payment_days", "45")]).await;
    assert_eq!(counts(&pool, &firm, "payment_days").await.0, json!(45), "its own");
    change_customer(&pool, &firm, &[("payment_days", "")]).await;
    // One that is retired counts for those that belong to it still.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    department::retire(&mut tx, firm.department, true).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await.0, json!(25));
    choose(&pool, nord, firm.administrator, 2, &[("payment_days", "")]).await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(20), String::new()), "the firm's again");
    let other = Firm::make(&pool, "syd").await;
    assert_eq!(counts(&pool, &other, "payment_days").await.0, json!(14), "another firm never sees it");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_several_departments_the_first_in_the_firms_order_that_has_chosen_counts(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let vest = second(&pool, &firm).await;
    let both = format!("{vest},{}", firm.department);
    change_customer(&pool, &firm, &[("departments", &both)]).await;
    firm.choose_department_terms(&pool, vest, &[("payment_days", "30"), ("markup_factor", "2")]).await;
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(30), "Vest".to_owned()), "the only one");
    firm.choose_department_terms(&pool, firm.department, &[("payment_days", "25")]).await;
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(25), "Nord".to_owned()), "the first");
    assert_eq!(counts(&pool, &firm, "markup_factor").await, (json!(2000), "Vest".to_owned()));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let terms = department_terms::read(&mut tx, vest).await.unwrap();
    assert_eq!((terms.customers, terms.touches["payment_days"]), (1, Touches { own: 0, elsewhere: 1 }));
    assert_eq!(terms.touches["markup_factor"], Touches::default());
    drop(tx);
    // Put before it, the other one counts.
    run(&pool, &format!("update department set position = 9 where id = '{}'", firm.department)).await;
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(30), "Vest".to_owned()));
    // One that is retired stands last, as on the page of departments.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    department::retire(&mut tx, vest, true).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(25), "Nord".to_owned()));
    let mut tx = firm.tx(&pool, firm.reader).await;
    let terms = department_terms::read(&mut tx, firm.department).await.unwrap();
    assert_eq!(
        terms.touches["markup_factor"],
        Touches { own: 0, elsewhere: 1 },
        "what it has not chosen, the other has"
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_an_administrator_of_the_firm_changes_them_and_all_of_it_read_them(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let nord = (&firm, firm.department);
    for who in [firm.consultant, firm.reader] {
        let refused = told(choose(&pool, nord, who, 1, &[("payment_days", "25")]).await);
        assert_eq!(refused.code, ErrorCode::Forbidden);
        let mut tx = firm.tx(&pool, who).await;
        let terms = department_terms::read(&mut tx, firm.department).await.unwrap();
        assert_eq!((terms.name.as_str(), terms.version), ("Nord", 1));
        assert_eq!(terms.administrators, ["Astrid nord"]);
    }
    let other = Firm::make(&pool, "syd").await;
    let refused = choose(&pool, (&other, firm.department), other.administrator, 1, &[("payment_days", "25")]).await;
    assert_eq!(told(refused).code, ErrorCode::NotFound);
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(department_terms::read(&mut tx, firm.department).await).code, ErrorCode::NotFound);
    // What is the firm's alone is no department's.
    let refused = told(choose(&pool, nord, firm.administrator, 1, &[("nickname_used", "no")]).await);
    assert_eq!(refused.code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_wrong_and_what_somebody_else_changed_is_told_at_its_term(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let nord = (&firm, firm.department);
    let wrong = [("payment_days", "400"), ("currency", "CHF"), ("markup_factor", "0,5")];
    let refused = told(choose(&pool, nord, firm.administrator, 1, &wrong).await);
    let found: Vec<_> = refused.fields.iter().map(|error| (error.field.as_str(), error.problem)).collect();
    assert_eq!(
        found,
        [("payment_days", Problem::Days), ("currency", Problem::Choice), ("markup_factor", Problem::Factor)]
    );
    // Both read a department that has chosen nothing yet.
    choose(&pool, nord, firm.administrator, 1, &[("payment_days", "25")]).await.unwrap();
    choose(&pool, nord, firm.administrator, 1, &[("markup_factor", "1.9")]).await.unwrap();
    let refused = told(choose(&pool, nord, firm.administrator, 1, &[("payment_days", "30")]).await);
    assert_eq!(refused.code, ErrorCode::Conflict);
    let conflict = refused.conflicts.first().unwrap();
    assert_eq!((conflict.field.as_str(), conflict.theirs_shown.as_str()), ("payment_days", "25 dager"));
    choose(&pool, nord, firm.administrator, conflict.version, &[("payment_days", "30")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let terms = department_terms::read(&mut tx, firm.department).await.unwrap();
    assert_eq!((terms.chosen.number("payment_days"), terms.chosen.number("markup_factor")), (Some(30), Some(1900)));
    assert_eq!((terms.version, terms.changed_by.as_str()), (4, "Astrid nord"));
}

/// The database says no where a value goes round the catalogue, as it does for the firm's.
#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_department_has_the_columns_and_the_checks_of_the_firm(pool: PgPool) {
    let checks = |table: &str| {
        format!(
            "select coalesce(string_agg(replace(conname, '{table}_', '') || ' ' || pg_get_constraintdef(oid), e'\\n' order by replace(conname, '{table}_', '')), '')
            from pg_constraint where conrelid = '{table}'::regclass and contype = 'c'
                and replace(conname, '{table}_', '') not in ('one', 'customer_number_from', 'search_criteria')"
        )
    };
    let (firms, departments): (String, String) =
        (value(&pool, &checks("firm_settings")).await, value(&pool, &checks("department_terms")).await);
    assert_eq!(departments, firms);
    for field in field::terms() {
        let types = format!(
            "select count(distinct data_type) = 1 and count(*) = 2 from information_schema.columns
            where table_name in ('firm_settings', 'department_terms') and column_name = '{}'",
            field.key
        );
        assert!(value::<bool>(&pool, &types).await, "{}", field.key);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_is_logged_by_the_departments_name_and_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let nord = (&firm, firm.department);
    change_customer(&pool, &firm, &[("departments", &firm.department.to_string())]).await;
    choose(&pool, nord, firm.administrator, 1, &[("payment_days", "25"), ("markup_factor", "1,9")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let asked = setting_log::Asked { area: Some(domain::setting_log::Area::Departments), ..Default::default() };
    let entries = setting_log::list(&mut tx, asked).await.unwrap().entries;
    let entry = entries.iter().find(|entry| entry.subject.table == "department_terms").unwrap();
    assert_eq!((entry.subject.named.text("name"), entry.changes.len(), entry.can_be_undone()), ("Nord", 2, true));
    let terms = entries.iter().filter(|entry| entry.subject.table == "department_terms").count();
    assert_eq!(terms, 1, "that a row was made for it is told to nobody");
    let (past, _) = store::history::read(
        &mut tx,
        None,
        firm.department.0,
        &[field::customer("payment_days").unwrap()],
        Language::Nb,
    )
    .await
    .unwrap();
    assert_eq!((past.len(), &past[0].new), (1, &json!(25)));
    let entry: ChangeId = entry.id;
    drop(tx);
    choose(&pool, nord, firm.administrator, 2, &[("markup_factor", "2")]).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(setting_log::undo(&mut tx, entry).await).code, ErrorCode::Forbidden);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert!(setting_log::undo(&mut tx, entry).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(counts(&pool, &firm, "payment_days").await.0, json!(14));
    assert_eq!(counts(&pool, &firm, "markup_factor").await.0, json!(2000), "what was changed since stays");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_of_another_time_has_the_departments_terms_of_then(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let now = "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";
    let first: String = value(&pool, now).await;
    change_customer(&pool, &firm, &[("departments", &firm.department.to_string())]).await;
    let second: String = value(&pool, now).await;
    firm.choose_department_terms(&pool, firm.department, &[("payment_days", "25")]).await;
    let third: String = value(&pool, now).await;
    firm.choose_department_terms(&pool, firm.department, &[("payment_days", "30"), ("expenses_billed", "no")]).await;
    let fourth: String = value(&pool, now).await;
    change_customer(&pool, &firm, &[("departments", "")]).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    for (at, days, billed) in [(first, 14, true), (second, 14, true), (third, 25, true), (fourth, 30, false)] {
        let as_of::Found::Card(then) = as_of::read(&mut tx, firm.customer, &at, Language::Nb).await.unwrap() else {
            panic!("no card at {at}")
        };
        let values = effective(&then.card.values, &then.card.firm);
        assert_eq!((values.number("payment_days"), &values.0["expenses_billed"]), (Some(days), &json!(billed)), "{at}");
    }
}

async fn found(pool: &PgPool, firm: &Firm, filter: &str) -> Vec<Value> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let parsed = Filter::parse(filter);
    assert!(!parsed.is_broken(), "{filter}");
    let query = RegisterQuery { scope: Scope::Firm, filter: parsed, ..RegisterQuery::default() };
    let columns = ["payment_days", "expenses_billed", "currency"].map(|key| Column::from_key(key).unwrap());
    let rows = register::page(&mut tx, &query, &columns, None).await.unwrap().rows;
    assert!(rows.iter().all(|row| !row.values.0.contains_key("departments")), "no column that was asked for");
    rows.into_iter().map(|row| json!([row.values.0["payment_days"], row.values.0["expenses_billed"]])).collect()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_register_finds_and_shows_what_counts_by_department(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let vest = second(&pool, &firm).await;
    firm.choose_department_terms(&pool, firm.department, &[("payment_days", "25")]).await;
    firm.choose_department_terms(
        &pool,
        vest,
        &[("payment_days", "30"), ("expenses_billed", "no"), ("currency", "SEK")],
    )
    .await;
    let expect = async |filter: &str, values: &[Value]| {
        assert_eq!(found(&pool, &firm, filter).await, values, "{filter}");
    };
    expect("payment_days.between:14,14", &[json!([14, true])]).await;
    expect("payment_days.between:25,30", &[]).await;
    change_customer(&pool, &firm, &[("departments", &format!("{vest},{}", firm.department))]).await;
    let both = [json!([25, false])];
    expect("payment_days.between:25,25", &both).await;
    expect("payment_days.between:30,30", &[]).await;
    expect("expenses_billed.any:no", &both).await;
    expect("expenses_billed.any:yes", &[]).await;
    expect("currency.any:SEK", &both).await;
    expect("currency.none:SEK", &[]).await;
    change_customer(&pool, &firm, &[("opening_balance", "250")]).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let query = RegisterQuery { scope: Scope::Firm, ..RegisterQuery::default() };
    let owed = [Column::from_key("opening_balance").unwrap()];
    let sums = register::totals(&mut tx, &query, &owed).await.unwrap().sums;
    assert_eq!(sums[0].amounts, [("SEK".to_owned(), 25_000)], "in the department's currency");
    tx.commit().await.unwrap();
    change_customer(&pool, &firm, &[("departments", &vest.to_string())]).await;
    expect("payment_days.between:30,30", &[json!([30, false])]).await;
    change_customer(&pool, &firm, &[("payment_days", "45"), ("expenses_billed", "yes")]).await;
    expect("payment_days.between:45,45", &[json!([45, true])]).await;
    expect("expenses_billed.any:no", &[]).await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_firms_page_tells_who_follows_a_department_and_a_rate_is_in_its_currency(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.choose_department_terms(&pool, firm.department, &[("currency", "EUR"), ("payment_days", "25")]).await;
    change_customer(&pool, &firm, &[("departments", &firm.department.to_string())]).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let read = settings::read(&mut tx).await.unwrap();
    let about = settings::about(&mut tx, &read).await.unwrap();
    assert_eq!((about.department["currency"], about.department["invoice_fee"], about.own["currency"]), (1, 0, 0));
    drop(tx);
    let kind = firm.add_list_item(&pool, domain::list::ListKind::RateKind, "Beredskap").await;
    firm.add_rate(&pool, firm.customer, kind).await;
    assert_eq!(value::<String>(&pool, "select currency from pay_rate").await, "EUR");
    change_customer(&pool, &firm, &[("currency", "SEK"), ("payment_days", "40")]).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    let about = settings::about(&mut tx, &read).await.unwrap();
    assert_eq!((about.department["currency"], about.own["currency"]), (0, 1));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_payment_term_counts_before_the_departments_days(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let net = domain::payment_term::PaymentTerm::new(domain::payment_term::TermKind::Net, 60).unwrap();
    let net = store::payment_term::add(&mut tx, "Netto 60", net).await.unwrap();
    tx.commit().await.unwrap();
    firm.choose_department_terms(&pool, firm.department, &[("payment_days", "25")]).await;
    let values = [("departments", firm.department.to_string()), ("payment_term", net.to_string())];
    change_customer(&pool, &firm, &values.each_ref().map(|(key, typed)| (*key, typed.as_str()))).await;
    assert_eq!(found(&pool, &firm, "payment_days.between:60,60").await, [json!([60, true])]);
    assert!(found(&pool, &firm, "payment_days.between:25,25").await.is_empty());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_counts_is_the_same_for_whom_departments_are_kept_from(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.choose_department_terms(&pool, firm.department, &[("payment_days", "25")]).await;
    change_customer(&pool, &firm, &[("departments", &firm.department.to_string())]).await;
    firm.keep_field(&pool, "departments").await;
    let told = counts_to(&pool, &firm, firm.consultant, "payment_days").await;
    assert_eq!(told, (json!(25), String::new()), "without its name");
    assert_eq!(counts(&pool, &firm, "payment_days").await, (json!(25), "Nord".to_owned()), "to others with it");
    assert_eq!(found(&pool, &firm, "payment_days.between:25,25").await, [json!([25, true])]);
}
