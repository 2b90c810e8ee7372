//! The card as of a moment is the card that was seen at that moment.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, owner, run, told, value};
use crate::script::{next_customer, play, scripts, state};
use domain::{comment::Comment, contact::Contact, error::ErrorCode, field::Record, language::Language};
use sqlx::PgPool;
use store::{
    as_of::{self, AsOf, Found},
    card::{Card, ContactsWanted, Wanted},
};

/// Columns with what they say.
type Values = Vec<(String, serde_json::Value)>;

/// What a reader sees of a card; how often and by what version it was saved is not seen.
#[derive(Debug, PartialEq)]
struct Seen {
    values: Values,
    header: [String; 5],
    meaning: domain::list::StatusMeaning,
    counts: (i64, i64, i64, i64, Option<String>),
    contacts: Vec<(String, bool, Values)>,
    comments: Vec<Comment>,
    log: Vec<String>,
}

/// The columns that say something.
fn said(values: &Record) -> Values {
    // The last three are made of others.
    let silent = [
        "id",
        "version",
        "changed_at",
        "changed_by",
        "tenant_id",
        "customer_id",
        "ended_at",
        "created_at",
        "search",
        "name_order",
        "place_order",
    ];
    let mut said: Vec<_> = values
        .0
        .iter()
        .filter(|(column, value)| !silent.contains(&column.as_str()) && !value.is_null())
        .map(|(column, value)| (column.clone(), value.clone()))
        .collect();
    said.sort_by(|one, other| one.0.cmp(&other.0));
    said
}

fn seen(card: &Card, comments: &[Comment], log: &[domain::change::LogEntry]) -> Seen {
    let contact = |contact: &Contact| (contact.id.to_string(), contact.ended, said(&contact.values));
    let name = |key: &str| card.names.get(card.values.text(key)).cloned().unwrap_or_default();
    Seen {
        values: said(&card.values),
        header: [
            card.created_by.clone(),
            card.created_at.clone(),
            card.changed_by.clone(),
            card.changed_at.clone(),
            name("responsible"),
        ],
        meaning: card.meaning,
        counts: (
            card.counts.contacts,
            card.counts.ended_contacts,
            card.counts.fixed_comments,
            card.counts.comments,
            card.counts.last_comment_at.clone(),
        ),
        contacts: card.contacts.iter().map(contact).collect(),
        comments: comments.iter().cloned().map(|comment| Comment { version: 0, ..comment }).collect(),
        log: log
            .iter()
            .map(|entry| format!("{} {:?} {:?} {:?}", entry.at, entry.category, entry.operation, entry.changes))
            .collect(),
    }
}

async fn live(pool: &PgPool, firm: &Firm) -> Seen {
    let mut tx = firm.tx(pool, firm.reader).await;
    let wanted = Wanted {
        contacts: ContactsWanted::All,
        inactive_contacts: true,
        placements: true,
        documents: true,
        enquiries: false,
    };
    let card = store::card::read(&mut tx, firm.customer, wanted, Language::Nb).await.unwrap();
    let comments = store::comment::list(&mut tx, firm.customer, true, 500, None).await.unwrap();
    let log = store::log::list(&mut tx, firm.customer, None, 100, Language::Nb).await.unwrap().0;
    seen(&card, &comments, &log)
}

async fn then(pool: &PgPool, firm: &Firm, at: &str) -> Found {
    let mut tx = firm.tx(pool, firm.reader).await;
    as_of::read(&mut tx, firm.customer, at, Language::Nb).await.unwrap()
}

fn card(found: Found) -> AsOf {
    match found {
        Found::Card(card) => *card,
        Found::NotYet { .. } => panic!("{found:?}"),
    }
}

async fn now(pool: &PgPool) -> String {
    value(pool, "select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn for_random_scripts_the_card_as_of_then_is_the_card_seen_then(pool: PgPool) {
    let mut firm = Firm::make(&pool, "nord").await;
    for steps in scripts(4, 30) {
        next_customer(&pool, &mut firm).await;
        let mut snapshots = vec![(now(&pool).await, live(&pool, &firm).await)];
        for (index, step) in steps.iter().enumerate() {
            let who = if index % 3 == 0 { firm.neighbour } else { firm.consultant };
            play(&pool, &firm, who, step).await;
            snapshots.push((now(&pool).await, live(&pool, &firm).await));
        }
        let before = state(&pool, &firm).await;
        for (index, (at, expected)) in snapshots.iter().enumerate() {
            let AsOf { card, comments, log, .. } = card(then(&pool, &firm, at).await);
            assert_eq!(
                &seen(&card, &comments, &log),
                expected,
                "after step {index}: {:?}",
                steps.get(index.wrapping_sub(1))
            );
        }
        assert_eq!(state(&pool, &firm).await, before, "looking changes nothing");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn before_it_was_registered_there_is_no_card_and_none_of_another_firm_ever(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let found = then(&pool, &firm, "2020-01-01T00:00:00Z").await;
    assert!(matches!(&found, Found::NotYet { name, .. } if name == "Første kunde nord"), "{found:?}");
    let other = Firm::make(&pool, "syd").await;
    let mut tx = other.tx(&pool, other.administrator).await;
    let at = now(&pool).await;
    assert_eq!(told(as_of::read(&mut tx, firm.customer, &at, Language::Nb).await).code, ErrorCode::NotFound);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn rows_without_an_entry_in_the_log_begin_when_they_were_created(pool: PgPool) {
    let firm = Firm::make(&pool, "nord").await;
    let mut owner = owner(&pool, firm.tenant).await;
    sqlx::query("update customer set created_at = '2025-01-01Z'").execute(&mut *owner).await.unwrap();
    sqlx::query("update contact set created_at = '2025-06-01Z'").execute(&mut *owner).await.unwrap();
    owner.commit().await.unwrap();
    run(&pool, "delete from change_log").await;
    let before = card(then(&pool, &firm, "2025-05-31T12:00:00Z").await);
    assert!(before.card.contacts.is_empty() && before.comments.is_empty());
    let after = card(then(&pool, &firm, "2025-06-01T12:00:00Z").await);
    assert_eq!(after.card.contacts.len(), 1);
    assert_eq!(after.card.changed_at, "2025-01-01T00:00:00Z");
}
