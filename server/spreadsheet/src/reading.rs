//! Reading beside everything else that a server does: on a thread where it may block, a few files
//! at a time, never ahead of whoever takes the rows.

use crate::{
    input::Source,
    rows::Row,
    workbook::{Found, Options, open},
};
use domain::exchange::Refusal;
use std::{ops::ControlFlow, sync::Arc, time::Duration};
use tokio::{
    sync::{Semaphore, mpsc, oneshot},
    time::timeout,
};

/// Files that are read at the same time.
const AT_ONCE: usize = 2;
/// So long a file waits for its turn.
const PATIENCE: Duration = Duration::from_secs(30);
/// Rows that are handed on together.
const TOGETHER: usize = 500;

/// The turns of those who read. Clones share them.
#[derive(Clone, Debug)]
pub struct Readers(Arc<Semaphore>);

impl Default for Readers {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// A file that is being read. Who drops it ends the reading.
#[derive(Debug)]
pub struct Reading {
    /// What was found in it.
    pub found: Found,
    rows: mpsc::Receiver<Result<Vec<Row>, Refusal>>,
}

impl Readers {
    /// Opens a file and begins to read it.
    ///
    /// # Errors
    /// Why it is not read.
    pub async fn read(&self, source: Source, options: Options) -> Result<Reading, Refusal> {
        let turn = timeout(PATIENCE, Arc::clone(&self.0).acquire_owned()).await;
        let turn = turn.ok().and_then(Result::ok).ok_or(Refusal::Busy)?;
        let (opened, opening) = oneshot::channel();
        let (send, rows) = mpsc::channel(2);
        tokio::task::spawn_blocking(move || {
            let mut book = match open(&source, &options) {
                Ok(book) => book,
                Err(refusal) => return drop(opened.send(Err(refusal))),
            };
            if opened.send(Ok(book.found().clone())).is_err() {
                return;
            }
            let mut together = Vec::with_capacity(TOGETHER);
            let ended = book.rows(|row| {
                together.push(row);
                if together.len() < TOGETHER {
                    return ControlFlow::Continue(());
                }
                match send.blocking_send(Ok(std::mem::replace(&mut together, Vec::with_capacity(TOGETHER)))) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            });
            if !together.is_empty() {
                let _ = send.blocking_send(Ok(together));
            }
            if let Err(refusal) = ended {
                let _ = send.blocking_send(Err(refusal));
            }
            drop(turn);
        });
        let found = opening.await.unwrap_or(Err(Refusal::Broken))?;
        Ok(Reading { found, rows })
    }

    /// What a file is like; its rows are left.
    ///
    /// # Errors
    /// Why it is not read.
    pub async fn look(&self, source: Source, options: Options) -> Result<Found, Refusal> {
        Ok(self.read(source, options).await?.found)
    }
}

impl Reading {
    /// The next rows, some hundreds together; none at the end.
    pub async fn next(&mut self) -> Option<Result<Vec<Row>, Refusal>> {
        self.rows.recv().await
    }
}
