//! Random scripts of what people do to one card, and the card as it stands between the steps.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, contact_patch, customer_patch, run, value};
use domain::{
    error::ErrorCode,
    id::{ChangeId, CommandId, CommentId, ContactId, UserId},
};
use proptest::{
    prelude::{Just, Strategy, any, prop_oneof},
    strategy::ValueTree,
    test_runner::TestRunner,
};
use serde_json::Value;
use sqlx::PgPool;
use store::{StoreError, comment::Changed};

/// One thing that somebody does. Numbers choose among what is there.
#[derive(Clone, Debug)]
pub enum Step {
    Field(&'static str, &'static str),
    Address(&'static str, &'static str),
    ContactField(usize, &'static str, &'static str),
    AddContact(&'static str),
    EndContact(usize, bool),
    DeleteContact(usize),
    AddComment(&'static str, bool),
    ChangeComment(usize, &'static str, bool),
    FixComment(usize, bool),
    DeleteComment(usize),
    /// Takes back one of the newest entries of the log.
    Undo(usize),
}

const WORDS: &[&str] = &["Alfa", "Beta", "Gamma", "Delta"];
const PHONES: &[&str] = &["75500120", "75500121", "+46812345678", ""];

fn pick(from: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    (0..from.len()).prop_map(move |index| from[index])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (pick(&["name", "nickname", "directions", "visiting_street"]), pick(WORDS)).prop_map(|(field, text)| Step::Field(field, text)),
        2 => (pick(&["phone", "mobile"]), pick(PHONES)).prop_map(|(field, text)| Step::Field(field, text)),
        2 => (pick(&["own", "visiting", "postal"]), pick(WORDS)).prop_map(|(same, street)| Step::Address(same, street)),
        3 => (any::<usize>(), pick(&["first_name", "last_name", "position"]), pick(WORDS)).prop_map(|(which, field, text)| Step::ContactField(which, field, text)),
        2 => pick(WORDS).prop_map(Step::AddContact),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(which, ended)| Step::EndContact(which, ended)),
        1 => any::<usize>().prop_map(Step::DeleteContact),
        2 => (pick(WORDS), any::<bool>()).prop_map(|(text, fixed)| Step::AddComment(text, fixed)),
        2 => (any::<usize>(), pick(WORDS), any::<bool>()).prop_map(|(which, text, other)| Step::ChangeComment(which, text, other)),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(which, fixed)| Step::FixComment(which, fixed)),
        1 => any::<usize>().prop_map(Step::DeleteComment),
        2 => (0..6_usize).prop_map(Step::Undo),
        1 => Just(Step::Undo(0)),
    ]
}

/// Scripts of that many steps; the same in every run.
pub fn scripts(count: usize, steps: usize) -> Vec<Vec<Step>> {
    let mut runner = TestRunner::deterministic();
    let script = proptest::collection::vec(step(), steps);
    (0..count).map(|_| script.new_tree(&mut runner).unwrap().current()).collect()
}

async fn ids(pool: &PgPool, firm: &Firm, table: &str) -> Vec<uuid::Uuid> {
    value::<Vec<uuid::Uuid>>(
        pool,
        &format!(
            "select coalesce(array_agg(id order by id), '{{}}') from {table} where customer_id = '{}'",
            firm.customer
        ),
    )
    .await
}

/// Entries of the customer's log, the newest first.
pub async fn entries(pool: &PgPool, firm: &Firm) -> Vec<ChangeId> {
    value::<Vec<uuid::Uuid>>(
        pool,
        &format!(
            "select array_agg(id order by at desc, version desc, id) from change_log where customer_id = '{}'",
            firm.customer
        ),
    )
    .await
    .into_iter()
    .map(ChangeId)
    .collect()
}

