//! Mailboxes, read from a real server: what was sent from a card is answered on it once, what can't be read is told and
//! tried again, and what others wrote harms nobody.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::{
    common::{Firm, run, sign_in, value},
    imap::{Imap, PASSWORD},
    site::{BROWSER, SCRIPT, Site},
    smtp::{Answers, SmtpServer},
};
use axum::http::StatusCode;
use domain::{
    dialog::DialogFilter,
    error::Problem,
    mailbox::{Mailbox, MailboxMessage, MailboxProblem},
};
use kundekort::mailbox::run_waiting;
use serde_json::json;
use sqlx::PgPool;
use store::{
    Store,
    dialog::{self, Message},
    mailbox::{self, Asked},
};

struct Reader {
    pool: PgPool,
    firm: Firm,
    store: Store,
    site: Site,
    secret: String,
}

impl Reader {
    async fn make(pool: &PgPool) -> Self {
        let firm = Firm::make(pool, "nord").await;
        let secret = sign_in(pool, firm.tenant, firm.consultant).await;
        Self { pool: pool.clone(), store: Store::from_pool(pool.clone()), site: Site::new(pool), firm, secret }
    }

    fn form(port: u16, password: &str) -> String {
        format!("host=127.0.0.1&port={port}&account=kari@nord.example&password={password}")
    }

    async fn connect(&self, port: u16, password: &str) -> (StatusCode, Option<Problem>) {
        let form = Self::form(port, password);
        let answer = self.site.post("/api/staff/mailbox-connect", Some(&self.secret), &SCRIPT, &form).await;
        let problem = (!answer.status.is_success()).then(|| answer.error());
        (answer.status, problem.and_then(|error| error.problem_of("host").or(error.problem_of("password"))))
    }

    async fn read(&self) {
        run(&self.pool, "update mailbox set due_at = now()").await;
        run_waiting(&self.store, &crate::site::mailboxes()).await;
    }

    async fn own(&self) -> Mailbox {
        let mut tx = self.firm.tx(&self.pool, self.firm.consultant).await;
        mailbox::own(&mut tx).await.unwrap().unwrap()
    }

    async fn open(&self) -> Vec<MailboxMessage> {
        let mut tx = self.firm.tx(&self.pool, self.firm.consultant).await;
        mailbox::list(&mut tx, Asked::default(), 100).await.unwrap().0
    }

    /// Subjects on the card of the customer.
    async fn on_card(&self) -> Vec<String> {
        let mut tx = self.firm.tx(&self.pool, self.firm.consultant).await;
        let (entries, _) = dialog::list(&mut tx, self.firm.customer, &DialogFilter::default(), 50).await.unwrap();
        let mut subjects: Vec<_> = entries.into_iter().map(|entry| entry.subject).collect();
        subjects.sort();
        subjects
    }

    /// Writes to the customer; gives what the message is known by.
    async fn write(&self) -> String {
        let mut tx = self.firm.tx(&self.pool, self.firm.consultant).await;
        let mail = Message { to: "", other: "per@kunde.example", copy: "", subject: "Tilbud", body: "Hei", files: "" };
        dialog::send(&mut tx, self.firm.customer, &mail).await.unwrap();
        tx.commit().await.unwrap();
        value(&self.pool, "select message_id from outgoing order by id desc limit 1").await
    }
}

