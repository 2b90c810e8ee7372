//! Work in the background: queued, taken, gone on with, stopped and taken back.

#![expect(clippy::unwrap_used, reason = "tests")]

use crate::common::{Firm, customer_patch, run, told, value};
use domain::{
    bulk::{BulkChange, How},
    error::{ErrorCode, Problem},
    id::{ChangeId, CustomerId, JobId, UserId},
    job::{ItemState, Job, JobFailure, JobKind, JobState, Progress, Told},
    undo::Why,
};
use serde_json::json;
use sqlx::PgPool;
use store::{
    Store,
    job::{Filter, Step},
};

/// Longer than anything takes that waits for nobody.
const SOON: std::time::Duration = std::time::Duration::from_secs(5);

/// A firm with a number of customers more than its first.
async fn firm_with(pool: &PgPool, name: &str, customers: usize) -> (Firm, Vec<CustomerId>) {
    let firm = Firm::make(pool, name).await;
    let mut ids = Vec::new();
    for number in 0..customers {
        ids.push(firm.add_customer(pool, json!({"name": format!("Kunde {number}"), "phone": "+4775500120"})).await);
    }
    (firm, ids)
}

fn change(field: &str, how: How, typed: &str) -> BulkChange {
    BulkChange { field: field.to_owned(), how, typed: typed.to_owned() }
}

/// Queues a change of these customers.
async fn queue(pool: &PgPool, firm: &Firm, who: UserId, customers: &[CustomerId], change: &BulkChange) -> JobId {
    let mut tx = firm.tx(pool, who).await;
    let job = store::job::queue(&mut tx, JobKind::Change, &serde_json::to_value(change).unwrap(), None).await.unwrap();
    store::job::add_customers(&mut tx, job, JobKind::Change, customers).await.unwrap();
    tx.commit().await.unwrap();
    job
}

/// Does the next piece of a job that was taken.
async fn piece(store: &Store, claim: &store::job::Claim) -> Option<Step> {
    let mut chunk = store::job::open(store, claim).await.unwrap()?;
    let (step, changed) = match chunk.job.kind {
        JobKind::Change => store::bulk::step(&mut chunk).await.unwrap(),
        JobKind::Undo => store::undo::step(&mut chunk).await.unwrap(),
        JobKind::Doubles => (store::double::step(&mut chunk).await.unwrap(), Vec::new()),
        JobKind::Import => store::import::step(&mut chunk).await.unwrap(),
        JobKind::Write => store::dialog::step(&mut chunk).await.unwrap(),
    };
    match step {
        Step::More => chunk.commit(&changed).await.unwrap(),
        Step::Done => chunk.done().await.unwrap(),
    }
    Some(step)
}

/// Does all that waits, as a server does.
async fn work(pool: &PgPool) {
    let store = Store::from_pool(pool.clone());
    while let Some(claim) = store::job::take(&store).await.unwrap() {
        while piece(&store, &claim).await == Some(Step::More) {}
    }
}

async fn read(pool: &PgPool, firm: &Firm, who: UserId, job: JobId) -> Job {
    store::job::read(&mut firm.tx(pool, who).await, job).await.unwrap()
}

async fn told_of(pool: &PgPool, firm: &Firm, job: JobId, state: ItemState) -> Vec<(CustomerId, Option<Told>)> {
    let filter = Filter { state: Some(state), after: 0 };
    let found = store::job::items(&mut firm.tx(pool, firm.consultant).await, job, filter).await.unwrap();
    found.items.iter().map(|item| (item.customer.unwrap(), item.told())).collect()
}

async fn undo(pool: &PgPool, firm: &Firm, who: UserId, job: JobId) -> JobId {
    let mut tx = firm.tx(pool, who).await;
    let queued = store::undo::queue(&mut tx, job).await.unwrap();
    tx.commit().await.unwrap();
    queued
}

