//! Documents and their versions, on a real database.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, around::text_file};
use domain::{
    error::{ApiError, ErrorCode, Problem},
    id::DocumentId,
    language::Language::Nb,
    list::ListKind,
};
use sqlx::PgPool;
use store::{StoreError, Tx, document};

async fn names(tx: &mut Tx, firm: &Firm, query: &str) -> Vec<String> {
    let found = document::list(tx, firm.customer, query, None, Nb).await.unwrap();
    found.into_iter().map(|one| one.name).collect()
}

fn problem(error: StoreError, field: &str) -> Option<Problem> {
    ApiError::from(error).problem_of(field)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_document_has_versions_of_which_one_counts(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let id = document::add(&mut tx, firm.customer, " Rammeavtale ", "", &text_file("Første")).await.unwrap();
    document::add_version(&mut tx, firm.customer, id, &text_file("Annen")).await.unwrap();
    // What is in the one that counts changes nothing.
    document::add_version(&mut tx, firm.customer, id, &text_file("Annen")).await.unwrap();
    let (one, versions, customer) = document::read(&mut tx, firm.customer, id, Nb).await.unwrap();
    assert_eq!((one.name.as_str(), one.current, versions.len()), ("Rammeavtale", 2, 2));
    assert!(!customer.is_empty());
    let newest = document::stored(&mut tx, firm.customer, id, None).await.unwrap();
    assert_eq!(newest.digest, text_file("Annen").digest);
    document::choose_version(&mut tx, firm.customer, id, 1).await.unwrap();
    let now = document::stored(&mut tx, firm.customer, id, None).await.unwrap();
    assert_eq!(now.digest, text_file("Første").digest);
    let missing = document::choose_version(&mut tx, firm.customer, id, 3).await.unwrap_err();
    assert!(matches!(missing, StoreError::NotFound));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn documents_are_found_by_name_and_by_kind(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let kind = firm.add_list_item(&pool, ListKind::DocumentKind, "Kontrakt").await;
    let other = firm.add_list_item(&pool, ListKind::Level, "Gull").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let file = text_file("x");
    document::add(&mut tx, firm.customer, "Rammeavtale Bodø", &kind.to_string(), &file).await.unwrap();
    document::add(&mut tx, firm.customer, "Logo", "", &file).await.unwrap();
    assert_eq!(names(&mut tx, &firm, "bodo").await, ["Rammeavtale Bodø"], "without Nordic letters too");
    assert_eq!(names(&mut tx, &firm, "AVTALE.TXT").await.len(), 2, "by the file's name too");
    let of_kind = document::list(&mut tx, firm.customer, "", Some(kind), Nb).await.unwrap();
    assert_eq!(of_kind.iter().map(|one| one.kind_name.as_str()).collect::<Vec<_>>(), ["Kontrakt"]);
    for (name, kind, field, expected) in [
        ("", String::new(), "name", Problem::Required),
        ("A", other.to_string(), "kind", Problem::Choice),
        ("A", "gull".to_owned(), "kind", Problem::Choice),
    ] {
        let error = document::add(&mut tx, firm.customer, name, &kind, &file).await.unwrap_err();
        assert_eq!(problem(error, field), Some(expected), "{name} {kind}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_writes_over_no_colleague_and_can_be_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let id = firm.add_document(&pool, firm.customer, "Avtale").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    document::change(&mut tx, firm.customer, id, 1, "Avtale 2026", "").await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let error = document::change(&mut tx, firm.customer, id, 1, "Avtale 2027", "").await.unwrap_err();
    assert_eq!(problem(error, "name"), Some(Problem::ChangedSince));
    document::delete(&mut tx, firm.customer, id).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (entries, _) = store::log::list(&mut tx, firm.customer, None, 9, Nb).await.unwrap();
    assert_eq!(entries[0].subject, "Avtale 2026", "also of one that is gone");
    store::undo::undo(&mut tx, firm.customer, Some(entries[0].id)).await.unwrap();
    let (back, versions, _) = document::read(&mut tx, firm.customer, id, Nb).await.unwrap();
    assert_eq!((back.name.as_str(), versions.len()), ("Avtale 2026", 1));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_else_has_it(pool: PgPool) {
    let (ours, theirs) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let id = ours.add_document(&pool, ours.customer, "Avtale").await;
    let mut tx = theirs.tx(&pool, theirs.consultant).await;
    for customer in [ours.customer, theirs.customer] {
        let error = document::stored(&mut tx, customer, id, None).await.unwrap_err();
        assert!(matches!(error, StoreError::NotFound));
    }
    let mut tx = ours.tx(&pool, ours.reader).await;
    document::stored(&mut tx, ours.customer, id, None).await.unwrap();
    let file = text_file("x");
    let error = document::add(&mut tx, ours.customer, "A", "", &file).await.unwrap_err();
    assert_eq!(ApiError::from(error).code, ErrorCode::Forbidden);
    let error = document::add_version(&mut tx, ours.customer, DocumentId::generate(), &file).await.unwrap_err();
    assert_eq!(ApiError::from(error).code, ErrorCode::Forbidden);
}
