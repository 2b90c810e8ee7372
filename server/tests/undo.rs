//! The way back, as a browser without scripts finds it.

#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../store/tests/common/mod.rs"]
mod common;
#[expect(dead_code, reason = "each test uses its own part of it")]
mod site;

use axum::http::{Method, StatusCode};
use common::{Firm, sign_in, value};
use domain::undo::Undone;
use site::{Answer, BROWSER, COOKIE, SCRIPT, Site};
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
async fn after_a_save_the_page_offers_the_way_back_once_and_then_forth_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let card = format!("/customers/{}", firm.customer);
    let form = format!("customer={}&version=1&patch[nickname]=Ny", firm.customer);
    let page = send(&site, &secret, &card, "/api/staff/customer-fields", &form).await;
    assert!(page.body.contains("data-undo=\"Angre\""), "{}", page.body);
    assert!(page.header("set-cookie").contains("__Host-done=; ") && page.header("set-cookie").contains("Max-Age=0"));
    let later = site.get(&card, Some(&secret)).await;
    assert!(!later.body.contains("data-says="), "it is told once");

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
