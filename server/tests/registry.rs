//! The company registry over HTTP: filling in a registration, comparing a card, and what it
//! proposes, with a registry that answers and with one that does not.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{Answer, BROWSER, SCRIPT, Site};
use app::{
    registration::ACTION,
    registry::{FILL, Found, TAKE},
};
use axum::http::{Method, StatusCode};
use domain::{
    error::Problem,
    id::{CustomerId, RegistrationId},
    registry::{Failure, Notice},
};
use serde_json::json;
use sqlx::PgPool;
use store::Store;

async fn start(pool: &PgPool) -> (Site, Firm, String) {
    let firm = Firm::make(pool, "nord").await;
    let secret = sign_in(pool, firm.tenant, firm.consultant).await;
    (Site::with_registry(Store::from_pool(pool.clone()), crate::site::registry().await), firm, secret)
}

/// Sends a form as a browser without a script does, and reads the page that it leads to.
async fn page_after(site: &Site, secret: &str, action: &str, from: &str, form: &str) -> Answer {
    let referer = format!("https://kundekort.example{from}");
    let headers = [BROWSER[0], BROWSER[1], ("referer", referer.as_str()), ("sec-fetch-mode", "navigate")];
    let answer = site.post(action, Some(secret), &headers, form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    site.get(answer.location(), Some(secret)).await
}

fn holds(page: &Answer, name: &str, value: &str) -> bool {
    let input = page.body.split("<input").find(|input| input.contains(&format!("name=\"{name}\"")));
    input.is_some_and(|input| input.split('>').next().is_some_and(|tag| tag.contains(&format!("value=\"{value}\""))))
}

async fn norwegian(pool: &PgPool, firm: &Firm, values: serde_json::Value) -> CustomerId {
    let mut all = json!({"name": "Kunde AS", "organisation_number": "923609016"});
    all.as_object_mut().unwrap().extend(values.as_object().unwrap().clone());
    firm.add_customer(pool, all).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_registration_is_filled_in_without_a_script_and_keeps_what_was_typed(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let form = format!(
        "owner={0}&request={1}&patch[name]=Mitt+navn&patch[phone]=&patch[postal_same_as]=visiting&contact[first_name]=Eva&registry_query=923+609+016",
        firm.consultant,
        RegistrationId::generate()
    );
    let page = page_after(&site, &secret, FILL, "/customers/new", &form).await;
    for (name, kept) in [
        ("patch[name]", "Mitt navn"),
        ("patch[phone]", "51 99 00 00"),
        ("patch[website]", "https://www.equinor.com"),
        ("patch[visiting_street]", "Forusbeen 50"),
        ("patch[postal_street]", "Postboks 8500"),
        ("patch[industry_code]", "06.100"),
        ("patch[organisation_number]", "923609016"),
        ("contact[first_name]", "Eva"),
        ("registry", "923609016"),
        ("registry_query", "923 609 016"),
    ] {
        assert!(holds(&page, name, kept), "{name}: {kept}");
    }
    assert!(page.body.contains("Registeret sier noe annet enn du har skrevet"));
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where name = 'Mitt navn'").await, 0);
    let preferred =
        page_after(&site, &secret, FILL, "/customers/new", &format!("{form}&registry=923609016&prefer=name")).await;
    assert!(holds(&preferred, "patch[name]", "EQUINOR ASA"));

    // Registered: what is as the registry says comes from there.
    let me = firm.consultant;
    let send = format!(
        "owner={me}&request={}&patch[name]=EQUINOR+ASA&patch[kind]=company&patch[customer_type]=ordinary&patch[country]=NO&patch[status]=\
        &patch[responsible]={me}&patch[email]=min@a.example&patch[phone]=51990000&contact[first_name]=Eva&contact[last_name]=Berg&registry=923609016",
        RegistrationId::generate()
    );
    let card = page_after(&site, &secret, ACTION, "/customers/new", &send).await;
    assert_eq!(card.status, StatusCode::OK);
    let of = |key: &str| {
        format!(
            "select coalesce(sources ->> '{key}', source) from change_log where table_name = 'customer' and changes ? '{key}' order by at desc limit 1"
        )
    };
    assert_eq!(value::<String>(&pool, &of("name")).await, "registry");
    assert_eq!(value::<String>(&pool, &of("phone")).await, "registry");
    assert_eq!(value::<String>(&pool, &of("email")).await, "typed");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whatever_the_registry_does_the_form_goes_on(pool: PgPool) {
    let (site, _, secret) = start(&pool).await;
    for (query, says) in [
        ("988077917", "Enhetsregisteret har ingen med det nummeret"),
        ("98807", "Enhetsregisteret har ingen med det nummeret"),
        ("961095026", "Enhetsregisteret svarer ikke akkurat nå"),
        ("123456785", "Slettet fra Enhetsregisteret fra 20. oktober 2017"),
        ("asa", "Hvem av disse?"),
    ] {
        let form = format!("patch[name]=Mitt&registry_query={query}");
        let page = page_after(&site, &secret, FILL, "/customers/new", &form).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains(says), "{query}");
        assert!(holds(&page, "patch[name]", "Mitt"), "{query}");
    }
    let find = async |query: &str| -> Found {
        let address = format!("/api/staff/registry-find?query={query}");
        let answer = site.ask(Method::GET, &address, Some(&secret), &SCRIPT, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        serde_json::from_str(&answer.body).unwrap()
    };
    assert_eq!(find("961095026").await, Found::Failed(Failure::Unreachable));
    assert_eq!(find("").await, Found::Failed(Failure::NotFound));
    assert!(matches!(find("asa").await, Found::Hits(hits) if hits.len() == 5));
    let Found::Unit(said) = find("123456785").await else { panic!("a company that is deleted is one") };
    assert_eq!(said.notices, [Notice::Deleted(Some("2017-10-20".to_owned()))]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn without_a_registry_the_window_says_so_and_goes_on(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let site = Site::new(&pool);
    let page = site.get("/customers/new", Some(&secret)).await;
    assert!(page.body.contains("Oppslag i Enhetsregisteret er ikke satt opp"));
    assert!(!page.body.contains("registry_query"));
    let id = norwegian(&pool, &firm, json!({})).await;
    let card = site.get(&format!("/customers/{id}?registry=compare"), Some(&secret)).await;
    assert!(card.body.contains("Oppslag i Enhetsregisteret er ikke satt opp"));
    let form = format!("customer={id}&version=1&take=name");
    let refused = site.post(TAKE, Some(&secret), &SCRIPT, &form).await;
    assert_eq!(refused.error().problem_of("take"), Some(Problem::Registry { failure: Failure::Off }));
    let page = page_after(&site, &secret, TAKE, &format!("/customers/{id}?registry=compare"), &form).await;
    assert!(page.body.contains("id=\"registry-e\""), "it is said where it was asked");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn in_sweden_there_is_nothing_to_ask(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let id = firm.add_customer(&pool, json!({"name": "Svensk AB", "organisation_number": "5560360793"})).await;
    run(&pool, &format!("update customer set country = 'SE' where id = '{id}'")).await;
    let card = site.get(&format!("/customers/{id}"), Some(&secret)).await;
    assert!(!card.body.contains("?registry=compare"));
    assert!(card.body.contains("Sverige har ikke et åpent foretaksregister"));
    run(&pool, "update tenant set country = 'SE'").await;
    let page = site.get("/customers/new", Some(&secret)).await;
    assert!(page.body.contains("Sverige har ikke et åpent register") && !page.body.contains("registry_query"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_card_is_compared_and_only_what_was_chosen_is_taken_over(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let id = norwegian(&pool, &firm, json!({"phone": "+4775500120"})).await;
    let from = format!("/customers/{id}?registry=compare");
    let page = site.get(&from, Some(&secret)).await;
    for text in ["EQUINOR ASA", "Forusbeen 50, 4035 Stavanger", "51 99 00 00", "Ta over de valgte"] {
        assert!(page.body.contains(text), "{text}");
    }
    let version = value::<i32>(&pool, &format!("select version from customer where id = '{id}'")).await;
    let form = format!("customer={id}&version={version}&take=phone&take=address-visiting");
    let card = page_after(&site, &secret, TAKE, &from, &form).await;
    assert!(!card.body.contains("Ta over de valgte"), "the comparison is done");
    let of = |column: &str| format!("select coalesce({column}, '') from customer where id = '{id}'");
    assert_eq!(value::<String>(&pool, &of("phone")).await, "+4751990000");
    assert_eq!(value::<String>(&pool, &of("visiting_street")).await, "Forusbeen 50");
    assert_eq!(value::<String>(&pool, &of("name")).await, "Kunde AS");
    let newest = format!("select source from change_log where row_id = '{id}' order by version desc limit 1");
    assert_eq!(value::<String>(&pool, &newest).await, "registry");
    let history = site.get(&format!("/customers/{id}?history=phone"), Some(&secret)).await;
    assert!(history.status.is_success());
    let nothing = site.post(TAKE, Some(&secret), &SCRIPT, &format!("customer={id}&version={version}")).await;
    assert_eq!(nothing.error().problem_of("take"), Some(Problem::Required));
    let invented =
        site.post(TAKE, Some(&secret), &SCRIPT, &format!("customer={id}&version={version}&take=nickname,status")).await;
    assert_eq!(invented.status, StatusCode::UNPROCESSABLE_ENTITY, "only what the registry has");
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    assert!(!site.get(&from, Some(&reader)).await.body.contains("Ta over de valgte"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_update_overwrites_nothing_that_was_typed_and_its_proposals_stand_at_the_field(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let id = norwegian(&pool, &firm, json!({})).await;
    run(
        &pool,
        &format!(
            "begin; set local app.source = 'typed'; update customer set name = 'Skrevet AS' where id = '{id}'; commit"
        ),
    )
    .await;
    let from = format!("/customers/{id}?registry=compare");
    let card = page_after(&site, &secret, "/api/staff/registry-update", &from, &format!("customer={id}")).await;
    assert!(card.body.contains("Enhetsregisteret sier: EQUINOR ASA"));
    assert_eq!(value::<String>(&pool, &format!("select name from customer where id = '{id}'")).await, "Skrevet AS");
    assert_eq!(
        value::<String>(&pool, &format!("select website from customer where id = '{id}'")).await,
        "https://www.equinor.com"
    );
    let proposal = value::<sqlx::types::Uuid>(
        &pool,
        &format!("select id from proposal where customer_id = '{id}' and field = 'name'"),
    )
    .await;
    let accept = format!("customer={id}&proposal={proposal}");
    let card = page_after(&site, &secret, "/api/staff/proposal-accept", &from, &accept).await;
    assert!(card.body.contains("EQUINOR ASA") && !card.body.contains("Enhetsregisteret sier: EQUINOR ASA"));
    assert!(card.body.contains("Angre"), "it can be undone at once");
    let again = site.post("/api/staff/proposal-accept", Some(&secret), &SCRIPT, &accept).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}
