//! Customers from a file: matched, looked at, made and changed, and taken back.

#![expect(clippy::unwrap_used, reason = "tests")]

mod again;
mod back;
mod check;
mod run;

use crate::common::{Firm, value};
use domain::{
    exchange::Cell,
    id::{CustomerId, ImportId, JobId, UserId},
    import::{Settings, Target, Verdict},
    job::JobKind,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    Store,
    import::{Checker, Filter, Import, ImportRow, Opened, end_check},
    job::{Claim, Step},
};

/// A file that is imported: its columns by the keys of their fields, and its rows.
pub(crate) struct File<'a> {
    pub columns: &'a [&'a str],
    pub rows: &'a [&'a [&'a str]],
    pub settings: Settings,
}

pub(crate) fn by(key: &str) -> Settings {
    Settings { match_by: Some(key.to_owned()), ..Settings::default() }
}

pub(crate) fn cells(row: &[&str]) -> Vec<Cell> {
    row.iter().map(|text| Cell::text(text)).collect()
}

/// Uploads a file and looks at its rows, the first of them in row 2.
pub(crate) async fn check(pool: &PgPool, firm: &Firm, who: UserId, file: &File<'_>) -> ImportId {
    let id = ImportId::generate();
    let opened = Opened {
        found: json!({}),
        reading: json!({}),
        headers: file.columns.iter().map(|key| (*key).to_owned()).collect(),
        samples: Vec::new(),
    };
    let columns: Vec<Option<Target>> = file.columns.iter().map(|key| Target::from_key(key)).collect();
    let mut tx = firm.tx(pool, who).await;
    store::import::create(&mut tx, id, "kunder.csv", &opened, &columns, &file.settings).await.unwrap();
    let import = store::import::read(&mut tx, id).await.unwrap();
    let mut checker = Checker::begin(&mut tx, &import).await.unwrap();
    tx.commit().await.unwrap();
    let rows: Vec<(i32, Vec<Cell>)> = (2..).zip(file.rows.iter().map(|row| cells(row))).collect();
    for some in rows.chunks(2) {
        let mut tx = firm.tx(pool, who).await;
        checker.check(&mut tx, some).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut tx = firm.tx(pool, who).await;
    end_check(&mut tx, &checker).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub(crate) async fn read(pool: &PgPool, firm: &Firm, id: ImportId) -> Import {
    store::import::read(&mut firm.tx(pool, firm.consultant).await, id).await.unwrap()
}

pub(crate) async fn rows(pool: &PgPool, firm: &Firm, id: ImportId) -> Vec<ImportRow> {
    store::import::page(&mut firm.tx(pool, firm.consultant).await, id, Filter::default()).await.unwrap().rows
}

pub(crate) async fn verdicts(pool: &PgPool, firm: &Firm, id: ImportId) -> Vec<Verdict> {
    rows(pool, firm, id).await.into_iter().map(|row| row.verdict).collect()
}

/// Queues the run.
pub(crate) async fn queue(pool: &PgPool, firm: &Firm, who: UserId, id: ImportId) -> JobId {
    let mut tx = firm.tx(pool, who).await;
    let job = store::import::queue(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    job
}

/// Does the next piece of a job that was taken.
pub(crate) async fn piece(store: &Store, claim: &Claim) -> Option<Step> {
    let mut chunk = store::job::open(store, claim).await.unwrap()?;
    let (step, changed) = match chunk.job.kind {
        JobKind::Import => store::import::step(&mut chunk).await.unwrap(),
        JobKind::Write => store::dialog::step(&mut chunk).await.unwrap(),
        JobKind::Undo => store::undo::step(&mut chunk).await.unwrap(),
        JobKind::Change | JobKind::Doubles => unreachable!("no such job here"),
    };
    match step {
        Step::More => chunk.commit(&changed).await.unwrap(),
        Step::Done => chunk.done().await.unwrap(),
    }
    Some(step)
}

/// Does all that waits, as a server does.
pub(crate) async fn work(pool: &PgPool) {
    let store = Store::from_pool(pool.clone());
    while let Some(claim) = store::job::take(&store).await.unwrap() {
        while piece(&store, &claim).await == Some(Step::More) {}
    }
}

/// Takes a job back.
pub(crate) async fn undo(pool: &PgPool, firm: &Firm, job: JobId) -> JobId {
    let mut tx = firm.tx(pool, firm.consultant).await;
    let queued = store::undo::queue(&mut tx, job).await.unwrap();
    tx.commit().await.unwrap();
    work(pool).await;
    queued
}

/// One column of the customer with this name; none where there is no such customer.
pub(crate) async fn of(pool: &PgPool, name: &str, column: &str) -> Option<String> {
    value(pool, &format!("select max({column}::text) from customer where name = '{name}'")).await
}

pub(crate) async fn count(pool: &PgPool, of: &str) -> i64 {
    value(pool, &format!("select count(*) from {of}")).await
}

/// Has the neighbour type the phone number that the customer has already.
pub(crate) async fn type_phone(pool: &PgPool, firm: &Firm, id: CustomerId) {
    crate::common::run(pool, &format!("update customer set phone = null where id = '{id}'")).await;
    let mut tx = firm.tx(pool, firm.neighbour).await;
    let version = store::customer::values(&mut tx, id).await.unwrap().version;
    let patch = crate::common::customer_patch(&[("phone", "75500120")]);
    store::customer::change(&mut tx, id, version, &patch).await.unwrap();
    tx.commit().await.unwrap();
}

/// A customer of the firm with what is known of it.
pub(crate) async fn customer(pool: &PgPool, firm: &Firm, name: &str, number: &str) -> CustomerId {
    firm.add_customer(pool, json!({"name": name, "organisation_number": number, "phone": "+4775500120"})).await
}
