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

/// The key that the page gives for typing.
fn key(page: &Answer) -> String {
    let rest = page.body.split("portal-key").nth(1).unwrap().split("<code>").nth(1).unwrap();
    rest.split('<').next().unwrap().replace(' ', "")
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

/// Turns it on with a code of the step before, so that the one of now is left: what the app shares, and the codes to
/// write down.
async fn turn_on(site: &Site, cookies: &str) -> (String, Vec<String>) {
    let page = ask(site, PAGE, None, cookies).await;
    assert!(page.body.contains("class=\"portal-qr\"") && page.header("cache-control").contains("no-store"), "{page:?}");
    let secret = key(&page);
    let typed = format!("what=on&code={}", code(&secret, -1));
    let on = ask(site, PAGE, Some(&typed), cookies).await;
    assert_eq!((on.status, on.location()), (StatusCode::SEE_OTHER, "/portal/account/second?done=on"), "{}", on.body);
    let codes = written(&ask(site, PAGE, None, cookies).await);
    assert_eq!(codes.len(), 10);
    // The button pressed twice: nothing is done anew, and the codes are still there.
    assert_eq!(ask(site, PAGE, Some(&typed), cookies).await.status, StatusCode::SEE_OTHER);
    assert_eq!(written(&ask(site, PAGE, None, cookies).await), codes);
    (secret, codes)
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_turned_it_on_shows_a_code_and_each_counts_once(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (_, cookies) = signed_in(&pool, &firm).await;
    // A code that the app does not show turns nothing on, and what the app may have taken over stays.
    let secret = key(&ask(&site, PAGE, None, &cookies).await);
    for typed in [wrong_code(&secret), String::new(), "abc".to_owned()] {
        let refused = ask(&site, PAGE, Some(&format!("what=on&code={typed}")), &cookies).await;
        assert_eq!((refused.status, key(&refused)), (StatusCode::UNPROCESSABLE_ENTITY, secret.clone()), "{typed}");
    }
    assert_eq!(ask(&site, "/portal/sign-in", Some(PASSWORD), "").await.location(), "/portal");

    let (secret, codes) = turn_on(&site, &cookies).await;
    let open = value::<i64>(&pool, "select count(*) from portal_session").await;
    assert_eq!(open, 1, "other sessions have ended");
    let kept: String = value(&pool, "select encode(second_secret, 'escape') from portal_account").await;
    assert!(!kept.contains(&secret), "sealed");
    let now = code(&secret, 0);
    let used: i64 = value(&pool, "select second_last from portal_account").await;

    let waiting = ask(&site, "/portal/sign-in", Some(&format!("{PASSWORD}&next=/portal/details")), "").await;
    assert_eq!((waiting.status, waiting.header("set-cookie")), (StatusCode::SEE_OTHER, ""), "not in yet");
    let path = waiting.location().to_owned();
    assert!(path.starts_with("/portal/second/") && path.ends_with("next=%2Fportal%2Fdetails"), "{path}");
    let step = path.split('?').next().unwrap().to_owned();
    assert!(ask(&site, &path, None, "").await.body.contains("Jonas"));
    for typed in [String::new(), wrong_code(&secret), "abcde-fghjk".to_owned(), "ä".repeat(3000)] {
        let refused = ask(&site, &step, Some(&format!("code={typed}")), "").await;
        let told = (refused.status, refused.header("set-cookie"));
        assert_eq!(told, (StatusCode::UNPROCESSABLE_ENTITY, ""), "{typed}");
        assert!(refused.body.contains("code-e"));
    }
    let entered = ask(&site, &step, Some(&format!("code={now}&next=/portal/details")), "").await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/portal/details"));
    let cookie = entered.header("set-cookie").split(';').next().unwrap().to_owned();
    assert_eq!(ask(&site, "/portal", None, &cookie).await.status, StatusCode::OK);
    assert_eq!(ask(&site, &step, None, "").await.status, StatusCode::NOT_FOUND, "the token is used");
    let twice = ask(&site, &step, Some(&format!("code={now}")), &cookie).await;
    assert_eq!(twice.location(), "/portal", "pressed twice: they are in");
    assert!(
        value::<i64>(&pool, "select second_last from portal_account").await > used,
        "a step later than the one that turned it on"
    );

    // Another browser with the same code, and with one that was written down.
    let again = ask(&site, "/portal/sign-in", Some(PASSWORD), "").await;
    let step = again.location().split('?').next().unwrap().to_owned();
    let used = ask(&site, &step, Some(&format!("code={now}")), "").await;
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
    assert!(page.body.contains("value=\"on\""), "it is off");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn another_address_takes_the_password_and_leaves_the_second_step(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (jonas, cookies) = signed_in(&pool, &firm).await;
    let (_, codes) = turn_on(&site, &cookies).await;
    run(&pool, &format!("update contact set email = 'annen@kunde.example' where id = '{jonas}'")).await;
    ask(&site, "/portal/sign-in", Some("email=annen@kunde.example&by=link"), "").await;
    while value::<i64>(&pool, "select count(*) from outgoing where purpose = 'portal_link'").await == 0 {
        tokio::task::yield_now().await;
    }
    let body: String = value(&pool, "select body from outgoing where purpose = 'portal_link'").await;
    let link = body.split_whitespace().find(|word| word.contains("/portal/link/")).unwrap();
    let path = &link[link.find("/portal").unwrap()..];
    // Whoever reads the new mailbox chooses no password, and does not come in.
    let chosen = ask(&site, path, Some("new=Sveis-og-montasje-2"), "").await;
    assert_eq!(chosen.location(), path);
    let entered = ask(&site, path, Some(""), "").await;
    let step = entered.location().split('?').next().unwrap();
    assert!(step.starts_with("/portal/second/"), "{entered:?}");
    let entered = ask(&site, step, Some(&format!("code={}", codes[0])), "").await;
    assert_eq!(entered.location(), "/portal");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_guesses_for_months_locks_nobody_out_who_has_a_spare_code(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (_, cookies) = signed_in(&pool, &firm).await;
    let (secret, codes) = turn_on(&site, &cookies).await;
    let step = async || {
        let waiting = ask(&site, "/portal/sign-in", Some(PASSWORD), "").await;
        waiting.location().split('?').next().unwrap().to_owned()
    };
    let at = step().await;
    for _ in 0..50 {
        // A quarter of an hour between them.
        run(&pool, "delete from sign_in_attempt").await;
        ask(&site, &at, Some(&format!("code={}", wrong_code(&secret))), "").await;
    }
    run(&pool, "delete from sign_in_attempt").await;
    let right = ask(&site, &at, Some(&format!("code={}", code(&secret, 0))), "").await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY, "no code of the app counts any more");
    let entered = ask(&site, &at, Some(&format!("code={}", codes[9])), "").await;
    assert_eq!(entered.location(), "/portal");
    let entered = ask(&site, &step().await, Some(&format!("code={}", code(&secret, 0))), "").await;
    assert_eq!(entered.location(), "/portal", "and now they do again");
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
    // They are shown until they are written down, and not made anew as long as they are.
    assert_eq!(ask(&site, PAGE, Some("what=codes&code=1"), &cookies).await.location(), PAGE);
    assert_eq!(ask(&site, PAGE, Some("what=seen"), &cookies).await.location(), "/portal/account");
    assert!(!ask(&site, PAGE, None, &cookies).await.body.contains("portal-codes"));
    // Other codes: those from before are gone.
    let renewed = ask(&site, PAGE, Some(&format!("what=codes&code={}", codes[0])), &cookies).await;
    assert_eq!(renewed.location(), "/portal/account/second?done=codes");
    let newer = written(&ask(&site, PAGE, None, &cookies).await);
    assert!(newer.iter().all(|code| !codes.contains(code)));
    let old = ask(&site, PAGE, Some(&format!("what=off&code={}", codes[1])), &cookies).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    for typed in ["what=nothing", ""] {
        assert_eq!(ask(&site, PAGE, Some(typed), &cookies).await.status, StatusCode::BAD_REQUEST, "{typed}");
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
    let right = ask(&site, &step, Some(&format!("code={}", code(&secret, 0))), "").await;
    let told = (right.status, right.header("set-cookie"));
    assert_eq!(told, (StatusCode::TOO_MANY_REQUESTS, ""), "not even the right one");
    let spare = ask(&site, &step, Some(&format!("code={}", codes[0])), "").await;
    assert_eq!(spare.location(), "/portal", "those written down count by themselves");
}
