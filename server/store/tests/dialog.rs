//! What is written to customers: to whom, in which parts, sent again only when asked, and never with a word of what
//! colleagues write among themselves.

use crate::common::{Firm, run, told, value};
use domain::{
    dialog::{DialogFilter, DialogKind, Direction},
    error::Problem,
    id::UserId,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError,
    dialog::{self, Message, Note},
};

const EMAIL: Message<'_> =
    Message { to: "", other: "", copy: "", subject: "Tilbud", body: "Hei, her er tilbudet.", files: "" };

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn an_email_goes_to_each_once_with_a_copy_to_a_colleague(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let per = firm
        .add_contact(
            &pool,
            firm.customer,
            json!({"first_name": "Per", "last_name": "Vik", "email": "per@kunde.example", "mobile": "+4790012345"}),
        )
        .await
        .to_string();
    let copy = firm.neighbour.to_string();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let other = "kari@kunde.example; PER@kunde.example";
    let mail = Message { to: &per, other, copy: &copy, ..EMAIL };
    dialog::send(&mut tx, firm.customer, &mail).await.unwrap();
    tx.commit().await.unwrap();
    let queued =
        "select array_to_string(recipients, ',') || ' ' || cardinality(copies) || ' ' || reply_to from outgoing";
    let me: String = value(&pool, &format!("select email from app_user where id = '{}'", firm.consultant)).await;
    assert_eq!(value::<String>(&pool, queued).await, format!("per@kunde.example,kari@kunde.example 1 {me}"));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let (entries, _) = dialog::list(&mut tx, firm.customer, &DialogFilter::default(), 50).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].people, ["Per Vik <per@kunde.example>", "kari@kunde.example"]);
    assert_eq!(entries[0].sendings[0].state, "queued");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_form_that_is_sent_twice_at_once_is_sent_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let send = async |by: UserId, subject: &'static str| {
        let mut tx = firm.tx(&pool, by).await;
        let mail = Message { other: "kari@kunde.example", subject, ..EMAIL };
        let sent = dialog::send(&mut tx, firm.customer, &mail).await.unwrap();
        tx.commit().await.unwrap();
        sent
    };
    let twice = futures::join!(send(firm.consultant, "Tilbud"), send(firm.consultant, "Tilbud"));
    assert_eq!(twice.0, twice.1);
    let sent = async || value::<i64>(&pool, "select count(*) from outgoing").await;
    assert_eq!(sent().await, 1);
    // Another text, another sender and another time are other messages.
    send(firm.consultant, "Nytt tilbud").await;
    send(firm.neighbour, "Tilbud").await;
    assert_eq!(sent().await, 3);
    // So is one with what was forgotten.
    let document = firm.add_document(&pool, firm.customer, "Avtale").await.to_string();
    for _ in 0..2 {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let mail = Message { other: "kari@kunde.example", subject: "Tilbud", files: &document, ..EMAIL };
        dialog::send(&mut tx, firm.customer, &mail).await.unwrap();
        tx.commit().await.unwrap();
    }
    assert_eq!(sent().await, 4);
    run(&pool, "update dialog set created_at = created_at - interval '11 seconds'").await;
    send(firm.consultant, "Tilbud").await;
    assert_eq!(sent().await, 5);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_wrong_is_told_at_its_field_and_nothing_is_sent(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = Firm::make(&pool, "syd").await;
    let foreign = other
        .add_contact(&pool, other.customer, json!({"first_name": "A", "last_name": "B", "email": "a@b.example"}))
        .await
        .to_string();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (message, field, problem) in [
        (EMAIL, "to", Problem::Required),
        (Message { to: &foreign, ..EMAIL }, "to", Problem::Choice),
        (Message { other: "kari@", ..EMAIL }, "other", Problem::Email),
        (Message { other: "a@b.example\r\nBcc: x", ..EMAIL }, "other", Problem::Email),
        (Message { other: "a@b.example", subject: " ", ..EMAIL }, "subject", Problem::Required),
        (Message { other: "a@b.example", body: "\n", ..EMAIL }, "body", Problem::Required),
        (Message { other: "a@b.example", copy: &foreign, ..EMAIL }, "copy", Problem::Choice),
    ] {
        let refused = told(dialog::send(&mut tx, firm.customer, &message).await);
        assert_eq!(refused.problem_of(field), Some(problem), "{message:?}");
    }
    let gone = dialog::send(&mut tx, other.customer, &Message { other: "a@b.example", ..EMAIL }).await;
    assert!(matches!(gone, Err(StoreError::NotFound)));
    tx.commit().await.unwrap();
    let sent: i64 = value(&pool, "select (select count(*) from outgoing) + (select count(*) from dialog)").await;
    assert_eq!(sent, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn entries_are_found_by_kind_direction_person_time_and_words(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.add_dialog(&pool, firm.customer).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let mut found = async |filter: DialogFilter| {
        dialog::list(&mut tx, firm.customer, &filter, 50)
            .await
            .unwrap()
            .0
            .into_iter()
            .map(|one| one.kind)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let all = DialogFilter::default;
    assert_eq!(found(all()).await, "email call", "the newest first");
    assert_eq!(found(DialogFilter { kind: Some(DialogKind::Call), ..all() }).await, "call");
    assert_eq!(found(DialogFilter { direction: Some(Direction::Out), ..all() }).await, "email");
    assert_eq!(found(DialogFilter { user: Some(firm.neighbour), ..all() }).await, "");
    assert_eq!(found(DialogFilter { words: "SVEISER ringte".to_owned(), ..all() }).await, "call");
    assert_eq!(found(DialogFilter { words: "per@kunde".to_owned(), ..all() }).await, "email");
    assert_eq!(found(DialogFilter { words: "100%_".to_owned(), ..all() }).await, "");
    let day = Some("2026-11-20".to_owned());
    assert_eq!(found(DialogFilter { from: day.clone(), to: day.clone(), ..all() }).await, "call", "in the firm's time");
    assert_eq!(found(DialogFilter { to: Some("2026-11-19".to_owned()), ..all() }).await, "");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_was_sent_stays_and_what_failed_is_sent_again_when_asked(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (call, mail) = firm.add_dialog(&pool, firm.customer).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(matches!(dialog::delete(&mut tx, firm.customer, mail).await, Err(StoreError::NotFound)));
    dialog::retry(&mut tx, firm.customer, mail).await.unwrap();
    assert!(matches!(dialog::retry(&mut tx, firm.customer, mail).await, Err(StoreError::NotFound)), "it waits already");
    dialog::delete(&mut tx, firm.customer, call).await.unwrap();
    tx.commit().await.unwrap();
    let state: String = value(&pool, "select state || (select count(*) from outgoing_queue) from outgoing").await;
    assert_eq!(state, "queued1");
    let logged: i64 =
        value(&pool, "select count(*) from change_log where table_name = 'dialog' and operation = 'DELETE'").await;
    assert_eq!(logged, 1);
    // Neither is taken back with Ctrl+Z.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert_eq!(
        told(store::undo::undo(&mut tx, firm.customer, None).await).problem_of("entry"),
        Some(Problem::NothingToUndo)
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn no_comment_is_in_anything_that_goes_out(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    firm.add_comment(&pool, firm.customer, "Hemmelig kommentar", true).await;
    firm.add_dialog(&pool, firm.customer).await;
    let all: String = value(&pool, "select string_agg(to_jsonb(o)::text, ' ') from outgoing o").await;
    assert!(!all.contains("Hemmelig"), "{all}");
    run(&pool, "delete from outgoing").await;
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_letter_needs_a_day_a_kind_and_something_to_say(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let note = Note {
        kind: "letter",
        direction: "in",
        at: Some("2026-11-01T10:00:00Z"),
        contact: "",
        subject: "Svar",
        body: "",
    };
    let mut tx = firm.tx(&pool, firm.consultant).await;
    dialog::register(&mut tx, firm.customer, &note).await.unwrap();
    for (wrong, field) in [
        (Note { kind: "fax", ..note }, "kind"),
        (Note { direction: "", ..note }, "direction"),
        (Note { at: None, ..note }, "day"),
        (Note { subject: "", ..note }, "body"),
        (Note { contact: "x", ..note }, "contact"),
    ] {
        assert!(told(dialog::register(&mut tx, firm.customer, &wrong).await).problem_of(field).is_some(), "{field}");
    }
}
