//! The work of this server in the background: one job at a time, piece by piece, so that requests
//! never wait for it. Which kind of job is done by which function stands in [`piece`].

use domain::job::{JobFailure, JobKind};
use std::time::Duration;
use store::{
    Store, StoreError,
    job::{self, Claim, Step},
};

/// Where nothing is heard of new jobs (no LISTEN, or a server that is gone), they are looked for.
const POLL: Duration = Duration::from_secs(5);
/// How often a piece is tried before the job is given up.
const TRIES: u32 = 4;
/// How long it waits before it tries again, each time longer.
const PAUSE: Duration = Duration::from_millis(250);

/// Works until the server stops; a job that is under way is then left to whoever comes next.
pub async fn run(store: Store) {
    job::listen(&store).await;
    let mut closing = store.live().closing();
    while !*closing.borrow() {
        run_waiting(&store).await;
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return,
            () = store.live().job_queued() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Does all that waits, and ends.
pub async fn run_waiting(store: &Store) {
    while !*store.live().closing().borrow() {
        match job::take(store).await {
            Ok(Some(claim)) => {
                let store = store.clone();
                // On its own: a fault in one job is the end of that one alone.
                if let Err(error) = tokio::spawn(async move { work(&store, &claim).await }).await {
                    tracing::error!(%error, "a job ended by a fault");
                }
            }
            Ok(None) => return,
            Err(error) => {
                tracing::warn!(%error, "can't look for work just now");
                return;
            }
        }
    }
}

/// Does one job to its end, or until it can't go on.
async fn work(store: &Store, claim: &Claim) {
    let mut failures = 0;
    loop {
        match piece(store, claim).await {
            Ok(Step::More) => failures = 0,
            Ok(Step::Done) => return,
            Err(error) => {
                failures += 1;
                tracing::warn!(%error, failures, "a piece of a job failed");
                if failures < TRIES {
                    tokio::time::sleep(PAUSE * failures).await;
                    continue;
                }
                if !error.is_unavailable()
                    && let Err(error) = give_up(store, claim).await
                {
                    tracing::error!(%error, "a job failed, and so did noting it");
                }
                // Where the database can't be reached, whoever finds the job goes on with it.
                return;
            }
        }
    }
}

/// Does one piece.
async fn piece(store: &Store, claim: &Claim) -> Result<Step, StoreError> {
    let Some(mut chunk) = job::open(store, claim).await? else { return Ok(Step::Done) };
    if *store.live().closing().borrow() {
        chunk.leave().await?;
        return Ok(Step::Done);
    }
    let (step, changed) = match chunk.job.kind {
        JobKind::Change => store::bulk::step(&mut chunk).await?,
        JobKind::Undo => store::undo::step(&mut chunk).await?,
        JobKind::Doubles => (store::double::step(&mut chunk).await?, Vec::new()),
        JobKind::Import => store::import::step(&mut chunk).await?,
        JobKind::Write => store::dialog::step(&mut chunk).await?,
    };
    match step {
        Step::More => chunk.commit(&changed).await?,
        Step::Done => chunk.done().await?,
    }
    Ok(step)
}

async fn give_up(store: &Store, claim: &Claim) -> Result<(), StoreError> {
    match job::open(store, claim).await? {
        Some(chunk) => chunk.fail(JobFailure::Fault).await,
        None => Ok(()),
    }
}
