//! Where the firm's `SharePoint` is, and which folder is a customer's: who may change it, that the secret is told nobody,
//! and that firms don't meet.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, application, told, value},
    twins::{merged, of, split_again},
};
use domain::{
    change::LogCategory,
    error::{ErrorCode, Problem},
    language::Language,
    setting_log::Area,
    sharepoint::Handle,
};
use serde_json::json;
use sqlx::PgPool;
use store::sharepoint::{self, Chosen, Setting};

const CLIENT: &str = "2f1c7c56-7a0e-4f8a-8f0e-6a3f3a1d9b02";

fn setting(version: i32) -> Setting {
    Setting {
        is_on: true,
        directory_id: "firma.example".to_owned(),
        client_id: CLIENT.to_owned(),
        site: "https://firma.sharepoint.com/sites/salg".to_owned(),
        folder: "Salg/Kunder".to_owned(),
        pattern: "{number} {name}".to_owned(),
        version,
    }
}

fn chosen(item: &str, name: &str) -> Chosen {
    Chosen { drive: Handle::parse("b!1").unwrap(), item: Handle::parse(item).unwrap(), name: name.to_owned() }
}

#[test]
fn what_was_typed_is_told_at_each_value() {
    let typed = Setting {
        directory_id: "../x".to_owned(),
        client_id: String::new(),
        site: "http://firma.example".to_owned(),
        folder: "..".to_owned(),
        pattern: "Kunder".to_owned(),
        ..setting(0)
    };
    let wrong = sharepoint::checked(&typed).unwrap_err();
    for (field, problem) in [
        ("directory_id", Problem::DirectoryId),
        ("client_id", Problem::Required),
        ("site", Problem::SiteAddress),
        ("folder", Problem::FolderName),
        ("pattern", Problem::FolderPattern),
    ] {
        assert_eq!(wrong.problem_of(field), Some(problem), "{field}");
    }
    let typed = Setting { site: "Firma.sharepoint.com/sites/salg/".to_owned(), ..setting(3) };
    assert_eq!(sharepoint::checked(&typed), Ok(setting(3)));
    assert_eq!(sharepoint::secret(" ~a+b/c "), Ok("~a+b/c".to_owned()));
    assert!(sharepoint::secret("to ord").is_err() && sharepoint::secret(&"x".repeat(501)).is_err());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn administrators_set_it_and_nobody_else_and_no_save_is_lost(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(sharepoint::read(&mut tx).await.unwrap(), Setting::default());
    let outcome = sharepoint::change(&mut tx, &setting(0), None).await;
    assert_eq!(told(outcome).problem_of("secret"), Some(Problem::Required), "there is none to keep");
    sharepoint::change(&mut tx, &setting(0), Some(b"sealed-1")).await.unwrap();
    assert_eq!(sharepoint::read(&mut tx).await.unwrap(), setting(1));
    tx.commit().await.unwrap();

    let mut tx = firm.tx(&pool, firm.administrator).await;
    let off = Setting { is_on: false, ..setting(1) };
    sharepoint::change(&mut tx, &off, None).await.unwrap();
    assert_eq!(
        told(sharepoint::change(&mut tx, &setting(1), None).await).problem_of("is_on"),
        Some(Problem::ChangedSince)
    );
    assert_eq!(sharepoint::sealed(&mut tx).await.unwrap().as_deref(), Some(b"sealed-1".as_slice()), "it stays");
    // A secret is for one application: another has another.
    let other = Setting { client_id: CLIENT.replace('2', "3"), ..setting(2) };
    assert_eq!(told(sharepoint::change(&mut tx, &other, None).await).problem_of("secret"), Some(Problem::Required));
    sharepoint::change(&mut tx, &other, Some(b"sealed-2")).await.unwrap();
    tx.commit().await.unwrap();

    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert!(sharepoint::read(&mut tx).await.is_ok());
        assert_eq!(told(sharepoint::may_change(&tx)).code, ErrorCode::Forbidden);
        assert_eq!(told(sharepoint::change(&mut tx, &setting(3), Some(b"x")).await).code, ErrorCode::Forbidden);
        assert_eq!(told(sharepoint::sealed(&mut tx).await).code, ErrorCode::Forbidden);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_log_tells_what_was_changed_and_never_the_secret(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    sharepoint::change(&mut tx, &setting(0), Some(b"hemmelig")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let elsewhere = Setting { site: "https://firma.sharepoint.com/sites/nord".to_owned(), ..setting(1) };
    sharepoint::change(&mut tx, &elsewhere, None).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    sharepoint::change(&mut tx, &Setting { version: 2, ..elsewhere }, Some(b"hemmelig-2")).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let asked = store::setting_log::Asked { area: Some(Area::SharePoint), ..store::setting_log::Asked::default() };
    let entries = store::setting_log::list(&mut tx, asked).await.unwrap().entries;
    let columns = |at: usize| entries[at].changes.iter().map(|(column, ..)| column.as_str()).collect::<Vec<_>>();
    assert_eq!((columns(0), columns(1)), (vec!["secret_set_at"], vec!["site"]));
    assert_eq!(
        entries.iter().map(domain::setting_log::SettingEntry::can_be_undone).collect::<Vec<_>>(),
        [false, true, false],
        "a secret is not brought back"
    );
    store::setting_log::undo(&mut tx, entries[1].id).await.unwrap();
    assert_eq!(sharepoint::read(&mut tx).await.unwrap().site, setting(0).site);
    tx.commit().await.unwrap();
    let logged = "select count(*) from change_log where changes::text like '%hemmelig%' or table_name = 'firm_sharepoint_secret'";
    assert_eq!(value::<i64>(&pool, logged).await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn cards_have_the_section_once_it_is_on(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let has = async || {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        store::settings::read(&mut tx).await.unwrap().sharepoint
    };
    assert!(!has().await);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    sharepoint::change(&mut tx, &setting(0), Some(b"x")).await.unwrap();
    tx.commit().await.unwrap();
    assert!(has().await);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    sharepoint::change(&mut tx, &Setting { is_on: false, ..setting(1) }, None).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!has().await);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_folder_is_chosen_for_a_customer_logged_and_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let folder = async || {
        let mut tx = firm.tx(&pool, firm.reader).await;
        sharepoint::of_customer(&mut tx, firm.customer).await.unwrap().chosen
    };
    assert_eq!(folder().await, None);
    for one in [chosen("01A", "Kunden"), chosen("01B", "Kunden (ny)")] {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        sharepoint::choose(&mut tx, firm.customer, &one).await.unwrap();
        sharepoint::choose(&mut tx, firm.customer, &one).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(folder().await, Some(one));
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(sharepoint::choose(&mut tx, firm.customer, &chosen("01C", "x")).await).code, ErrorCode::Forbidden);
    assert_eq!(told(sharepoint::forget(&mut tx, firm.customer).await).code, ErrorCode::Forbidden);
    let of_folders = Some(LogCategory::Folder);
    let log = store::log::list(&mut tx, firm.customer, of_folders, 9, Language::Nb).await.unwrap().0;
    assert_eq!(log.iter().map(|entry| entry.subject.as_str()).collect::<Vec<_>>(), ["Kunden (ny)", "Kunden"]);
    drop(tx);

    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::undo::undo(&mut tx, firm.customer, Some(log[0].id)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(folder().await, Some(chosen("01A", "Kunden")));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    sharepoint::forget(&mut tx, firm.customer).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(folder().await, None);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(folder().await, Some(chosen("01A", "Kunden")), "what was let go of comes back");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nothing_of_another_firm_is_read_or_chosen(pool: PgPool) {
    let (ours, theirs) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    theirs.fill_sharepoint(&pool, theirs.customer).await;
    let mut tx = ours.tx(&pool, ours.administrator).await;
    assert_eq!(sharepoint::read(&mut tx).await.unwrap(), Setting::default());
    assert_eq!(sharepoint::sealed(&mut tx).await.unwrap(), None);
    let asked = sharepoint::of_customer(&mut tx, ours.customer).await.unwrap();
    assert_eq!((asked.setting, asked.sealed, asked.chosen), (Setting::default(), None, None));
    assert_eq!(told(sharepoint::of_customer(&mut tx, theirs.customer).await).code, ErrorCode::NotFound);
    let folder = chosen("01C", "Vår");
    assert_eq!(told(sharepoint::choose(&mut tx, theirs.customer, &folder).await).code, ErrorCode::NotFound);
    assert_eq!(told(sharepoint::forget(&mut tx, theirs.customer).await).code, ErrorCode::NotFound);
    // The portal's role has no part of it.
    let mut portal = application(&pool, Some(theirs.tenant)).await;
    sqlx::query("select set_config('role', 'kundekort_portal', true)").execute(&mut *portal).await.unwrap();
    assert!(sqlx::query("select from customer_folder").execute(&mut *portal).await.is_err());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn of_two_that_become_one_the_one_that_stays_keeps_its_folder(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Den andre"})).await;
    let name = async |customer| {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        sharepoint::of_customer(&mut tx, customer).await.unwrap().chosen.map(|chosen| chosen.name)
    };
    let choose = async |customer, name: &str| {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        sharepoint::choose(&mut tx, customer, &chosen("01A", name)).await.unwrap();
        tx.commit().await.unwrap();
    };
    choose(other, "Andre").await;
    let (id, _) = merged(&pool, &firm, &of(&[firm.customer, other])).await;
    assert_eq!(name(firm.customer).await.as_deref(), Some("Andre"), "it had none");
    split_again(&pool, &firm, id).await;
    assert_eq!((name(firm.customer).await, name(other).await.as_deref()), (None, Some("Andre")));
    choose(firm.customer, "Første").await;
    merged(&pool, &firm, &of(&[firm.customer, other])).await;
    assert_eq!(name(firm.customer).await.as_deref(), Some("Første"));
}
