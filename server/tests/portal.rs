//! The portal over HTTP: its access table, the way in, and what becomes of what contacts send.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, sign_in, value};
use crate::site::{Answer, BROWSER, Site};
use axum::http::{Method, StatusCode};
use domain::{
    id::{ContactId, CustomerId},
    portal::PortalRight,
};
use kundekort::{
    access::{Expect, PORTAL as ROWS, PortalRow},
    router::PORTAL,
};
use serde_json::json;
use sqlx::PgPool;
use std::collections::BTreeSet;

const ALL: &[PortalRight] = PortalRight::ALL;

pub(crate) async fn person(pool: &PgPool, firm: &Firm, customer: CustomerId, name: &str) -> ContactId {
    let email = format!("{}@kunde.example", name.to_lowercase());
    firm.add_contact(pool, customer, json!({"first_name": name, "last_name": "Dahl", "email": email})).await
}

pub(crate) async fn ask(site: &Site, path: &str, form: Option<&str>, cookies: &str) -> Answer {
    let mut headers = vec![("cookie", cookies)];
    headers.extend(BROWSER);
    match form {
        None => site.ask(Method::GET, path, None, &headers, "").await,
        Some(form) if path == "/portal/enquiries/new" => {
            let values: Vec<(String, String)> = serde_urlencoded::from_str(form).unwrap();
            let parts: Vec<(&str, Option<&str>, Vec<u8>)> =
                values.iter().map(|(name, value)| (name.as_str(), None, value.as_bytes().to_vec())).collect();
            site.post_parts(path, None, &headers, &parts).await
        }
        Some(form) => site.post(path, None, &headers, form).await,
    }
}

