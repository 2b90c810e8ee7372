//! Exports and templates over HTTP, read back with the reader that imports use.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{Answer, BROWSER, Site};
use axum::http::StatusCode;
use domain::{exchange::Column, id::CustomerId, language::Language};
use serde_json::json;
use spreadsheet::{Cell, Found, Kind, Options, Source, open};
use sqlx::PgPool;
use std::ops::ControlFlow;

const SECRET_COMMENT: &str = "Betaler sent, ring ikke før ti";

async fn start(pool: &PgPool) -> (Site, Firm, String) {
    let mut firm = Firm::make(pool, "nord").await;
    firm.customer = firm.add_customer(pool, json!({"name": "=Ås; \"Sveis\"", "phone": "+4775500120"})).await;
    let values = "opening_balance = -125050, visiting_postal_code = '0150', visiting_country = 'NO', notes = E'En\\nto', markup_factor = 1850";
    run(pool, &format!("update customer set {values} where id = '{}'", firm.customer)).await;
    firm.add_contact(pool, firm.customer, json!({"first_name": "Per", "last_name": "Vik", "mobile": "+4741234567"}))
        .await;
    firm.add_contact(pool, firm.customer, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    firm.add_comment(pool, firm.customer, SECRET_COMMENT, true).await;
    let secret = sign_in(pool, firm.tenant, firm.consultant).await;
    (Site::new(pool), firm, secret)
}

fn read(answer: &Answer) -> (Found, Vec<Vec<Cell>>) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let mut book = open(&Source::Bytes(answer.bytes.as_slice().into()), &Options::default()).unwrap();
    let mut rows = Vec::new();
    book.rows(|row| {
        rows.push(row.cells);
        ControlFlow::Continue(())
    })
    .unwrap();
    (book.found().clone(), rows)
}

