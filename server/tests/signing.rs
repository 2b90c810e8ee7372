//! Signing over HTTP: who reaches what by a link, the way to the provider and back, and the signed file.

#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../signing/tests/issuer.rs"]
mod issuer;

use crate::common::{
    Firm, run, sign_in,
    signing::{PDF, signer},
    value,
};
use crate::site::{Answer, BROWSER, SCRIPT, Site};
use axum::http::{Method, StatusCode};
use domain::{
    id::{ContactId, DocumentId},
    signing::SignerState,
};
use issuer::{CLIENT, Issuer, parameter};
use kundekort::{access::SIGNING as ROWS, router::SIGNING};
use serde_json::json;
use signing::{Evidence, Provider};
use sqlx::PgPool;
use std::{collections::BTreeSet, io::Cursor};

async fn person(pool: &PgPool, firm: &Firm, name: &str) -> ContactId {
    let email = format!("{}@kunde.example", name.to_lowercase());
    firm.add_contact(pool, firm.customer, json!({"first_name": name, "last_name": "Dahl", "email": email})).await
}

/// The file that is signed, in the store of objects.
async fn put_pdf(firm: &Firm) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), PDF).unwrap();
    crate::site::objects().put(firm.tenant, file.path()).await.unwrap();
}

async fn ask(site: &Site, path: &str, form: Option<&str>, cookies: &str) -> Answer {
    let mut headers = vec![("cookie", cookies)];
    headers.extend(BROWSER);
    match form {
        None => site.ask(Method::GET, path, None, &headers, "").await,
        Some(form) => site.post(path, None, &headers, form).await,
    }
}

/// A firm, and a document that a contact of it is asked to sign; answers the secret of their link.
async fn asked(pool: &PgPool) -> (Firm, DocumentId, String) {
    let firm = Firm::make(pool, "nord").await;
    put_pdf(&firm).await;
    let jonas = person(pool, &firm, "Jonas").await;
    let pdf = firm.add_pdf(pool, firm.customer, "Avtale").await;
    let (_, mut secrets) = firm.ask_to_sign(pool, firm.customer, pdf, &format!("contact.{jonas}")).await;
    (firm, pdf, secrets.remove(0))
}

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn by_a_link_one_reaches_what_the_signers_table_says(pool: PgPool) {
    let site = Site::new(&pool);
    let (firm, _, open) = asked(&pool).await;
    let other = person(&pool, &firm, "Eva").await;
    let mut secrets = Vec::new();
    for name in ["Trukket", "Utløpt", "Signert"] {
        let pdf = firm.add_pdf(&pool, firm.customer, name).await;
        let (id, mut of) = firm.ask_to_sign(&pool, firm.customer, pdf, &format!("contact.{other}")).await;
        secrets.push((id, of.remove(0)));
    }
    run(
        &pool,
        &format!(
            "update signing set state = 'withdrawn', finished_at = now() where id = '{}'; update signing set expires_at = now() where id = '{}'",
            secrets[0].0, secrets[1].0
        ),
    )
    .await;
    let mut tx = signer(&pool, &secrets[2].1).await;
    // What is kept proves nothing, so that no file is made of it.
    tx.sign("Eva Dahl", &json!({})).await.unwrap();
    tx.commit().await.unwrap();
    let staff = format!("__Host-session={}", sign_in(&pool, firm.tenant, firm.administrator).await);
    for row in ROWS {
        for (secret, status) in [
            ("unknown", row.unknown),
            (secrets[0].1.as_str(), row.over),
            (secrets[1].1.as_str(), row.over),
            (secrets[2].1.as_str(), row.signed),
            (open.as_str(), row.open),
        ] {
            let path = row.path.replace("{secret}", secret);
            // Whoever is signed in elsewhere reaches neither more nor less.
            for cookies in ["", staff.as_str()] {
                let answer = ask(&site, &path, row.form, cookies).await;
                assert_eq!(answer.status.as_u16(), status, "{} {:?} {secret}: {}", row.path, row.form, answer.body);
                assert!(!answer.body.contains("<script"), "no script");
            }
        }
    }
    let forged = [("sec-fetch-site", "cross-site")];
    let answer = site.post(&format!("/sign/{open}"), None, &forged, "what=refuse&reason=Nei").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "no other site sends the form");
}

