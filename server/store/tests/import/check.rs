//! The dry run: what becomes of each row, and why.

use super::{File, by, check, count, customer, of, read, rows, type_phone, verdicts};
use crate::common::{Firm, run, told, value};
use domain::{
    error::{ErrorCode, Problem},
    import::{Mode, Overwrite, Remark, Settings, Target, Unknown, Verdict},
};
use serde_json::json;
use sqlx::PgPool;
use store::import::{Opened, remembered};

const COLUMNS: [&str; 5] = ["name", "organisation_number", "phone", "contact.first_name", "contact.last_name"];

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_row_says_what_becomes_of_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    customer(&pool, &firm, "Gammel AS", "988077917").await;
    customer(&pool, &firm, "Lik AS", "974760673").await;
    firm.add_customer(&pool, json!({"name": "Bodø Sveis AS", "visiting_place": "Bodø"})).await;
    let file = File {
        columns: &COLUMNS,
        rows: &[
            &["Ny AS", "", "75 50 99 99", "Eva", "Berg"],
            &["Gammel AS", "988 077 917", "75 50 01 21", "", ""],
            &["Lik AS", "974760673", "75500120", "", ""],
            &["Bodø Sveis A/S", "", "", "Ola", "Vik"],
            &["Feil AS", "988077918", "12", "Ola", "Vik"],
        ],
        settings: Settings { overwrite: Overwrite::Replace, ..by("organisation_number") },
    };
    let before = count(&pool, "change_log").await;
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(
        verdicts(&pool, &firm, id).await,
        [Verdict::New, Verdict::Changed, Verdict::Same, Verdict::Doubtful, Verdict::Wrong]
    );
    let rows = rows(&pool, &firm, id).await;
    let given = |key: &str| rows[0].values.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
    assert_eq!(given("phone"), Some(json!("+4775509999")), "all that a new customer gets is told");
    assert_eq!(given("contact.last_name"), Some(json!("Berg")));
    assert_eq!(given("responsible"), Some(json!(firm.consultant.to_string())));
    assert_eq!(rows[1].values, []);
    assert_eq!(rows[1].changes, [("phone".to_owned(), json!("+4775500120"), json!("+4775500121"))]);
    assert_eq!(rows[1].customer_name, "Gammel AS");
    assert!(matches!(rows[3].remarks[..], [Remark::Alike { .. }]), "{:?}", rows[3].remarks);
    let wrong: Vec<_> = rows[4]
        .remarks
        .iter()
        .map(|remark| match remark {
            Remark::Cell { column, problem, .. } => (*column, *problem),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(wrong, [(Some(1), Problem::CheckDigit), (Some(2), Problem::Phone)]);
    assert_eq!(count(&pool, "change_log").await, before, "nothing is changed by it");
    assert_eq!(read(&pool, &firm, id).await.checked, 5);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_somebody_typed_gets_a_proposal_and_what_is_empty_is_filled(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = customer(&pool, &firm, "Gammel AS", "988077917").await;
    type_phone(&pool, &firm, id).await;
    let file = File {
        columns: &["organisation_number", "phone", "email"],
        rows: &[&["988077917", "75500121", "post@gammel.example"]],
        settings: by("organisation_number"),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let rows = rows(&pool, &firm, id).await;
    assert_eq!((rows[0].verdict, &rows[0].proposed[..]), (Verdict::Changed, &["phone".to_owned()][..]));
    assert_eq!(rows[0].changes.len(), 2);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn modes_leave_out_what_was_not_asked_for(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    customer(&pool, &firm, "Gammel AS", "988077917").await;
    let rows: &[&[&str]] = &[
        &["Gammel AS", "988077917", "75500121", "", ""],
        &["Ny AS", "974760673", "", "Eva", "Berg"],
        &["Uten AS", "", "", "Eva", "Berg"],
    ];
    for (mode, expected) in [
        (Mode::Both, [Verdict::Changed, Verdict::New, Verdict::New]),
        (Mode::Create, [Verdict::LeftOut, Verdict::New, Verdict::New]),
        (Mode::Update, [Verdict::Changed, Verdict::LeftOut, Verdict::LeftOut]),
    ] {
        let file = File { columns: &COLUMNS, rows, settings: Settings { mode, ..by("organisation_number") } };
        let id = check(&pool, &firm, firm.consultant, &file).await;
        assert_eq!(verdicts(&pool, &firm, id).await, expected, "{mode:?}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn customers_are_found_by_number_external_id_and_identity_too(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = customer(&pool, &firm, "Gammel AS", "988077917").await;
    run(&pool, &format!("update customer set external_id = 'X-7' where id = '{id}'")).await;
    let number = of(&pool, "Gammel AS", "number").await.unwrap();
    for (key, said) in [("number", number), ("external_id", "X-7".to_owned()), ("id", id.to_string())] {
        let row: &[&str] = &[&said, "Annet navn AS"];
        let file = File { columns: &[key, "name"], rows: &[row], settings: by(key) };
        let import = check(&pool, &firm, firm.consultant, &file).await;
        let rows = rows(&pool, &firm, import).await;
        assert_eq!((rows[0].verdict, rows[0].customer), (Verdict::Changed, id), "{key}");
    }
    // Another firm's customers are none of ours.
    let other = Firm::make(&pool, "syd").await;
    let said = id.to_string();
    let row: &[&str] = &[&said, "Annet navn AS"];
    let settings = Settings { mode: Mode::Update, ..by("id") };
    let file = File { columns: &["id", "name"], rows: &[row], settings };
    let import = check(&pool, &other, other.consultant, &file).await;
    assert_eq!(verdicts(&pool, &other, import).await, [Verdict::LeftOut]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn rows_that_repeat_another_are_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let file = File {
        columns: &COLUMNS,
        rows: &[
            &["Ny AS", "974760673", "", "Eva", "Berg"],
            &["Ny AS", "974760673", "", "Ola", "Vik"],
            &["Ny AS", "974760673", "", "Ola", ""],
            &["Annen AS", "974760673", "", "Per", "Li"],
            &["Uten nummer", "", "", "Per", "Li"],
            &["uten NUMMER", "", "", "Per", "Li"],
        ],
        settings: by("organisation_number"),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(
        verdicts(&pool, &firm, id).await,
        // One more contact person; the same once more; another name; the same name.
        [Verdict::New, Verdict::Changed, Verdict::Same, Verdict::Doubtful, Verdict::New, Verdict::Doubtful]
    );
    let rows = rows(&pool, &firm, id).await;
    assert!(rows[3].remarks.contains(&Remark::Repeats { row: 2 }));
    assert!(rows[5].remarks.contains(&Remark::Repeats { row: 6 }));
    assert_eq!(rows[1].customer, rows[0].customer);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_new_customer_needs_a_name_and_a_contact(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let file = File {
        columns: &["name", "kind", "contact.name", "industry"],
        rows: &[
            &["", "", "Eva Berg", ""],
            &["Uten AS", "", "", ""],
            &["Kari Anne Berg", "Privat", "", ""],
            &["Med AS", "", "Eva Berg", "Bygget"],
        ],
        settings: Settings::default(),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(verdicts(&pool, &firm, id).await, [Verdict::Wrong, Verdict::Wrong, Verdict::New, Verdict::Wrong]);
    let rows = rows(&pool, &firm, id).await;
    let meant = rows[3].remarks.iter().find_map(|remark| match remark {
        Remark::Cell { meant, .. } => meant.clone(),
        _ => None,
    });
    assert_eq!(meant.as_deref(), Some("Bygg"), "an unknown value is refused, with what was perhaps meant");
    let make = File {
        settings: Settings {
            unknown: Unknown::Make,
            lacking: domain::import::Lacking::Switchboard,
            ..Settings::default()
        },
        ..file
    };
    let id = check(&pool, &firm, firm.consultant, &make).await;
    assert_eq!(verdicts(&pool, &firm, id).await, [Verdict::Wrong, Verdict::New, Verdict::New, Verdict::New]);
    let import = read(&pool, &firm, id).await;
    assert_eq!(import.new_items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["Bygget"]);
    assert_eq!(count(&pool, "list_item where nb = 'Bygget'").await, 0, "not before it runs");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn odd_files_do_no_harm(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let none = File { columns: &["name"], rows: &[], settings: Settings::default() };
    let id = check(&pool, &firm, firm.consultant, &none).await;
    assert!(rows(&pool, &firm, id).await.is_empty());
    let many: Vec<String> = (0..300).map(|n| format!("x{n}")).collect();
    let mut columns: Vec<&str> = many.iter().map(String::as_str).collect();
    columns[150] = "name";
    columns[299] = "contact.name";
    let mut wide = vec!["x"; 300];
    wide[150] = "Bred AS";
    wide[299] = "Eva Berg";
    let long = "y".repeat(400);
    let mut formula = wide.clone();
    formula[150] = "=HYPERLINK(\"http://x.example\")";
    let mut control = wide.clone();
    control[150] = "A\u{202e}B";
    let mut too_long = wide.clone();
    too_long[150] = &long;
    let file = File {
        columns: &columns,
        rows: &[&wide, &formula, &control, &too_long, &["'; drop table customer; --"]],
        settings: Settings::default(),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(
        verdicts(&pool, &firm, id).await,
        [Verdict::New, Verdict::New, Verdict::Wrong, Verdict::Wrong, Verdict::Wrong]
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_source_is_remembered_by_its_headers_for_its_firm_alone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let headers = ["Firma".to_owned(), "Epost".to_owned()];
    let opened = Opened { found: json!({}), reading: json!({}), headers: headers.to_vec(), samples: Vec::new() };
    let columns = [Target::from_key("name"), None];
    let settings = Settings { mode: Mode::Create, ..Settings::default() };
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let id = domain::id::ImportId::generate();
    store::import::create(&mut tx, id, "a.csv", &opened, &columns, &settings).await.unwrap();
    assert!(remembered(&mut tx, &headers).await.unwrap().is_none(), "only what somebody has said");
    store::import::choose(&mut tx, id, &columns, &settings).await.unwrap();
    let known = remembered(&mut tx, &["epost".to_owned(), "FIRMA".to_owned()]).await.unwrap().unwrap();
    assert_eq!(known.settings, settings);
    assert_eq!(known.columns, [("Firma".to_owned(), columns[0]), ("Epost".to_owned(), None)]);
    // The file that the dry run gives back, corrected, is of the same source, and says nothing else of it.
    let marked = ["Hva som skjer", "Merknader", "Firma", "Epost"].map(str::to_owned);
    assert_eq!(remembered(&mut tx, &marked).await.unwrap().unwrap().columns, known.columns);
    let opened = Opened { headers: marked.to_vec(), ..opened };
    let columns = [None, None, columns[0], None];
    let again = domain::id::ImportId::generate();
    store::import::create(&mut tx, again, "b.xlsx", &opened, &columns, &settings).await.unwrap();
    store::import::choose(&mut tx, again, &columns, &settings).await.unwrap();
    assert_eq!(remembered(&mut tx, &headers).await.unwrap().unwrap().columns, known.columns);
    tx.commit().await.unwrap();
    let other = Firm::make(&pool, "syd").await;
    assert!(remembered(&mut other.tx(&pool, other.consultant).await, &headers).await.unwrap().is_none());
    let foreign = store::import::read(&mut other.tx(&pool, other.consultant).await, id).await;
    assert_eq!(told(foreign).code, ErrorCode::NotFound);
    let reader = store::import::read(&mut firm.tx(&pool, firm.reader).await, id).await;
    assert_eq!(told(reader).code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_doubtful_row_is_decided_by_whoever_imports(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let there = firm.add_customer(&pool, json!({"name": "Bodø Sveis AS", "visiting_place": "Bodø"})).await;
    let file = File {
        columns: &["name", "email", "contact.name"],
        rows: &[&["Bodø Sveis", "post@sveis.example", "Eva Berg"], &["Bodø Sveis AS", "", "Ola Vik"]],
        settings: Settings::default(),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    assert_eq!(verdicts(&pool, &firm, id).await, [Verdict::Doubtful, Verdict::Doubtful]);
    let import = read(&pool, &firm, id).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::import::decide(&mut tx, &import, 2, &there.to_string()).await.unwrap();
    store::import::decide(&mut tx, &import, 3, "new").await.unwrap();
    assert!(store::import::decide(&mut tx, &import, 99, "new").await.is_err());
    tx.commit().await.unwrap();
    let rows = rows(&pool, &firm, id).await;
    assert_eq!((rows[0].verdict, rows[0].customer), (Verdict::Changed, there));
    assert!(rows[0].changes.iter().any(|(key, ..)| key == "contact.last_name"), "{:?}", rows[0].changes);
    assert_eq!((rows[1].verdict, rows[1].choice.as_deref()), (Verdict::Doubtful, Some("new")));
    let kept: i64 = value(&pool, "select count(*) from import_row where choice = 'new'").await;
    assert_eq!(kept, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_row_like_a_customer_that_was_merged_is_about_the_one_that_stays(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let there = firm.add_customer(&pool, json!({"name": "Havbruk Vest"})).await;
    let merged = firm.add_customer(&pool, json!({"name": "Bodø Sveis AS", "organisation_number": "923609016"})).await;
    // The same person at both becomes one contact, and the other stays behind with what it had.
    for (at, mobile) in [(there, "+4790000001"), (merged, "+4790000002")] {
        let same = json!({"first_name": "Siv", "last_name": "Moe", "email": "siv@havbruk.example", "mobile": mobile});
        firm.add_contact(&pool, at, same).await;
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let request = domain::merge::Request { customers: vec![there, merged], ..domain::merge::Request::default() };
    store::merge::merge(&mut tx, &request, None).await.unwrap();
    tx.commit().await.unwrap();
    let file = File {
        columns: &["name", "contact.name", "contact.mobile"],
        rows: &[
            &["Bodø Sveis", "Eva Berg", ""],
            &["Bodø Svømming", "Ola Vik", ""],
            &["Nytt navn", "Siv Moe", "90000002"],
        ],
        settings: Settings::default(),
    };
    let id = check(&pool, &firm, firm.consultant, &file).await;
    let rows = rows(&pool, &firm, id).await;
    assert_eq!((rows[0].verdict, rows[1].verdict), (Verdict::Doubtful, Verdict::New));
    for row in [&rows[0], &rows[2]] {
        let alike = row.remarks.iter().find_map(|remark| match remark {
            Remark::Alike { customer, .. } => Some(*customer),
            _ => None,
        });
        assert_eq!((row.verdict, alike), (Verdict::Doubtful, Some(there)));
    }
}
