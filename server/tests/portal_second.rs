//! The second step of signing in to the portal: whoever has turned it on comes in by no other way, and a code counts once.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, value};
use crate::portal::{ask, person};
use crate::site::{Answer, Site};
use axum::http::StatusCode;
use domain::{id::ContactId, portal::PortalRight};
use sqlx::PgPool;
use totp_rs::{Algorithm, Secret, TOTP};

const PAGE: &str = "/portal/account/second";
const PASSWORD: &str = "email=jonas@kunde.example&password=Sveis-og-montasje-1&by=password";

/// The code that an app would show so many steps of time from now.
fn code(secret: &str, steps: i64) -> String {
    let secret = Secret::Encoded(secret.to_owned()).to_bytes().unwrap();
    let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, secret, None, "x".to_owned()).unwrap();
    let now = jiff::Timestamp::now().as_second() + 30 * steps;
    totp.generate(u64::try_from(now).unwrap())
}

/// A code that is none: never one of the steps that count.
fn wrong_code(secret: &str) -> String {
    let near: Vec<String> = (-2..=2).map(|steps| code(secret, steps)).collect();
    ["000000", "111111", "222222", "333333", "444444", "555555"]
        .into_iter()
        .find(|code| !near.iter().any(|right| right == code))
        .unwrap()
        .to_owned()
}

