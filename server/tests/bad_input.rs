//! Bad input to every server function: refused with the right status, and nothing written.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, set_password_hash, sign_in, value};
use crate::site::{Answer, BROWSER, SCRIPT, Site};
use crate::table::{Ids, send};
use axum::http::StatusCode;
use kundekort::access::{Expect, Row, TABLE};
use sqlx::PgPool;
use store::Store;

/// Functions that end sessions or passwords are looked at in `forms` and `access`.
const ENDING: [&str; 5] = [
    "/api/staff/sign-in",
    "/api/staff/sign-out",
    "/api/staff/sign-out-everywhere",
    "/api/staff/close-session",
    "/api/staff/password",
];

/// Functions that only read may be asked anything; the search for doubles and reading all notices need not be told anything.
const READING: [&str; 12] = [
    "/api/staff/calendar-feed-renew",
    "/api/staff/calendar-feed-remove",
    "/api/staff/notices-read",
    "/api/staff/mailbox-read",
    "/api/staff/mailbox-disconnect",
    "/api/staff/doubles-search",
    "/api/staff/search",
    "/api/staff/similar-customers",
    "/api/staff/place",
    "/api/staff/find-customers",
    "/api/staff/registry-find",
    "/api/staff/registry-fill",
];

fn functions() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(|row| row.form.is_some() && !ENDING.contains(&row.path))
}

/// What nobody should type, and what a script might send.
fn bad_values(other_firms_customer: &str) -> Vec<String> {
    let mut values: Vec<String> = [
        "",
        "   ",
        "\u{0}",
        "a\u{7}b\u{1b}[31m",
        "\u{202e}drawkcab\u{202c}",
        "👩‍👩‍👧‍👦 åäö \u{fdfd}",
        "null",
        "-1",
        "99999999999999999999",
        "1e309",
        "01900000-0000-7000-8000-000000000000",
        "'; drop table customer; --",
        "<script>alert(1)</script>",
        "%_\\",
        "[]",
        "{\"a\":1}",
        ",,,",
    ]
    .map(str::to_owned)
    .to_vec();
    values.push(other_firms_customer.to_owned());
    values.push("x".repeat(20_000));
    values
}

fn encoded(pairs: &[(String, String)]) -> String {
    serde_urlencoded::to_string(pairs).unwrap()
}

/// What a refusal may be: the words of the contract, never a fault of ours.
fn is_proper(answer: &Answer) -> bool {
    let refusals = [400, 401, 403, 404, 409, 413, 422, 429];
    answer.status.is_success() || answer.status == StatusCode::SEE_OTHER || refusals.contains(&answer.status.as_u16())
}