async fn column(pool: &PgPool, customer: CustomerId, column: &str) -> Option<String> {
    value(pool, &format!("select {column}::text from customer where id = '{customer}'")).await
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_change_of_many_is_done_and_told_customer_by_customer(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 4).await;
    run(&pool, &format!("update customer set status = '{}' where id = '{}'", firm.potential, ids[3])).await;
    let to = change("status", How::Set, &firm.potential.to_string());
    let job = queue(&pool, &firm, firm.consultant, &ids, &to).await;
    let waiting = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!((waiting.state, waiting.progress.total), (JobState::Queued, 4));
    work(&pool).await;
    let done = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!(done.state, JobState::Done);
    assert_eq!(done.progress, Progress { total: 4, done: 4, changed: 3, skipped: 1, failed: 0, ..Progress::default() });
    assert_eq!(told_of(&pool, &firm, job, ItemState::Skipped).await, [(ids[3], Some(Told::Same))]);
    for id in &ids {
        assert_eq!(column(&pool, *id, "status").await, Some(firm.potential.to_string()));
    }
    let logged: i64 = value(
        &pool,
        &format!(
            "select count(*) from change_log where command_id = '{job}' and user_id = '{}' and source = 'typed'",
            firm.consultant
        ),
    )
    .await;
    assert_eq!(logged, 3, "all are one command of whoever queued it");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_rule_forbids_of_one_is_told_of_that_one_and_done_to_the_others(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 3).await;
    run(&pool, &format!("update customer set parent_id = '{}' where id = '{}'", ids[1], ids[0])).await;
    // The first is below the second already; the second would be its own parent.
    let job = queue(&pool, &firm, firm.consultant, &ids, &change("parent_id", How::Set, &ids[1].to_string())).await;
    work(&pool).await;
    let done = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!(done.progress, Progress { total: 3, done: 3, changed: 1, skipped: 1, failed: 1, ..Progress::default() });
    let refused = Told::Refused { field: "parent_id".to_owned(), problem: Problem::OwnParent };
    assert_eq!(told_of(&pool, &firm, job, ItemState::Failed).await, [(ids[1], Some(refused))]);
    assert_eq!(column(&pool, ids[2], "parent_id").await, Some(ids[1].to_string()));

    // A value that was retired can't be chosen any more, but by whom has it.
    run(&pool, &format!("update customer set status = '{}' where id = '{}'", firm.retired, ids[0])).await;
    let job =
        queue(&pool, &firm, firm.consultant, &ids[..2], &change("status", How::Set, &firm.retired.to_string())).await;
    work(&pool).await;
    let done = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!((done.progress.skipped, done.progress.failed), (1, 1));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn tags_are_added_and_removed(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 2).await;
    firm.put_tag_on(&pool, ids[0]).await;
    let both = format!("{},{}", firm.other_tag, firm.tag);
    for (how, typed, first, second) in [
        (How::Add, both.clone(), 2, 2),
        (How::Remove, firm.tag.to_string(), 1, 1),
        (How::Set, firm.tag.to_string(), 1, 1),
        (How::Set, String::new(), 0, 0),
    ] {
        queue(&pool, &firm, firm.consultant, &ids, &change("tags", how, &typed)).await;
        work(&pool).await;
        let count = async |id: CustomerId| {
            value::<i32>(&pool, &format!("select cardinality(tags) from customer where id = '{id}'")).await
        };
        assert_eq!((count(ids[0]).await, count(ids[1]).await), (first, second), "{how:?} {typed}");
    }
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_job_whose_server_is_gone_is_gone_on_with_by_the_next(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 700).await;
    let job = queue(&pool, &firm, firm.consultant, &ids, &change("nickname", How::Set, "Sist")).await;
    let store = Store::from_pool(pool.clone());
    let first = store::job::take(&store).await.unwrap().unwrap();
    assert_eq!(piece(&store, &first).await, Some(Step::More));
    assert!(store::job::take(&store).await.unwrap().is_none(), "somebody has it");
    let far = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!((far.state, far.progress.done), (JobState::Running, 500));

    run(&pool, "update job_queue set heartbeat_at = now() - interval '31 seconds'").await;
    // A piece that is being done is held, however long it takes.
    let held = store::job::open(&store, &first).await.unwrap().unwrap();
    assert!(store::job::take(&store).await.unwrap().is_none());
    drop(held);
    let second = loop {
        // The transaction that was dropped ends when its connection is used again.
        if let Some(claim) = store::job::take(&store).await.unwrap() {
            break claim;
        }
    };
    assert!(store::job::open(&store, &first).await.unwrap().is_none(), "whoever had it has it no more");
    assert_eq!(piece(&store, &second).await, Some(Step::More));
    assert_eq!(piece(&store, &second).await, Some(Step::Done));
    let done = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!((done.state, done.progress.changed), (JobState::Done, 700));
    let twice: i64 = value(&pool, "select count(*) from customer where nickname = 'Sist' and version <> 2").await;
    assert_eq!(twice, 0, "nobody was changed twice");
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_job_that_never_gets_ahead_is_given_up(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 1).await;
    let job = queue(&pool, &firm, firm.consultant, &ids, &change("nickname", How::Set, "Sist")).await;
    let store = Store::from_pool(pool.clone());
    for _ in 0..6 {
        let claim = store::job::take(&store).await.unwrap().unwrap();
        drop(store::job::open(&store, &claim).await.unwrap());
        run(&pool, "update job_queue set heartbeat_at = null").await;
    }
    let given_up = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!((given_up.state, given_up.failure), (JobState::Failed, Some(JobFailure::GaveUp)));
    assert!(store::job::take(&store).await.unwrap().is_none());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_job_is_stopped_after_its_piece_and_what_was_done_can_be_taken_back(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 600).await;
    let all = change("nickname", How::Set, "Sist");
    let job = queue(&pool, &firm, firm.consultant, &ids, &all).await;
    let never = queue(&pool, &firm, firm.consultant, &ids, &all).await;
    let store = Store::from_pool(pool.clone());
    let claim = store::job::take(&store).await.unwrap().unwrap();
    assert_eq!(piece(&store, &claim).await, Some(Step::More));
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    assert_eq!(told(store::job::stop(&mut tx, job).await).code, ErrorCode::NotFound, "it is not theirs");
    let mut tx = firm.tx(&pool, firm.administrator).await;
    store::job::stop(&mut tx, job).await.unwrap();
    store::job::stop(&mut tx, never).await.unwrap();
    tx.commit().await.unwrap();
    assert!(store::job::open(&store, &claim).await.unwrap().is_none());
    let stopped = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!((stopped.state, stopped.progress.changed), (JobState::Stopped, 500));
    let waited = read(&pool, &firm, firm.consultant, never).await;
    assert_eq!((waited.state, waited.progress.done, waited.can_be_undone()), (JobState::Stopped, 0, false));

    let back = undo(&pool, &firm, firm.consultant, job).await;
    work(&pool).await;
    assert_eq!(read(&pool, &firm, firm.consultant, back).await.progress.changed, 500);
    assert_eq!(value::<i64>(&pool, "select count(*) from customer where nickname = 'Sist'").await, 0);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_job_is_taken_back_but_for_what_somebody_changed_since(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 4).await;
    let job = queue(&pool, &firm, firm.consultant, &ids, &change("phone", How::Set, "22 33 44 55")).await;
    work(&pool).await;
    let mut tx = firm.tx(&pool, firm.neighbour).await;
    for (id, values) in [(ids[1], [("phone", "22 33 44 66")]), (ids[2], [("email", "post@a.example")])] {
        store::customer::change(&mut tx, id, 2, &customer_patch(&values)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let back = undo(&pool, &firm, firm.consultant, job).await;
    work(&pool).await;
    let done = read(&pool, &firm, firm.consultant, back).await;
    assert_eq!(done.progress, Progress { total: 4, done: 4, changed: 3, skipped: 1, failed: 0, ..Progress::default() });
    assert_eq!(column(&pool, ids[0], "phone").await.as_deref(), Some("+4775500120"));
    assert_eq!(column(&pool, ids[1], "phone").await.as_deref(), Some("+4722334466"));
    assert_eq!(column(&pool, ids[2], "email").await.as_deref(), Some("post@a.example"), "another field is theirs");
    let left = told_of(&pool, &firm, back, ItemState::Skipped).await;
    let [(id, Some(Told::Kept { kept }))] = left.as_slice() else { panic!("{left:?}") };
    assert_eq!((*id, kept[0].column.as_str(), kept[0].why), (ids[1], "phone", Why::Changed));
    assert_eq!((kept[0].by.as_str(), kept[0].stands.as_str()), ("Nils nord", "22 33 44 66"));

    // It is taken back once, and that can be taken back in its turn.
    let first = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!(first.undone_by, Some(back));
    let refused = told(store::undo::queue(&mut firm.tx(&pool, firm.consultant).await, job).await);
    assert_eq!(refused.problem_of("job"), Some(Problem::NothingToUndo));
    let again = undo(&pool, &firm, firm.consultant, back).await;
    work(&pool).await;
    assert_eq!(read(&pool, &firm, firm.consultant, again).await.progress.changed, 3);
    assert_eq!(column(&pool, ids[0], "phone").await.as_deref(), Some("+4722334455"));
    assert_eq!(read(&pool, &firm, firm.consultant, job).await.undone_by, None, "it stands again");
    let entries =
        store::log::list(&mut firm.tx(&pool, firm.consultant).await, ids[0], None, 9, domain::language::Language::Nb)
            .await
            .unwrap()
            .0;
    assert_eq!(
        entries.iter().map(|entry| (entry.is_undo, entry.undone)).collect::<Vec<_>>()[..3],
        [(true, false), (true, true), (false, false)]
    );
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn what_a_job_did_to_one_customer_is_taken_back_from_its_card_alone(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 3).await;
    let job = queue(&pool, &firm, firm.consultant, &ids, &change("nickname", How::Set, "Sist")).await;
    work(&pool).await;
    let entry: uuid::Uuid =
        value(&pool, &format!("select id from change_log where command_id = '{job}' and customer_id = '{}'", ids[0]))
            .await;
    for who in [firm.neighbour, firm.stranger] {
        let mut tx = firm.tx(&pool, who).await;
        let which = if who == firm.neighbour { ids[0] } else { ids[1] };
        let entry = if which == ids[0] { Some(ChangeId(entry)) } else { None };
        let undone = store::undo::undo(&mut tx, which, entry).await;
        assert_eq!(undone.is_ok_and(|undone| undone.taken), which == ids[0], "only one's own newest without an entry");
        tx.commit().await.unwrap();
    }
    let undone = async |id: CustomerId| {
        let mut tx = firm.tx(&pool, firm.consultant).await;
        let (entries, _) = store::log::list(&mut tx, id, None, 9, domain::language::Language::Nb).await.unwrap();
        entries.iter().any(|entry| entry.undone)
    };
    assert!(undone(ids[0]).await && !undone(ids[1]).await, "the others' part stands");
    let back = undo(&pool, &firm, firm.consultant, job).await;
    work(&pool).await;
    let done = read(&pool, &firm, firm.consultant, back).await;
    assert_eq!((done.progress.changed, done.progress.skipped), (2, 1));
    assert_eq!(told_of(&pool, &firm, back, ItemState::Skipped).await, [(ids[0], Some(Told::Nothing))]);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_job_does_what_its_person_may_do_when_it_is_done(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 1).await;
    let all = change("nickname", How::Set, "Sist");
    for (change, failure) in
        [("active = false", JobFailure::Inactive), ("active = true, role = 'read_only'", JobFailure::Forbidden)]
    {
        run(&pool, "update app_user set active = true, role = 'consultant' where name = 'Nils nord'").await;
        let job = queue(&pool, &firm, firm.neighbour, &ids, &all).await;
        run(&pool, &format!("update app_user set {change} where name = 'Nils nord'")).await;
        work(&pool).await;
        let failed = read(&pool, &firm, firm.administrator, job).await;
        assert_eq!((failed.state, failed.failure), (JobState::Failed, Some(failure)));
    }
    assert_eq!(column(&pool, ids[0], "nickname").await, None);
    let mut tx = firm.tx(&pool, firm.reader).await;
    let parameters = serde_json::to_value(&all).unwrap();
    let refused = told(store::job::queue(&mut tx, JobKind::Change, &parameters, None).await);
    assert_eq!(refused.code, ErrorCode::Forbidden);
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_firm_never_meets_anothers_work(pool: PgPool) {
    let (ours, ids) = firm_with(&pool, "nord", 2).await;
    let (theirs, others) = firm_with(&pool, "syd", 1).await;
    let all = change("nickname", How::Set, "Sist");
    // Customers of another firm are left out.
    let job = queue(&pool, &ours, ours.consultant, &[ids[0], others[0]], &all).await;
    assert_eq!(read(&pool, &ours, ours.consultant, job).await.progress.total, 1);
    work(&pool).await;
    assert_eq!(column(&pool, others[0], "nickname").await, None);
    for who in [theirs.administrator, theirs.consultant] {
        let mut tx = theirs.tx(&pool, who).await;
        assert_eq!(told(store::job::read(&mut tx, job).await).code, ErrorCode::NotFound);
        assert_eq!(told(store::job::stop(&mut tx, job).await).code, ErrorCode::NotFound);
        assert_eq!(told(store::undo::queue(&mut tx, job).await).code, ErrorCode::NotFound);
        assert!(store::job::items(&mut tx, job, Filter::default()).await.unwrap().items.is_empty());
        assert!(store::job::list(&mut tx).await.unwrap().is_empty());
    }
    // Within the firm it is for whoever queued it and for administrators.
    assert!(store::job::list(&mut ours.tx(&pool, ours.neighbour).await).await.unwrap().is_empty());
    assert!(store::job::read(&mut ours.tx(&pool, ours.neighbour).await, job).await.is_err());
    assert!(store::job::read(&mut ours.tx(&pool, ours.administrator).await, job).await.is_ok());
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn a_report_is_read_page_by_page(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 130).await;
    let job = queue(&pool, &firm, firm.consultant, &ids, &change("nickname", How::Set, "Sist")).await;
    work(&pool).await;
    let mut tx = firm.tx(&pool, firm.consultant).await;
    let first = store::job::items(&mut tx, job, Filter::default()).await.unwrap();
    assert_eq!((first.items.len(), first.next), (100, Some(100)));
    let rest = store::job::items(&mut tx, job, Filter { state: None, after: 100 }).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (30, None));
    assert!(rest.items.iter().all(|item| item.name.starts_with("Kunde ") && item.number.is_some()));
}

#[sqlx::test(migrator = "store::MIGRATOR")]
async fn whoever_stops_a_job_waits_for_no_piece_of_it(pool: PgPool) {
    let (firm, ids) = firm_with(&pool, "nord", 1).await;
    let to = change("status", How::Set, &firm.potential.to_string());
    let job = queue(&pool, &firm, firm.consultant, &ids, &to).await;
    let store = Store::from_pool(pool.clone());
    let claim = store::job::take(&store).await.unwrap().unwrap();
    let mut under_way = store::job::open(&store, &claim).await.unwrap().unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    tokio::time::timeout(SOON, store::job::stop(&mut tx, job)).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let (_, changed) = store::bulk::step(&mut under_way).await.unwrap();
    under_way.commit(&changed).await.unwrap();
    assert_eq!(piece(&store, &claim).await, None);
    let stopped = read(&pool, &firm, firm.consultant, job).await;
    assert_eq!((stopped.state, stopped.progress.changed), (JobState::Stopped, 1));
    // While a server is just taking it, it is asked as if it were being done.
    let waiting = queue(&pool, &firm, firm.consultant, &ids, &to).await;
    let mut taking = pool.begin().await.unwrap();
    sqlx::query("select from job_queue where job_id = $1 for update")
        .bind(waiting.0)
        .execute(&mut *taking)
        .await
        .unwrap();
    let mut tx = firm.tx(&pool, firm.consultant).await;
    tokio::time::timeout(SOON, store::job::stop(&mut tx, waiting)).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    taking.rollback().await.unwrap();
    work(&pool).await;
    let stopped = read(&pool, &firm, firm.consultant, waiting).await;
    assert_eq!((stopped.state, stopped.progress.changed), (JobState::Stopped, 0));
}
