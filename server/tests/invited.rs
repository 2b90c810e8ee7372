//! Invitations to activities over HTTP and by e-mail: what goes out, who reaches what by a link, and what they answer.

use crate::common::{Firm, invited::guest, run, sign_in, value};
use crate::site::{Answer, BROWSER, SCRIPT, Site};
use axum::http::{Method, StatusCode};
use domain::id::ContactId;
use kundekort::{access::INVITED as ROWS, router::INVITED};
use serde_json::json;
use sqlx::PgPool;
use std::collections::BTreeSet;

async fn person(pool: &PgPool, firm: &Firm, name: &str) -> ContactId {
    let email = format!("{}@kunde.example", name.to_lowercase());
    firm.add_contact(pool, firm.customer, json!({"first_name": name, "last_name": "Dahl", "email": email})).await
}

async fn ask(site: &Site, path: &str, form: Option<&str>, cookies: &str) -> Answer {
    let mut headers = vec![("cookie", cookies)];
    headers.extend(BROWSER);
    match form {
        None => site.ask(Method::GET, path, None, &headers, "").await,
        Some(form) => site.post(path, None, &headers, form).await,
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn by_a_link_one_reaches_what_the_table_of_the_invited_says(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let (jonas, eva) = (person(&pool, &firm, "Jonas").await, person(&pool, &firm, "Eva").await);
    let mut secrets = Vec::new();
    for title in ["Åpen", "Avlyst", "Over", "Slettet"] {
        let id = firm.add_meeting(&pool, title, &[jonas]).await;
        secrets.push((id, firm.invite_contacts(&pool, id).await.1.remove(0)));
    }
    let answered = firm.add_meeting(&pool, "Besvart", &[eva]).await;
    let answered = firm.invite_contacts(&pool, answered).await.1.remove(0);
    let mut tx = guest(&pool, &answered).await;
    tx.answer(domain::invited::InvitedState::Maybe, "").await.unwrap();
    tx.commit().await.unwrap();
    let (off, past, gone) = (secrets[1].0, secrets[2].0, secrets[3].0);
    run(
        &pool,
        &format!(
            "update activity set state = 'cancelled' where id = '{off}'; update activity set starts_on = '2020-01-01' where id = '{past}';
            delete from activity where id = '{gone}'"
        ),
    )
    .await;
    let staff = format!("__Host-session={}", sign_in(&pool, firm.tenant, firm.administrator).await);
    for row in ROWS {
        let over = secrets.iter().skip(1).map(|(_, secret)| (secret.as_str(), row.over));
        let others = [("unknown", row.unknown), (answered.as_str(), row.answered), (secrets[0].1.as_str(), row.open)];
        for (secret, status) in others.into_iter().chain(over) {
            let path = row.path.replace("{secret}", secret);
            // Whoever is signed in elsewhere reaches neither more nor less.
            for cookies in ["", staff.as_str()] {
                let answer = ask(&site, &path, row.form, cookies).await;
                assert_eq!(answer.status.as_u16(), status, "{} {:?} {secret}: {}", row.path, row.form, answer.body);
                assert!(!answer.body.contains("<script") && !answer.body.contains("Pruter alltid"), "{}", row.path);
            }
        }
    }
    let forged = [("sec-fetch-site", "cross-site")];
    let answer = site.post(&format!("/invited/{}", secrets[0].1), None, &forged, "answer=coming").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "no other site sends the form");
}

#[test]
fn every_page_and_form_of_the_invited_has_a_row() {
    let paths: BTreeSet<_> = ROWS.iter().map(|row| row.path).collect();
    assert_eq!(paths, INVITED.iter().copied().collect());
    let source = include_str!("../src/router.rs");
    let routed: BTreeSet<_> = source
        .split(".route(\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .filter(|(_, handler)| handler.starts_with(", get(invited::"))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(routed, paths);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_takes_part_in_a_new_one_is_invited_with_it_where_that_is_asked_for(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let of = firm.add_activity_type(&pool, "Kundemøte", "event").await;
    let consultant = sign_in(&pool, firm.tenant, firm.consultant).await;
    let customer = firm.customer;
    let form = format!("customer={customer}&activity_type={of}&title=Oppstart&starts_on=5.3.2091&contacts={jonas}");
    let count = "select count(*) from outgoing where purpose = 'meeting'";
    for (more, expected) in [("", 0_i64), ("&invite=true", 1), ("&invite=true&starts_on=5.3.2020", 1)] {
        let form = format!("{form}{more}").replace(
            "&starts_on=5.3.2091&contacts",
            if more.contains("starts_on") { "&contacts" } else { "&starts_on=5.3.2091&contacts" },
        );
        let added = site.post("/api/staff/activity-add", Some(&consultant), &SCRIPT, &form).await;
        assert!(added.status.is_success(), "{more}: {}", added.body);
        assert_eq!(value::<i64>(&pool, count).await, expected, "{more}");
    }
}

/// What the newest message holds: to whom, its subject, text, method and calendar.
async fn newest(pool: &PgPool) -> (String, String, String, String, String) {
    let of = async |column: &str| -> String {
        value(
            pool,
            &format!("select coalesce({column}, '') from outgoing where purpose = 'meeting' order by id desc limit 1"),
        )
        .await
    };
    let to = of("recipients[1]").await;
    (to, of("subject").await, of("body").await, of("calendar_method").await, of("calendar").await.replace("\r\n ", ""))
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_contact_is_invited_answers_and_learns_that_it_is_called_off(pool: PgPool) {
    let site = Site::new(&pool);
    let firm = Firm::make(&pool, "nord").await;
    let jonas = person(&pool, &firm, "Jonas").await;
    let id = firm.add_meeting(&pool, "Befaring", &[jonas]).await;
    let consultant = sign_in(&pool, firm.tenant, firm.consultant).await;
    let form = format!("activity={id}&message=Ta+med+<b>hjelm</b>");
    let sent = site.post("/api/staff/activity-invite", Some(&consultant), &SCRIPT, &form).await;
    assert!(sent.status.is_success(), "{}", sent.body);
    let (to, subject, body, method, calendar) = newest(&pool).await;
    assert_eq!((to.as_str(), method.as_str()), ("jonas@kunde.example", "REQUEST"));
    assert_eq!(subject, "Innkalling: Befaring, mandag 5.3.2091 09:00–10:00");
    for text in ["Storgata 1", "Ta med <b>hjelm</b>", "Jonas Dahl", "/invited/"] {
        assert!(body.contains(text), "{text} in {body}");
    }
    assert!(!body.contains("Pruter") && !calendar.contains("Pruter"), "the firm's own note stays");
    for text in [format!("UID:{id}@kundekort"), "SEQUENCE:0".to_owned(), "mailto:jonas@kunde.example".to_owned()] {
        assert!(calendar.contains(&text), "{text} in {calendar}");
    }
    let logged: i64 = value(&pool, "select count(*) from change_log where table_name = 'activity_invitation'").await;
    assert_eq!(logged, 1, "inviting somebody is one thing that was done");
    let secret = body.split("/invited/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let path = format!("/invited/{secret}");
    let page = ask(&site, &path, None, "").await.body;
    for text in ["Befaring", "Storgata 1", "Ta med &lt;b&gt;hjelm", "Ja, jeg kommer"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    let long = format!("answer=coming&note={}", "a".repeat(1001));
    let refused = ask(&site, &path, Some(&long), "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("note-e") && refused.body.contains("aaaa"), "what was typed stays");
    for _ in 0..2 {
        let answer = ask(&site, &path, Some("answer=not_coming&note=Er+bortreist"), "").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, path.as_str()));
    }
    let notices: i64 = value(&pool, "select count(*) from notice where kind = 'not_coming'").await;
    assert_eq!(notices, 1, "who presses twice tells nobody twice");
    let shown = site.get(&format!("/diary/{id}"), Some(&consultant)).await.body;
    assert!(shown.contains("Er bortreist") && shown.contains("Kommer ikke"));
    let mine = site.get("/notices", Some(&consultant)).await.body;
    assert!(mine.contains("Jonas Dahl kommer ikke: Befaring, 5.3.2091 09:00–10:00"), "{mine}");

    let gone = site.post("/api/staff/activity-delete", Some(&consultant), &SCRIPT, &format!("activity={id}")).await;
    assert!(gone.status.is_success() || gone.status.is_redirection());
    let (_, subject, body, method, calendar) = newest(&pool).await;
    assert_eq!((subject.as_str(), method.as_str()), ("Avlyst: Befaring, mandag 5.3.2091 09:00–10:00", "CANCEL"));
    assert!(!body.contains("/invited/") && calendar.contains("SEQUENCE:1") && calendar.contains("STATUS:CANCELLED"));
    assert_eq!(ask(&site, &path, None, "").await.status, StatusCode::GONE);
}
