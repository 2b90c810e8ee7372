//! What was read of a mailbox is its owner's alone; what answers one of ours lands on its card once; the rest is put there
//! and taken off again.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use domain::{
    dialog::{DialogFilter, DialogKind, Direction},
    error::Problem,
    id::{CustomerId, UserId},
    mailbox::{Correspondent, Folder, Letter, MailboxProblem, MailboxServer, Shown},
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    Store, StoreError, Tx,
    dialog::{self, Message},
    mailbox::{self, Asked, Connection, Mark},
};

const MARK: Mark = Mark { validity: 1, uid: 1 };

fn letter(id: &str, from: &str, answers: &[&str]) -> Letter {
    Letter {
        message_id: id.to_owned(),
        answers: answers.iter().map(|id| (*id).to_owned()).collect(),
        at: "2026-11-27T10:00:00Z".to_owned(),
        from: vec![Correspondent { name: "Per".to_owned(), address: from.to_owned() }],
        to: vec![Correspondent { name: String::new(), address: "Kari@Nord.example".to_owned() }],
        subject: format!("Om {id}"),
        body: "Sveisere fra mandag.".to_owned(),
        is_whole: true,
        ..Letter::default()
    }
}

async fn connect(pool: &PgPool, firm: &Firm, user: UserId, host: &str) {
    let mut tx = firm.tx(pool, user).await;
    let server = MailboxServer { host: host.to_owned(), port: 993 };
    let connection = Connection { server: &server, account: "kari@nord.example", password: &[7; 40] };
    mailbox::connect(&mut tx, &connection).await.unwrap();
    tx.commit().await.unwrap();
}

async fn keep(pool: &PgPool, firm: &Firm, user: UserId, folder: Folder, letters: &[Letter]) {
    let mut tx = firm.tx(pool, user).await;
    mailbox::keep(&mut tx, folder, letters, MARK).await.unwrap();
    tx.commit().await.unwrap();
}

async fn entries(tx: &mut Tx, customer: CustomerId, filter: DialogFilter) -> Vec<domain::dialog::DialogEntry> {
    dialog::list(tx, customer, &filter, 50).await.unwrap().0
}