/// Does one step as a member of staff; gives its command, or none where a rule refused it.
pub async fn play(pool: &PgPool, firm: &Firm, who: UserId, step: &Step) -> Option<CommandId> {
    let mut tx = firm.tx(pool, who).await;
    let command = tx.command();
    let customer = firm.customer;
    let contacts: Vec<_> = ids(pool, firm, "contact").await.into_iter().map(ContactId).collect();
    let comments: Vec<_> = ids(pool, firm, "comment").await.into_iter().map(CommentId).collect();
    let version: i32 = value(pool, &format!("select version from customer where id = '{customer}'")).await;
    let contact = |which: &usize| contacts[which % contacts.len()];
    let comment = |which: &usize| comments.get(which % comments.len().max(1)).copied();
    let outcome = match step {
        Step::Field(field, text) => {
            store::customer::change(&mut tx, customer, version, &customer_patch(&[(field, text)])).await.map(|_| ())
        }
        Step::Address(same, street) => {
            let patch = [("invoice_same_as", *same), ("invoice_street", *street), ("invoice_country", "NO")];
            store::customer::change(&mut tx, customer, version, &customer_patch(&patch)).await.map(|_| ())
        }
        Step::ContactField(which, field, text) => {
            let id = contact(which);
            let version = value(pool, &format!("select version from contact where id = '{id}'")).await;
            store::contact::change(&mut tx, customer, id, version, &contact_patch(&[(field, text)])).await
        }
        Step::AddContact(name) => {
            store::contact::add(&mut tx, customer, &contact_patch(&[("first_name", name), ("last_name", name)]))
                .await
                .map(|_| ())
        }
        Step::EndContact(which, ended) => store::contact::end(&mut tx, customer, contact(which), *ended).await,
        Step::DeleteContact(which) => store::contact::delete(&mut tx, customer, contact(which)).await,
        Step::AddComment(text, fixed) => {
            store::comment::add(&mut tx, customer, text, store::comment::Place { fixed: *fixed, ..Default::default() })
                .await
                .map(|_| ())
        }
        Step::ChangeComment(which, text, other) => match comment(which) {
            Some(id) => {
                let version = value(pool, &format!("select version from comment where id = '{id}'")).await;
                let author = if *other { firm.neighbour } else { firm.consultant };
                let changed = Changed { version, body: text, author, at: "2026-01-02T03:04:00Z" };
                store::comment::change(&mut tx, customer, id, changed).await
            }
            None => Ok(()),
        },
        Step::FixComment(which, fixed) => match comment(which) {
            Some(id) => store::comment::fix(&mut tx, customer, id, *fixed).await,
            None => Ok(()),
        },
        Step::DeleteComment(which) => match comment(which) {
            Some(id) => store::comment::delete(&mut tx, customer, id).await,
            None => Ok(()),
        },
        Step::Undo(which) => match entries(pool, firm).await.get(*which).copied() {
            Some(entry) => store::undo::undo(&mut tx, customer, Some(entry)).await.map(|_| ()),
            None => Ok(()),
        },
    };
    match outcome {
        Ok(()) => tx.commit().await.map(|_| command).map_err(refused).ok(),
        Err(error) => {
            refused(error);
            None
        }
    }
}

/// A rule may refuse a step; anything else is a fault.
fn refused(error: StoreError) {
    let error = domain::error::ApiError::from(error);
    assert_eq!(error.code, ErrorCode::Invalid, "{error:?}");
}

/// Everything that the card's tables say, but for who saved it last, when, and how often.
pub async fn state(pool: &PgPool, firm: &Firm) -> Value {
    let customer = firm.customer;
    let rows = |table: &str, key: &str| {
        format!(
            "(select coalesce(jsonb_agg(to_jsonb(r) - 'version' - 'changed_at' - 'changed_by' - 'search' order by r.id), '[]')
                from {table} r where {key} = '{customer}')"
        )
    };
    value(
        pool,
        &format!(
            "select jsonb_build_object('customer', {}, 'contacts', {}, 'comments', {})",
            rows("customer", "id"),
            rows("contact", "customer_id"),
            rows("comment", "customer_id")
        ),
    )
    .await
}

/// Forgets what was done so far, so that scripts on one firm don't meet.
pub async fn next_customer(pool: &PgPool, firm: &mut Firm) {
    firm.customer = firm.add_customer(pool, serde_json::json!({"name": "Neste"})).await;
    firm.add_comment(pool, firm.customer, "Først", false).await;
    run(pool, "select 1").await;
}