const fn told(why: MailboxProblem) -> (StatusCode, Option<Problem>) {
    (StatusCode::UNPROCESSABLE_ENTITY, Some(Problem::Mailbox { why }))
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_mailbox_is_tried_at_once_and_its_password_is_kept_from_everybody(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let server = Imap::start().await;
    assert_eq!(reader.connect(server.port, "feil").await, told(MailboxProblem::WrongPassword));
    assert_eq!(reader.connect(9, PASSWORD).await, told(MailboxProblem::Unreachable));
    let other = SmtpServer::start(Answers::default()).await;
    let port = other.address().rsplit(':').next().unwrap().parse().unwrap();
    assert_eq!(reader.connect(port, PASSWORD).await, told(MailboxProblem::Refused));
    assert_eq!(value::<i64>(&pool, "select count(*) from mailbox").await, 0, "nothing half done");

    let form = Reader::form(server.port, "feil-passord");
    let from_profile = [BROWSER[0], BROWSER[1], ("referer", "https://kundekort.example/profile")];
    let failed = reader.site.post("/api/staff/mailbox-connect", Some(&reader.secret), &from_profile, &form).await;
    let page = reader.site.get(failed.location(), Some(&reader.secret)).await.body;
    assert!(page.contains("godtar ikke brukernavn og passord") && page.contains("kari@nord.example"), "{page}");
    assert!(!page.contains("feil-passord"));

    assert_eq!(reader.connect(server.port, PASSWORD).await, (StatusCode::OK, None));
    let kept = "select (select count(*) from form_state where typed::text like '%passord%')
        + (select count(*) from change_log where changes::text like '%hemmelig%' or table_name like 'mailbox%')
        + (select count(*) from mailbox where position('hemmelig'::bytea in password) > 0)";
    assert_eq!(value::<i64>(&pool, kept).await, 0);
    let page = reader.site.get("/profile", Some(&reader.secret)).await.body;
    assert!(page.contains("kari@nord.example") && !page.contains(PASSWORD));

    // Whoever could change rows of the database could not have the password sent to a server of theirs.
    run(&pool, "update mailbox set host = 'localhost'").await;
    reader.read().await;
    assert_eq!(reader.own().await.problem, Some(MailboxProblem::NoKey));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn nobody_looks_around_in_the_servers_own_network_and_whose_account_is_closed_has_no_mailbox(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let server = Imap::start().await;
    let shut = Site::of_the_internet(&pool);
    for host in ["127.0.0.1", "localhost", "::1", "10.0.0.1", "169.254.169.254"] {
        let form = Reader::form(server.port, PASSWORD).replace("127.0.0.1", host);
        let answer = shut.post("/api/staff/mailbox-connect", Some(&reader.secret), &SCRIPT, &form).await;
        let problem = answer.error().problem_of("host");
        assert_eq!(problem, told(MailboxProblem::Unreachable).1, "{host}: no word on what is there");
    }
    assert_eq!(reader.connect(server.port, PASSWORD).await.0, StatusCode::OK);
    server.deliver("kari@nord.example", "", b"From: Per <per@verftet.example>\r\nSubject: Privat\r\n\r\nHei\r\n");
    reader.read().await;
    let left = "select (select count(*) from mailbox) + (select count(*) from mailbox_message) + (select count(*) from mailbox_queue)";
    assert_eq!(value::<i64>(&pool, left).await, 3);
    let mut tx = reader.firm.tx(&pool, reader.firm.administrator).await;
    store::user::activate(&mut tx, reader.firm.consultant, false).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(value::<i64>(&pool, left).await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_answer_lands_on_its_card_by_itself_and_once(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let server = Imap::start().await;
    let ours = reader.write().await;
    let who = "kari@nord.example";
    let answer = format!(
        "From: Per <per@kunde.example>\r\nTo: {who}\r\nSubject: SV: Tilbud\r\nMessage-ID: <svar@kunde.example>\r\n\
        In-Reply-To: <{ours}>\r\nReferences: <{ours}>\r\n\r\nJa takk\r\n"
    );
    server.deliver(who, "", answer.as_bytes());
    server.deliver(
        who,
        "",
        b"From: Lise <lise@ukjent.example>\r\nSubject: Noe annet\r\nMessage-ID: <annet@ukjent.example>\r\n\r\nHei\r\n",
    );
    server.deliver(who, "", format!("From: {who}\r\nSubject: Kopi\r\nMessage-ID: <{ours}>\r\n\r\nHei\r\n").as_bytes());
    server.deliver(who, ".Sent", b"To: ola@ukjent.example\r\nSubject: Sendt\r\n\r\nHei\r\n");
    assert_eq!(reader.connect(server.port, PASSWORD).await.0, StatusCode::OK);
    reader.read().await;
    assert_eq!(reader.on_card().await, ["SV: Tilbud", "Tilbud"]);
    let open: Vec<_> = reader.open().await.into_iter().map(|message| message.subject).collect();
    assert!(
        open.len() == 2 && open.contains(&"Noe annet".to_owned()) && open.contains(&"Sendt".to_owned()),
        "{open:?}"
    );
    let own = reader.own().await;
    assert!(own.problem.is_none() && own.read_at.is_some());

    // Read again, and numbered anew: nothing comes twice, and what is new comes.
    reader.read().await;
    server.renumber(who);
    server.deliver(who, "", b"From: a@ukjent.example\r\nSubject: Ny\r\n\r\nHei\r\n");
    reader.read().await;
    assert_eq!(reader.on_card().await, ["SV: Tilbud", "Tilbud"]);
    assert_eq!(reader.open().await.len(), 3);
    let numbered: i64 = value(&pool, "select (marks -> 'inbox' ->> 'uid')::bigint from mailbox").await;
    assert_eq!(numbered, 4);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_server_that_is_away_is_told_and_tried_again_and_nothing_is_lost(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let mut server = Imap::start().await;
    let who = "kari@nord.example";
    server.deliver(who, "", b"From: a@b.example\r\nSubject: En\r\n\r\nx\r\n");
    assert_eq!(reader.connect(server.port, PASSWORD).await.0, StatusCode::OK);
    reader.read().await;
    server.stop();
    reader.read().await;
    let own = reader.own().await;
    assert_eq!(
        (own.problem, own.read_at.is_some(), reader.open().await.len()),
        (Some(MailboxProblem::Unreachable), true, 1)
    );
    let waits: bool = value(&pool, "select due_at > now() + interval '30 seconds' and attempts = 1 from mailbox").await;
    assert!(waits, "not tried at once");
    let page = reader.site.get("/mailbox", Some(&reader.secret)).await.body;
    assert!(page.contains("svarer ikke") && page.contains("Ingenting er tapt"), "{page}");
    server.deliver(who, "", b"From: a@b.example\r\nSubject: To\r\n\r\nx\r\n");
    server.again().await;
    reader.read().await;
    assert_eq!((reader.own().await.problem, reader.open().await.len()), (None, 2));
    let attempts: i32 = value(&pool, "select attempts from mailbox").await;
    assert_eq!(attempts, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_others_write_harms_nobody(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let server = Imap::start().await;
    let who = "kari@nord.example";
    let head = "From: \"</script><b>x\" <ond@ond.example>\r\nSubject: ";
    let huge = format!(
        "{head}Stor\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nTeksten\r\n--q\r\nContent-Type: application/pdf; name=stor.pdf\r\n\r\n{}\r\n--q--\r\n",
        "A".repeat(76 * 400_000)
    );
    let hostile: [Vec<u8>; 7] = [
        format!("{head}Skript\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script><img src=https://spor.example/x onerror=alert(2)><p>Hei</p>").into_bytes(),
        format!("{head}Null \0 byte\r\n\r\na\0b\u{7}c").into_bytes(),
        format!("{head}Dato\r\nDate: Fri, 99 Zzz 99999 25:61:61 +9900\r\n\r\nx").into_bytes(),
        format!("{head}Brukket\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n--z\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%\r\n--z").into_bytes(),
        [head.as_bytes(), b"\xff\xfe\xc3\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\xff\xfe\xc3\x28"].concat(),
        b"\r\n\r\n".to_vec(),
        huge.into_bytes(),
    ];
    for raw in &hostile {
        server.deliver(who, "", raw);
    }
    assert_eq!(reader.connect(server.port, PASSWORD).await.0, StatusCode::OK);
    reader.read().await;
    assert_eq!(reader.own().await.problem, None);
    let messages = reader.open().await;
    assert_eq!(messages.len(), hostile.len());
    let huge = messages.iter().find(|message| message.subject == "Stor").unwrap();
    assert!(huge.body == "Teksten" && !huge.is_whole && huge.files.iter().all(|file| file.size.is_none()), "{huge:?}");
    let page = reader.site.get("/mailbox", Some(&reader.secret)).await;
    assert_eq!(page.status, StatusCode::OK);
    for bad in ["spor.example", "alert(", "</script><b>", "onerror"] {
        assert!(!page.body.contains(bad), "{bad}");
    }
    reader.read().await;
    assert_eq!(reader.open().await.len(), hostile.len(), "what has no Message-ID is known again too");
    // On a card it is as harmless.
    let all = messages.iter().map(|message| message.id.to_string()).collect::<Vec<_>>().join(",");
    let form = format!("message={all}&customer={}", reader.firm.customer);
    let put = reader.site.post("/api/staff/mailbox-attach", Some(&reader.secret), &SCRIPT, &form).await;
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    let card = reader.site.get(&format!("/customers/{}/dialog", reader.firm.customer), Some(&reader.secret)).await;
    assert!(card.status == StatusCode::OK && card.body.contains("Teksten") && !card.body.contains("alert("));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_customer_is_suggested_and_found_as_it_is_typed(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let (firm, site) = (&reader.firm, &reader.site);
    let verft = firm.add_customer(&pool, json!({"name": "Verftet AS", "email": "post@verftet.example"})).await;
    firm.add_mailbox(&pool, firm.consultant, firm.customer).await;
    let page = site.get("/mailbox", Some(&reader.secret)).await.body;
    assert!(page.contains("Legg på kortet til Verftet AS"), "{page}");
    let mail = reader.open().await[0].id;
    let refused = site
        .post("/api/staff/mailbox-attach", Some(&reader.secret), &SCRIPT, &format!("message={mail}&other=Finnes ikke"))
        .await;
    assert_eq!(refused.error().problem_of("other"), Some(Problem::UnknownCustomer));
    let refused = site.post("/api/staff/mailbox-attach", Some(&reader.secret), &SCRIPT, "other=Verftet AS").await;
    assert_eq!(refused.error().problem_of("message"), Some(Problem::Required));
    let put = site
        .post("/api/staff/mailbox-attach", Some(&reader.secret), &SCRIPT, &format!("message={mail}&other=verftet as"))
        .await;
    assert_eq!(put.status, StatusCode::OK, "{put:?}");
    let page = site.get(&format!("/customers/{verft}/dialog"), Some(&reader.secret)).await.body;
    assert!(page.contains("Hei fra verftet"), "{page}");
    let page = site.get(&format!("/mailbox?show=cards&customer={verft}"), Some(&reader.secret)).await.body;
    assert!(page.contains("Hei fra verftet") && page.contains("Ta av kortet"), "{page}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_file_of_a_message_on_a_card_becomes_a_document(pool: PgPool) {
    let reader = Reader::make(&pool).await;
    let server = Imap::start().await;
    let message = |name: &str, kind: &str, content: &str| {
        format!(
            "From: Per <per@kunde.example>\r\nSubject: Med fil\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n--q\r\n\r\nHei\r\n--q\r\n\
            Content-Type: {kind}\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{content}\r\n--q--\r\n"
        )
    };
    server.deliver("kari@nord.example", "", message("avtale.txt", "text/plain", "Avtalt 1. mai.").as_bytes());
    server.deliver("kari@nord.example", "", message("../ondt.exe", "application/pdf", "MZ\u{1}\u{2}").as_bytes());
    assert_eq!(reader.connect(server.port, PASSWORD).await.0, StatusCode::OK);
    reader.read().await;
    let keep =
        async |form: String| reader.site.post("/api/staff/mailbox-file", Some(&reader.secret), &SCRIPT, &form).await;
    let mails = reader.open().await;
    let mail = |file: &str| mails.iter().find(|mail| mail.files[0].name.contains(file)).unwrap().id;
    let (good, bad) = (mail("avtale"), mail("ondt"));
    assert_eq!(keep(format!("message={good}&file=0")).await.status, StatusCode::NOT_FOUND, "it is on no card");
    let form = format!("message={good},{bad}&customer={}", reader.firm.customer);
    reader.site.post("/api/staff/mailbox-attach", Some(&reader.secret), &SCRIPT, &form).await;
    let kept = keep(format!("message={good}&file=0")).await;
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    let document: String = value(&pool, "select d.name || ' ' || v.file_name || ' ' || v.size from document d join document_version v on v.document_id = d.id").await;
    assert_eq!(document, "avtale avtale.txt 14");
    assert_eq!(keep(format!("message={good}&file=1")).await.error().problem_of("file"), Some(Problem::MailFileGone));
    let refused = keep(format!("message={bad}&file=0")).await;
    assert!(matches!(refused.error().problem_of("file"), Some(Problem::DocumentKind { .. })), "{refused:?}");
    assert_eq!(value::<i64>(&pool, "select count(*) from document").await, 1);
}
