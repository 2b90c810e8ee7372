//! Templates, signatures and documents that go along: what is told when it is wrong, and what goes out.

use crate::common::{Firm, run, told, value};
use domain::{
    dialog::{DialogFilter, DialogKind},
    error::Problem,
    setting_log::Area,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    StoreError,
    dialog::{self, Message, Sms},
    profile,
    setting_log::{self, Asked},
    template::{self, Typed},
};

const TYPED: Typed<'_> =
    Typed { kind: "email", name: "Takk", subject: "Til {customer}", body: "Hei {first_name}!\nHilsen {me}, {firm}" };
const EMAIL: Message<'_> = Message { to: "", other: "", copy: "", subject: "Hei", body: "Hei", files: "" };

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_template_with_a_field_that_there_is_none_of_is_not_saved(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    for (typed, field, problem) in [
        (Typed { body: "Hei {navn}", ..TYPED }, "body", Problem::UnknownField),
        (Typed { subject: "{x}", ..TYPED }, "subject", Problem::UnknownField),
        (Typed { name: " ", ..TYPED }, "name", Problem::Required),
        (Typed { body: "", ..TYPED }, "body", Problem::Required),
        (Typed { kind: "letter", ..TYPED }, "kind", Problem::Choice),
    ] {
        assert_eq!(told(template::add(&mut tx, &typed).await).problem_of(field), Some(problem), "{typed:?}");
    }
    let id = template::add(&mut tx, &TYPED).await.unwrap();
    template::add(&mut tx, &Typed { kind: "sms", ..TYPED }).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let twice = told(template::add(&mut tx, &Typed { name: "TAKK", ..TYPED }).await);
    assert_eq!(twice.problem_of("name"), Some(Problem::AlreadyThere));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    template::change(&mut tx, id, 1, &Typed { kind: "", name: "Takk for sist", ..TYPED }).await.unwrap();
    let late = told(template::change(&mut tx, id, 1, &TYPED).await);
    assert_eq!(late.problem_of("name"), Some(Problem::ChangedSince));
    let all = template::list(&mut tx, None).await.unwrap();
    assert_eq!(all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Takk for sist", "Takk"]);
    let sms = template::list(&mut tx, Some(DialogKind::Sms)).await.unwrap();
    assert_eq!((sms.len(), sms[0].subject.as_str()), (1, ""), "an SMS has no subject");
    tx.commit().await.unwrap();
    let mut theirs = other.tx(&pool, other.consultant).await;
    assert!(matches!(template::read(&mut theirs, id).await, Err(StoreError::NotFound)));
    let mut reader = firm.tx(&pool, firm.reader).await;
    assert!(matches!(template::delete(&mut reader, id).await, Err(StoreError::Forbidden(_))));
    // What was deleted is told by its name, and comes back.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    template::delete(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let log = setting_log::list(&mut tx, Asked { area: Some(Area::Templates), ..Asked::default() }).await.unwrap();
    assert_eq!(log.entries[0].subject.named.text("name"), "Takk for sist");
    assert!(setting_log::undo(&mut tx, log.entries[0].id).await.unwrap());
    assert_eq!(template::read(&mut tx, id).await.unwrap().name, "Takk for sist");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn fields_are_filled_in_for_whom_a_message_goes_to_and_a_signature_put_below(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let add = async |first: &str, number: &str| {
        let email = format!("{first}@kunde.example");
        firm.add_contact(
            &pool,
            firm.customer,
            json!({"first_name": first, "last_name": "Vik", "email": email, "mobile": number}),
        )
        .await
        .to_string()
    };
    let both = [add("Per", "+4790012345").await, add("Åse", "+4790012346").await].join(",");
    let mut tx = firm.tx(&pool, firm.consultant).await;
    profile::change_signature(&mut tx, "Kari Nord\nTlf. 75 50 01 20").await.unwrap();
    let mail = Message { to: &both, subject: "Til {customer}", body: "Hei {first_name}! {noe}", ..EMAIL };
    dialog::send(&mut tx, firm.customer, &mail).await.unwrap();
    let lacks = Message { to: "", other: "x@y.example", ..mail };
    assert_eq!(told(dialog::send(&mut tx, firm.customer, &lacks).await).problem_of("body"), Some(Problem::OpenField));
    dialog::send_sms(&mut tx, firm.customer, &Sms { to: &both, other: "", body: "Hei {first_name}" }).await.unwrap();
    let long = told(profile::change_signature(&mut tx, &"a".repeat(2001)).await);
    assert!(long.problem_of("signature").is_some());
    tx.commit().await.unwrap();
    let sent = "select subject || '|' || body from outgoing where kind = 'email'";
    let expected = "Til Første kunde nord|Hei Per, Åse! {noe}\n\nKari Nord\nTlf. 75 50 01 20";
    assert_eq!(value::<String>(&pool, sent).await, expected);
    let texts = "select string_agg(body, '|' order by recipients) from outgoing where kind = 'sms'";
    assert_eq!(value::<String>(&pool, texts).await, "Hei Per|Hei Åse", "each by their own name, and unsigned");
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    assert_eq!(profile::signature(&mut tx).await.unwrap(), "", "everybody's own");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn documents_of_the_card_go_along_in_the_version_of_then(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let document = firm.add_document(&pool, firm.customer, "Avtale").await;
    let beside = firm.add_customer(&pool, json!({"name": "Naboen"})).await;
    let elsewhere = firm.add_document(&pool, beside, "Annet").await.to_string();
    let foreign = other.add_document(&pool, other.customer, "Fremmed").await.to_string();
    let mine = document.to_string();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let mail = Message { other: "x@y.example", files: &mine, ..EMAIL };
    for wrong in [&elsewhere, &foreign, "avtale"] {
        let refused = told(dialog::send(&mut tx, firm.customer, &Message { files: wrong, ..mail }).await);
        assert_eq!(refused.problem_of("files"), Some(Problem::Choice), "{wrong}");
    }
    dialog::send(&mut tx, firm.customer, &mail).await.unwrap();
    let next = crate::common::around::text_file("Avtalt 1. juni.");
    store::document::add_version(&mut tx, firm.customer, document, &next).await.unwrap();
    let (entries, _) = dialog::list(&mut tx, firm.customer, &DialogFilter::default(), 50).await.unwrap();
    let file = &entries[0].files[0];
    assert_eq!((file.name.as_str(), file.number, file.is_there), ("avtale.txt", 1, true));
    store::document::delete(&mut tx, firm.customer, document).await.unwrap();
    let (entries, _) = dialog::list(&mut tx, firm.customer, &DialogFilter::default(), 50).await.unwrap();
    assert!(!entries[0].files[0].is_there, "what was sent stays told");
    tx.commit().await.unwrap();
    // Together no larger than mailboxes take.
    let large = firm.add_document(&pool, firm.customer, "Stor").await;
    run(&pool, &format!("update document_version set size = 15728641 where document_id = '{large}'")).await;
    let large = large.to_string();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(dialog::send(&mut tx, firm.customer, &Message { files: &large, ..mail }).await);
    assert_eq!(refused.problem_of("files"), Some(Problem::AttachmentsTooLarge { max: 15 }));
}
