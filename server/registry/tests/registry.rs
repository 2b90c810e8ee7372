//! The client against a registry on the loopback: recorded answers, and everything that can go wrong.

#![expect(clippy::unwrap_used, reason = "tests")]

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use domain::{
    country::Country,
    organisation_number::OrganisationNumber,
    registry::{Failure, Notice},
};
use registry::Registry;
use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::net::TcpListener;

/// How often it was asked, and how many at once.
#[derive(Clone, Default)]
struct Asked {
    times: Arc<AtomicUsize>,
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

fn number(text: &str) -> OrganisationNumber {
    OrganisationNumber::parse(text, Country::NORWAY).unwrap()
}

fn json(body: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Numbers, by what comes of asking for them.
async fn unit(State(asked): State<Asked>, Path(key): Path<String>) -> Response {
    asked.times.fetch_add(1, Ordering::SeqCst);
    match key.as_str() {
        // Of the second it says what belongs to the first.
        "923609016" | "701730496" => json(include_str!("answers/unit.json")),
        "123456785" => json(include_str!("answers/deleted.json")),
        "988077917" => json(include_str!("answers/sesam.json")),
        "883603362" => StatusCode::GONE.into_response(),
        "961095026" => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        "976030788" => Redirect::temporary("/enheter/923609016").into_response(),
        "995525828" => json("<html>"),
        "985615616" => json("{\"organisasjonsnummer\":\"985615616\",\"navn\":\"\"}"),
        "912660680" => "x".repeat(300 * 1024).into_response(),
        "914778271" => {
            tokio::time::sleep(Duration::from_secs(30)).await;
            StatusCode::OK.into_response()
        }
        other if other.starts_with("99") => {
            let now = asked.now.fetch_add(1, Ordering::SeqCst) + 1;
            asked.most.fetch_max(now, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(50)).await;
            asked.now.fetch_sub(1, Ordering::SeqCst);
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn search(State(asked): State<Asked>, Query(query): Query<HashMap<String, String>>) -> Response {
    asked.times.fetch_add(1, Ordering::SeqCst);
    match query.get("navn").map(String::as_str) {
        Some("asa") => json(include_str!("answers/search.json")),
        Some("ø & co") => json("{\"_embedded\":{\"enheter\":[]},\"page\":{\"totalElements\":0}}"),
        Some("half") => json("{\"page\":{\"totalElements\":3}}"),
        _ => json(include_str!("answers/search-none.json")),
    }
}

async fn start() -> (Registry, Asked) {
    let asked = Asked::default();
    let part = get(async |Path(key): Path<String>| match key.as_str() {
        "974760673" => json(include_str!("answers/part.json")),
        _ => StatusCode::NOT_FOUND.into_response(),
    });
    let router = Router::new()
        .route("/api/enheter", get(search))
        .route("/api/enheter/{number}", get(unit))
        .route("/api/underenheter/{number}", part)
        .with_state(asked.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/api/", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (Registry::at(&address).unwrap(), asked)
}

#[tokio::test]
async fn a_company_is_read_and_kept() {
    let (registry, asked) = start().await;
    let unit = registry.unit(&number("923609016")).await.unwrap();
    assert_eq!(unit.name, "EQUINOR ASA");
    assert_eq!(unit.form, ("ASA".to_owned(), "Allmennaksjeselskap".to_owned()));
    let (visiting, postal) = (unit.visiting.clone().unwrap(), unit.postal.clone().unwrap());
    assert_eq!((visiting.street.as_str(), visiting.place.as_str()), ("Forusbeen 50", "Stavanger"));
    assert_eq!((postal.street.as_str(), postal.postal_code.as_str()), ("Postboks 8500", "4035"));
    assert_eq!((unit.industry_code.as_str(), unit.website.as_str()), ("06.100", "www.equinor.com"));
    assert!(unit.notices.is_empty());
    registry.clone().unit(&number("923 609 016")).await.unwrap();
    assert_eq!(asked.times.load(Ordering::SeqCst), 1, "the second answer was kept");
}

#[tokio::test]
async fn lines_of_an_address_that_are_empty_are_left_out_and_a_part_of_a_company_is_found_too() {
    let (registry, _) = start().await;
    let unit = registry.unit(&number("988077917")).await.unwrap();
    assert_eq!(unit.postal.clone().unwrap().street, "c/o reder K. Rusing, Postboks 1752 Vika");
    assert_eq!(unit.visiting.clone().unwrap().street, "Tyvholmen 1");
    let part = registry.unit(&number("974760673")).await.unwrap();
    assert_eq!(part.visiting.clone().unwrap().street, "Tyvholmen 1");
    assert_eq!(part.notices, [Notice::Deleted(Some("2018-10-20".to_owned()))]);
}

#[tokio::test]
async fn one_that_is_deleted_says_so() {
    let (registry, asked) = start().await;
    let unit = registry.unit(&number("123456785")).await.unwrap();
    assert_eq!(unit.notices, [Notice::Deleted(Some("2017-10-20".to_owned()))]);
    assert_eq!((unit.visiting.clone(), unit.phone.as_str()), (None, ""));
    for _ in 0..2 {
        assert_eq!(registry.unit(&number("883603362")).await, Err(Failure::Removed));
    }
    assert_eq!(asked.times.load(Ordering::SeqCst), 2, "that it is gone is kept for a while too");
}

#[tokio::test]
async fn what_goes_wrong_is_told_and_not_kept() {
    let (registry, asked) = start().await;
    for (key, failure) in [
        ("910000004", Failure::NotFound),
        ("961095026", Failure::Unreachable),
        ("976030788", Failure::Broken),
        ("995525828", Failure::Broken),
        ("701730496", Failure::Broken),
        ("985615616", Failure::Broken),
        ("912660680", Failure::Broken),
    ] {
        assert_eq!(registry.unit(&number(key)).await.err(), Some(failure), "{key}");
    }
    let before = asked.times.load(Ordering::SeqCst);
    assert_eq!(registry.unit(&number("961095026")).await.err(), Some(Failure::Unreachable));
    assert_eq!(asked.times.load(Ordering::SeqCst), before + 1);
}

#[tokio::test]
async fn one_that_takes_its_time_is_not_waited_for() {
    let (registry, _) = start().await;
    let began = Instant::now();
    assert_eq!(registry.unit(&number("914778271")).await.err(), Some(Failure::TooSlow));
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn without_a_network_or_a_registry_that_is_said() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let registry = Registry::at(&format!("http://{gone}")).unwrap();
    assert_eq!(registry.unit(&number("923609016")).await.err(), Some(Failure::Unreachable));
    assert_eq!(registry.search("equinor").await.err(), Some(Failure::Unreachable));
    let off = Registry::at(" ").unwrap();
    assert!(!off.is_on());
    assert_eq!(off.unit(&number("923609016")).await.err(), Some(Failure::Off));
    for wrong in ["nowhere", "ftp://a.example", "data:x", "file:///etc/passwd"] {
        assert!(Registry::at(wrong).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn companies_are_found_by_name() {
    let (registry, asked) = start().await;
    let hits = registry.search(" ASA ").await.unwrap();
    assert_eq!(hits.len(), 5);
    assert_eq!((hits[0].name.as_str(), hits[0].place.as_str()), ("ABG SUNDAL COLLIER ASA", "Oslo"));
    registry.search("asa").await.unwrap();
    assert_eq!(asked.times.load(Ordering::SeqCst), 1);
    for (name, failure) in [
        ("jibberish", Failure::NotFound),
        ("Ø & Co", Failure::NotFound),
        ("x", Failure::NotFound),
        ("half", Failure::Broken),
    ] {
        assert_eq!(registry.search(name).await.err(), Some(failure), "{name}");
    }
    assert_eq!(registry.search(&"å".repeat(181)).await.err(), Some(Failure::NotFound));
}

#[tokio::test]
async fn only_a_few_are_asked_for_at_the_same_time() {
    let (registry, asked) = start().await;
    // Numbers whose check digit is right.
    let numbers = (0..2000).map(|n| format!("99{n:07}"));
    let numbers: Vec<_> =
        numbers.filter_map(|text| OrganisationNumber::parse(&text, Country::NORWAY).ok()).take(24).collect();
    let questions = numbers.into_iter().map(|number| {
        let registry = registry.clone();
        tokio::spawn(async move { registry.unit(&number).await.err() })
    });
    for question in questions.collect::<Vec<_>>() {
        assert_eq!(question.await.unwrap(), Some(Failure::Unreachable));
    }
    assert_eq!(asked.most.load(Ordering::SeqCst), 4);
}
