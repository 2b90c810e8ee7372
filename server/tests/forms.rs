//! Forms, with a script and without: what is taken, what is refused, and what comes back.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, PASSWORD, run, set_password_hash, sign_in, value};
use crate::site::{Answer, BROWSER, COOKIE, SCRIPT, Site};
use app::error::{code_text, problem_text};
use axum::http::{Method, StatusCode};
use domain::{
    error::{ErrorCode, Problem},
    language::Language::Nb,
};
use serde_json::json;
use sqlx::PgPool;

const FIELDS: &str = "/api/staff/customer-fields";
const SIGN_IN: &str = "/api/staff/sign-in";
const MOST: usize = 256 * 1024;

/// A site with a firm, and the secret of its signed-in consultant.
async fn start(pool: &PgPool) -> (Site, Firm, String) {
    let firm = Firm::make(pool, "nord").await;
    let secret = sign_in(pool, firm.tenant, firm.consultant).await;
    (Site::new(pool), firm, secret)
}

/// Gives everybody the password of the tests.
async fn set_passwords(pool: &PgPool) {
    let hash = app::sign_in::password::hash(PASSWORD.to_owned()).await.unwrap();
    set_password_hash(pool, &hash).await;
}

fn fields(firm: &Firm, version: i32, patch: &str) -> String {
    format!("customer={}&version={version}&{patch}", firm.customer)
}