async fn sent(pool: &PgPool, firm: &Firm) -> String {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let mail = Message { to: "", other: "per@kunde.example", copy: "", subject: "Tilbud", body: "Hei", files: "" };
    dialog::send(&mut tx, firm.customer, &mail).await.unwrap();
    tx.commit().await.unwrap();
    value(pool, "select message_id from outgoing").await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_answer_lands_once_whoever_has_it_and_nothing_else_does(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let person = json!({"first_name": "Per", "last_name": "Vik", "email": "Per@Kunde.example"});
    let per = firm.add_contact(&pool, firm.customer, person).await;
    let ours = sent(&pool, &firm).await;
    let colleague: String = value(&pool, &format!("select email from app_user where id = '{}'", firm.neighbour)).await;
    let answer = letter("svar", "per@kunde.example", &["annet@x.example", &ours]);
    for user in [firm.consultant, firm.neighbour] {
        connect(&pool, &firm, user, "imap.nord.example").await;
        let inbox = [
            answer.clone(),
            letter("fremmed", "ola@x.example", &["ukjent@x.example"]),
            letter("internt", &colleague, &[&ours]),
            letter(&ours, "kundekort@nord.example", &[]),
        ];
        keep(&pool, &firm, user, Folder::Inbox, &inbox).await;
        keep(&pool, &firm, user, Folder::Sent, &[letter("sendt", "kari@nord.example", &[&ours])]).await;
        // The same once more, as after another numbering.
        keep(&pool, &firm, user, Folder::Inbox, &inbox).await;
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let all = entries(&mut tx, firm.customer, DialogFilter::default()).await;
    assert_eq!(all.len(), 2, "{all:?}");
    let landed = all.iter().find(|entry| entry.direction == "in").unwrap();
    assert_eq!(
        (landed.kind.as_str(), landed.people.as_slice()),
        ("email", ["Per <per@kunde.example>".to_owned()].as_slice())
    );
    let day = Some("2026-11-27".to_owned());
    for filter in [
        DialogFilter { kind: Some(DialogKind::Email), direction: Some(Direction::In), ..DialogFilter::default() },
        DialogFilter { contact: Some(per), direction: Some(Direction::In), ..DialogFilter::default() },
        DialogFilter { from: day.clone(), to: day, ..DialogFilter::default() },
        DialogFilter { words: "sveisere MANDAG".to_owned(), ..DialogFilter::default() },
    ] {
        assert_eq!(entries(&mut tx, firm.customer, filter.clone()).await.len(), 1, "{filter:?}");
    }
    let (open, _) = mailbox::list(&mut tx, Asked::default(), 50).await.unwrap();
    let mut open: Vec<_> = open.into_iter().map(|one| one.subject).collect();
    open.sort();
    assert_eq!(open, ["Om fremmed", "Om internt", "Om sendt"], "ours is none of them");
    let source: String = value(
        &pool,
        "select source from change_log where table_name = 'dialog' and operation = 'INSERT' order by at desc limit 1",
    )
    .await;
    assert_eq!(source, "interface");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_on_no_card_is_its_owners_alone(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let (mail, on_card) = firm.add_mailbox(&pool, firm.consultant, firm.customer).await;
    for (firm, user) in [(&firm, firm.neighbour), (&firm, firm.administrator), (&other, other.administrator)] {
        let mut tx = firm.tx(&pool, user).await;
        assert!(mailbox::own(&mut tx).await.unwrap().is_none());
        for shown in [Shown::Open, Shown::OnCards] {
            assert!(mailbox::list(&mut tx, Asked { shown, ..Asked::default() }, 50).await.unwrap().0.is_empty());
        }
        let put = mailbox::attach(&mut tx, &mail.to_string(), &firm.customer.to_string()).await;
        assert!(matches!(put, Err(StoreError::NotFound)));
        assert!(matches!(mailbox::detach(&mut tx, on_card).await, Err(StoreError::NotFound)));
        mailbox::disconnect(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    let seen = entries(&mut tx, firm.customer, DialogFilter::default()).await;
    assert_eq!(seen.iter().map(|entry| entry.subject.as_str()).collect::<Vec<_>>(), ["På kortet"], "that is for all");
    drop(tx);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert!(matches!(mailbox::list(&mut tx, Asked::default(), 50).await, Err(StoreError::Forbidden(_))));
    drop(tx);
    // The database itself shows them to no other of the firm, whatever is asked.
    let counted = async |user: UserId| {
        let mut application = crate::common::application(&pool, Some(firm.tenant)).await;
        sqlx::query("select set_config('app.user_id', $1, true)")
            .bind(user.to_string())
            .execute(&mut *application)
            .await
            .unwrap();
        let count: i64 =
            sqlx::query_scalar("select (select count(*) from mailbox) + (select count(*) from mailbox_message)")
                .fetch_one(&mut *application)
                .await
                .unwrap();
        count
    };
    assert_eq!((counted(firm.administrator).await, counted(firm.consultant).await), (0, 3));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn messages_are_put_on_a_card_and_taken_off_again(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let verft = firm.add_customer(&pool, json!({"name": "Verftet", "email": "post@verft.example"})).await;
    let person = json!({"first_name": "Eva", "last_name": "Berg", "email": "eva@gmail.com"});
    firm.add_contact(&pool, firm.customer, person).await;
    connect(&pool, &firm, firm.consultant, "imap.nord.example").await;
    let inbox = [
        letter("a", "Post@verft.example", &[]),
        letter("b", "lise@verft.example", &[]),
        letter("c", "EVA@gmail.com", &[]),
        letter("d", "noen@gmail.com", &[]),
    ];
    keep(&pool, &firm, firm.consultant, Folder::Inbox, &inbox).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (open, _) = mailbox::list(&mut tx, Asked::default(), 50).await.unwrap();
    let suggested = |subject: &str| {
        let one = open.iter().find(|one| one.subject == subject).unwrap();
        one.suggested.iter().map(|one| (one.id, one.by_address)).collect::<Vec<_>>()
    };
    assert_eq!(suggested("Om a"), [(verft, true)]);
    assert_eq!(suggested("Om b"), [(verft, false)]);
    assert_eq!(suggested("Om c"), [(firm.customer, true)]);
    assert_eq!(suggested("Om d"), [], "everybody has an address there");
    let of_verft = Asked { customer: Some(verft), ..Asked::default() };
    assert_eq!(mailbox::list(&mut tx, of_verft, 50).await.unwrap().0.len(), 2);
    let worded = Asked { words: "om LISE@verft", ..Asked::default() };
    assert_eq!(mailbox::list(&mut tx, worded, 50).await.unwrap().0.len(), 1);
    let (two, more) = mailbox::list(&mut tx, Asked::default(), 2).await.unwrap();
    assert_eq!((two.len(), more), (2, true));

    let ids: Vec<String> = open.iter().filter(|one| !one.suggested.is_empty()).map(|one| one.id.to_string()).collect();
    let all = ids.join(",");
    for (messages, customer, field, problem) in [
        ("", verft.to_string(), "message", Problem::Required),
        (all.as_str(), String::new(), "other", Problem::Required),
        (all.as_str(), "Finnes ikke".to_owned(), "other", Problem::UnknownCustomer),
    ] {
        let refused = told(mailbox::attach(&mut tx, messages, &customer).await);
        assert_eq!(refused.problem_of(field), Some(problem));
    }
    let nobody = firm.tenant.to_string();
    assert!(matches!(mailbox::attach(&mut tx, &all, &nobody).await, Err(StoreError::NotFound)));
    assert!(matches!(mailbox::attach(&mut tx, "x", &verft.to_string()).await, Err(StoreError::NotFound)));
    assert_eq!(mailbox::attach(&mut tx, &all, "Verftet").await.unwrap(), verft);
    mailbox::attach(&mut tx, &all, &firm.customer.to_string()).await.unwrap();
    assert_eq!(entries(&mut tx, verft, DialogFilter::default()).await.len(), 3);
    assert_eq!(entries(&mut tx, firm.customer, DialogFilter::default()).await.len(), 0, "they are on a card already");

    let on_cards = Asked { shown: Shown::OnCards, ..Asked::default() };
    let (placed, _) = mailbox::list(&mut tx, on_cards, 50).await.unwrap();
    assert_eq!(placed[0].card, Some((verft, "Verftet".to_owned())));
    mailbox::detach(&mut tx, placed[0].id).await.unwrap();
    assert!(matches!(mailbox::detach(&mut tx, placed[0].id).await, Err(StoreError::NotFound)));
    let left = entries(&mut tx, verft, DialogFilter::default()).await;
    assert_eq!(left.len(), 2);
    // Whoever deletes an entry of the card lets the message go back to its owner.
    dialog::delete(&mut tx, verft, left[0].id).await.unwrap();
    assert_eq!(mailbox::list(&mut tx, on_cards, 50).await.unwrap().0.len(), 1);
    assert_eq!(mailbox::list(&mut tx, Asked::default(), 50).await.unwrap().0.len(), 3);
    tx.commit().await.unwrap();

    // Letting go of the mailbox leaves what is on cards.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    mailbox::disconnect(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let left = "select (select count(*) from mailbox) + (select count(*) from mailbox_message) + (select count(*) from mailbox_queue)";
    assert_eq!(value::<i64>(&pool, left).await, 0);
    assert_eq!(value::<i64>(&pool, "select count(*) from dialog").await, 1);
    assert_eq!(value::<i64>(&pool, "select count(*) from change_log where table_name like 'mailbox%'").await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn another_mailbox_begins_anew_and_a_new_password_goes_on(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    connect(&pool, &firm, firm.consultant, "imap.nord.example").await;
    keep(&pool, &firm, firm.consultant, Folder::Inbox, &[letter("a", "a@b.example", &[])]).await;
    let count = "select count(*) from mailbox_message";
    connect(&pool, &firm, firm.consultant, "imap.nord.example").await;
    assert_eq!(value::<i64>(&pool, count).await, 1);
    connect(&pool, &firm, firm.consultant, "imap.annen.example").await;
    assert_eq!(value::<i64>(&pool, count).await, 0);
    assert_eq!(value::<String>(&pool, "select marks::text from mailbox").await, "{}");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_mailbox_is_taken_when_it_is_due_by_one_server_and_for_whoever_may_have_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let store = Store::from_pool(pool.clone());
    assert_eq!(mailbox::take(&store).await.unwrap(), None);
    connect(&pool, &firm, firm.consultant, "imap.nord.example").await;
    let claim = mailbox::take(&store).await.unwrap().unwrap();
    assert_eq!((claim.tenant, claim.user), (firm.tenant, firm.consultant));
    assert_eq!(mailbox::take(&store).await.unwrap(), None, "somebody has it");
    let mut opened = mailbox::open(&store, claim).await.unwrap().unwrap();
    assert_eq!(
        (opened.server.host.as_str(), opened.password.len(), opened.mark(Folder::Inbox)),
        ("imap.nord.example", 40, None)
    );
    mailbox::keep(&mut opened.tx, Folder::Inbox, &[], MARK).await.unwrap();
    mailbox::finish(&mut opened.tx, Some(MailboxProblem::Unreachable)).await.unwrap();
    opened.tx.commit().await.unwrap();
    assert_eq!(mailbox::open(&store, claim).await.unwrap().unwrap().mark(Folder::Inbox), Some(MARK));
    assert_eq!(mailbox::take(&store).await.unwrap(), None, "not at once");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(mailbox::own(&mut tx).await.unwrap().unwrap().problem, Some(MailboxProblem::Unreachable));
    mailbox::read_soon(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(mailbox::take(&store).await.unwrap(), Some(claim));

    // What is old and on no card goes.
    keep(&pool, &firm, firm.consultant, Folder::Inbox, &[letter("a", "a@b.example", &[])]).await;
    run(&pool, "update mailbox_message set created_at = now() - interval '91 days'").await;
    let mut opened = mailbox::open(&store, claim).await.unwrap().unwrap();
    mailbox::finish(&mut opened.tx, None).await.unwrap();
    opened.tx.commit().await.unwrap();
    let state: String = value(
        &pool,
        "select attempts || ' ' || (problem is null) || ' ' || (select count(*) from mailbox_message) from mailbox",
    )
    .await;
    assert_eq!(state, "0 true 0");

    for closed in ["active = false", "active = true, role = 'read_only'"] {
        run(&pool, &format!("update app_user set {closed} where id = '{}'", firm.consultant)).await;
        assert!(mailbox::open(&store, claim).await.unwrap().is_none(), "{closed}");
    }
}