fn outcome(answer: &Answer) -> Option<Expect> {
    let to_sign_in = answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/portal/sign-in");
    match answer.status {
        _ if to_sign_in => Some(Expect::SignIn),
        StatusCode::FORBIDDEN => Some(Expect::Forbidden),
        StatusCode::NOT_FOUND => Some(Expect::NotFound),
        status if status.is_success() || status.is_redirection() => Some(Expect::Allowed),
        _ => None,
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn everybody_gets_what_the_portals_table_says(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let other = firm.add_customer(&pool, json!({"name": "Andre"})).await;
    let [jonas, eva] =
        [person(&pool, &firm, firm.customer, "Jonas").await, person(&pool, &firm, firm.customer, "Eva").await];
    let ola = person(&pool, &firm, other, "Ola").await;
    let with = firm.open_portal(&pool, firm.customer, jonas, ALL).await;
    let without = firm.open_portal(&pool, firm.customer, eva, &[]).await;
    let elsewhere = firm.open_portal(&pool, other, ola, ALL).await;
    let staff = sign_in(&pool, firm.tenant, firm.administrator).await;
    let enquiry = firm.add_enquiry(&pool, &with).await;
    let document = firm.add_document(&pool, firm.customer, "Avtale").await;
    firm.share(&pool, firm.customer, document, jonas).await;
    crate::table::put_object(&firm).await;
    let of_portal = |secret: &str| format!("__Host-portal={secret}");
    for row in ROWS {
        let path = row
            .path
            .replace("{enquiry}", &enquiry.to_string())
            .replace("{document}", &document.to_string())
            .replace("{secret}", "unknown");
        let PortalRow { anonymous, staff: as_staff, other_customer, without_right, with_right, .. } = *row;
        for (who, cookies, expected) in [
            ("nobody", String::new(), anonymous),
            ("staff", format!("__Host-session={staff}"), as_staff),
            ("staff whose secret is sent as a contact's", of_portal(&staff), anonymous),
            ("another customer's contact", of_portal(&elsewhere), other_customer),
            ("a colleague without the right", of_portal(&without), without_right),
            ("with the right", of_portal(&with), with_right),
        ] {
            let before: i64 = value(&pool, "select count(*) from change_log").await;
            let answer = ask(&site, &path, row.form, &cookies).await;
            assert_eq!(outcome(&answer), Some(expected), "{path} {:?} as {who}: {}", row.form, answer.body);
            let after: i64 = value(&pool, "select count(*) from change_log").await;
            assert!(expected == Expect::Allowed || before == after, "{path} as {who} was refused and done");
        }
    }
    for path in ["/customers", "/customers/new", "/api/staff/comment-add", "/export/file", "/events"] {
        let answer = ask(&site, path, None, &of_portal(&with)).await;
        let shut = answer.status.is_client_error() || answer.location().starts_with("/sign-in");
        assert!(shut, "a contact is nobody to staff's {path}: {answer:?}");
    }
}

#[test]
fn every_page_and_form_of_the_portal_has_a_row() {
    let paths: BTreeSet<_> = ROWS.iter().map(|row| row.path).collect();
    assert_eq!(paths, PORTAL.iter().copied().collect());
    let source = include_str!("../src/router.rs");
    let routed: Vec<(&str, bool)> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(path, rest)| path.starts_with("/portal") && !path.contains('*') && rest.starts_with(", get(portal::"))
        .map(|(path, rest)| (path, rest.split('\n').next().unwrap_or_default().contains(".post(")))
        .collect();
    assert_eq!(routed.iter().map(|(path, _)| *path).collect::<BTreeSet<_>>(), paths);
    for (path, posts) in routed {
        let forms = ROWS.iter().filter(|row| row.path == path && row.form.is_some()).count();
        assert_eq!(forms > 0, posts, "{path}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_comes_in_by_a_link_chooses_a_password_and_comes_in_by_that(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, firm.customer, "Jonas").await;
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let form = format!("customer={}&contact={jonas}", firm.customer);
    let invited = site.post("/api/staff/portal-invite", Some(&secret), &BROWSER, &form).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER);
    let mail: String = value(&pool, "select body from outgoing where purpose = 'portal'").await;
    let link = mail.split_whitespace().find(|word| word.contains("/portal/link/")).unwrap();
    let path = &link[link.find("/portal").unwrap()..];
    let page = ask(&site, path, None, "").await;
    assert!(page.body.contains("Velkommen, Jonas") && page.body.contains("Første kunde nord"), "{}", page.body);
    let short = ask(&site, path, Some("new=kort"), "").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let entered = ask(&site, path, Some("new=Sveis-og-montasje-1"), "").await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/portal"));
    assert!(entered.header("set-cookie").starts_with("__Host-portal="), "{entered:?}");
    assert!(
        entered.header("set-cookie").contains("; HttpOnly; SameSite=Lax")
            && entered.header("set-cookie").contains("; Secure")
    );
    assert_eq!(ask(&site, path, Some(""), "").await.status, StatusCode::NOT_FOUND, "once");
    for (typed, status) in [
        ("email=jonas@kunde.example&password=feil-passord&by=password", StatusCode::UNAUTHORIZED),
        ("email=nobody@kunde.example&password=Sveis-og-montasje-1&by=password", StatusCode::UNAUTHORIZED),
        ("email=jonas@kunde.example&password=Sveis-og-montasje-1&by=password", StatusCode::SEE_OTHER),
    ] {
        assert_eq!(ask(&site, "/portal/sign-in", Some(typed), "").await.status, status, "{typed}");
    }
    for next in ["//evil.example", "/portal//evil.example%0a", "/customers", "/portal/%09"] {
        let typed = format!("email=jonas@kunde.example&password=Sveis-og-montasje-1&by=password&next={next}");
        let to = ask(&site, "/portal/sign-in", Some(&typed), "").await;
        assert!(to.location().starts_with("/portal"), "{next}: {}", to.location());
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_of_several_customers_says_whom_they_come_for(pool: PgPool) {
    let site = Site::new(&pool);
    let (north, south) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "sor").await);
    for firm in [&north, &south] {
        let jonas = person(&pool, firm, firm.customer, "Jonas").await;
        firm.open_portal(&pool, firm.customer, jonas, ALL).await;
    }
    let hash = app::sign_in::password::hash("Sveis-og-montasje-1".to_owned()).await.unwrap();
    run(&pool, &format!("update portal_account set password_hash = '{hash}'")).await;
    let page =
        ask(&site, "/portal/sign-in", Some("email=jonas@kunde.example&password=Sveis-og-montasje-1&by=password"), "")
            .await;
    assert_eq!((page.status, page.header("set-cookie")), (StatusCode::OK, ""));
    assert!(!page.body.contains("Sveis-og-montasje"), "the password goes nowhere");
    let ways: Vec<String> =
        page.body.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    let names: Vec<usize> =
        ["Første kunde nord", "Første kunde sor"].iter().map(|name| page.body.find(name).unwrap()).collect();
    let way = if names[0] < names[1] { &ways[1] } else { &ways[0] };
    let entered = ask(&site, way, Some(""), "").await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/portal"));
    let cookie = entered.header("set-cookie");
    let home = ask(&site, "/portal", None, cookie.split(';').next().unwrap()).await;
    assert!(home.body.contains("Første kunde sor") && !home.body.contains("Første kunde nord"), "{}", home.body);
    assert_eq!(ask(&site, way, Some(""), "").await.status, StatusCode::NOT_FOUND, "once");
    // One of the two has another password: there is nothing to choose.
    run(&pool, "update portal_account set password_hash = null where tenant_id = (select id from tenant where name like '%nord%')").await;
    let only =
        ask(&site, "/portal/sign-in", Some("email=jonas@kunde.example&password=Sveis-og-montasje-1&by=password"), "")
            .await;
    assert_eq!(only.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn asking_for_links_tells_nothing_and_is_limited(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, firm.customer, "Jonas").await;
    firm.open_portal(&pool, firm.customer, jonas, ALL).await;
    let mut pages = Vec::new();
    for email in ["jonas@kunde.example", "nobody@kunde.example"] {
        let answer = ask(&site, "/portal/sign-in", Some(&format!("email={email}&by=link")), "").await;
        pages.push((answer.status, answer.body.replace(email, "")));
    }
    assert_eq!(pages[0], pages[1], "the same for both");
    while value::<i64>(&pool, "select count(*) from outgoing where purpose = 'portal_link'").await == 0 {
        tokio::task::yield_now().await;
    }
    let to: String = value(&pool, "select recipients[1] from outgoing where purpose = 'portal_link'").await;
    assert_eq!(to, "jonas@kunde.example");
    let body: String = value(&pool, "select body from outgoing where purpose = 'portal_link'").await;
    assert!(body.contains("https://kort.example/portal/link/"), "never the host that the request names: {body}");
    for _ in 0..9 {
        ask(&site, "/portal/sign-in", Some("email=jonas@kunde.example&by=link"), "").await;
    }
    let limited = ask(&site, "/portal/sign-in", Some("email=jonas@kunde.example&by=link"), "").await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_contact_sends_is_on_the_card_and_told_and_bad_input_is_told_at_its_place(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, firm.customer, "Jonas").await;
    let cookies = format!("__Host-portal={}", firm.open_portal(&pool, firm.customer, jonas, ALL).await);
    for (form, field) in [
        ("kind=enquiry&title=&wishes=Hei", "title-e"),
        ("kind=enquiry&title=Hei&wishes=", "wishes-e"),
        ("kind=enquiry&title=Hei&wishes=Hei&places=mange", "places-e"),
        ("kind=enquiry&title=Hei&wishes=Hei&starts_on=2026-12-02&ends_on=2026-12-01", "ends_on-e"),
        ("kind=enquiry&title=Hei&wishes=Hei&starts_on=0000-00-00", "starts_on-e"),
    ] {
        let answer = ask(&site, "/portal/enquiries/new", Some(form), &cookies).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(&format!("id=\"{field}\"")), "{form}: {}", answer.body);
    }
    assert_eq!(value::<i64>(&pool, "select count(*) from enquiry").await, 0, "nothing half written");
    let mut with_cookies = vec![("cookie", cookies.as_str())];
    with_cookies.extend(BROWSER);
    let parts = [
        ("kind", None, b"offer".to_vec()),
        ("title", None, "Tilbud på <script>".as_bytes().to_vec()),
        ("wishes", None, "Ti stykker".as_bytes().to_vec()),
        ("file", Some("tegning.txt"), b"Tegning".to_vec()),
    ];
    let sent = site.post_parts("/portal/enquiries/new", None, &with_cookies, &parts).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = ask(&site, sent.location(), None, &cookies).await;
    assert!(page.body.contains("Forespørselen er sendt") && !page.body.contains("<script>"), "{}", page.body);
    assert!(!page.body.contains("<script"), "the portal ships no script");
    let hostile = [
        parts[0].clone(),
        parts[1].clone(),
        parts[2].clone(),
        ("file", Some("virus.pdf"), vec![0x4d, 0x5a, 0x90, 0, 3]),
    ];
    let refused = site.post_parts("/portal/enquiries/new", None, &with_cookies, &hostile).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"file-e\"") && refused.body.contains("Ti stykker"), "what was typed is kept");
    assert_eq!(ask(&site, "/portal/messages", Some("body="), &cookies).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ask(&site, "/portal/messages", Some("body=Ring+meg"), &cookies).await.status, StatusCode::SEE_OTHER);
    let secret = sign_in(&pool, firm.tenant, firm.consultant).await;
    let notices = site.get("/notices", Some(&secret)).await.body;
    for text in ["Jonas Dahl hos Første kunde nord sendte en forespørsel", "skrev en melding", "Ring meg"] {
        assert!(notices.contains(text), "{text} in {notices}");
    }
    let dialog = site.get(&format!("/customers/{}/dialog", firm.customer), Some(&secret)).await.body;
    assert!(dialog.contains("Ring meg") && dialog.contains("Portalmelding"), "{dialog}");
    run(&pool, "update app_user set mention_mail = 'daily'").await;
    assert_eq!(value::<i64>(&pool, "select count(*) from outgoing where purpose = 'notice'").await, 2, "and by e-mail");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_typed_is_kept_for_whoever_was_signed_out_meanwhile_and_taken_from_nobody_else(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, firm.customer, "Jonas").await;
    let siri = person(&pool, &firm, firm.customer, "Siri").await;
    let cookie =
        async |contact| format!("__Host-portal={}", firm.open_portal(&pool, firm.customer, contact, ALL).await);
    let others = cookie(siri).await;
    for (path, form) in [
        ("/portal/messages", format!("owner={jonas}&body=Ring+%3Cmeg%3E")),
        ("/portal/details", format!("owner={jonas}&what=own&own_mobile=%3Cmeg%3E&own_phone=")),
        ("/portal/enquiries/new", format!("owner={jonas}&kind=enquiry&title=To+stykk&wishes=%3Cmeg%3E")),
    ] {
        for cookies in ["", "__Host-portal=ended", &others] {
            let answer = ask(&site, path, Some(&form), cookies).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path} by {cookies}");
            assert!(
                answer.body.contains(&format!("action=\"{path}\"")) && answer.body.contains("&lt;meg&gt;"),
                "{}",
                answer.body
            );
            assert!(answer.body.contains("href=\"/portal/sign-in\""), "{}", answer.body);
        }
        let nobodys = form.replace(&format!("owner={jonas}&"), "");
        let answer = ask(&site, path, Some(&nobodys), "").await;
        assert_eq!(outcome(&answer), Some(Expect::SignIn), "{path}: one that says not whose it is");
    }
    let written = "select (select count(*) from dialog) + (select count(*) from enquiry)";
    assert_eq!(value::<i64>(&pool, written).await, 0, "nothing under another's name");
    // Sent again as it stands there, without the form's files.
    let own = cookie(jonas).await;
    let mut headers = vec![("cookie", own.as_str())];
    headers.extend(BROWSER);
    let again = format!("owner={jonas}&kind=enquiry&title=To+stykk&wishes=Snart&back=%2Fportal%2Fenquiries%2Fnew");
    assert_eq!(site.post("/portal/enquiries/new", None, &headers, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        ask(&site, "/portal/messages", Some(&format!("owner={jonas}&body=Hei")), &own).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(value::<i64>(&pool, written).await, 2);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn staff_who_look_see_why_and_the_log_says_so(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, firm.customer, "Jonas").await;
    let in_portal = firm.open_portal(&pool, firm.customer, jonas, &[PortalRight::Enquire]).await;
    firm.add_enquiry(&pool, &in_portal).await;
    let secret = sign_in(&pool, firm.tenant, firm.neighbour).await;
    let root = format!("/customers/{}/contacts/{jonas}/portal", firm.customer);
    for (path, part) in [
        ("", "Hei, Jonas"),
        ("/enquiries", "den er kontaktens egen, eller delt med dem"),
        ("/documents", "Ingen dokumenter er delt"),
        ("/messages", "Ingen meldinger ennå"),
        ("/details", "alle kontakter som kan logge inn"),
        ("/account", "jonas@kunde.example"),
    ] {
        let page = site.get(&format!("{root}{path}"), Some(&secret)).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(
            page.body.contains(part) && page.body.contains("Du ser kundeportalen som Jonas Dahl"),
            "{path}: {}",
            page.body
        );
        assert!(!page.body.contains("<button"), "{path}: nothing to change it by");
    }
    let log = site.get(&format!("/customers/{}/log", firm.customer), Some(&secret)).await.body;
    assert!(log.contains("så kundeportalen som"), "{log}");
}
