//! Undo, history, and the card as it was, as a browser without scripts finds them.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{Answer, BROWSER, COOKIE, SCRIPT, Site};
use axum::http::{Method, StatusCode};
use domain::undo::Undone;
use serde_json::json;
use sqlx::PgPool;

const UNDO: &str = "/api/staff/undo";

/// Sends a form of a page and follows to the page that it leads back to, with its cookies.
async fn send(site: &Site, secret: &str, page: &str, to: &str, form: &str) -> Answer {
    let referer = format!("https://kundekort.example{page}");
    let answer = site.post(to, Some(secret), &[BROWSER[0], BROWSER[1], ("referer", &referer)], form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
    let done = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let cookies = format!("{COOKIE}={secret}; {done}");
    let headers = [("accept", "text/html"), ("cookie", &cookies)];
    site.ask(Method::GET, answer.location(), None, &headers, "").await
}

/// The value of a hidden input in the notice.
fn entry_in(page: &Answer) -> String {
    let notice = page.body.split("data-says=").nth(1).unwrap();
    notice.split("name=\"entry\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn nickname(pool: &PgPool) -> Option<String> {
    value(pool, "select nickname from customer").await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn after_a_save_the_page_offers_the_way_back_and_then_forth_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let card = format!("/customers/{}", firm.customer);
    let form = format!("customer={}&version=1&patch[nickname]=Ny", firm.customer);
    let page = send(&site, &secret, &card, "/api/staff/customer-fields", &form).await;
    assert!(page.body.contains("data-undo=\"Angre\""), "{}", page.body);
    let later = site.get(&card, Some(&secret)).await;
    assert!(!later.body.contains("data-says="), "it is told only after it was done");

    let back = format!("customer={}&entry={}", firm.customer, entry_in(&page));
    let page = send(&site, &secret, &card, UNDO, &back).await;
    assert_eq!(nickname(&pool).await, None);
    assert!(page.body.contains("data-undo=\"Gjør om\""));
    let forth = format!("customer={}&entry={}", firm.customer, entry_in(&page));
    send(&site, &secret, &card, UNDO, &forth).await;
    assert_eq!(nickname(&pool).await.as_deref(), Some("Ny"));
    let log = site.get(&format!("{card}/log"), Some(&secret)).await;
    assert_eq!(log.body.matches("tok tilbake en endring").count(), 2);
    assert_eq!(log.body.matches("class=\"log-undone\"").count(), 1, "the taking back is what is taken back");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_number_that_another_customer_has_is_saved_and_the_other_is_told_of(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Sveis Mo", "organisation_number": "988077917"})).await;
    let elsewhere = Firm::make(&pool, "syd").await;
    elsewhere.add_customer(&pool, json!({"name": "Naboens Sveis", "organisation_number": "988077917"})).await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let card = format!("/customers/{}", firm.customer);
    let form = format!("customer={}&version=1&patch[organisation_number]=988 077 917", firm.customer);
    let page = send(&site, &secret, &card, "/api/staff/customer-fields", &form).await;
    let told = format!("href=\"/customers/{other}\">Sveis Mo</a>");
    let at_field =
        page.body.split("id=\"field-organisation_number\"").nth(1).unwrap().split("id=\"field-").next().unwrap();
    assert!(at_field.contains("Dette nummeret har også:") && at_field.contains(&told), "{at_field}");
    assert!(at_field.contains("aria-describedby=\"same-number\""), "whoever comes back to the value hears it");
    assert!(page.body.matches(&told).count() == 2, "in the notice too, which reads without a script");
    assert!(!page.body.contains("Naboens Sveis"));
    let later = site.get(&card, Some(&secret)).await;
    assert!(!later.body.contains("Dette nummeret har også:"), "it is told when it is given");
    let form = format!("customer={}&version=2&patch[nickname]=Ny", firm.customer);
    let page = send(&site, &secret, &card, "/api/staff/customer-fields", &form).await;
    assert!(!page.body.contains("Dette nummeret har også:"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_colleague_changed_since_is_told_on_the_page(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let colleague = sign_in(&pool, firm.tenant, firm.neighbour).await;
    let card = format!("/customers/{}", firm.customer);
    let fields = "/api/staff/customer-fields";
    let mine = format!("customer={}&version=1&patch[nickname]=Mitt&patch[name]=Navn", firm.customer);
    let page = send(&site, &secret, &card, fields, &mine).await;
    let theirs = format!("customer={}&version=2&patch[nickname]=Deres", firm.customer);
    assert_eq!(site.post(fields, Some(&colleague), &SCRIPT, &theirs).await.status, StatusCode::OK);
    let back = format!("customer={}&entry={}", firm.customer, entry_in(&page));
    let page = send(&site, &secret, &card, UNDO, &back).await;
    assert!(page.body.contains("Kallenavn er endret av Nils nord etterpå og står som «Deres»."), "{}", page.body);
    assert_eq!(nickname(&pool).await.as_deref(), Some("Deres"));
    let again = site.post(UNDO, Some(&secret), &SCRIPT, &back).await;
    let undone: Undone = serde_json::from_str(&again.body).unwrap();
    assert_eq!((undone.taken, undone.kept.len()), (false, 1), "a script is told the same");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn without_anything_of_mine_the_page_says_so(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let form = format!("customer={}", firm.customer);
    let page = send(&site, &secret, &format!("/customers/{}", firm.customer), UNDO, &form).await;
    assert!(page.body.contains("Det er ikke mer å angre"), "{}", page.body);
    let answer = site.post(UNDO, Some(&secret), &SCRIPT, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_card_as_it_was_has_an_address_of_its_own_and_nothing_to_change_it_by(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    run(&pool, "update customer set created_at = '2026-01-01Z'; update contact set created_at = '2026-01-01Z'").await;
    run(&pool, "update customer set phone = '+4775500120'").await;
    run(&pool, "update change_log set at = '2026-06-01 10:00Z' where operation = 'UPDATE' and changes ? 'phone'").await;
    run(&pool, "delete from change_log where operation = 'INSERT'").await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let card = format!("/customers/{}", firm.customer);
    let asked = site.get(&format!("{card}?at=2026-06-01&time=12:00"), Some(&secret)).await;
    assert_eq!(
        (asked.status, asked.location()),
        (StatusCode::SEE_OTHER, format!("{card}?at=2026-06-01T12:00").as_str())
    );
    let day = site.get(&format!("{card}?at=2026-05-01&time="), Some(&secret)).await;
    assert_eq!(day.location(), format!("{card}?at=2026-05-01"));

    let noon = site.get(asked.location(), Some(&secret)).await;
    assert_eq!(noon.status, StatusCode::OK);
    assert!(noon.body.contains("Kortet slik det var 1. juni 2026 kl. 12:00") && noon.body.contains("75 50 01 20"));
    let main = noon.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    for absent in ["<form", "<button", "<details", "<input", "data-edit", "?history", "?edit"] {
        assert!(!main.contains(absent), "{absent} in {main}");
    }
    let before = site.get(&format!("{card}?at=2026-06-01T11:59"), Some(&secret)).await;
    assert!(before.body.contains("Kortet slik det var") && !before.body.contains("75 50 01 20"));
    let too_early = site.get(&format!("{card}?at=2025-01-01"), Some(&secret)).await;
    assert!(too_early.status == StatusCode::OK && too_early.body.contains("fantes ikke 1. januar 2025"));
    for long_ago in ["1900-01-01", "1900-01-01T12:00", "0001-01-01"] {
        let answer = site.get(&format!("{card}?at={long_ago}"), Some(&secret)).await;
        assert_eq!(answer.status, StatusCode::OK, "{long_ago}");
        assert!(answer.body.contains("Kunden ble registrert 1. januar 2026"), "{}", answer.body);
        assert!(answer.body.contains(&format!("href=\"{card}?at=2026-01-01\"")), "{}", answer.body);
    }
    let first = site.get(&format!("{card}?at=2026-01-01"), Some(&secret)).await;
    assert!(first.body.contains("Kortet slik det var 1. januar 2026"), "what is offered is there");
    for ahead in ["2999-06-01", "2999-06-01T12:00", "9998-12-31"] {
        let answer = site.get(&format!("{card}?at={ahead}"), Some(&secret)).await;
        assert_eq!(answer.status, StatusCode::OK, "{ahead}");
        assert!(answer.body.contains("er ikke kommet ennå: kortet vises slik det er nå"), "{}", answer.body);
        assert!(answer.body.contains("75 50 01 20") && !answer.body.contains("Kortet slik det var"), "{}", answer.body);
    }
    let today = jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::get("Europe/Oslo").unwrap()).date();
    let today = site.get(&format!("{card}?at={today}"), Some(&secret)).await;
    assert!(!today.body.contains("er ikke kommet ennå"), "today is no day to come");
    for nonsense in ["nonsense", "2026-13-01", "%00", "-1"] {
        let answer = site.get(&format!("{card}?at={nonsense}"), Some(&secret)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{nonsense}");
    }
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    assert_eq!(site.get(asked.location(), Some(&reader)).await.status, StatusCode::OK, "sent to a colleague");
    let other = Firm::make(&pool, "syd").await;
    let stranger = sign_in(&pool, other.tenant, other.administrator).await;
    assert_eq!(site.get(asked.location(), Some(&stranger)).await.status, StatusCode::NOT_FOUND);
    assert!(site.get(asked.location(), None).await.location().starts_with("/sign-in"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_earlier_value_is_put_back_by_a_save_with_all_its_rules(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let card = format!("/customers/{}", firm.customer);
    let fields = "/api/staff/customer-fields";
    for (version, value) in [(1, "En"), (2, "To")] {
        let form = format!("customer={}&version={version}&patch[nickname]={value}", firm.customer);
        assert_eq!(site.post(fields, Some(&secret), &SCRIPT, &form).await.status, StatusCode::OK);
    }
    let page = site.get(&format!("{card}?history=nickname"), Some(&secret)).await;
    assert!(page.body.contains("Skrevet av Kari nord i dag"), "{}", page.body);
    let panel = page.body.split("class=\"history\"").nth(1).unwrap().split("</ol>").next().unwrap();
    assert_eq!(panel.matches("Sett tilbake til denne").count(), 1, "what stands now can't be put back: {panel}");
    assert!(panel.contains("name=\"patch[nickname]\" value=\"En\"") && panel.contains("name=\"version\" value=\"3\""));
    let colleague = sign_in(&pool, firm.tenant, firm.neighbour).await;
    let theirs = format!("customer={}&version=3&patch[nickname]=Tre", firm.customer);
    assert_eq!(site.post(fields, Some(&colleague), &SCRIPT, &theirs).await.status, StatusCode::OK);
    let back = format!("customer={}&version=3&patch[nickname]=En", firm.customer);
    assert_eq!(site.post(fields, Some(&secret), &SCRIPT, &back).await.status, StatusCode::CONFLICT);
    for key in ["address-visiting", "number", "nonsense", "address-nonsense"] {
        let page = site.get(&format!("{card}?history={key}"), Some(&secret)).await;
        assert_eq!(page.status, StatusCode::OK, "{key}");
    }
    let contact = site.get(&format!("{card}/contacts/{}?history=first_name", firm.contact), Some(&secret)).await;
    assert!(contact.body.contains("Historikk for fornavn"));
}
