//! Goes through the access table: each page and each server function, as everybody in it.

use crate::common::{Firm, PASSWORD, set_password_hash, sign_in, value};
use crate::site::{Answer, Site};
use crate::table::{Ids, call};
use axum::http::StatusCode;
use kundekort::{
    access::{Expect, Row, TABLE},
    router::PAGES,
};
use leptos::server_fn::axum::server_fn_paths;
use sqlx::PgPool;
use std::collections::BTreeSet;
use store::Store;

/// What happened, as the table names it.
fn outcome(row: &Row, answer: &Answer) -> Option<Expect> {
    let to_sign_in = answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/sign-in");
    match answer.status {
        StatusCode::UNAUTHORIZED if row.form.is_some() => Some(Expect::SignIn),
        _ if row.form.is_none() && to_sign_in => Some(Expect::SignIn),
        StatusCode::FORBIDDEN => Some(Expect::Forbidden),
        StatusCode::NOT_FOUND => Some(Expect::NotFound),
        status if status.is_success() || (status.is_redirection() && !to_sign_in) => Some(Expect::Allowed),
        _ => None,
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn everybody_gets_what_the_table_says(pool: PgPool) {
    let site = Site::with_registry(Store::from_pool(pool.clone()), crate::site::registry().await)
        .reaching(crate::sharepoint::shared());
    let other = Firm::make(&pool, "syd").await;
    crate::sharepoint::set_up(&pool, &other).await;
    let hash = app::sign_in::password::hash(PASSWORD.to_owned()).await.unwrap();
    let mut ids = Ids::make(&pool, Firm::make(&pool, "nord").await).await;
    for row in TABLE {
        let firm = &ids.firm;
        let mut callers = vec![
            ("nobody", None, row.anonymous),
            ("another firm", Some((&other, other.administrator)), row.other_firm),
            ("without the right", Some((firm, firm.reader)), row.without_right),
            ("with the right", Some((firm, ids.entitled(row))), row.with_right),
        ];
        if row.for_administrators {
            callers.insert(0, ("a consultant", Some((firm, firm.consultant)), row.without_right));
        }
        for (who, person, expected) in callers {
            set_password_hash(&pool, &hash).await;
            let secret = match person {
                Some((firm, user)) => Some(sign_in(&pool, firm.tenant, user).await),
                None => None,
            };
            let before: i64 = value(&pool, "select count(*) from change_log").await;
            let answer = call(&site, row, &ids, person.map(|(_, user)| user), secret.as_deref()).await;
            assert_eq!(outcome(row, &answer), Some(expected), "{} as {who}: {answer:?}", row.path);
            let after: i64 = value(&pool, "select count(*) from change_log").await;
            assert!(expected == Expect::Allowed || before == after, "{} as {who} was refused and done", row.path);
        }
        // A page leaves all as it was; what a form was done with is made anew.
        if row.form.is_some() {
            ids = Ids::make(&pool, ids.firm).await;
        }
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_does_not_exist_is_not_found_and_told_to_staff_only(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let told_to_staff = |row: &&Row| row.form.is_none() && row.path.contains('{') && row.anonymous == Expect::SignIn;
    for path in TABLE.iter().filter(told_to_staff).map(|row| row.path) {
        for id in ["10237", "01900000-0000-7000-8000-000000000000", "'", "%00"] {
            let named =
                ["{customer}", "{contact}", "{job}", "{import}", "{employee}", "{activity}", "{tab}", "{article}"];
            let path = named.iter().fold(path.to_owned(), |path, name| path.replace(name, id));
            assert_eq!(site.get(&path, Some(&secret)).await.status, StatusCode::NOT_FOUND, "{path}");
            assert!(site.get(&path, None).await.location().starts_with("/sign-in"), "{path}");
        }
    }
}

#[test]
fn every_page_and_every_server_function_has_one_row() {
    let rows = |are_pages: bool| {
        let paths: Vec<_> = TABLE.iter().filter(|row| row.form.is_none() == are_pages).map(|row| row.path).collect();
        let once: BTreeSet<_> = paths.iter().copied().collect();
        assert_eq!(once.len(), paths.len(), "a row stands twice");
        once
    };
    assert_eq!(rows(true), PAGES.iter().copied().collect());
    let functions: BTreeSet<_> = server_fn_paths().map(|(path, _)| path).collect();
    assert!(functions.iter().all(|path| path.starts_with("/api/staff/")), "{functions:?}");
    assert_eq!(rows(false), functions);
}

#[test]
fn the_list_of_pages_is_the_routers() {
    let source = include_str!("../src/router.rs");
    let routed: BTreeSet<_> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(_, handler)| handler.starts_with(", get(pages::") || handler.starts_with(", get(portal::see_as::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(routed, PAGES.iter().copied().collect());
}