async fn written(pool: &PgPool) -> i64 {
    value(pool, "select count(*) from change_log").await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_value_of_each_form_is_taken_or_refused_and_never_breaks_anything(pool: PgPool) {
    let site = Site::with_registry(Store::from_pool(pool.clone()), crate::site::registry().await);
    let other = Firm::make(&pool, "syd").await;
    let bad_values = bad_values(&other.customer.to_string());
    let mut ids = Ids::make(&pool, Firm::make(&pool, "nord").await).await;
    for row in functions() {
        let secret = sign_in(&pool, ids.firm.tenant, ids.entitled(row)).await;
        let form = ids.put_into(row.form.unwrap_or_default(), None);
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&form).unwrap();
        for place in 0..pairs.len() {
            for bad in &bad_values {
                let mut pairs = pairs.clone();
                pairs[place].1.clone_from(bad);
                let before = written(&pool).await;
                let answer = send(&site, row, Some(&secret), &encoded(&pairs)).await;
                let what = format!("{} with {}={bad:.40?}: {answer:.300?}", row.path, pairs[place].0);
                assert!(is_proper(&answer), "{what}");
                if !answer.status.is_success() {
                    assert_eq!(written(&pool).await, before, "refused and written: {what}");
                }
            }
        }
        ids = Ids::make(&pool, ids.firm).await;
    }
    let count: i64 = value(&pool, "select count(*) from customer").await;
    assert!(count > 0, "nothing was dropped");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn forms_without_values_with_too_much_and_of_another_kind_are_refused(pool: PgPool) {
    let site = Site::with_registry(Store::from_pool(pool.clone()), crate::site::registry().await);
    let ids = Ids::make(&pool, Firm::make(&pool, "nord").await).await;
    let much = format!("a={}", "x".repeat(300 * 1024));
    for row in functions() {
        let secret = sign_in(&pool, ids.firm.tenant, ids.entitled(row)).await;
        let before = written(&pool).await;
        let empty = send(&site, row, Some(&secret), "").await;
        assert!(
            empty.status.is_client_error() || READING.contains(&row.path),
            "{} without values: {empty:?}",
            row.path
        );
        for headers in [SCRIPT, BROWSER] {
            // What is asked for by GET has no body.
            if row.path == "/api/staff/search" {
                continue;
            }
            let large = site.post(row.path, Some(&secret), &headers, &much).await;
            assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", row.path);
        }
        let json = [("content-type", "application/json"), SCRIPT[0], SCRIPT[1]];
        let other = site.ask(axum::http::Method::POST, row.path, Some(&secret), &json, "{\"customer\":[1]}").await;
        assert!(other.status.is_client_error() || other.status.is_success(), "{} as JSON: {other:?}", row.path);
        let torn = send(&site, row, Some(&secret), "customer=%ff%fe&=&&patch[=1&patch]=2").await;
        assert!(
            is_proper(&torn) && (!torn.status.is_success() || READING.contains(&row.path)),
            "{} torn: {torn:?}",
            row.path
        );
        assert_eq!(written(&pool).await, before, "{}", row.path);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_same_request_twice_is_done_or_told_and_never_breaks(pool: PgPool) {
    let site = Site::with_registry(Store::from_pool(pool.clone()), crate::site::registry().await)
        .reaching(crate::sharepoint::shared());
    let hash = app::sign_in::password::hash(crate::common::PASSWORD.to_owned()).await.unwrap();
    set_password_hash(&pool, &hash).await;
    let mut ids = Ids::make(&pool, Firm::make(&pool, "nord").await).await;
    // What nobody may do is done by none of them.
    for row in functions().filter(|row| row.with_right == Expect::Allowed) {
        let secret = sign_in(&pool, ids.firm.tenant, ids.entitled(row)).await;
        let form = ids.put_into(row.form.unwrap_or_default(), None);
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&form).unwrap();
        let form = encoded(&pairs);
        let (first, second) = Box::pin(futures::future::join(
            send(&site, row, Some(&secret), &form),
            send(&site, row, Some(&secret), &form),
        ))
        .await;
        assert!(first.status.is_success() || second.status.is_success(), "{}: {first:?} {second:?}", row.path);
        assert!(is_proper(&first) && is_proper(&second), "{}: {first:?} {second:?}", row.path);
        ids = Ids::make(&pool, ids.firm).await;
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn pages_stand_any_address(pool: PgPool) {
    let site = Site::with_registry(Store::from_pool(pool.clone()), crate::site::registry().await)
        .reaching(crate::sharepoint::shared());
    let ids = Ids::make(&pool, Firm::make(&pool, "nord").await).await;
    let secret = sign_in(&pool, ids.firm.tenant, ids.firm.consultant).await;
    let names = [
        "edit", "form", "comment", "add", "delete", "merge", "history", "at", "log", "entries", "comments", "answer",
        "remark", "notice", "scope", "sort", "order", "from", "with", "query", "next", "made", "hidden", "v",
        "registry", "folder", "choose", "in", "part", "try",
    ];
    for row in TABLE.iter().filter(|row| row.form.is_none()) {
        let path = ids.put_into(row.path, None);
        for name in names {
            for bad in ["", "\u{0}", "'; drop table customer; --", "\u{202e}👩‍👩‍👧‍👦%_\\", "99999999999999999999"]
            {
                let query = serde_urlencoded::to_string([(name, bad)]).unwrap();
                let answer = site.get(&format!("{path}?{query}"), Some(&secret)).await;
                assert!(is_proper(&answer), "{path}?{query}: {answer:.300?}");
            }
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_day_of_no_year_filters_nothing(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    for day in ["0000-01-01", "-0001-01-01", "2026-13-01", "yesterday"] {
        let page = format!("/customers/{}/dialog?from={day}&to={day}", firm.customer);
        assert_eq!(site.get(&page, Some(&secret)).await.status, StatusCode::OK, "{day}");
    }
}
