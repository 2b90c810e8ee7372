//! Asking people to sign: who may be asked, what a link opens, and how it ends.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{
    Firm, run,
    signing::{ORIGIN, PDF, signer},
    told, value,
};
use domain::{
    document::ARCHIVE,
    error::{ErrorCode, Problem},
    id::{ContactId, DocumentId},
    language::Language,
    signing::{Over, SignerState, SigningState, Step},
};
use serde_json::json;
use sha2::Digest;
use sqlx::PgPool;
use store::{
    Store,
    document::File,
    signing::{Happened, New, SigningToken, asked, candidates, list, send, unfinished, withdraw},
};

async fn person(pool: &PgPool, firm: &Firm, name: &str) -> ContactId {
    let email = format!("{}@kunde.example", name.to_lowercase());
    firm.add_contact(pool, firm.customer, json!({"first_name": name, "last_name": "Dahl", "email": email})).await
}

fn archive() -> File {
    File { name: "Avtale (signert).zip".to_owned(), media_type: ARCHIVE, size: 9, digest: "a".repeat(64) }
}

async fn state(pool: &PgPool, firm: &Firm, document: DocumentId) -> SigningState {
    let mut tx = firm.tx(pool, firm.reader).await;
    list(&mut tx, firm.customer, document).await.unwrap()[0].state
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn those_are_asked_who_can_be_reached_and_what_is_wrong_is_told(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let jonas = person(&pool, &firm, "Jonas").await;
    let silent = firm.add_contact(&pool, firm.customer, json!({"first_name": "Taus", "last_name": "Vik"})).await;
    let elsewhere = firm.add_customer(&pool, json!({"name": "Andre"})).await;
    let (pdf, text) =
        (firm.add_pdf(&pool, firm.customer, "Avtale").await, firm.add_document(&pool, firm.customer, "Notat").await);
    let (jonas, colleague) = (format!("contact.{jonas}"), format!("user.{}", firm.neighbour));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let keys: Vec<String> = candidates(&mut tx, firm.customer).await.unwrap().into_iter().map(|one| one.key).collect();
    assert!(keys.contains(&jonas) && keys.contains(&colleague) && !keys.contains(&format!("contact.{silent}")));
    let both = format!("{jonas},{colleague}");
    for (document, signers, days, field, problem) in [
        (text, both.clone(), "14", "signers", Problem::NotPdf),
        (pdf, String::new(), "14", "signers", Problem::Required),
        (pdf, format!("contact.{silent}"), "14", "signers", Problem::Choice),
        (pdf, format!("user.{}", other.consultant), "14", "signers", Problem::Choice),
        (pdf, "boss".to_owned(), "14", "signers", Problem::Choice),
        (pdf, both.clone(), "0", "days", Problem::SigningDays { max: 90 }),
        (pdf, both.clone(), "91", "days", Problem::SigningDays { max: 90 }),
        (pdf, both.clone(), "mange", "days", Problem::SigningDays { max: 90 }),
    ] {
        let new = New { signers: &signers, days, message: "", origin: ORIGIN };
        let refused = told(send(&mut tx, firm.customer, document, &new).await);
        assert_eq!(refused.problem_of(field), Some(problem), "{signers} {days}");
    }
    let new = New { signers: &both, days: "14", message: "", origin: ORIGIN };
    assert_eq!(told(send(&mut tx, elsewhere, pdf, &new).await).code, ErrorCode::NotFound);
    send(&mut tx, firm.customer, pdf, &new).await.unwrap();
    assert_eq!(told(send(&mut tx, firm.customer, pdf, &new).await).problem_of("signers"), Some(Problem::AlreadySent));
    tx.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from signing").await, 1, "nothing half written");
    run(&pool, "update signing set expires_at = now()").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    send(&mut tx, firm.customer, pdf, &new).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(send(&mut tx, firm.customer, pdf, &new).await).code, ErrorCode::Forbidden);
    assert_eq!(told(candidates(&mut tx, firm.customer).await).code, ErrorCode::Forbidden);
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(send(&mut tx, firm.customer, pdf, &new).await).code, ErrorCode::NotFound);
    assert_eq!(list(&mut tx, firm.customer, pdf).await.unwrap(), []);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn when_all_have_signed_the_signed_file_comes_back_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let pdf = firm.add_pdf(&pool, firm.customer, "Avtale").await;
    let signers = format!("contact.{jonas},user.{}", firm.neighbour);
    let (_, secrets) = firm.ask_to_sign(&pool, firm.customer, pdf, &signers).await;
    assert!(Store::from_pool(pool.clone()).open_signing(&SigningToken::new("other")).await.unwrap().is_none());
    for (at, secret) in secrets.iter().enumerate() {
        let mut tx = signer(&pool, secret).await;
        assert_eq!(tx.own_state, SignerState::Waiting);
        assert_eq!(tx.file().await.unwrap().media_type, domain::document::PDF);
        tx.commit().await.unwrap();
        let mut tx = signer(&pool, secret).await;
        assert_eq!(tx.own_state, SignerState::Opened);
        tx.sign("Kari Nordmann", &json!({"at": at})).await.unwrap();
        assert_eq!(tx.unfinished().await.unwrap().is_some(), at == 1, "not before all have");
        tx.commit().await.unwrap();
        let mut tx = signer(&pool, secret).await;
        assert_eq!(tx.may(Step::Answer), Err(Over::Answered));
        let again = told(tx.sign("Kari Nordmann", &json!({})).await);
        assert_eq!(again.problem_of("signing"), Some(Problem::SigningOver), "once");
    }
    // Whoever of the firm looks can have the file made too, where a server was gone before it was.
    let mut staff = firm.tx(&pool, firm.consultant).await;
    let ready = unfinished(&mut staff, firm.customer, pdf).await.unwrap().unwrap();
    assert_eq!((ready.document.as_str(), ready.proofs.len()), ("Avtale", 2));
    drop(staff);
    for secret in &secrets {
        let mut tx = signer(&pool, secret).await;
        tx.finish("Avtale (signert)", &archive()).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.reader).await;
    let signing = list(&mut tx, firm.customer, pdf).await.unwrap().remove(0);
    assert_eq!(signing.state, SigningState::Signed);
    assert_eq!(signing.signers.iter().filter(|one| one.other_name().is_some()).count(), 2, "{:?}", signing.signers);
    let documents = store::document::list(&mut tx, firm.customer, "", None, Language::Nb).await.unwrap();
    let signed: Vec<_> = documents.iter().filter(|one| one.name == "Avtale (signert)").collect();
    assert_eq!(signed.len(), 1, "once, whoever comes first");
    assert_eq!(Some(signed[0].id), signing.signed_document);
    assert_eq!((signed[0].media_type.as_str(), signed[0].by.is_empty()), (ARCHIVE, false));
    let mark = documents.iter().find(|one| one.id == pdf).unwrap().signing.as_ref().unwrap();
    assert_eq!((mark.state, mark.signed()), (SigningState::Signed, 2));
    let log = store::log::list(&mut tx, firm.customer, None, 50, Language::Nb).await.unwrap().0;
    let of_signing: Vec<_> = log.iter().filter(|one| one.category == domain::change::LogCategory::Signing).collect();
    assert_eq!(of_signing.len(), 4, "asked, twice signed, done");
    assert!(of_signing.iter().all(|one| one.subject == "Avtale" && !one.can_be_undone()));
    assert!(of_signing.iter().any(|one| one.by == "Jonas Dahl"), "{of_signing:?}");
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for entry in of_signing {
        let refused = told(store::undo::undo(&mut tx, firm.customer, Some(entry.id)).await);
        assert_eq!(refused.problem_of("entry"), Some(Problem::NothingToUndo));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_refuses_says_why_and_those_who_look_after_it_are_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (jonas, eva) = (person(&pool, &firm, "Jonas").await, person(&pool, &firm, "Eva").await);
    let pdf = firm.add_pdf(&pool, firm.customer, "Avtale").await;
    run(&pool, &format!("update customer set responsible = '{}' where id = '{}'", firm.stranger, firm.customer)).await;
    run(&pool, &format!("update app_user set mention_mail = 'daily' where id = '{}'", firm.stranger)).await;
    let signers = format!("contact.{jonas},contact.{eva}");
    let (_, secrets) = firm.ask_to_sign(&pool, firm.customer, pdf, &signers).await;
    let mut tx = signer(&pool, &secrets[0]).await;
    assert_eq!(told(tx.refuse(" ").await).problem_of("reason"), Some(Problem::Required));
    tx.refuse("Feil beløp på side 2").await.unwrap();
    let at_once: Vec<String> = tx.tell(Happened::Refused).await.unwrap().into_iter().map(|to| to.name).collect();
    assert_eq!(at_once.len(), 1, "who asked; the responsible wants it once a day: {at_once:?}");
    tx.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from notice where kind = 'declined'").await, 2);
    assert_eq!(state(&pool, &firm, pdf).await, SigningState::Refused);
    let tx = signer(&pool, &secrets[1]).await;
    assert_eq!(tx.may(Step::Read), Err(Over::Request(SigningState::Refused)), "it is over for all");
    drop(tx);
    let mut tx = firm.tx(&pool, firm.stranger).await;
    let notice = store::notice::list(&mut tx).await.unwrap().remove(0);
    assert_eq!((notice.document, notice.excerpt.as_str()), (Some(pdf), "Avtale"));
    let signing = list(&mut tx, firm.customer, pdf).await.unwrap().remove(0);
    assert!(signing.signers.iter().any(|one| one.reason == "Feil beløp på side 2"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_link_counts_until_it_is_over_or_its_owner_is_reached_elsewhere(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let closed = [
        (format!("update contact set email = 'ny@kunde.example' where id = '{jonas}'"), Over::Closed),
        (format!("update contact set ended_at = now() where id = '{jonas}'"), Over::Closed),
        ("delete from document where name = 'Avtale'".to_owned(), Over::Closed),
        ("update signing set expires_at = now()".to_owned(), Over::Request(SigningState::Expired)),
    ];
    for (statement, over) in closed {
        run(&pool, &format!("update contact set email = 'jonas@kunde.example', ended_at = null where id = '{jonas}'"))
            .await;
        let pdf = firm.add_pdf(&pool, firm.customer, "Avtale").await;
        let (_, secrets) = firm.ask_to_sign(&pool, firm.customer, pdf, &format!("contact.{jonas}")).await;
        assert_eq!(signer(&pool, &secrets[0]).await.may(Step::Answer), Ok(()));
        run(&pool, &statement).await;
        let mut tx = signer(&pool, &secrets[0]).await;
        assert_eq!((tx.may(Step::Read), tx.may(Step::Answer)), (Err(over), Err(over)), "{statement}");
        let refused = told(tx.file().await);
        assert_eq!(refused.problem_of("signing"), Some(Problem::SigningOver));
        assert!(tx.sign("Jonas Dahl", &json!({})).await.is_err() && tx.refuse("Nei").await.is_err());
    }
    run(&pool, &format!("update contact set email = 'jonas@kunde.example', ended_at = null where id = '{jonas}'"))
        .await;
    let pdf = firm.add_pdf(&pool, firm.customer, "Kontrakt").await;
    let (id, secrets) = firm.ask_to_sign(&pool, firm.customer, pdf, &format!("contact.{jonas}")).await;
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(withdraw(&mut tx, firm.customer, id).await).code, ErrorCode::Forbidden);
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    withdraw(&mut tx, firm.customer, id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(signer(&pool, &secrets[0]).await.may(Step::Read), Err(Over::Request(SigningState::Withdrawn)));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for outcome in [withdraw(&mut tx, firm.customer, id).await, asked(&mut tx, firm.customer, id).await.map(drop)] {
        assert_eq!(told(outcome).problem_of("signing"), Some(Problem::SigningOver));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_version_that_was_sent_is_signed_whatever_becomes_of_the_document(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let pdf = firm.add_pdf(&pool, firm.customer, "Avtale").await;
    let (_, secrets) = firm.ask_to_sign(&pool, firm.customer, pdf, &format!("contact.{jonas}")).await;
    let digest = signer(&pool, &secrets[0]).await.digest.clone();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let newer = File { name: "ny.pdf".to_owned(), media_type: domain::document::PDF, size: 3, digest: "b".repeat(64) };
    store::document::add_version(&mut tx, firm.customer, pdf, &newer).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = signer(&pool, &secrets[0]).await;
    assert_eq!(tx.file().await.unwrap().digest, digest);
    assert_eq!(digest, hex::encode(sha2::Sha256::digest(PDF)));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_comes_back_once_with_ones_own_state_in_ones_own_browser(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (jonas, eva) = (person(&pool, &firm, "Jonas").await, person(&pool, &firm, "Eva").await);
    let pdf = firm.add_pdf(&pool, firm.customer, "Avtale").await;
    let signers = format!("contact.{jonas},contact.{eva}");
    let (_, secrets) = firm.ask_to_sign(&pool, firm.customer, pdf, &signers).await;
    let mut tx = signer(&pool, &secrets[0]).await;
    tx.begin("state", "browser", "verifier", "salt", "Jeg signerer").await.unwrap();
    tx.commit().await.unwrap();
    for (secret, state, browser) in
        [(&secrets[0], "other", "browser"), (&secrets[0], "state", "other"), (&secrets[1], "state", "browser")]
    {
        let mut tx = signer(&pool, secret).await;
        assert!(tx.take_attempt(state, browser).await.unwrap().is_none(), "{state} {browser}");
    }
    let mut tx = signer(&pool, &secrets[0]).await;
    let attempt = tx.take_attempt("state", "browser").await.unwrap().unwrap();
    assert_eq!(
        (attempt.verifier.as_str(), attempt.salt.as_str(), attempt.text.as_str()),
        ("verifier", "salt", "Jeg signerer")
    );
    assert!(tx.take_attempt("state", "browser").await.unwrap().is_none(), "once");
    tx.begin("late", "browser", "verifier", "salt", "Jeg signerer").await.unwrap();
    tx.commit().await.unwrap();
    run(&pool, "update signing_attempt set started_at = now() - interval '31 minutes'").await;
    let mut tx = signer(&pool, &secrets[0]).await;
    assert!(tx.take_attempt("late", "browser").await.unwrap().is_none());
    for n in 0..9 {
        tx.begin(&format!("s{n}"), "browser", "verifier", "salt", "Jeg signerer").await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, "select count(*) from signing_attempt").await, 5, "the newest few");
}
