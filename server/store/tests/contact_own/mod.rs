//! A firm's own fields of contacts: like those of its customers, and none of theirs.

#![expect(clippy::unwrap_used, reason = "tests")]

mod around;

use crate::common::{Firm, contact_patch, customer_patch, told, value};
use domain::{
    customer::{CustomerKind, CustomerType},
    error::{ErrorCode, Problem},
    field::{self, Entity, Field, Need, OwnKind},
    id::{ContactId, OwnFieldId, RegistrationId, UserId},
    language::Language,
    list::ListKind,
    section::Section,
};
use serde_json::{Value, json};
use sqlx::PgPool;
use store::{
    StoreError, as_of,
    card::{ContactsWanted, Wanted as Lists},
    contact, history, log,
    own_field::{self, Wanted},
    registration::{New, register},
    rule::{self, Decision},
};

const fn wanted(name: &str) -> Wanted<'_> {
    Wanted { labels: [name, "", ""], help: [""; 3], in_portal: false, section: Section::Contacts, tab: None }
}

async fn declare(pool: &PgPool, firm: &Firm, kind: OwnKind, name: &str) -> (OwnFieldId, &'static Field) {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let id = own_field::add(&mut tx, kind, &wanted(name)).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = firm.tx(pool, firm.reader).await;
    let key = own_field::list(&mut tx).await.unwrap().into_iter().find(|field| field.id == id).unwrap().key;
    (id, field::contact(&key).unwrap())
}

async fn change(
    pool: &PgPool,
    firm: &Firm,
    who: UserId,
    version: i32,
    field: &'static Field,
    typed: &str,
) -> Result<(), StoreError> {
    let mut tx = firm.tx(pool, who).await;
    contact::change(&mut tx, firm.customer, firm.contact, version, &[(field, typed)]).await?;
    tx.commit().await.map(drop)
}

async fn stands(pool: &PgPool, id: ContactId, field: &Field) -> Value {
    value(pool, &format!("select coalesce(own -> '{}', 'null') from contact where id = '{id}'", field.key)).await
}

async fn version(pool: &PgPool, firm: &Firm) -> i32 {
    value(pool, &format!("select version from contact where id = '{}'", firm.contact)).await
}

