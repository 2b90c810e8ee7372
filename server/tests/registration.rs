//! The registration window over HTTP: what it shows, what is taken, and that nothing typed is lost.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{Answer, BROWSER, SCRIPT, Site};
use app::{error::problem_text, registration::ACTION};
use axum::http::StatusCode;
use domain::{
    error::{ErrorCode, Problem},
    id::{RegistrationId, UserId},
    language::Language::Nb,
    registration::Similar,
};
use serde_json::json;
use sqlx::PgPool;

const WINDOW: &str = "/customers/new";

async fn start(pool: &PgPool) -> (Site, Firm, String) {
    let firm = Firm::make(pool, "nord").await;
    let secret = sign_in(pool, firm.tenant, firm.consultant).await;
    (Site::new(pool), firm, secret)
}

/// A form that can be saved, with more after it.
fn form(owner: UserId, name: &str, more: &str) -> String {
    let request = RegistrationId::generate();
    format!(
        "owner={owner}&request={request}&patch[name]={name}&patch[kind]=company&patch[customer_type]=ordinary&patch[country]=NO\
        &patch[status]=&patch[responsible]={owner}&contact[first_name]=Eva&contact[last_name]=Berg&{more}"
    )
}

/// Sends a form as a browser without a script does.
async fn send(site: &Site, secret: Option<&str>, from: &str, form: &str) -> Answer {
    let referer = format!("https://kundekort.example{from}");
    let headers = [BROWSER[0], BROWSER[1], ("referer", referer.as_str()), ("sec-fetch-mode", "navigate")];
    site.post(ACTION, secret, &headers, form).await
}

