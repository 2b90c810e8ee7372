//! Help over HTTP.

use crate::{
    common::{Firm, sign_in},
    site::{SCRIPT, Site},
};
use app::help::{articles, links};
use axum::http::StatusCode;
use domain::{language::Language, list::ListKind};
use kundekort::router::PAGES;
use sqlx::PgPool;

#[test]
fn guides_lead_only_to_pages_that_are_there() {
    for language in Language::ALL {
        for article in articles(language) {
            for link in links(article).into_iter().filter(|link| link.starts_with('/') && !link.starts_with("/help/")) {
                let path = link.split(['?', '#']).next().unwrap_or_default();
                let is_list = path.strip_prefix("/lists/").is_some_and(|kind| ListKind::from_key(kind).is_some());
                assert!(is_list || PAGES.contains(&path), "{}: {link}", article.slug);
            }
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_guide_is_shown_with_when_it_was_updated(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.reader).await;
    for article in articles(Language::Nb) {
        let answer = site.get(&format!("/help/{}", article.slug), Some(&secret)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", article.slug);
        assert!(answer.body.contains(article.title) && answer.body.contains("Sist oppdatert"), "{}", article.slug);
    }
    assert_eq!(site.get("/help/elefant", Some(&secret)).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_yes_no_or_nothing_is_said_and_only_of_articles_that_are_there(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    for (form, status) in [
        ("article=card&useful=maybe", StatusCode::UNPROCESSABLE_ENTITY),
        ("article=elefant&useful=yes", StatusCode::NOT_FOUND),
        ("article=card&useful=yes", StatusCode::OK),
        ("article=card&useful=", StatusCode::OK),
        ("article=card", StatusCode::OK),
    ] {
        assert_eq!(site.post("/api/staff/help-vote", Some(&secret), &SCRIPT, form).await.status, status, "{form}");
    }
}