/// The cell of a column, by its key, in the row of a customer.
fn cell(found: &Found, rows: &[Vec<Cell>], name: &str, key: &str) -> Cell {
    let column = |key: &str| {
        let head = Column::from_key(key).unwrap().header(Language::Nb);
        found
            .columns
            .iter()
            .position(|column| *column == head)
            .unwrap_or_else(|| panic!("no {head} in {:?}", found.columns))
    };
    let at = column("name");
    let row = rows.iter().find(|row| row.get(at).is_some_and(|cell| cell.as_text() == name)).unwrap();
    row.get(column(key)).cloned().unwrap_or_default()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_export_of_all_columns_is_read_as_it_is(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    for (format, kind, balance, factor) in [
        ("xlsx", Kind::Xlsx, Cell::Number("-1250.5".to_owned()), Cell::Number("1.85".to_owned())),
        ("csv", Kind::Csv, Cell::text("-1250,5"), Cell::text("1,85")),
    ] {
        let answer = site.get(&format!("/export/file?scope=firm&format={format}&all=1"), Some(&secret)).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-disposition").starts_with("attachment; filename=\"kunder-20"), "{answer:?}");
        assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
        let (found, rows) = read(&answer);
        assert_eq!(found.kind, kind);
        let of = |key: &str| cell(&found, &rows, "=Ås; \"Sveis\"", key);
        assert_eq!(of("id"), Cell::text(&firm.customer.to_string()));
        assert_eq!(of("phone"), Cell::text("75 50 01 20"));
        assert_eq!(of("visiting_postal_code"), Cell::text("0150"), "text, with its zero");
        assert_eq!((of("opening_balance"), of("markup_factor")), (balance, factor));
        assert_eq!(of("notes"), Cell::text("En\nto"));
        assert_eq!(of("status"), Cell::text("Aktiv"));
        assert_eq!(
            (of("contact.first_name"), of("contact.last_name")),
            (Cell::text("Eva"), Cell::text("Berg")),
            "the first"
        );
        assert_eq!(of("contact.mobile"), Cell::Empty);
        // Comments are for the firm alone: no export has them.
        assert!(!rows.iter().flatten().any(|cell| cell.as_text().contains(SECRET_COMMENT)));
        assert!(!String::from_utf8_lossy(&answer.bytes).contains("Betaler sent"));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_export_has_what_the_list_shows_in_its_order(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    firm.add_customer(&pool, json!({"name": "Bergen Bygg"})).await;
    firm.add_customer(&pool, json!({"name": "Bodø Bygg", "status": firm.hidden.to_string()})).await;
    let address = "/export/file?scope=firm&filter=name.has:bygg&sort=name&order=desc&columns=name,changed,status";
    firm.add_customer(&pool, json!({"name": "Tromsø Bygg"})).await;
    let (found, rows) = read(&site.get(address, Some(&secret)).await);
    assert_eq!(found.columns, ["Kundenummer", "Navn", "Endret", "Status"]);
    let names: Vec<&str> = rows.iter().map(|row| row[1].as_text()).collect();
    assert_eq!(names, ["Tromsø Bygg", "Bergen Bygg"], "without the hidden one");
    assert!(matches!(&rows[0][2], Cell::Date(at) if at.starts_with("20")), "{:?}", rows[0]);
    let none = site.get("/export/file?scope=firm&filter=name.has:finnesikke&format=csv", Some(&secret)).await;
    assert_eq!(none.body.lines().count(), 1, "a head alone: {}", none.body);
}

/// Chooses as the form in the register does, and follows to the file.
async fn chosen(site: &Site, secret: &str, form: &str) -> Answer {
    let answer = site.post("/api/staff/export-choose", Some(secret), &BROWSER, form).await;
    assert!(answer.location().starts_with("/export/file?chosen="), "{answer:?}");
    site.get(answer.location(), Some(secret)).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn those_that_are_chosen_are_in_the_file_and_nobody_else(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let a = firm.add_customer(&pool, json!({"name": "Bergen Bygg"})).await;
    let b = firm.add_customer(&pool, json!({"name": "Tromsø Bygg"})).await;
    let hidden = firm.add_customer(&pool, json!({"name": "Alta Bygg", "status": firm.hidden.to_string()})).await;
    firm.add_customer(&pool, json!({"name": "Vadsø Bygg"})).await;
    let other = Firm::make(&pool, "sor").await;
    let unknown = CustomerId::generate();
    let list = "query=scope%3Dfirm%26sort%3Dname%26order%3Ddesc&format=csv&columns=name,status";
    let names = |answer: &Answer| {
        let (found, rows) = read(answer);
        assert_eq!(found.columns, ["Kundenummer", "Navn", "Status"]);
        rows.iter().map(|row| row[1].as_text().to_owned()).collect::<Vec<_>>()
    };
    // One that is hidden is chosen like others, as for any work on many; another firm's is nobody.
    let form = format!("customer={a},{},{unknown}&page={b},{hidden}&{list}", other.customer);
    let answer = chosen(&site, &secret, &form).await;
    assert_eq!(names(&answer), ["Tromsø Bygg", "Bergen Bygg", "Alta Bygg"]);
    let all = "all=1&query=scope%3Dfirm%26filter%3Dname.has%3Abygg&format=csv&columns=name,status";
    assert_eq!(names(&chosen(&site, &secret, all).await), ["Bergen Bygg", "Tromsø Bygg", "Vadsø Bygg"]);
    let noted: i64 = value(&pool, "select count(*) from customer_export where chosen and count = 3").await;
    assert_eq!(noted, 2);
    let none = chosen(&site, &secret, &format!("customer={}&{list}", other.customer)).await;
    assert_eq!(names(&none), [""; 0], "a head alone");

    // Who may only read exports too. Nobody's choice is another's, and one that is gone is not all.
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    assert_eq!(names(&chosen(&site, &reader, &format!("customer={a}&{list}")).await), ["Bergen Bygg"]);
    let mine = site.post("/api/staff/export-choose", Some(&secret), &BROWSER, &format!("customer={a}&{list}")).await;
    assert_eq!(site.get(mine.location(), Some(&reader)).await.status, StatusCode::NOT_FOUND);
    for gone in ["x", &unknown.to_string()] {
        let answer = site.get(&format!("/export/file?chosen={gone}&format=csv"), Some(&secret)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{gone}");
    }
    let nobody = site.post("/api/staff/export-choose", Some(&secret), &BROWSER, &format!("customer=&{list}")).await;
    assert!(!nobody.location().starts_with("/export"), "{nobody:?}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_exported_how_many_is_noted_and_administrators_see_it(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    site.get("/export/file?scope=firm&filter=name.has:sveis&format=csv", Some(&secret)).await;
    let noted: String = value(&pool, "select concat_ws(' ', count, format, query) from customer_export").await;
    assert_eq!(noted, "1 csv scope=firm&filter=name.has:sveis");
    let by: String = value(&pool, "select user_id::text from customer_export").await;
    assert_eq!(by, firm.consultant.to_string());
    let page = site.get("/export?scope=firm", Some(&secret)).await;
    assert!(page.status == StatusCode::OK && !page.body.contains("Hvem har eksportert"), "{}", page.body);
    let administrator = sign_in(&pool, firm.tenant, firm.administrator).await;
    let page = site.get("/export?scope=firm", Some(&administrator)).await;
    assert!(page.body.contains("Hvem har eksportert") && page.body.contains("CSV"), "{}", page.body);
    // Nobody writes the note otherwise.
    for statement in ["update customer_export set count = 0", "delete from customer_export"] {
        assert_eq!(
            crate::common::refusal(&pool, Some(firm.tenant), statement).await.as_deref(),
            Some("42501"),
            "{statement}"
        );
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn another_firm_exports_its_own_and_a_reader_what_it_reads(pool: PgPool) {
    let (site, firm, _) = start(&pool).await;
    let other = Firm::make(&pool, "sor").await;
    let secret = sign_in(&pool, other.tenant, other.consultant).await;
    let (_, rows) = read(&site.get("/export/file?scope=firm&format=csv", Some(&secret)).await);
    assert!(!rows.iter().flatten().any(|cell| cell.as_text().contains("Sveis\"")));
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    assert_eq!(site.get("/export/file?scope=firm", Some(&reader)).await.status, StatusCode::OK);
    let anonymous = site.get("/export/file?scope=firm", None).await;
    assert!(anonymous.location().starts_with("/sign-in"), "{anonymous:?}");
    for bad in ["format=exe", "format="] {
        let answer = site.get(&format!("/export/file?{bad}"), Some(&reader)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_template_has_the_firms_columns_and_explains_them(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    run(&pool, &format!("update app_user set language = 'sv' where id = '{}'", firm.consultant)).await;
    for (kind, must, has_number) in
        [("company", vec!["Namn *"], true), ("private", vec!["Namn *", "Kundslag *"], false)]
    {
        let answer = site.get(&format!("/import/template?kind={kind}"), Some(&secret)).await;
        assert!(answer.header("content-disposition").contains("mall-"), "{answer:?}");
        let (found, rows) = read(&answer);
        assert_eq!(found.sheets, ["Kunder", "Förklaring"], "the choices are on a hidden sheet");
        assert!(rows.is_empty(), "nothing that would be imported by mistake");
        let marked: Vec<&str> = found.columns.iter().map(String::as_str).filter(|name| name.ends_with('*')).collect();
        assert_eq!(marked, must);
        assert!(found.columns.iter().all(|name| Column::from_header(name).is_some()), "{:?}", found.columns);
        assert_eq!(found.columns.iter().any(|name| name == "Org.nummer"), has_number);
        let sheet = Options { sheet: Some("Förklaring".to_owned()), ..Options::default() };
        let mut book = open(&Source::Bytes(answer.bytes.as_slice().into()), &sheet).unwrap();
        let mut explained = Vec::new();
        book.rows(|row| {
            explained.push(row.cells);
            ControlFlow::Continue(())
        })
        .unwrap();
        assert!(explained.len() > found.columns.len(), "a row for each column, and what holds for all");
        let tags = explained.iter().find(|row| row[0].as_text() == "Taggar").unwrap();
        assert!(tags[4].as_text().contains("Verft"), "{tags:?}");
    }
    assert_eq!(site.get("/import/template?kind=other", Some(&secret)).await.status, StatusCode::NOT_FOUND);
}