/// What a hidden input of a page holds.
fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = body.split(&start).nth(1).unwrap_or_else(|| panic!("no {name} in {body}"));
    rest.split('"').next().unwrap().to_owned()
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_window_tells_must_should_and_may_apart_and_has_every_field(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let page = site.get(WINDOW, Some(&secret)).await;
    assert_eq!(page.status, StatusCode::OK);
    // The number is given, and there is no contact yet to be the reference person.
    let is_asked = |field: &&domain::field::Field| !["number", "reference_person"].contains(&field.key);
    let fields = domain::field::CUSTOMER.iter().filter(is_asked).map(|field| format!("patch[{}]", field.key));
    let contact = domain::field::CONTACT.iter().map(|field| format!("contact[{}]", field.key));
    for name in fields.chain(contact) {
        assert!(page.body.contains(&format!("name=\"{name}\"")), "{name}");
    }
    for field in domain::field::CUSTOMER.iter().filter(is_asked) {
        assert_eq!(page.body.matches(&format!("id=\"input-{}\"", field.key)).count(), 1, "{} stands once", field.key);
    }
    assert!(!page.body.contains("patch[number]"), "the number is given");
    for need in ["must", "should", "may"] {
        assert!(page.body.contains(&format!("data-need=\"{need}\"")), "{need}");
    }
    assert!(page.body.contains("aria-required=\"true\""));
    assert!(
        page.body.contains(&format!("<option selected value=\"{}\">Kari nord", firm.consultant)),
        "me, unless I say otherwise"
    );
    assert_eq!(hidden(&page.body, "owner"), firm.consultant.to_string());
    assert_ne!(hidden(&page.body, "request"), hidden(&site.get(WINDOW, Some(&secret)).await.body, "request"));
    assert!(!page.body.contains("Gammel"), "no status that is retired");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn saving_leads_to_the_card_or_to_an_empty_form(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let more = "patch[visiting_postal_code]=8006&patch[is_supplier]=&patch[is_supplier]=yes";
    let saved = send(&site, Some(&secret), WINDOW, &form(firm.consultant, "Alfa", more)).await;
    let id: String = value(&pool, "select id::text from customer where name = 'Alfa'").await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, format!("/customers/{id}").as_str()));
    let card = site.get(saved.location(), Some(&secret)).await.body;
    assert!(card.contains("Alfa") && card.contains("8006 Bodø"), "the place is filled in");
    assert!(value::<bool>(&pool, "select is_supplier from customer where name = 'Alfa'").await);

    let and_new = send(&site, Some(&secret), WINDOW, &form(firm.consultant, "Beta", "then=new")).await;
    let id: String = value(&pool, "select id::text from customer where name = 'Beta'").await;
    assert_eq!(and_new.location(), format!("{WINDOW}?made={id}"));
    let empty = site.get(and_new.location(), Some(&secret)).await.body;
    assert!(empty.contains("Beta er registrert") && empty.contains(&format!("/customers/{id}")));
    assert!(!empty.contains("value=\"Beta\""), "and the form is empty");
    let other = Firm::make(&pool, "syd").await;
    let theirs = sign_in(&pool, other.tenant, other.consultant).await;
    assert!(!site.get(and_new.location(), Some(&theirs)).await.body.contains("Beta er"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_typed_comes_back_with_messages_at_its_fields(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let typed = form(
        firm.consultant,
        "",
        "patch[organisation_number]=%22%3E123&patch[nickname]=Kalle&contact[email]=feil&patch[kind]=private",
    )
    .replace("[kind]=company&", "[none]&");
    let typed = typed.replace("patch[none]&", "");
    let refused = send(&site, Some(&secret), &format!("{WINDOW}?made=1"), &typed).await;
    assert!(refused.location().starts_with(&format!("{WINDOW}?form=")), "{}", refused.location());
    let page = site.get(refused.location(), Some(&secret)).await.body;
    for text in [
        "value=\"&quot;&gt;123\"",
        "value=\"Kalle\"",
        "value=\"feil\"",
        "aria-invalid=\"true\"",
        "href=\"#contact-email\"",
    ] {
        assert!(page.contains(text), "{text}");
    }
    for problem in [Problem::Required, Problem::OrganisationNumberLength { digits: 9 }, Problem::Email] {
        assert!(page.contains(&problem_text(problem, Nb)), "{problem:?}");
    }
    assert!(page.contains("id=\"input-kind-private\" name=\"patch[kind]\" value=\"private\" checked"));
    let group = page.split("<details").find(|tag| tag.contains("id=\"group-company\"")).unwrap();
    assert!(group.split('>').next().unwrap().contains(" open"), "where something is wrong, it is open");
    assert_eq!(hidden(&page, "request"), typed.split("request=").nth(1).unwrap().split('&').next().unwrap());
    assert_eq!(value::<i64>(&pool, "select count(*) from customer").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_contact_may_be_the_customer(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let more = "same_as_customer=yes&patch[email]=kari@berg.example&patch[mobile]=41234567";
    let form = form(firm.consultant, "Kari+Anne+Vik", more).replace("=Eva", "=").replace("=Berg", "=");
    let saved = send(&site, Some(&secret), WINDOW, &form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{saved:?}");
    let contact: String = value(
        &pool,
        "select concat_ws('|', first_name, last_name, email, mobile) from contact where last_name = 'Vik'",
    )
    .await;
    assert_eq!(contact, "Kari Anne|Vik|kari@berg.example|+4741234567");
    let one_word = form.replace("Kari+Anne+Vik", "Kari").replace("berg.example", "vik.example").replace("41234567", "");
    let refused = send(&site, Some(&secret), WINDOW, &one_word).await;
    let page = site.get(refused.location(), Some(&secret)).await.body;
    assert!(page.contains("href=\"#contact-last_name\""), "a name of one word leaves the last name to be filled in");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customer_that_may_be_the_same_is_shown_before_it_is_registered(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let kept = firm
        .add_customer(
            &pool,
            json!({"name": "Bodø Sveis AS", "organisation_number": "988077917", "visiting_place": "Bodø"}),
        )
        .await;
    let typed = form(firm.consultant, "Bodo+Sveis", "patch[organisation_number]=988077917&then=new");
    let held = send(&site, Some(&secret), WINDOW, &typed).await;
    assert!(held.location().starts_with(&format!("{WINDOW}?form=")), "{held:?}");
    let page = site.get(held.location(), Some(&secret)).await.body;
    for text in [
        "Finnes kunden fra før?",
        "Bodø Sveis AS",
        "samme organisasjonsnummer, lignende navn",
        "value=\"Bodo Sveis\"",
        "Åpne den",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains(&format!("name=\"anyway\" value=\"new,{kept}\"")));
    let script = site.post(ACTION, Some(&secret), &SCRIPT, &typed).await;
    assert_eq!((script.status, script.error().code), (StatusCode::CONFLICT, ErrorCode::PossibleDuplicate));
    let anyway =
        send(&site, Some(&secret), held.location(), &typed.replace("then=new", &format!("anyway=new,{kept}"))).await;
    assert!(anyway.location().starts_with(&format!("{WINDOW}?made=")), "{anyway:?}");

    let asked = "name=Bodø+Sveis+%26+Co&organisation_number=988+077+917&country=NO&phones=,,&emails=";
    let found = site.post("/api/staff/similar-customers", Some(&secret), &SCRIPT, asked).await;
    let found: Vec<Similar> = serde_json::from_str(&found.body).unwrap();
    assert_eq!(found.len(), 2);
    let nothing = site.post("/api/staff/similar-customers", Some(&secret), &SCRIPT, "").await;
    assert_eq!((nothing.status, nothing.body.as_str()), (StatusCode::OK, "[]"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_form_sent_twice_leads_to_the_same_card(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let typed = form(firm.consultant, "Alfa", "");
    let first = send(&site, Some(&secret), WINDOW, &typed).await;
    let second = send(&site, Some(&secret), WINDOW, &typed).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where name = 'Alfa'").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_was_signed_out_meanwhile_sends_the_same_again(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let typed = form(firm.consultant, "Alfa", "patch[nickname]=%22%3E%3Cb%3E&patch[organisation_number]=1");
    let out = send(&site, Some("gone"), WINDOW, &typed).await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    assert!(out.body.contains("Du er logget ut") && out.body.contains("value=\"&quot;&gt;&lt;b&gt;\""));
    assert_eq!(hidden(&out.body, "patch[name]"), "Alfa");
    assert_eq!(hidden(&out.body, "back"), WINDOW);
    assert_eq!(value::<i64>(&pool, "select count(*) from form_state").await, 0, "nothing is kept for somebody unknown");
    // From the answer, whose address is the server function's.
    let again = format!("{typed}&back={WINDOW}");
    let refused = send(&site, Some(&secret), ACTION, &again).await;
    assert!(refused.location().starts_with(&format!("{WINDOW}?form=")), "{}", refused.location());
    let good = again.replace("patch[organisation_number]=1", "patch[organisation_number]=");
    assert_eq!(send(&site, None, ACTION, &good).await.status, StatusCode::UNAUTHORIZED, "as often as need be");
    assert!(send(&site, Some(&secret), ACTION, &good).await.location().starts_with("/customers/0"));
    for elsewhere in ["//evil.example/x", "https://evil.example", "/api/staff/sign-out", ""] {
        let form = form(firm.consultant, "", &format!("back={elsewhere}"));
        let refused = send(&site, Some(&secret), ACTION, &form).await;
        assert!(refused.location().starts_with("/customers?form="), "{elsewhere}: {}", refused.location());
    }
    let script = site.post(ACTION, None, &[BROWSER[0], BROWSER[1], ("sec-fetch-mode", "cors")], &good).await;
    assert!(script.location().starts_with("/sign-in?"), "a script keeps what was typed itself");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_form_of_somebody_else_is_refused(pool: PgPool) {
    let (site, firm, _) = start(&pool).await;
    let typed = form(firm.consultant, "Alfa", "");
    let other = Firm::make(&pool, "syd").await;
    for (firm, user) in [(&firm, firm.neighbour), (&other, other.administrator)] {
        let secret = sign_in(&pool, firm.tenant, user).await;
        assert_eq!(send(&site, Some(&secret), WINDOW, &typed).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where name = 'Alfa'").await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_failure_has_its_status_and_writes_nothing(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let other = Firm::make(&pool, "syd").await;
    let me = firm.consultant;
    let good = form(me, "Alfa", "");
    let before: i64 = value(&pool, "select count(*) from change_log").await;
    for (form, status, field) in [
        (String::new(), 400, None),
        (good.replace("request=0", "request=x"), 400, None),
        (good.replace("owner=0", "owner=x"), 400, None),
        (format!("{good}&patch[tenant_id]=x"), 400, None),
        (format!("{good}&contact[customer_id]=x"), 400, None),
        (format!("{good}&patch[number]=7"), 422, Some(("number", Problem::ReadOnly))),
        (good.replace("=Alfa", "=%00"), 422, Some(("name", Problem::ControlCharacters))),
        (good.replace("=Alfa", &format!("={}", "å".repeat(201))), 422, Some(("name", Problem::TooLong { max: 200 }))),
        (good.replace("=company", "=firm"), 422, Some(("kind", Problem::Choice))),
        (good.replace("[country]=NO", "[country]=XX"), 422, Some(("country", Problem::Choice))),
        (format!("{good}&patch[industry]={}", other.industry), 422, Some(("industry", Problem::Choice))),
        (format!("{good}&patch[industry]={}", firm.retired_industry), 422, Some(("industry", Problem::Choice))),
        (format!("{good}&contact[functions]={}", other.function), 422, Some(("contact.functions", Problem::Choice))),
        (good.replace("[status]=", &format!("[status]={}", firm.industry)), 422, Some(("status", Problem::Choice))),
        (good.replace("=Berg", "="), 422, Some(("contact.last_name", Problem::Required))),
        (format!("owner={me}&request={}", RegistrationId::generate()), 422, Some(("name", Problem::Required))),
    ] {
        let answer = site.post(ACTION, Some(&secret), &SCRIPT, &form).await;
        assert_eq!(answer.status.as_u16(), status, "{form}: {answer:?}");
        if let Some((field, problem)) = field {
            assert_eq!(answer.error().problem_of(field), Some(problem), "{form}");
        }
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from change_log").await, before);
    run(&pool, "update list_item set retired = true where kind = 'status'").await;
    let nothing_to_choose = site.post(ACTION, Some(&secret), &SCRIPT, &good).await;
    assert_eq!(nothing_to_choose.error().problem_of("status"), Some(Problem::Required));
    let place = |query: &str| format!("/api/staff/place?{query}");
    for (query, expected) in
        [("code=8006", "\"Bodø\""), ("code=11120&country=SE", "\"Stockholm\""), ("code=x&country=XX", "\"\"")]
    {
        let answer = site.ask(axum::http::Method::GET, &place(query), Some(&secret), &SCRIPT, "").await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, expected), "{query}");
    }
}
