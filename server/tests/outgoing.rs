//! Mail goes out over real connections: once, with nothing added to its head, and by itself never again where nobody
//! knows whether it is out.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, run, value},
    site::objects,
    smtp::{Answers, SmtpServer},
};
use domain::{
    email::Email,
    id::OutgoingId,
    outgoing::{OutgoingKind, Purpose},
};
use kundekort::outgoing::{Post, run_waiting};
use sqlx::PgPool;
use store::{
    Store,
    outgoing::{Mail, hand_over, queue, take},
};

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

async fn write(pool: &PgPool, firm: &Firm, subject: &str, is_secret: bool) -> OutgoingId {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let mail = Mail {
        purpose: Purpose::Invitation,
        user: None,
        recipients: &[email("kari@kunde.example"), email("per@kunde.example")],
        copies: &[email("kollega@firma.example")],
        reply_to: Some(&email("svar@firma.example")),
        subject,
        body: "Hei på deg!\nÆrlig talt:\n.\nhttps://kort.example/invitation/abc",
        html: None,
        is_secret,
    };
    let id = queue(&mut tx, &mail).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn by(server: &SmtpServer) -> Post {
    Post::Smtp(server.address().parse().unwrap(), "kundekort@hus.example".parse().unwrap())
}

async fn standing(pool: &PgPool, id: OutgoingId) -> String {
    value(pool, &format!("select state || ' ' || coalesce(problem, '') from outgoing where id = '{id}'")).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_message_goes_out_once_with_its_head_as_it_should_be(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let server = SmtpServer::start(Answers::default()).await;
    let id = write(&pool, &firm, "Møte\r\nBcc: alle@ond.example", true).await;
    let plain = write(&pool, &firm, "Uten æøå", false).await;
    run_waiting(&store, by(&server), objects()).await;
    run_waiting(&store, by(&server), objects()).await;
    let got = server.received();
    assert_eq!(got.len(), 2, "each once");
    let first = got.iter().find(|message| message.contains(&id.to_string())).unwrap();
    let (head, _) = first.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("From: nord <kundekort@hus.example>"), "{head}");
    assert!(head.contains("To: kari@kunde.example, per@kunde.example"), "{head}");
    assert!(head.contains("Cc: kollega@firma.example") && head.contains("Reply-To: svar@firma.example"), "{head}");
    assert!(!head.to_lowercase().contains("\nbcc"), "{head}");
    assert_eq!(server.recipients(), 6, "no others than those three, twice");
    assert_eq!((standing(&pool, id).await, standing(&pool, plain).await), ("sent ".to_owned(), "sent ".to_owned()));
    let body: String = value(&pool, &format!("select body from outgoing where id = '{id}'")).await;
    assert_eq!(body, "", "what opens something is not kept");
    let left: i64 = value(&pool, "select count(*) from outgoing_queue").await;
    assert_eq!(left, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_waits_for_a_server_goes_out_when_it_is_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let id = write(&pool, &firm, "Hei", false).await;
    let away = Post::Smtp("smtp://127.0.0.1:9".parse().unwrap(), "a@hus.example".parse().unwrap());
    run_waiting(&store, away, objects()).await;
    assert_eq!(standing(&pool, id).await, "queued unreachable");
    let server = SmtpServer::start(Answers::default()).await;
    run_waiting(&store, by(&server), objects()).await;
    assert!(server.received().is_empty(), "not before its time");
    run(&pool, "update outgoing set due_at = now()").await;
    run_waiting(&store, by(&server), objects()).await;
    assert_eq!((server.received().len(), standing(&pool, id).await.trim()), (1, "sent"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_refusal_is_told_and_only_one_for_now_is_tried_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let never = SmtpServer::start(Answers { recipient: "550 5.1.1 no such person", ..Answers::default() }).await;
    let id = write(&pool, &firm, "Hei", true).await;
    run_waiting(&store, by(&never), objects()).await;
    assert_eq!(standing(&pool, id).await, "failed refused");
    let kept: String = value(&pool, "select detail || '|' || body from outgoing").await;
    assert!(kept.contains("no such person") && kept.ends_with('|'), "{kept}");
    let later = SmtpServer::start(Answers { recipient: "451 4.7.1 try later", ..Answers::default() }).await;
    let id = write(&pool, &firm, "Hei", true).await;
    run_waiting(&store, by(&later), objects()).await;
    assert_eq!(standing(&pool, id).await, "queued later");
    // It is given up after the last try, with a word.
    run(&pool, "update outgoing set due_at = now(), attempts = 10 where state = 'queued'").await;
    run_waiting(&store, by(&later), objects()).await;
    assert_eq!(standing(&pool, id).await, "failed later");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_may_be_out_is_not_sent_again_by_itself(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let silent = SmtpServer::start(Answers { hangs_up: true, ..Answers::default() }).await;
    let id = write(&pool, &firm, "Hei", false).await;
    run_waiting(&store, by(&silent), objects()).await;
    assert_eq!(standing(&pool, id).await, "unconfirmed unconfirmed");

    // A server that is killed before it hands over leaves its message to the next; after that it leaves a question.
    let server = SmtpServer::start(Answers::default()).await;
    let before = write(&pool, &firm, "Før", false).await;
    take(&store, OutgoingKind::Email).await.unwrap().unwrap();
    run_waiting(&store, by(&server), objects()).await;
    assert!(server.received().is_empty(), "somebody has it");
    run(&pool, "update outgoing_queue set claimed_until = now() - interval '1 second'").await;
    run_waiting(&store, by(&server), objects()).await;
    assert_eq!((server.received().len(), standing(&pool, before).await.trim()), (1, "sent"));

    let after = write(&pool, &firm, "Etter", false).await;
    let claim = take(&store, OutgoingKind::Email).await.unwrap().unwrap();
    assert!(hand_over(&store, &claim).await.unwrap());
    run(&pool, "update outgoing_queue set claimed_until = now() - interval '1 second'").await;
    run_waiting(&store, by(&server), objects()).await;
    assert_eq!((server.received().len(), standing(&pool, after).await.as_str()), (1, "unconfirmed unconfirmed"));
    assert!(!hand_over(&store, &claim).await.unwrap(), "whoever had it has it no more");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_firms_only_message_waits_for_no_other_firms_hundredth(pool: PgPool) {
    let (north, south) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "sor").await);
    let store = Store::from_pool(pool.clone());
    let server = SmtpServer::start(Answers::default()).await;
    for number in 0..100 {
        write(&pool, &north, &format!("Rundskriv {number}"), false).await;
    }
    write(&pool, &south, "Din lenke", false).await;
    run_waiting(&store, by(&server), objects()).await;
    let got = server.received();
    let at = |subject: &str| got.iter().position(|message| message.contains(&format!("Subject: {subject}\r"))).unwrap();
    assert_eq!((got.len(), at("Rundskriv 0"), at("Din lenke"), at("Rundskriv 1")), (101, 0, 1, 2));
    assert!((0..99).all(|number| at(&format!("Rundskriv {number}")) < at(&format!("Rundskriv {}", number + 1))));
}

/// Issue 6: whoever sends is cut off fifty times while five hundred messages are under way.
#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_server_that_is_killed_again_and_again_sends_none_twice_and_loses_none(pool: PgPool) {
    const MESSAGES: usize = 500;
    let firm = Firm::make(&pool, "nord").await;
    let server = SmtpServer::start(Answers::default()).await;
    run(
        &pool,
        &format!(
            "insert into outgoing (tenant_id, id, kind, purpose, recipients, sender_name, subject, body, message_id)
            select '{}', gen_random_uuid(), 'email', 'invitation', array['kari@kunde.example'], 'nord', 'Nr. ' || n, 'Hei', 'nr' || n || '@hus.example'
            from generate_series(1, {MESSAGES}) as n",
            firm.tenant
        ),
    )
    .await;
    let forget_claims = async || {
        run(&pool, "update outgoing_queue set claimed_until = now() - interval '1 second' where claim is not null")
            .await;
    };
    for kill in 0..50 {
        let working = tokio::spawn({
            let (store, post) = (Store::from_pool(pool.clone()), by(&server));
            async move { run_waiting(&store, post, objects()).await }
        });
        // After some messages, wherever it stands then.
        let until = server.count() + kill % 9;
        while server.count() < until && !working.is_finished() {
            tokio::task::yield_now().await;
        }
        for _ in 0..kill % 25 {
            tokio::task::yield_now().await;
        }
        working.abort();
        assert!(working.await.is_err(), "it was still at work");
        forget_claims().await;
    }
    // What was asked of the database may be done there after whoever asked is gone, and claims one more.
    let mut tries = 0;
    while value::<i64>(&pool, "select count(*) from outgoing_queue").await > 0 && tries < 100 {
        forget_claims().await;
        run_waiting(&Store::from_pool(pool.clone()), by(&server), objects()).await;
        tries += 1;
    }
    let got = server.received();
    let states: serde_json::Value = value(&pool, "select jsonb_object_agg(message_id, state) from outgoing").await;
    let states: std::collections::BTreeMap<String, String> = serde_json::from_value(states).unwrap();
    assert_eq!(states.len(), MESSAGES);
    for (message, state) in &states {
        let times = got.iter().filter(|text| text.contains(&format!("<{message}>"))).count();
        match state.as_str() {
            "sent" => assert_eq!(times, 1, "{message}"),
            // It may be out, and a person is asked.
            "unconfirmed" => assert!(times <= 1, "{message}"),
            other => panic!("{message} is {other}"),
        }
    }
    assert!(states.values().filter(|state| *state == "unconfirmed").count() <= 50, "one for each kill at most");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn without_a_server_each_is_a_file(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let folder = tempfile::tempdir().unwrap();
    let id = write(&pool, &firm, "Hei", false).await;
    run_waiting(&store, Post::Folder(folder.path().join("mail"), "a@hus.example".parse().unwrap()), objects()).await;
    let file = std::fs::read_to_string(folder.path().join(format!("mail/{id}.eml"))).unwrap();
    assert!(file.contains("Subject: Hei") && standing(&pool, id).await.starts_with("sent"), "{file}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn documents_go_along_whole_and_one_that_is_gone_is_told(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), crate::common::around::DOCUMENT).unwrap();
    objects().put(firm.tenant, file.path()).await.unwrap();
    let document = firm.add_document(&pool, firm.customer, "Avtale").await.to_string();
    let write = async || {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let mail = store::dialog::Message {
            to: "",
            other: "kari@kunde.example",
            copy: "",
            subject: "Avtalen",
            body: "Her er den.",
            files: &document,
        };
        store::dialog::send(&mut tx, firm.customer, &mail).await.unwrap();
        tx.commit().await.unwrap();
    };
    write().await;
    let server = SmtpServer::start(Answers::default()).await;
    run_waiting(&store, by(&server), objects()).await;
    let got = server.received();
    assert!(got[0].contains("multipart/mixed") && got[0].contains("filename=\"avtale.txt\""), "{}", got[0]);
    // `Avtalt 1. mai.`
    assert!(got[0].contains("QXZ0YWx0IDEuIG1haS4="), "{}", got[0]);
    run(&pool, "update document_version set digest = repeat('0', 64)").await;
    run(&pool, "update dialog set created_at = created_at - interval '1 minute'").await;
    write().await;
    run_waiting(&store, by(&server), objects()).await;
    let failed: String =
        value(&pool, "select state || ' ' || problem || ' ' || detail from outgoing order by id desc limit 1").await;
    assert_eq!((failed.as_str(), server.received().len()), ("failed fault avtale.txt", 1));
}
