//! Relations between customers: on both cards, from both sides, each once.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, run, told, value};
use crate::twins::{merged, of, split_again};
use domain::{
    change::LogCategory,
    error::{ErrorCode, Problem},
    id::{CustomerId, RelationId},
    language::Language,
    list::ListKind,
    relation::Relation,
};
use serde_json::json;
use sqlx::PgPool;
use store::{StoreError, Tx, as_of, log, relation, relation::Typed, undo};

async fn add(pool: &PgPool, firm: &Firm, customer: CustomerId, typed: Typed<'_>) -> Result<RelationId, StoreError> {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let id = relation::add(&mut tx, customer, typed).await?;
    tx.commit().await?;
    Ok(id)
}

async fn shown(pool: &PgPool, firm: &Firm, customer: CustomerId) -> Vec<Relation> {
    relation::list(&mut firm.tx(pool, firm.reader).await, customer, Language::Nb).await.unwrap()
}

fn said(shown: &[Relation]) -> Vec<String> {
    shown.iter().map(|one| format!("{} {} {}", one.kind_name, one.name, one.contact_name).trim().to_owned()).collect()
}

async fn done<T>(mut tx: Tx, what: impl AsyncFnOnce(&mut Tx) -> Result<T, StoreError>) -> T {
    let done = what(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    done
}

async fn other(pool: &PgPool, firm: &Firm) -> CustomerId {
    firm.add_customer(pool, json!({"name": "Annen", "number": 20417})).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_relation_reads_from_both_sides_and_may_mean_a_person(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = other(&pool, &firm).await;
    firm.add_contact(&pool, other, json!({"first_name": "Ola", "last_name": "Dunk"})).await;
    let kind = firm.relation_kind.to_string();
    let typed = Typed { kind: &kind, other: "20 417", contact: "dunk", note: "Fast", from_day: "1.2.2026", to_day: "" };
    add(&pool, &firm, firm.customer, typed).await.unwrap();
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Leverandør til Annen Ola Dunk"]);
    let there = shown(&pool, &firm, other).await;
    assert_eq!(said(&there), ["Kunde av Første kunde nord Ola Dunk"]);
    assert_eq!((there[0].from_day.as_str(), there[0].note.as_str()), ("2026-02-01", "Fast"));
    assert!(there[0].contact_is_here, "the person is one of this card's own");
    let kinds = relation::kinds(&mut firm.tx(&pool, firm.reader).await, Language::Nb).await.unwrap();
    let labels: Vec<&str> = kinds.iter().map(|kind| kind.label.as_str()).collect();
    assert_eq!(labels, ["Leverandør til", "Kunde av", "Samarbeider med"]);
    let counted = |id| {
        let (pool, firm) = (&pool, &firm);
        async move {
            let mut tx = firm.tx(pool, firm.reader).await;
            let wanted = store::card::Wanted::default();
            store::card::read(&mut tx, id, wanted, Language::Nb).await.unwrap().counts.relations
        }
    };
    assert_eq!((counted(firm.customer).await, counted(other).await), (1, 1));
    run(&pool, &format!("update customer set status = '{}' where id = '{other}'", firm.hidden)).await;
    assert!(shown(&pool, &firm, firm.customer).await.is_empty(), "who is hidden stays out");
    assert_eq!(counted(firm.customer).await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn the_same_relation_is_refused_from_either_side(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = other(&pool, &firm).await;
    let (kind, mutual) = (firm.relation_kind.to_string(), firm.mutual_kind.to_string());
    let turned = format!("{kind}:inverse");
    let (here, there) = (firm.customer.to_string(), other.to_string());
    let say = |kind, other| Typed { kind, other, ..Typed::default() };
    add(&pool, &firm, firm.customer, say(&kind, &there)).await.unwrap();
    add(&pool, &firm, firm.customer, say(&mutual, &there)).await.unwrap();
    for (customer, typed) in [
        (firm.customer, say(&kind, &there)),
        (other, say(&turned, &here)),
        (firm.customer, say(&mutual, &there)),
        (other, say(&mutual, &here)),
    ] {
        let refused = told(add(&pool, &firm, customer, typed).await);
        assert_eq!(refused.problem_of("kind"), Some(Problem::Twice), "{typed:?}");
    }
    add(&pool, &firm, firm.customer, say(&turned, &there)).await.unwrap();
    let person = Typed { contact: "Ola Nordmann", ..say(&kind, &there) };
    add(&pool, &firm, firm.customer, person).await.unwrap();
    assert_eq!(shown(&pool, &firm, other).await.len(), 4);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_is_wrong_stands_at_its_field(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let foreign = Firm::make(&pool, "syd").await;
    let other = other(&pool, &firm).await;
    for name in ["Ola", "Kari"] {
        firm.add_contact(&pool, other, json!({"first_name": name, "last_name": "Dunk"})).await;
    }
    let kind = firm.relation_kind.to_string();
    let right = Typed { kind: &kind, other: "Annen", ..Typed::default() };
    let (own, theirs) = (firm.customer.to_string(), foreign.customer.to_string());
    for (typed, field, problem) in [
        (Typed { kind: "", ..right }, "kind", Problem::Choice),
        (Typed { kind: &firm.tag.to_string(), ..right }, "kind", Problem::Choice),
        (Typed { kind: &foreign.relation_kind.to_string(), ..right }, "kind", Problem::Choice),
        (Typed { other: "", ..right }, "other", Problem::Required),
        (Typed { other: "finnes ikke", ..right }, "other", Problem::UnknownCustomer),
        (Typed { other: &own, ..right }, "other", Problem::OwnRelation),
        (Typed { other: &theirs, ..right }, "other", Problem::UnknownCustomer),
        (Typed { contact: "finnes ikke", ..right }, "contact", Problem::UnknownContact),
        (Typed { contact: "dunk", ..right }, "contact", Problem::SeveralContacts),
        (Typed { from_day: "i fjor", ..right }, "from_day", Problem::Date),
        (Typed { from_day: "2.1.2026", to_day: "1.1.2026", ..right }, "to_day", Problem::DaysTurned),
        (Typed { note: "a\u{0}b", ..right }, "note", Problem::ControlCharacters),
    ] {
        let refused = told(add(&pool, &firm, firm.customer, typed).await);
        assert_eq!((refused.fields.len(), refused.problem_of(field)), (1, Some(problem)), "{typed:?}");
    }
    assert!(shown(&pool, &firm, other).await.is_empty());
    assert_eq!(told(add(&pool, &firm, foreign.customer, right).await).code, ErrorCode::NotFound);
    let mut tx = firm.tx(&pool, firm.reader).await;
    assert_eq!(told(relation::add(&mut tx, firm.customer, right).await).code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn it_is_changed_removed_and_taken_back_on_either_card_and_stands_in_both_logs(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = other(&pool, &firm).await;
    let stranger = firm.add_customer(&pool, json!({"name": "Uvedkommende"})).await;
    let kind = firm.relation_kind.to_string();
    let id = add(&pool, &firm, firm.customer, Typed { kind: &kind, other: "Annen", ..Typed::default() }).await.unwrap();
    let changed = Typed { kind: &kind, note: "Snudd", to_day: "31.12.2020", ..Typed::default() };
    let me = async || firm.tx(&pool, firm.consultant).await;
    assert_eq!(told(relation::change(&mut me().await, stranger, id, 1, changed).await).code, ErrorCode::NotFound);
    // From the other side the same word means the opposite.
    done(me().await, async |tx| relation::change(tx, other, id, 1, changed).await).await;
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Kunde av Annen"]);
    assert_eq!(shown(&pool, &firm, other).await[0].note, "Snudd");
    assert_eq!(told(relation::change(&mut me().await, firm.customer, id, 1, changed).await).code, ErrorCode::Conflict);
    let before: String = value(&pool, "select clock_timestamp()::text").await;
    assert_eq!(told(relation::delete(&mut me().await, stranger, id).await).code, ErrorCode::NotFound);
    done(me().await, async |tx| relation::delete(tx, other, id).await).await;
    assert!(shown(&pool, &firm, firm.customer).await.is_empty());
    for customer in [firm.customer, other] {
        let mut tx = firm.tx(&pool, firm.reader).await;
        let at = before.replace(' ', "T").replace("+00", "Z");
        let as_of::Found::Card(then) = as_of::read(&mut tx, customer, &at, Language::Nb).await.unwrap() else {
            panic!()
        };
        let name = if customer == other { "Leverandør til Første kunde nord" } else { "Kunde av Annen" };
        assert_eq!(said(&then.relations), [name]);
        let (entries, _) = log::list(&mut tx, customer, Some(LogCategory::Relation), 9, Language::Nb).await.unwrap();
        let subjects: Vec<&str> = entries.iter().map(|entry| entry.subject.as_str()).collect();
        assert_eq!(subjects, [if customer == other { "Første kunde nord" } else { "Annen" }; 3]);
    }
    let undone = done(me().await, async |tx| undo::undo(tx, other, None).await).await;
    assert!(undone.taken, "{undone:?}");
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Kunde av Annen"]);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let (entries, _) = log::list(&mut tx, firm.customer, Some(LogCategory::Relation), 9, Language::Nb).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.undone).count(), 1, "also where it was not taken back");
    drop(tx);
    done(me().await, async |tx| undo::undo(tx, firm.customer, None).await).await;
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Leverandør til Annen"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_person_who_is_deleted_leaves_a_relation_to_their_employer_and_comes_back(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = other(&pool, &firm).await;
    let person = firm.add_contact(&pool, other, json!({"first_name": "Kari", "last_name": "Dunk"})).await;
    let kind = firm.mutual_kind.to_string();
    let typed = Typed { kind: &kind, other: "Annen", contact: "Kari Dunk", ..Typed::default() };
    add(&pool, &firm, firm.customer, typed).await.unwrap();
    done(firm.tx(&pool, firm.consultant).await, async |tx| store::contact::delete(tx, other, person).await).await;
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Samarbeider med Annen"]);
    done(firm.tx(&pool, firm.consultant).await, async |tx| undo::undo(tx, other, None).await).await;
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Samarbeider med Annen Kari Dunk"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn two_who_become_one_keep_no_relation_to_themselves_and_none_twice(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let (twin, other) = (firm.add_customer(&pool, json!({"name": "Tvilling"})).await, other(&pool, &firm).await);
    for (one, two) in [(firm.customer, twin), (firm.customer, other), (twin, other)] {
        firm.add_relation(&pool, one, two).await;
    }
    let before = said(&shown(&pool, &firm, other).await);
    assert_eq!(before.len(), 2);
    let (merge, _) = merged(&pool, &firm, &of(&[firm.customer, twin])).await;
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Leverandør til Annen"]);
    assert_eq!(said(&shown(&pool, &firm, other).await), ["Kunde av Første kunde nord"]);
    split_again(&pool, &firm, merge).await;
    assert_eq!(said(&shown(&pool, &firm, other).await), before);
    assert_eq!(shown(&pool, &firm, twin).await.len(), 2);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn kinds_that_are_merged_leave_each_relation_once(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    other(&pool, &firm).await;
    for kind in [firm.relation_kind, firm.mutual_kind] {
        let typed = Typed { kind: &kind.to_string(), other: "Annen", ..Typed::default() };
        add(&pool, &firm, firm.customer, typed).await.unwrap();
    }
    let mut tx = firm.tx(&pool, firm.administrator).await;
    let into = firm.mutual_kind.to_string();
    store::list::merge(&mut tx, ListKind::RelationKind, firm.relation_kind, &into).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Samarbeider med Annen"]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_kind_is_named_from_the_other_side_in_all_languages(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut tx = firm.tx(&pool, firm.administrator).await;
    store::list::name_inverse(&mut tx, firm.mutual_kind, ["Brukes av", "", "Used by"]).await.unwrap();
    let items = store::list::items(&mut tx, ListKind::RelationKind).await.unwrap();
    let item = items.iter().find(|item| item.id == firm.mutual_kind).unwrap();
    assert_eq!(item.inverse, ["Brukes av", "Brukes av", "Used by"]);
    let refused = told(store::list::name_inverse(&mut tx, firm.mutual_kind, ["", "Används av", ""]).await);
    assert_eq!(refused.problem_of("inverse_nb"), Some(Problem::Required));
    assert_eq!(told(store::list::name_inverse(&mut tx, firm.tag, ["a", "", ""]).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_person_is_deleted_though_their_relation_stands_beside_one_to_their_firm(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let other = other(&pool, &firm).await;
    firm.add_contact(&pool, other, json!({"first_name": "Eva", "last_name": "Berg"})).await;
    let person = firm.add_contact(&pool, other, json!({"first_name": "Ola", "last_name": "Dunk"})).await;
    let kind = firm.relation_kind.to_string();
    let typed = Typed { kind: &kind, other: "20 417", contact: "", note: "", from_day: "", to_day: "" };
    add(&pool, &firm, firm.customer, typed).await.unwrap();
    add(&pool, &firm, firm.customer, Typed { contact: "dunk", ..typed }).await.unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    store::contact::delete(&mut tx, other, person).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(said(&shown(&pool, &firm, firm.customer).await), ["Leverandør til Annen"; 2]);
    // A third that says the same is refused as ever.
    assert_eq!(told(add(&pool, &firm, firm.customer, typed).await).problem_of("kind"), Some(Problem::Twice));
}
