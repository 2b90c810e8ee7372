//! Reading people's mailboxes: each when it is due, some at the same time, none twice.
//!
//! What is new is kept in small pieces, each with until where its folder was read, so that a server that is killed goes on
//! there; and a message that is read again is known. No connection to the database is held while a mail server is asked.

use ::mailbox::{Access, Account, Mark, Reader};
use domain::mailbox::{Folder, Letter, MailboxProblem};
use futures::StreamExt;
use std::time::Duration;
use store::{
    Store, StoreError,
    mailbox::{self, Claim},
};

/// How often one looks whether a mailbox is due.
const POLL: Duration = Duration::from_secs(2);
/// So long one may be read at a time.
const MOST_TIME: std::time::Duration = std::time::Duration::from_mins(5);
/// Mailboxes that are read at the same time.
const AT_ONCE: usize = 8;
/// Most pieces of a folder that are read before others have their turn.
const PIECES: usize = 100;

/// Reads mailboxes until the server stops.
pub async fn run(store: Store, access: Access) {
    let mut closing = store.live().closing();
    while !*closing.borrow() {
        run_waiting(&store, &access).await;
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return,
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Reads all that are due, and ends.
pub async fn run_waiting(store: &Store, access: &Access) {
    let due = futures::stream::unfold((), |()| async {
        if *store.live().closing().borrow() {
            return None;
        }
        match mailbox::take(store).await {
            Ok(claim) => claim.map(|claim| (claim, ())),
            Err(error) => {
                tracing::warn!(%error, "can't look for mailboxes just now");
                None
            }
        }
    });
    let read = |claim| async move {
        if let Err(error) = read(store, access, claim).await {
            tracing::warn!(%error, user = %claim.user, "a mailbox could not be read");
        }
    };
    due.for_each_concurrent(AT_ONCE, read).await;
}

/// Reads one, and notes how that ended.
async fn read(store: &Store, access: &Access, claim: Claim) -> Result<(), StoreError> {
    // One that is slow keeps no other waiting; what was kept so far stays, and it is gone on with.
    let problem = match tokio::time::timeout(MOST_TIME, news(store, access, claim)).await {
        Err(_) => Some(MailboxProblem::Lost),
        Ok(Ok(())) => None,
        Ok(Err(Failed::Mailbox(problem))) => Some(problem),
        Ok(Err(Failed::Store(error))) => return Err(error),
    };
    if let Some(mut opened) = mailbox::open(store, claim).await? {
        mailbox::finish(&mut opened.tx, problem).await?;
        opened.tx.commit().await?;
    }
    Ok(())
}

enum Failed {
    Mailbox(MailboxProblem),
    Store(StoreError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<MailboxProblem> for Failed {
    fn from(problem: MailboxProblem) -> Self {
        Self::Mailbox(problem)
    }
}

async fn news(store: &Store, access: &Access, claim: Claim) -> Result<(), Failed> {
    let Some(opened) = mailbox::open(store, claim).await? else { return Ok(()) };
    let marks = Folder::ALL.iter().map(|folder| (*folder, opened.mark(*folder))).collect::<Vec<_>>();
    let place = mailbox::place(claim.tenant, claim.user, &opened.server, &opened.account);
    let password = access.key.open(&opened.password, &place).ok_or(MailboxProblem::NoKey)?;
    let (server, account) = (opened.server, opened.account);
    opened.tx.commit().await?;
    let mut reader = access.connect(Account { server: &server, name: &account, password: &password }).await?;
    for (folder, mark) in marks {
        let mark = mark.map(|mark| Mark { validity: mark.validity, uid: mark.uid });
        folder_news(store, claim, &mut reader, folder, mark).await?;
    }
    reader.leave().await;
    Ok(())
}

/// Keeps what is new in one folder, piece by piece.
async fn folder_news(
    store: &Store,
    claim: Claim,
    reader: &mut Reader,
    folder: Folder,
    mut mark: Option<Mark>,
) -> Result<(), Failed> {
    for _ in 0..PIECES {
        let Some(news) = reader.news(folder, mark).await? else { return Ok(()) };
        if mark != Some(news.mark) || !news.letters.is_empty() {
            keep(store, claim, folder, &news.letters, news.mark).await?;
        }
        mark = Some(news.mark);
        if !news.has_more {
            break;
        }
    }
    Ok(())
}

async fn keep(store: &Store, claim: Claim, folder: Folder, letters: &[Letter], mark: Mark) -> Result<(), StoreError> {
    let Some(mut opened) = mailbox::open(store, claim).await? else { return Ok(()) };
    let mark = mailbox::Mark { validity: mark.validity, uid: mark.uid };
    mailbox::keep(&mut opened.tx, folder, letters, mark).await?;
    opened.tx.commit().await?;
    Ok(())
}