#[test]
fn every_page_and_form_of_signers_has_a_row() {
    let paths: BTreeSet<_> = ROWS.iter().map(|row| row.path).collect();
    assert_eq!(paths, SIGNING.iter().copied().collect());
    let source = include_str!("../src/router.rs");
    let routed: BTreeSet<_> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(_, handler)| handler.starts_with(", get(sign::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(routed, paths);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_signs_and_the_signed_file_proves_it(pool: PgPool) {
    let issuer = Issuer::start().await;
    let provider = Provider::new(&issuer.address, CLIENT, Some("hemmelig"), Some("urn:bankid")).unwrap();
    let site = Site::new(&pool).signing_by(Some(provider));
    let (firm, pdf, secret) = asked(&pool).await;
    let path = format!("/sign/{secret}");
    let page = ask(&site, &path, None, "").await.body;
    for text in ["Signer «Avtale»", "Se side 2.", "Signer med BankID", "Første kunde nord"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let file = ask(&site, &format!("{path}/file"), None, "").await;
    assert_eq!((file.header("content-type"), file.body.as_str()), ("application/pdf", PDF));

    let begin = async || {
        let going = ask(&site, &path, Some("what=sign"), "").await;
        assert_eq!(going.status, StatusCode::OK, "{}", going.body);
        let address = going.header("refresh").strip_prefix("0; url=").unwrap().to_owned();
        assert!(address.starts_with(&issuer.address) && going.body.contains("Gå videre til BankID"));
        (parameter(&address, "nonce"), parameter(&address, "state"), cookie(&going))
    };
    // What is not right signs nothing, and says so.
    for (why, failed) in [
        ("nonce", "provider"),
        ("forged", "provider"),
        ("unsigned", "provider"),
        ("acr", "means"),
        ("auth_time", "again"),
        ("sub", "settings"),
    ] {
        let (nonce, state, cookies) = begin().await;
        let mut claims = issuer.claims(&nonce, "Jonas Dahl");
        match why {
            "nonce" => claims["nonce"] = json!("that of another file"),
            "acr" => claims["acr"] = json!("urn:password"),
            "auth_time" => claims["auth_time"] = json!(1),
            "sub" => claims["sub"] = json!("13097248022"),
            _ => {}
        }
        match why {
            "forged" => issuer.say_forged(&claims),
            "unsigned" => issuer.say_raw("e30.e30."),
            _ => issuer.say(&claims),
        }
        let back = ask(&site, &format!("/sign-return?code=good&state={state}"), None, &cookies).await;
        assert_eq!(back.location(), format!("{path}?failed={failed}"), "{why}");
        assert!(ask(&site, back.location(), None, "").await.body.contains("Ingenting er signert"), "{why}");
        let again = ask(&site, &format!("/sign-return?code=good&state={state}"), None, &cookies).await;
        assert_eq!(again.location(), format!("{path}?failed=again"), "a state comes back once");
    }
    let (nonce, state, cookies) = begin().await;
    issuer.say(&issuer.claims(&nonce, "Jonas Dahl"));
    let mixed = format!("/sign-return?code=good&state={state}&iss=https%3A%2F%2Fother.example");
    assert_eq!(ask(&site, &mixed, None, &cookies).await.location(), format!("{path}?failed=provider"));
    let (_, state, cookies) = begin().await;
    let back = ask(&site, &format!("/sign-return?error=access_denied&state={state}"), None, &cookies).await;
    assert_eq!(back.location(), format!("{path}?failed=cancelled"));
    let (nonce, state, cookies) = begin().await;
    issuer.say(&issuer.claims(&nonce, "Kari Nordmann"));
    let stolen = ask(&site, &format!("/sign-return?code=good&state={state}"), None, "").await;
    assert_eq!(stolen.status, StatusCode::NOT_FOUND, "another browser");
    let other =
        ask(&site, &format!("/sign-return?code=good&state={state}"), None, &format!("__Host-signing=x.{secret}")).await;
    assert_eq!(other.location(), format!("{path}?failed=again"), "another browser that knows the link");
    assert_eq!(value::<i64>(&pool, "select count(*) from signing_evidence").await, 0);
    assert_eq!(signer(&pool, &secret).await.own_state, SignerState::Opened);

    let back = ask(&site, &format!("/sign-return?code=good&state={state}"), None, &cookies).await;
    assert_eq!(back.location(), path, "{}", back.body);
    let done = ask(&site, &path, None, "").await.body;
    assert!(done.contains("Takk, du har signert") && done.contains("Alle har signert"), "{done}");
    let staff = sign_in(&pool, firm.tenant, firm.consultant).await;
    let card = format!("/customers/{}", firm.customer);
    let page = site.get(&format!("{card}/documents/{pdf}"), Some(&staff)).await.body;
    for text in ["Signert fil med bevis", "signerte som Kari Nordmann", "Navnet hos BankID er et annet"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let list = site.get(&format!("{card}/documents"), Some(&staff)).await.body;
    assert!(list.contains("Avtale (signert)") && list.contains("signert av Jonas Dahl"), "{list}");
    let notices = site.get("/notices", Some(&staff)).await.body;
    assert!(notices.contains("Jonas Dahl har signert et dokument hos Første kunde nord"), "{notices}");
    assert_eq!(value::<i64>(&pool, "select count(*) from outgoing where purpose = 'notice'").await, 1);
    // It stands in the bar, until the page that it is about was read.
    let whose = format!("select id::text from notice where kind = 'signed' and user_id = '{}'", firm.consultant);
    let notice: String = value(&pool, &whose).await;
    assert!(notices.contains("data-unread=\"1\""), "{notices}");
    let read = site.get(&format!("{card}/documents/{pdf}?notice={notice}"), Some(&staff)).await.body;
    assert!(read.contains("data-unread=\"0\""), "{read}");
    let log = site.get(&format!("{card}/log"), Some(&staff)).await.body;
    assert!(log.contains("fikk signert av alle") && log.contains("sendte til signering"), "{log}");

    let signed: DocumentId = DocumentId(value(&pool, "select signed_document from signing").await);
    let file = site.get(&format!("{card}/documents/{signed}/file"), Some(&staff)).await;
    assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''Avtale%20%28signert%29.zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(file.bytes)).unwrap();
    let pdf = std::io::read_to_string(archive.by_name("avtale.pdf").unwrap()).unwrap();
    let told = std::io::read_to_string(archive.by_name("Bevis.txt").unwrap()).unwrap();
    let evidence: Evidence = serde_json::from_reader(archive.by_name("evidence.json").unwrap()).unwrap();
    assert_eq!(evidence.verify(pdf.as_bytes()), Ok(()));
    assert!(evidence.verify(pdf.replace("1.7", "1.6").as_bytes()).is_err());
    assert!(told.contains("1. Kari Nordmann") && told.contains("Spurt som: Jonas Dahl"), "{told}");
    assert!(evidence.signatures[0].binding.text.contains("Jeg har lest «Avtale» og signerer det som Jonas Dahl"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_request_is_sent_reminded_of_and_not_made_where_nobody_could_sign(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let pdf = firm.add_pdf(&pool, firm.customer, "Avtale").await;
    let staff = sign_in(&pool, firm.tenant, firm.consultant).await;
    let page = format!("/customers/{}/documents/{pdf}", firm.customer);
    let form =
        format!("customer={}&document={pdf}&signers=&signers=contact.{jonas}&days=7&message=Se+side+2.", firm.customer);
    let off = Site::new(&pool).signing_by(None);
    let shown = off.get(&page, Some(&staff)).await.body;
    assert!(shown.contains("Signering er ikke satt opp") && !shown.contains("?edit=signing"), "{shown}");
    let refused = off.post("/api/staff/signing-send", Some(&staff), &SCRIPT, &form).await;
    assert!(refused.error().problem_of("signers").is_some());
    assert_eq!(value::<i64>(&pool, "select count(*) from signing").await, 0);

    let wrong = form.replace("days=7", "days=mange");
    let referer = format!("https://kundekort.example{page}");
    let mut headers = vec![("referer", referer.as_str())];
    headers.extend(BROWSER);
    let back = site.post("/api/staff/signing-send", Some(&staff), &headers, &wrong).await;
    let again = site.get(back.location(), Some(&staff)).await.body;
    assert!(
        again.contains("id=\"signing-days-e\"") && again.contains("Se side 2.") && again.contains("value=\"mange\""),
        "{again}"
    );
    assert_eq!(site.post("/api/staff/signing-send", Some(&staff), &headers, &form).await.status, StatusCode::SEE_OTHER);
    let id: uuid::Uuid = value(&pool, "select id from signing").await;
    let act = format!("customer={}&signing={id}", firm.customer);
    let reminded = site.post("/api/staff/signing-remind", Some(&staff), &SCRIPT, &act).await;
    assert_eq!(reminded.status, StatusCode::OK, "{}", reminded.body);
    let mut links = Vec::new();
    for order in ["asc", "desc"] {
        let of = format!("from outgoing where purpose = 'signing' order by id {order} limit 1");
        let mail: String = value(&pool, &format!("select body {of}")).await;
        assert!(mail.contains("Se side 2.") && mail.contains("«Avtale»"), "{mail}");
        assert_eq!(value::<String>(&pool, &format!("select recipients[1] {of}")).await, "jonas@kunde.example");
        assert!(value::<bool>(&pool, &format!("select is_secret {of}")).await);
        let link = mail.split_whitespace().find(|word| word.contains("/sign/")).unwrap();
        links.push(link[link.find("/sign/").unwrap()..].to_owned());
    }
    assert_ne!(links[0], links[1]);
    for link in &links {
        assert_eq!(ask(&site, link, None, "").await.status, StatusCode::OK, "both count");
    }
    let refused = ask(&site, &links[0], Some("what=refuse&reason=Feil+bel%C3%B8p"), "").await;
    assert_eq!(refused.location(), links[0]);
    let over = ask(&site, &links[0], None, "").await;
    assert_eq!(over.status, StatusCode::GONE);
    assert!(over.body.contains("Du har avslått å signere"), "{}", over.body);
    let shown = site.get(&page, Some(&staff)).await.body;
    assert!(shown.contains("Feil beløp") && shown.contains("Avslått"), "{shown}");
    let late = site.post("/api/staff/signing-remind", Some(&staff), &SCRIPT, &act).await;
    assert!(late.error().problem_of("signing").is_some());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn trying_links_is_limited(pool: PgPool) {
    let site = Site::new(&pool);
    for _ in 0..20 {
        assert_eq!(ask(&site, "/sign/guess", None, "").await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(ask(&site, "/sign/guess", None, "").await.status, StatusCode::TOO_MANY_REQUESTS);
    let (_, _, secret) = asked(&pool).await;
    assert_eq!(ask(&site, &format!("/sign/{secret}"), None, "").await.status, StatusCode::TOO_MANY_REQUESTS);
}