/// Sends a form as a browser does from a page of ours.
async fn send(site: &Site, secret: &str, from: &str, to: &str, form: &str) -> Answer {
    let referer = format!("https://kundekort.example{from}");
    site.post(to, Some(secret), &[BROWSER[0], BROWSER[1], ("referer", &referer)], form).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn only_our_own_pages_can_change_things(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let form = fields(&firm, 1, "patch[nickname]=Ny");
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("sec-fetch-site", "cross-site"), ("origin", "https://kundekort.example")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ] {
        let answer = site.post(FIELDS, Some(&secret), headers, &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    assert_eq!(value::<i32>(&pool, "select version from customer").await, 1);
    let ours = site.post(FIELDS, Some(&secret), &[("origin", "https://kundekort.example")], &form).await;
    assert_eq!((ours.status, ours.body.as_str()), (StatusCode::OK, "2"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_plain_form_goes_back_to_its_page_without_what_was_edited(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let page = format!("/customers/{}", firm.customer);
    let from = format!("{page}?edit=phone&log=contact#field-phone");
    let answer = send(&site, &secret, &from, FIELDS, &fields(&firm, 1, "patch[phone]=75+50+01+20")).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, format!("{page}?log=contact").as_str()));
    assert!(site.get(answer.location(), Some(&secret)).await.body.contains("75 50 01 20"));
    for elsewhere in ["https://evil.example//evil.example/x", "https://evil.example", "nonsense", ""] {
        let headers = [BROWSER[0], BROWSER[1], ("referer", elsewhere)];
        let answer = site.post(FIELDS, Some(&secret), &headers, &fields(&firm, 2, "patch[phone]=")).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/customers"), "{elsewhere}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_plain_form_that_fails_comes_back_with_what_was_typed_and_why(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let page = format!("/customers/{}", firm.customer);
    let form = fields(&firm, 1, "patch[phone]=%22%3E%3Cb%3E412");
    let answer = send(&site, &secret, &format!("{page}?edit=phone"), FIELDS, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.location().starts_with(&format!("{page}?form=")), "{}", answer.location());
    let shown = site.get(answer.location(), Some(&secret)).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("value=\"&quot;&gt;&lt;b&gt;412\""), "what was typed stands there, as text");
    assert!(shown.body.contains(&problem_text(Problem::Phone, Nb)), "with what is wrong");
    assert!(shown.body.contains("aria-invalid=\"true\""));

    let colleague = sign_in(&pool, firm.tenant, firm.neighbour).await;
    let theirs = site.get(answer.location(), Some(&colleague)).await;
    assert!(theirs.status.is_success() && !theirs.body.contains("b&gt;412"), "it is nobody else's");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_plain_form_in_conflict_shows_both_values(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let page = format!("/customers/{}", firm.customer);
    let colleague = sign_in(&pool, firm.tenant, firm.neighbour).await;
    site.post(FIELDS, Some(&colleague), &SCRIPT, &fields(&firm, 1, "patch[nickname]=Deres")).await;
    let answer = send(&site, &secret, &page, FIELDS, &fields(&firm, 1, "patch[nickname]=Mitt")).await;
    let shown = site.get(answer.location(), Some(&secret)).await;
    for text in ["Mitt", "Deres", "Nils nord", "name=\"version\" value=\"2\""] {
        assert!(shown.body.contains(text), "{text}");
    }
    let again = send(&site, &secret, answer.location(), FIELDS, &fields(&firm, 2, "patch[nickname]=Mitt")).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, page.as_str()));
    assert_eq!(value::<String>(&pool, "select nickname from customer").await, "Mitt");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_last_contact_stays_and_its_page_says_so(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let page = format!("/customers/{}/contacts/{}", firm.customer, firm.contact);
    let form = format!("customer={}&contact={}&ended=true", firm.customer, firm.contact);
    let answer = send(&site, &secret, &page, "/api/staff/contact-end", &form).await;
    let shown = site.get(answer.location(), Some(&secret)).await;
    assert!(shown.body.contains(&problem_text(Problem::LastContact, Nb)));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn who_is_not_signed_in_is_led_there_and_back(pool: PgPool) {
    let (site, firm, _) = start(&pool).await;
    let page = format!("/customers/{}", firm.customer);
    let to = format!("/sign-in?next=%2Fcustomers%2F{}", firm.customer);
    assert_eq!(site.get(&page, None).await.location(), to);
    let posted = send(&site, "nobody", &page, FIELDS, &fields(&firm, 1, "patch[nickname]=Ny")).await;
    assert_eq!((posted.status, posted.location()), (StatusCode::SEE_OTHER, to.as_str()));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_failure_has_its_status(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let reader = sign_in(&pool, firm.tenant, firm.reader).await;
    let other = firm.add_customer(&pool, json!({"name": "Andre"})).await;
    run(&pool, &format!("update customer set nickname = 'Deres' where id = '{}'", firm.customer)).await;
    let wrong_customer = format!("customer={other}&contact={}&ended=true", firm.contact);
    for (path, who, form, status, code) in [
        (FIELDS, &secret, fields(&firm, 2, "patch[name]="), 422, ErrorCode::Invalid),
        (FIELDS, &secret, fields(&firm, 1, "patch[nickname]=Mitt"), 409, ErrorCode::Conflict),
        (FIELDS, &reader, fields(&firm, 2, "patch[name]=Ny"), 403, ErrorCode::Forbidden),
        ("/api/staff/contact-end", &secret, wrong_customer, 404, ErrorCode::NotFound),
        (FIELDS, &secret, fields(&firm, 2, "patch[search]=x"), 400, ErrorCode::BadRequest),
        (FIELDS, &secret, fields(&firm, 2, "patch[tenant_id]=x"), 400, ErrorCode::BadRequest),
        (FIELDS, &secret, format!("customer={}&version=x&patch[name]=Ny", firm.customer), 400, ErrorCode::BadRequest),
        (FIELDS, &secret, "version=1".to_owned(), 400, ErrorCode::BadRequest),
        (FIELDS, &secret, "%%%".to_owned(), 400, ErrorCode::BadRequest),
        (FIELDS, &secret, String::new(), 400, ErrorCode::BadRequest),
        ("/api/staff/layout", &secret, "device=tv&change=reset".to_owned(), 400, ErrorCode::BadRequest),
        ("/api/staff/no-such-thing", &secret, String::new(), 404, ErrorCode::NotFound),
    ] {
        let answer = site.post(path, Some(who), &SCRIPT, &form).await;
        assert_eq!((answer.status.as_u16(), answer.error().code), (status, code), "{path} {form}");
        assert_eq!(answer.header("content-type"), "application/json");
    }
    let wrong_method = site.ask(Method::GET, FIELDS, Some(&secret), &SCRIPT, "").await;
    assert_eq!(wrong_method.status, StatusCode::NOT_FOUND);
    let json = [("content-type", "application/json"), SCRIPT[0], SCRIPT[1]];
    let not_a_form = site.ask(Method::POST, FIELDS, Some(&secret), &json, "{\"customer\"").await;
    assert_eq!(not_a_form.status, StatusCode::BAD_REQUEST);
    let page = send(&site, &secret, "/customers", "/api/staff/no-such-thing", "").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains(code_text(ErrorCode::NotFound, Nb).0));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_form_is_no_larger_than_a_quarter_of_a_megabyte(pool: PgPool) {
    let (site, firm, secret) = start(&pool).await;
    let start = fields(&firm, 1, "patch[directions]=");
    let form = |length: usize| format!("{start}{}", "x".repeat(length - start.len()));
    for headers in [SCRIPT, BROWSER] {
        let too_large = site.post(FIELDS, Some(&secret), &headers, &form(MOST + 1)).await;
        assert_eq!(too_large.status, StatusCode::PAYLOAD_TOO_LARGE);
    }
    let just_so = site.post(FIELDS, Some(&secret), &SCRIPT, &form(MOST)).await;
    assert_eq!(just_so.error().problem_of("directions"), Some(Problem::TooLong { max: 2000 }));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn passwords_are_never_kept(pool: PgPool) {
    let (site, _, secret) = start(&pool).await;
    set_passwords(&pool).await;
    let form = "current=Hemmelig-gammel&new=Hemmelig-ny-1&repeat=Hemmelig-ny-2";
    let answer = send(&site, &secret, "/profile", "/api/staff/password", form).await;
    assert!(answer.location().starts_with("/profile?form="));
    let shown = site.get(answer.location(), Some(&secret)).await;
    for problem in [Problem::WrongPassword, Problem::PasswordMismatch] {
        assert!(shown.body.contains(&problem_text(problem, Nb)), "{problem:?}");
    }
    let refused = send(&site, "", "/sign-in", SIGN_IN, "email=kari@nord.example&password=Hemmelig&next=/").await;
    for text in
        [shown.body, refused.body, value(&pool, "select coalesce(string_agg(s::text, ''), '') from form_state s").await]
    {
        assert!(!text.contains("emmelig"), "{text}");
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from form_state").await, 1);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn every_answer_keeps_browsers_on_the_safe_side(pool: PgPool) {
    let (site, _, secret) = start(&pool).await;
    let refused = site.post(FIELDS, Some(&secret), &[("sec-fetch-site", "cross-site")], "").await;
    let too_large = site.post(FIELDS, Some(&secret), &SCRIPT, &"x".repeat(MOST + 1)).await;
    for (what, answer, is_kept) in [
        ("page", site.get("/customers", Some(&secret)).await, false),
        ("sign-in", site.get("/sign-in", None).await, false),
        ("redirect", site.get("/customers", None).await, false),
        ("file", site.get("/icons.svg", None).await, true),
        ("no file", site.get("/pkg/nothing.js", None).await, true),
        ("no page", site.get("/nothing", None).await, false),
        ("health", site.get("/healthz", None).await, true),
        ("error", site.post(FIELDS, Some(&secret), &SCRIPT, "").await, false),
        ("refused", refused, false),
        ("too large", too_large, false),
    ] {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{what}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{what}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
        assert!(!answer.header("strict-transport-security").is_empty(), "{what}");
        assert!(is_kept || answer.header("cache-control") == "no-store", "{what} is not for a shared cache");
        assert!(answer.headers.get("server").is_none(), "{what}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_wrong_password_and_an_unknown_address_are_told_apart_by_nothing(pool: PgPool) {
    let (site, _, _) = start(&pool).await;
    set_passwords(&pool).await;
    run(&pool, "update app_user set active = false where name like 'Nils%'").await;
    for headers in [SCRIPT, BROWSER] {
        let mut answers = Vec::new();
        // A wrong password, a closed account with the right one, and nobody's address; all equally long.
        for (name, password) in [("kari", "wrong"), ("nils", PASSWORD), ("ukjt", "wrong")] {
            let form = format!("email={name}@nord.example&password={password}&next=/");
            let mut answer = site.post(SIGN_IN, None, &headers, &form).await;
            answer.headers.remove("date");
            answers.push((answer.status, answer.headers, answer.body.replace(name, "NAME")));
        }
        assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn after_ten_failures_even_the_right_password_has_to_wait(pool: PgPool) {
    let (site, _, _) = start(&pool).await;
    set_passwords(&pool).await;
    let form = |name: &str, password: &str| format!("email={name}@nord.example&password={password}&next=/");
    for attempt in 0..10 {
        let answer = site.post(SIGN_IN, None, &SCRIPT, &form("kari", "wrong")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{attempt}");
    }
    for password in ["wrong", PASSWORD] {
        let answer = site.post(SIGN_IN, None, &SCRIPT, &form("kari", password)).await;
        assert_eq!((answer.status, answer.error().code), (StatusCode::TOO_MANY_REQUESTS, ErrorCode::TooManyAttempts));
        assert_eq!(answer.header("set-cookie"), "");
    }
    assert_eq!(site.post(SIGN_IN, None, &SCRIPT, &form("nils", PASSWORD)).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_signing_in_gives_a_new_session_and_ends_the_one_before(pool: PgPool) {
    let (site, firm, old) = start(&pool).await;
    set_passwords(&pool).await;
    let form = format!("email=KARI@nord.example&password={PASSWORD}&next=/customers?scope=firm");
    let answer = site.post(SIGN_IN, Some(&old), &BROWSER, &form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/customers?scope=firm"));
    let cookie = answer.header("set-cookie");
    let who = format!("__Host-who={};", firm.consultant);
    let is_told = answer.headers.get_all("set-cookie").iter().any(|one| one.to_str().unwrap().starts_with(&who));
    assert!(is_told, "whose a form is that comes after the session: {:?}", answer.headers);
    for attribute in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax", "; Max-Age="] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(cookie.starts_with(COOKIE) && !cookie.contains("Domain"), "{cookie}");
    let new = answer.secret();
    assert!(new.len() >= 64 && new != old, "{new}");
    assert_eq!(site.get("/customers", Some(new)).await.status, StatusCode::OK);
    assert!(site.get("/customers", Some(&old)).await.location().starts_with("/sign-in"));

    let chosen_by_somebody_else = "a".repeat(64);
    let answer = site.post(SIGN_IN, Some(&chosen_by_somebody_else), &BROWSER, &form).await;
    assert_ne!(answer.secret(), chosen_by_somebody_else);

    let out = send(&site, new, "/customers", "/api/staff/sign-out", "").await;
    assert_eq!((out.location(), out.secret()), ("/sign-in", ""));
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(site.get("/customers", Some(new)).await.location().starts_with("/sign-in"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn signing_in_leads_nowhere_but_into_our_own_site(pool: PgPool) {
    let (site, _, _) = start(&pool).await;
    set_passwords(&pool).await;
    for (next, to) in [
        ("", "/"),
        ("/profile", "/profile"),
        ("//evil.example", "/"),
        ("/%5Cevil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ] {
        let form = format!("email=kari@nord.example&password={PASSWORD}&next={next}");
        assert_eq!(site.post(SIGN_IN, None, &BROWSER, &form).await.location(), to, "{next}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn signing_in_goes_on_to_no_address_that_browsers_read_otherwise(pool: PgPool) {
    let (site, _, _) = start(&pool).await;
    set_passwords(&pool).await;
    // Browsers drop tabs and line ends: `/<tab>/evil.example` is another site to them.
    let mut answers = Vec::new();
    for next in ["/%09/evil.example", "/%0A/evil.example"] {
        let form = format!("email=kari@nord.example&password={PASSWORD}&next={next}");
        let answer = site.post(SIGN_IN, None, &BROWSER, &form).await;
        answers.push((answer.status.as_u16(), answer.location().to_owned()));
    }
    assert_eq!(answers, vec![(303, "/".to_owned()); 2]);
}
