//! What comes back to somebody who was signed out, and in which language pages say what went wrong.

use crate::common::{Firm, run, sign_in, value};
use crate::site::{Answer, BROWSER, COOKIE, Site};
use app::error::code_text;
use axum::http::{Method, StatusCode};
use domain::{error::ErrorCode, language::Language};
use sqlx::PgPool;

const FIELDS: &str = "/api/staff/customer-fields";

async fn send(site: &Site, cookies: &str, path: &str, form: &str) -> Answer {
    let headers = [
        BROWSER[0],
        BROWSER[1],
        ("sec-fetch-mode", "navigate"),
        ("referer", "https://kundekort.example/customers"),
        ("cookie", cookies),
    ];
    site.ask(
        Method::POST,
        path,
        None,
        &[&headers[..], &[("content-type", "application/x-www-form-urlencoded")]].concat(),
        form,
    )
    .await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_typed_on_a_card_comes_back_and_is_taken_from_its_sender_alone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let site = Site::new(&pool);
    let typed = format!("customer={}&version=1&patch[nickname]=Gamle+Nord", firm.customer);
    let who = format!("{COOKIE}=gone; __Host-who={}", firm.consultant);
    let out = send(&site, &who, FIELDS, &typed).await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    assert!(out.body.contains("value=\"Gamle Nord\""), "{}", out.body);
    assert!(out.body.contains(&format!("name=\"owner\" value=\"{}\"", firm.consultant)));

    let again = format!("{typed}&owner={}&back=/customers", firm.consultant);
    let nickname = "select coalesce(nickname, '') from customer";
    let other = sign_in(&pool, firm.tenant, firm.neighbour).await;
    assert_eq!(send(&site, &format!("{COOKIE}={other}"), FIELDS, &again).await.status, StatusCode::FORBIDDEN);
    assert_ne!(value::<String>(&pool, nickname).await, "Gamle Nord", "it was somebody else's");
    let mine = sign_in(&pool, firm.tenant, firm.consultant).await;
    assert_eq!(send(&site, &format!("{COOKIE}={mine}"), FIELDS, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(value::<String>(&pool, nickname).await, "Gamle Nord");

    let unknown = send(&site, &format!("{COOKIE}=gone"), FIELDS, &typed).await;
    assert!(unknown.location().starts_with("/sign-in?"), "nobody knows whose it is");
    let pressed = send(&site, &who, "/api/staff/layout", "section=log&change=fold&device=desk").await;
    assert!(pressed.location().starts_with("/sign-in?"), "nothing was typed");
    let secret = send(&site, &who, "/api/staff/password", "current=hemmelig&new=a&repeat=a").await;
    assert!(!secret.body.contains("hemmelig"), "a password is shown to nobody");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_went_wrong_is_said_in_the_language_of_whoever_is_signed_in(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let site = Site::new(&pool);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let says = async |secret: Option<&str>, path: &str| {
        let answer = site.ask(Method::GET, path, secret, &[BROWSER[0], ("accept-language", "nb")], "").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        [Language::Nb, Language::En].into_iter().find(|language| {
            answer.body.contains(code_text(ErrorCode::NotFound, *language).0)
                && answer.body.contains(&format!("lang=\"{}\"", language.tag()))
        })
    };
    let paths = ["/customers/xx", "/lists/nei", "/nothing-here"];
    for path in paths {
        assert_eq!(says(Some(&secret), path).await, Some(Language::Nb), "as the browser, where they have not chosen");
    }
    run(&pool, &format!("update app_user set language = 'en' where id = '{}'", firm.consultant)).await;
    for path in paths {
        assert_eq!(says(Some(&secret), path).await, Some(Language::En), "{path}");
    }
    assert_eq!(says(None, "/nothing-here").await, Some(Language::Nb));
    assert_eq!(says(Some("gone"), "/nothing-here").await, Some(Language::Nb));
}
