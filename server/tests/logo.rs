//! A customer's logo over HTTP: what is taken, what is refused at its place, and how it is served.

use crate::common::{Firm, run, sign_in, value};
use crate::site::{Answer, BOUNDARY, BROWSER, SCRIPT, Site, picture};
use app::error::problem_text;
use axum::http::{Method, StatusCode};
use domain::{
    error::{ErrorCode, Problem},
    language::Language::Nb,
};
use sqlx::PgPool;

const ADD: &str = "/api/staff/logo-change";
const MEGABYTE: usize = 1024 * 1024;
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

async fn start(pool: &PgPool) -> (Site, Firm, String) {
    let firm = Firm::make(pool, "nord").await;
    let secret = sign_in(pool, firm.tenant, firm.consultant).await;
    (Site::new(pool), firm, secret)
}

/// Sends a file as a script does.
async fn send(site: &Site, firm: &Firm, secret: &str, name: &str, file: Vec<u8>) -> Answer {
    let customer = firm.customer.to_string().into_bytes();
    site.post_parts(ADD, Some(secret), &SCRIPT, &[("customer", None, customer), ("logo", Some(name), file)]).await
}

async fn logos(pool: &PgPool) -> i64 {
    value(pool, "select count(*) from customer_logo").await
}

/// The beginning of a PNG that claims a size; no pixels follow.
fn claims(side: u32) -> Vec<u8> {
    let mut file = picture();
    file[16..20].copy_from_slice(&side.to_be_bytes());
    file[20..24].copy_from_slice(&side.to_be_bytes());
    let crc = file[12..29].iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    file[29..33].copy_from_slice(&(!crc).to_be_bytes());
    file
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_logo_is_served_as_the_picture_that_we_made(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let address = format!("/customers/{}/logo", firm.customer);
    assert_eq!(site.get(&address, Some(&secret)).await.status, StatusCode::NOT_FOUND);
    // Named as something else: the bytes decide.
    let answer = send(&site, &firm, &secret, "logo.svg.exe", [picture(), b"<script>".to_vec()].concat()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let digest: String = value(&pool, "select logo from customer where logo is not null").await;
    let served = site.get(&address, Some(&secret)).await;
    assert_eq!((served.status, served.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(served.header("x-content-type-options"), "nosniff");
    assert_eq!((served.header("cache-control"), served.header("vary")), ("private, no-cache", "Cookie"));
    assert!(!served.bytes.windows(8).any(|part| part == b"<script>"));
    assert_eq!(image::load_from_memory(&served.bytes).unwrap().width(), 40);
    let named = site.get(&format!("{address}?v={digest}"), Some(&secret)).await;
    assert_eq!(named.header("cache-control"), "private, max-age=31536000, immutable");
    assert_eq!(named.bytes, served.bytes);
    let known = [("if-none-match", served.header("etag"))];
    let kept = site.ask(Method::GET, &address, Some(&secret), &known, "").await;
    assert_eq!((kept.status, kept.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    for wrong in ["", "x", "%00", &"0".repeat(64), "../../etc/passwd"] {
        let answer = site.get(&format!("{address}?v={wrong}"), Some(&secret)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn another_firm_is_told_of_no_logo(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    assert_eq!(send(&site, &firm, &secret, "logo.png", picture()).await.status, StatusCode::OK);
    let digest: String = value(&pool, "select digest from customer_logo").await;
    let other = Firm::make(&pool, "syd").await;
    let theirs = sign_in(&pool, other.tenant, other.administrator).await;
    for customer in [firm.customer, other.customer] {
        let address = format!("/customers/{customer}/logo?v={digest}");
        assert_eq!(site.get(&address, Some(&theirs)).await.status, StatusCode::NOT_FOUND);
        assert!(site.get(&address, None).await.location().starts_with("/sign-in"));
    }
    assert_eq!(send(&site, &firm, &theirs, "logo.png", picture()).await.error().code, ErrorCode::NotFound);
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    assert_eq!(send(&site, &firm, &reader, "logo.png", picture()).await.error().code, ErrorCode::Forbidden);
    assert_eq!(logos(&pool).await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_can_not_be_a_logo_is_refused_and_nothing_is_written(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let before: i64 = value(&pool, "select count(*) from change_log").await;
    let (large, pixels) = (Problem::PictureTooLarge { max: 2 }, Problem::PictureTooManyPixels { max: 16 });
    let padded = [picture(), vec![0; 2 * MEGABYTE]].concat();
    let html = b"<html><script>alert(1)</script></html>".to_vec();
    let torn = picture()[..40].to_vec();
    for (name, file, problem) in [
        ("logo.svg", SVG.to_vec(), Problem::PictureKind),
        ("logo.png", SVG.to_vec(), Problem::PictureKind),
        ("logo.png", html, Problem::PictureKind),
        ("logo.png", vec![0; MEGABYTE], Problem::PictureKind),
        ("logo.png", Vec::new(), Problem::NoPicture),
        ("logo.png", torn, Problem::PictureBroken),
        ("logo.png", claims(3000), Problem::PictureBroken),
        ("logo.png", claims(60_000), pixels),
        ("logo.png", claims(16_000), pixels),
        ("logo.png", padded, large),
        ("logo.png", vec![0xff; 12 * MEGABYTE], large),
    ] {
        let size = file.len();
        let answer = send(&site, &firm, &secret, name, file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{problem:?}, {size} bytes");
        assert_eq!(answer.error().problem_of("logo"), Some(problem), "{size} bytes");
    }
    assert_eq!((logos(&pool).await, value::<i64>(&pool, "select count(*) from change_log").await), (0, before));
    // Just small enough.
    let fits = [picture(), vec![0; 2 * MEGABYTE - picture().len()]].concat();
    assert_eq!(send(&site, &firm, &secret, "logo.png", fits).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn forms_that_are_torn_or_strange_are_refused_and_nothing_is_written(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let head = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"customer\"\r\n\r\n{}\r\n--{BOUNDARY}\r\n\
        content-disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\n\r\n",
        firm.customer
    );
    let whole = [head.clone().into_bytes(), picture(), format!("\r\n--{BOUNDARY}--\r\n").into_bytes()].concat();
    let part = |name: &str| format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\nx\r\n");
    let strange: [(&str, Vec<u8>); 8] = [
        ("empty", Vec::new()),
        ("no part", format!("--{BOUNDARY}--\r\n").into_bytes()),
        ("no boundary", b"customer=1&logo=2".to_vec()),
        ("cut in the file", [head.clone().into_bytes(), picture()[..30].to_vec()].concat()),
        ("cut in the head", head.clone().into_bytes()[..head.len() - 20].to_vec()),
        ("cut in the customer", head.clone().into_bytes()[..70].to_vec()),
        ("many parts", part("a").repeat(200).into_bytes()),
        ("no text", [head.replace(&firm.customer.to_string(), "").into_bytes(), vec![0xff; 9]].concat()),
    ];
    for (what, body) in strange {
        for headers in [SCRIPT, BROWSER] {
            let answer = site.post_bytes(ADD, Some(&secret), &headers, body.clone()).await;
            let refused = answer.status.is_client_error() || answer.status == StatusCode::SEE_OTHER;
            assert!(refused, "{what}: {answer:?}");
        }
    }
    let kinds = [
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"",
        "multipart/mixed",
    ];
    for kind in kinds {
        let headers = [("content-type", kind), SCRIPT[0], SCRIPT[1]];
        let answer = site.ask(Method::POST, ADD, Some(&secret), &headers, "--x").await;
        assert!(answer.status.is_client_error(), "{kind}: {answer:?}");
    }
    assert_eq!(logos(&pool).await, 0);
    // From elsewhere, and by nobody.
    let foreign = [("accept", "application/json"), ("sec-fetch-site", "cross-site")];
    assert_eq!(site.post_bytes(ADD, Some(&secret), &foreign, whole.clone()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.post_bytes(ADD, None, &SCRIPT, whole.clone()).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(logos(&pool).await, 0);
    assert_eq!(site.post_bytes(ADD, Some(&secret), &SCRIPT, whole).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn without_a_script_the_message_stands_at_its_place_and_the_logo_where_it_belongs(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let card = format!("/customers/{}", firm.customer);
    let send = async |file: Vec<u8>| {
        let referer = format!("https://kundekort.example{card}?edit=logo");
        let headers = [BROWSER[0], BROWSER[1], ("referer", referer.as_str())];
        let customer = firm.customer.to_string().into_bytes();
        let parts = [("customer", None, customer), ("logo", Some("logo.png"), file)];
        site.post_parts(ADD, Some(&secret), &headers, &parts).await
    };
    let refused = send(SVG.to_vec()).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER);
    let page = site.get(refused.location(), Some(&secret)).await.body;
    assert!(page.contains(&problem_text(Problem::PictureKind, Nb)) && page.contains("id=\"logo-e\""));
    let saved = send(picture()).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, card.as_str()));
    let digest: String = value(&pool, "select digest from customer_logo").await;
    let image = format!("src=\"{card}/logo?v={digest}\" width=\"40\" height=\"20\"");
    let page = site.get(&card, Some(&secret)).await.body;
    assert!(page.contains(&image), "small, in the general section");
    assert_eq!(page.matches("/logo?v=").count(), 1, "not in the header, as the firm has not said so");
    let settings =
        format!("insert into firm_settings (tenant_id, id, logo_shown) values ('{0}', '{0}', true)", firm.tenant);
    run(&pool, &settings).await;
    let page = site.get(&card, Some(&secret)).await.body;
    assert_eq!(page.matches("/logo?v=").count(), 2, "in the header too");
    assert!(page.contains("la til logo"), "the log tells it");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_form_is_reached_where_the_section_is_folded_and_on_other_tabs(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let form = format!("action=\"{ADD}\"");
    let fold = |change: &str| format!("device=desk&change={change}&section=general");
    for change in ["fold", "hide"] {
        let answer = site.post("/api/staff/layout", Some(&secret), &SCRIPT, &fold(change)).await;
        assert_eq!(answer.status, StatusCode::OK);
        for tab in ["", "/contacts", "/comments", "/log"] {
            let page = site.get(&format!("/customers/{}{tab}?edit=logo", firm.customer), Some(&secret)).await.body;
            assert_eq!(page.matches(&form).count(), 1, "{change} {tab}");
        }
    }
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    let page = site.get(&format!("/customers/{}?edit=logo", firm.customer), Some(&reader)).await.body;
    assert_eq!(page.matches(&form).count(), 0, "who may only read");
}