fn hidden(page: &Answer, name: &str) -> String {
    let rest = page.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

fn written(page: &Answer) -> Vec<String> {
    let list = page.body.split("portal-codes").nth(1).unwrap().split("</ul>").next().unwrap();
    list.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

/// A contact with a password who is signed in, and what their browser sends.
async fn signed_in(pool: &PgPool, firm: &Firm) -> (ContactId, String) {
    let jonas = person(pool, firm, firm.customer, "Jonas").await;
    let secret = firm.open_portal(pool, firm.customer, jonas, PortalRight::ALL).await;
    let hash = app::sign_in::password::hash("Sveis-og-montasje-1".to_owned()).await.unwrap();
    run(pool, &format!("update portal_account set password_hash = '{hash}'")).await;
    (jonas, format!("__Host-portal={secret}"))
}

/// Turns it on: what the app shares, and the codes to write down.
async fn turn_on(site: &Site, cookies: &str) -> (String, Vec<String>) {
    let page = ask(site, PAGE, None, cookies).await;
    assert!(page.body.contains("<svg") && page.header("cache-control").contains("no-store"), "{page:?}");
    let secret = hidden(&page, "secret");
    let on = ask(site, PAGE, Some(&format!("what=on&secret={secret}&code={}", code(&secret, -1))), cookies).await;
    assert_eq!(on.status, StatusCode::OK, "{}", on.body);
    let codes = written(&on);
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_turned_it_on_shows_a_code_and_each_counts_once(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (_, cookies) = signed_in(&pool, &firm).await;
    // A code that the app does not show turns nothing on, and the secret that the app may have taken stays.
    let page = ask(&site, PAGE, None, &cookies).await;
    let secret = hidden(&page, "secret");
    let refused =
        ask(&site, PAGE, Some(&format!("what=on&secret={secret}&code={}", wrong_code(&secret))), &cookies).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hidden(&refused, "secret"), secret);
    assert_eq!(ask(&site, "/portal/sign-in", Some(PASSWORD), "").await.location(), "/portal");

    let (secret, codes) = turn_on(&site, &cookies).await;
    let open = value::<i64>(&pool, "select count(*) from portal_session").await;
    assert_eq!(open, 1, "other sessions have ended");
    let kept: String = value(&pool, "select encode(second_secret, 'escape') from portal_account").await;
    assert!(!kept.contains(&secret), "sealed");

    let waiting = ask(&site, "/portal/sign-in", Some(&format!("{PASSWORD}&next=/portal/details")), "").await;
    assert_eq!((waiting.status, waiting.header("set-cookie")), (StatusCode::SEE_OTHER, ""), "not in yet");
    let path = waiting.location().to_owned();
    assert!(path.starts_with("/portal/second/") && path.ends_with("next=%2Fportal%2Fdetails"), "{path}");
    let step = path.split('?').next().unwrap().to_owned();
    assert!(ask(&site, &path, None, "").await.body.contains("Jonas"));
    for typed in [String::new(), wrong_code(&secret), code(&secret, -1), "abcde-fghjk".to_owned(), "ä".repeat(3000)] {
        let refused = ask(&site, &step, Some(&format!("code={typed}")), "").await;
        let told = (refused.status, refused.header("set-cookie"));
        assert_eq!(told, (StatusCode::UNPROCESSABLE_ENTITY, ""), "{typed}: the one that turned it on is used");
        assert!(refused.body.contains("code-e"));
    }
    let entered = ask(&site, &step, Some(&format!("code={}&next=/portal/details", code(&secret, 0))), "").await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/portal/details"));
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(ask(&site, "/portal", None, &cookie).await.status, StatusCode::OK);
    assert_eq!(ask(&site, &step, None, "").await.status, StatusCode::NOT_FOUND, "the token is used");

    // Another browser with the same code, and with one that was written down.
    let again = ask(&site, "/portal/sign-in", Some(PASSWORD), "").await;
    let step = again.location().split('?').next().unwrap().to_owned();
    let used = ask(&site, &step, Some(&format!("code={}", code(&secret, 0))), "").await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "no code counts twice");
    let typed = format!("code=+{}&next=//evil.example", codes[3].to_uppercase());
    let entered = ask(&site, &step, Some(&typed), "").await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/portal"));
    let again = ask(&site, "/portal/sign-in", Some(PASSWORD), "").await;
    let step = again.location().split('?').next().unwrap().to_owned();
    let used = ask(&site, &step, Some(&format!("code={}", codes[3])), "").await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY);
    run(&pool, "update portal_second set expires_at = now()").await;
    assert_eq!(
        ask(&site, &step, Some(&format!("code={}", codes[4])), "").await.status,
        StatusCode::NOT_FOUND,
        "too late"
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_link_does_not_lead_past_it_and_a_new_invitation_begins_anew(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (jonas, cookies) = signed_in(&pool, &firm).await;
    turn_on(&site, &cookies).await;
    ask(&site, "/portal/sign-in", Some("email=jonas@kunde.example&by=link"), "").await;
    while value::<i64>(&pool, "select count(*) from outgoing where purpose = 'portal_link'").await == 0 {
        tokio::task::yield_now().await;
    }
    let body: String = value(&pool, "select body from outgoing where purpose = 'portal_link'").await;
    let link = body.split_whitespace().find(|word| word.contains("/portal/link/")).unwrap();
    let entered = ask(&site, &link[link.find("/portal").unwrap()..], Some(""), "").await;
    assert!(
        entered.location().starts_with("/portal/second/") && entered.header("set-cookie").is_empty(),
        "{entered:?}"
    );
    // The firm shuts the door and opens it again: for one who lost the phone.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::portal::access::close(&mut tx, firm.customer, jonas).await.unwrap();
    tx.commit().await.unwrap();
    let step = entered.location().split('?').next().unwrap();
    assert_eq!(ask(&site, step, None, "").await.status, StatusCode::NOT_FOUND);
    let secret = firm.open_portal(&pool, firm.customer, jonas, PortalRight::ALL).await;
    let page = ask(&site, PAGE, None, &format!("__Host-portal={secret}")).await;
    assert!(page.body.contains("name=\"secret\""), "it is off");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn turning_it_off_takes_a_code_and_guessing_is_limited(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (_, cookies) = signed_in(&pool, &firm).await;
    let (secret, codes) = turn_on(&site, &cookies).await;
    let wrong = wrong_code(&secret);
    let refused = ask(&site, PAGE, Some(&format!("what=off&code={wrong}")), &cookies).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Other codes: those from before are gone.
    let renewed = ask(&site, PAGE, Some(&format!("what=codes&code={}", codes[0])), &cookies).await;
    let newer = written(&renewed);
    assert_eq!(renewed.status, StatusCode::OK);
    let old = ask(&site, PAGE, Some(&format!("what=off&code={}", codes[1])), &cookies).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    for typed in ["what=on&secret=x&code=1", "what=on&code=1", "what=nothing", ""] {
        assert!(!ask(&site, PAGE, Some(typed), &cookies).await.status.is_server_error(), "{typed}");
    }
    let off = ask(&site, PAGE, Some(&format!("what=off&code={}", newer[0])), &cookies).await;
    assert_eq!((off.status, off.location()), (StatusCode::SEE_OTHER, "/portal/account/second?done=off"));
    assert_eq!(ask(&site, "/portal/sign-in", Some(PASSWORD), "").await.location(), "/portal");

    let (secret, codes) = turn_on(&site, &cookies).await;
    let waiting = ask(&site, "/portal/sign-in", Some(PASSWORD), "").await;
    let step = waiting.location().split('?').next().unwrap().to_owned();
    let wrong = format!("code={}", wrong_code(&secret));
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = ask(&site, &step, Some(&wrong), "").await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let right = ask(&site, &step, Some(&format!("code={}", codes[0])), "").await;
    assert_eq!(
        (right.status, right.header("set-cookie")),
        (StatusCode::TOO_MANY_REQUESTS, ""),
        "not even the right one"
    );
}