async fn must(pool: &PgPool, firm: &Firm, field: &'static Field) {
    let mut tx = firm.tx(pool, firm.administrator).await;
    let decision = Decision { field, kind: CustomerKind::Company, read: Some(Need::May), need: Need::Must };
    rule::decide(&mut tx, Entity::Contact, CustomerType::ALL, &[decision]).await.unwrap();
    tx.commit().await.unwrap();
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_kind_is_typed_kept_logged_and_taken_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let kinds = [
        (OwnKind::Line, "Nøtter", json!("Nøtter")),
        (OwnKind::Lines, "Nøtter\nMelk", json!("Nøtter\nMelk")),
        (OwnKind::Whole, "1 200", json!(1200)),
        (OwnKind::Money, "99,50", json!(9950)),
        (OwnKind::Percent, "7,5", json!(750)),
        (OwnKind::Date, "28.11.2026", json!("2026-11-28")),
        (OwnKind::YesNo, "yes", json!(true)),
        (OwnKind::Email, "a@b.example", json!("a@b.example")),
        (OwnKind::Phone, "75500120", json!("+4775500120")),
        (OwnKind::WebAddress, "b.example", json!("https://b.example")),
    ];
    for (kind, typed, kept) in kinds {
        let (_, field) = declare(&pool, &firm, kind, kind.key()).await;
        change(&pool, &firm, firm.consultant, version(&pool, &firm).await, field, typed).await.unwrap();
        assert_eq!(stands(&pool, firm.contact, field).await, kept, "{}", kind.key());
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let (log, _) = log::list(&mut tx, firm.customer, None, 1, Language::Nb).await.unwrap();
        let (_, old, new) = log[0].changes.iter().find(|(column, ..)| column == field.key).unwrap();
        assert_eq!((old, new, log[0].subject.as_str()), (&Value::Null, &kept, "Ola Nordmann"));
        let (past, _) =
            history::read(&mut tx, Some(firm.customer), firm.contact.0, &[field], Language::Nb).await.unwrap();
        assert_eq!(past.first().map(|past| &past.new), Some(&kept));
        store::undo::undo(&mut tx, firm.customer, Some(log[0].id)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(stands(&pool, firm.contact, field).await.is_null(), "taken back: {}", kind.key());
    }
    for (kind, typed, problem) in [
        (OwnKind::Date, "31.2.2026", Problem::Date),
        (OwnKind::Line, &*"x".repeat(301), Problem::TooLong { max: 300 }),
        (OwnKind::Email, "a@", Problem::Email),
    ] {
        let (_, field) = declare(&pool, &firm, kind, &format!("{} igjen", kind.key())).await;
        let refused = told(change(&pool, &firm, firm.consultant, version(&pool, &firm).await, field, typed).await);
        assert_eq!(refused.problem_of(field.key), Some(problem));
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn one_belongs_to_contacts_and_never_to_customers(pool: PgPool) {
    let (firm, other) = (Firm::make(&pool, "nord").await, Firm::make(&pool, "syd").await);
    let (id, field) = declare(&pool, &firm, OwnKind::Choice, "Kanal").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let there = Wanted { section: Section::Own, ..wanted("Kanal") };
    own_field::add(&mut tx, OwnKind::Line, &there).await.unwrap();
    tx.commit().await.unwrap();
    let session = firm.tx(&pool, firm.reader).await.session().clone();
    assert_eq!((session.own.len(), session.own_of_contacts.len()), (1, 1), "each may have one that is called so");
    assert_eq!(session.list(field.key), Some(ListKind::Own(field.key)));
    let of_customers = session.own[0];
    // Neither stands at the other, whichever way it comes.
    let mut tx = firm.tx(&pool, firm.consultant).await;
    assert!(contact::change(&mut tx, firm.customer, firm.contact, 1, &[(of_customers, "x")]).await.is_err());
    drop(tx);
    for (table, key) in [("customer", field.key), ("contact", of_customers.key)] {
        let wrong = format!("update {table} set own = '{{\"{key}\": \"01900000-0000-7000-8000-00000000000b\"}}'");
        assert!(sqlx::raw_sql(sqlx::AssertSqlSafe(wrong)).execute(&pool).await.is_err(), "{table}");
    }
    // Nor does it move there.
    let mut tx = firm.tx(&pool, firm.administrator).await;
    assert_eq!(told(own_field::change(&mut tx, id, 1, &there).await).problem_of("section"), Some(Problem::Choice));
    let here = told(own_field::add(&mut tx, OwnKind::Line, &wanted("KANAL")).await);
    assert_eq!(here.problem_of("name"), Some(Problem::AlreadyThere));
    let log = Wanted { section: Section::Log, ..wanted("Annet") };
    assert_eq!(told(own_field::add(&mut tx, OwnKind::Line, &log).await).problem_of("section"), Some(Problem::Choice));
    drop(tx);
    // Another firm has none of it.
    let session = other.tx(&pool, other.reader).await.session().clone();
    assert!(session.own_of_contacts.is_empty() && session.list(field.key).is_none());
    assert_eq!(told(change(&pool, &other, other.consultant, 1, field, "x").await).code, ErrorCode::NotFound);
    let mut tx = other.tx(&pool, other.administrator).await;
    assert_eq!(told(own_field::change(&mut tx, id, 1, &wanted("Nytt")).await).code, ErrorCode::NotFound);
    assert_eq!(told(own_field::shift(&mut tx, id, true).await).code, ErrorCode::NotFound);
    drop(tx);
    for who in [firm.consultant, firm.reader] {
        let mut tx = firm.tx(&pool, who).await;
        assert_eq!(told(own_field::add(&mut tx, OwnKind::Line, &wanted("B")).await).code, ErrorCode::Forbidden);
    }
    let refused = told(change(&pool, &firm, firm.reader, 1, field, "").await);
    assert_eq!(refused.code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn each_kind_of_owner_has_an_order_of_its_own(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (first, _) = declare(&pool, &firm, OwnKind::Line, "En").await;
    firm.add_own_field(&pool, OwnKind::Line, "Kundens").await;
    let (second, _) = declare(&pool, &firm, OwnKind::Line, "To").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    own_field::shift(&mut tx, second, true).await.unwrap();
    let all = own_field::list(&mut tx).await.unwrap();
    let of_contacts: Vec<_> = all.iter().filter(|of| of.entity == Entity::Contact).map(|of| of.id).collect();
    assert_eq!(of_contacts, [second, first], "one step, past the customers'");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_choice_is_of_its_own_list_is_read_by_name_and_follows_a_merged_value(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let stranger = Firm::make(&pool, "syd").await;
    let (_, one) = declare(&pool, &firm, OwnKind::Choice, "Kanal").await;
    let (_, several) = declare(&pool, &firm, OwnKind::Choices, "Språk").await;
    let (_, elsewhere) = declare(&pool, &stranger, OwnKind::Choice, "Kanal").await;
    let mut ids = Vec::new();
    for (of, field, name) in
        [(&firm, one, "E-post"), (&firm, one, "SMS"), (&firm, several, "Norsk"), (&stranger, elsewhere, "Brev")]
    {
        let mut tx = of.tx(&pool, of.administrator).await;
        ids.push(store::list::add(&mut tx, ListKind::Own(field.key), name).await.unwrap().to_string());
        tx.commit().await.unwrap();
    }
    let (email, sms, norwegian, letter) = (&ids[0], &ids[1], &ids[2], &ids[3]);
    for wrong in [norwegian, letter] {
        let refused = told(change(&pool, &firm, firm.consultant, 1, one, wrong).await);
        assert_eq!(refused.problem_of(one.key), Some(Problem::Choice), "of another list, or another firm");
    }
    change(&pool, &firm, firm.consultant, 1, one, email).await.unwrap();
    change(&pool, &firm, firm.consultant, 2, several, norwegian).await.unwrap();
    let mut tx = firm.tx(&pool, firm.reader).await;
    let lists = Lists { contacts: ContactsWanted::All, ..Lists::default() };
    let card = store::card::read(&mut tx, firm.customer, lists, Language::Nb).await.unwrap();
    assert_eq!(card.contacts[0].values.text(one.key), email);
    assert_eq!(card.names.get(email).map(String::as_str), Some("E-post"), "on the card");
    let page = contact::card(&mut tx, firm.customer, firm.contact, Language::Nb).await.unwrap();
    assert_eq!(page.names.get(norwegian).map(String::as_str), Some("Norsk"), "on its own page");
    drop(tx);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let touched = store::list::merge(&mut tx, ListKind::Own(one.key), email.parse().unwrap(), sms).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((touched, stands(&pool, firm.contact, one).await), (1, json!(sms)));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_can_be_mandatory_for_new_contacts_and_is_not_emptied_then(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Line, "Allergier").await;
    must(&pool, &firm, field).await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let counts = rule::counts(&mut tx, Entity::Contact).await.unwrap();
    assert_eq!(counts.of(field, field::Audience::all()), (1, 1));
    drop(tx);
    let names = [("first_name", "Eva"), ("last_name", "Berg")];
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let refused = told(contact::add(&mut tx, firm.customer, &contact_patch(&names)).await);
    assert_eq!(refused.problem_of(field.key), Some(Problem::Required));
    let whole: Vec<_> = contact_patch(&names).into_iter().chain([(field, "Nøtter")]).collect();
    let eva = contact::add(&mut tx, firm.customer, &whole).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stands(&pool, eva, field).await, json!("Nøtter"));
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let emptied = told(contact::change(&mut tx, firm.customer, eva, 1, &[(field, "")]).await);
    assert_eq!(emptied.problem_of(field.key), Some(Problem::Required));
    // In the registration too.
    let me = firm.consultant.to_string();
    let customer = customer_patch(&[
        ("name", "Fjord AS"),
        ("kind", "company"),
        ("customer_type", "ordinary"),
        ("country", "NO"),
        ("responsible", &me),
    ]);
    let new =
        |contact| New { request: RegistrationId::generate(), customer: &customer, contact, others: &[], registry: &[] };
    let key = format!("contact.{}", field.key);
    let lacking = contact_patch(&names);
    let refused = told(register(&mut tx, &new(&lacking)).await);
    assert_eq!(refused.problem_of(&key), Some(Problem::Required));
    drop(tx);
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let id = register(&mut tx, &new(&whole)).await.unwrap();
    tx.commit().await.unwrap();
    let kept = format!("select own ->> '{}' from contact where customer_id = '{id}'", field.key);
    assert_eq!(value::<String>(&pool, &kept).await, "Nøtter");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_out_of_use_keeps_its_values_and_takes_no_new_ones(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (id, field) = declare(&pool, &firm, OwnKind::Line, "Allergier").await;
    change(&pool, &firm, firm.consultant, 1, field, "Nøtter").await.unwrap();
    let mut tx = firm.tx(&pool, firm.administrator).await;
    own_field::retire(&mut tx, id, true).await.unwrap();
    assert_eq!(own_field::list(&mut tx).await.unwrap()[0].used, 1);
    tx.commit().await.unwrap();
    assert!(firm.tx(&pool, firm.reader).await.session().own_of_contacts.is_empty());
    assert_eq!(told(change(&pool, &firm, firm.consultant, 2, field, "Melk").await).code, ErrorCode::NotFound);
    let mut tx = firm.tx(&pool, firm.administrator).await;
    own_field::retire(&mut tx, id, false).await.unwrap();
    tx.commit().await.unwrap();
    change(&pool, &firm, firm.consultant, 2, field, "Melk").await.unwrap();
    assert_eq!(stands(&pool, firm.contact, field).await, json!("Melk"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_card_of_that_day_has_it_and_a_deleted_contact_comes_back_with_it(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, field) = declare(&pool, &firm, OwnKind::Line, "Allergier").await;
    firm.add_contact(&pool, firm.customer, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    change(&pool, &firm, firm.consultant, 1, field, "Nøtter").await.unwrap();
    let then: String = value(&pool, "select to_json(clock_timestamp()) #>> '{}'").await;
    change(&pool, &firm, firm.consultant, 2, field, "").await.unwrap();
    let own = format!("select own::text from contact where id = '{}'", firm.contact);
    assert_eq!(value::<String>(&pool, &own).await, "{}", "a value that goes leaves no key");
    change(&pool, &firm, firm.consultant, 3, field, "Melk").await.unwrap();
    let later: String = value(&pool, "select to_json(clock_timestamp()) #>> '{}'").await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    contact::delete(&mut tx, firm.customer, firm.contact).await.unwrap();
    tx.commit().await.unwrap();
    for (at, text) in [(&then, "Nøtter"), (&later, "Melk")] {
        let mut tx = firm.tx(&pool, firm.reader).await;
        let as_of::Found::Card(card) = as_of::read(&mut tx, firm.customer, at, Language::Nb).await.unwrap() else {
            panic!("it was there")
        };
        let ola = card.card.contacts.iter().find(|contact| contact.id == firm.contact).unwrap();
        assert_eq!(ola.values.text(field.key), text);
    }
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::undo::undo(&mut tx, firm.customer, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stands(&pool, firm.contact, field).await, json!("Melk"));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_people_who_change_different_ones_both_keep_theirs(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (_, one) = declare(&pool, &firm, OwnKind::Line, "En").await;
    let (_, two) = declare(&pool, &firm, OwnKind::Line, "To").await;
    change(&pool, &firm, firm.consultant, 1, one, "a").await.unwrap();
    change(&pool, &firm, firm.neighbour, 1, two, "b").await.unwrap();
    assert_eq!(
        (stands(&pool, firm.contact, one).await, stands(&pool, firm.contact, two).await),
        (json!("a"), json!("b"))
    );
    let refused = told(change(&pool, &firm, firm.neighbour, 1, one, "c").await);
    assert_eq!(refused.conflicts.first().map(|conflict| conflict.theirs.as_str()), Some("a"));
}
