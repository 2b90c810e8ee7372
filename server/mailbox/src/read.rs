//! Reading what is new in a folder, a limited number of messages at a time. Nothing is changed there: not even what was
//! read is marked as such.

use crate::{
    bounded::{Allowance, Bounded},
    letter::{enclosure, letter},
};
use async_imap::{Session, error::Error, types::NameAttribute};
use domain::mailbox::{Folder, Letter, MailboxProblem};
use futures::TryStreamExt;
use jiff::ToSpan;
use std::{future::Future, time::Duration};
use tokio::time::timeout;

/// How long the server may take for one answer.
const PATIENCE: Duration = Duration::from_mins(1);
/// Most bytes of a message that are read: its head, and of its text what anybody reads.
const MOST: usize = 512 * 1024;
/// Most bytes of a message of which a file is fetched.
const LARGEST: usize = 40 * 1024 * 1024;
/// Messages that are asked for at once.
const AT_ONCE: usize = 20;
/// Most bytes of any other answer.
const ANSWER: usize = 4 * 1024 * 1024;
/// Days that the first reading goes back.
const DAYS: i64 = 30;
/// Most messages of the first reading.
const MOST_AT_FIRST: usize = 500;

/// Until where a folder was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which numbering of its messages counts (UIDVALIDITY).
    pub validity: u32,
    /// The last that was read.
    pub uid: u32,
}

/// What was new.
#[derive(Debug)]
pub struct News {
    /// The messages, the oldest first.
    pub letters: Vec<Letter>,
    /// Until where the folder has been read with them.
    pub mark: Mark,
    /// Whether there is more.
    pub has_more: bool,
}

/// A mailbox that somebody is signed in to.
#[derive(Debug)]
pub struct Reader {
    session: Session<Bounded>,
    allowance: Allowance,
}

impl Reader {
    pub(crate) const fn new(session: Session<Bounded>, allowance: Allowance) -> Self {
        Self { session, allowance }
    }

    /// What is new in a folder since a mark; nothing where there is no such folder.
    ///
    /// # Errors
    /// When the server does not answer any more, or not so that it can be understood.
    pub async fn news(&mut self, folder: Folder, mark: Option<Mark>) -> Result<Option<News>, MailboxProblem> {
        let Some(name) = self.name_of(folder).await? else { return Ok(None) };
        self.allowance.set(ANSWER);
        let opened = within(self.session.examine(&name)).await?;
        let Ok(opened) = opened else { return Ok(None) };
        // Without a numbering that lasts there is none of which one could say until where it was read.
        let Some(validity) = opened.uid_validity else { return Ok(None) };
        let known = mark.filter(|mark| mark.validity == validity);
        let waiting = self.waiting(known).await?;
        let end = opened.uid_next.unwrap_or(1).saturating_sub(1);
        let (now, rest) = waiting.split_at(waiting.len().min(AT_ONCE));
        let letters = self.letters(now).await?;
        let read_to =
            if rest.is_empty() { end.max(now.last().copied().unwrap_or(0)) } else { now.last().copied().unwrap_or(0) };
        let uid = read_to.max(known.map_or(0, |mark| mark.uid));
        Ok(Some(News { letters, mark: Mark { validity, uid }, has_more: !rest.is_empty() }))
    }

    /// The name and the content of one of a message's files, counted as they were listed; nothing where the message is
    /// not there any more, or is larger than what is fetched.
    ///
    /// # Errors
    /// When the server does not answer any more, or not so that it can be understood.
    pub async fn enclosure(
        &mut self,
        folder: Folder,
        at: Mark,
        index: usize,
    ) -> Result<Option<(String, Vec<u8>)>, MailboxProblem> {
        let Some(name) = self.name_of(folder).await? else { return Ok(None) };
        self.allowance.set(ANSWER);
        let opened = within(self.session.examine(&name)).await?;
        if opened.ok().and_then(|opened| opened.uid_validity) != Some(at.validity) {
            return Ok(None);
        }
        self.allowance.set(LARGEST + ANSWER);
        let query = format!("(UID BODY.PEEK[]<0.{LARGEST}>)");
        let asked = async {
            let mut answers = self.session.uid_fetch(at.uid.to_string(), query).await?;
            let mut found = None;
            while let Some(answer) = answers.try_next().await? {
                if answer.uid == Some(at.uid) {
                    found =
                        answer.body().filter(|raw| raw.len() < LARGEST).and_then(|raw| enclosure(raw, index)).or(found);
                }
            }
            Ok::<_, Error>(found)
        };
        within(asked).await?.map_err(lost)
    }

    /// Lets go of the mailbox.
    pub async fn leave(mut self) {
        self.allowance.set(ANSWER);
        let _ = timeout(Duration::from_secs(5), self.session.logout()).await;
    }

    /// Numbers of the messages since a mark, or of the last days where there is none.
    async fn waiting(&mut self, mark: Option<Mark>) -> Result<Vec<u32>, MailboxProblem> {
        let query = match mark {
            Some(mark) => format!("UID {}:*", mark.uid.saturating_add(1)),
            None => format!("SINCE {}", first_day()),
        };
        self.allowance.set(ANSWER);
        let found = within(self.session.uid_search(query)).await?.map_err(lost)?;
        // "7:*" is the last message too where there is no seventh.
        let mut found: Vec<u32> = found.into_iter().filter(|uid| mark.is_none_or(|mark| *uid > mark.uid)).collect();
        found.sort_unstable();
        if mark.is_none() {
            found.drain(..found.len().saturating_sub(MOST_AT_FIRST));
        }
        Ok(found)
    }

    async fn letters(&mut self, uids: &[u32]) -> Result<Vec<Letter>, MailboxProblem> {
        if uids.is_empty() {
            return Ok(Vec::new());
        }
        let set = uids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        self.allowance.set(AT_ONCE * (MOST + 64 * 1024));
        let query = format!("(UID RFC822.SIZE INTERNALDATE BODY.PEEK[]<0.{MOST}>)");
        let asked = async {
            let mut found = Vec::with_capacity(uids.len());
            let mut answers = self.session.uid_fetch(set, query).await?;
            while let Some(answer) = answers.try_next().await? {
                // Other answers may stand between: of messages that were marked elsewhere meanwhile.
                let (Some(uid), Some(raw)) = (answer.uid, answer.body()) else { continue };
                let size = answer.size.map_or(raw.len(), |size| usize::try_from(size).unwrap_or(usize::MAX));
                let received = answer.internal_date().and_then(|at| jiff::Timestamp::from_second(at.timestamp()).ok());
                found.push((uid, letter(raw, raw.len() >= size, received)));
            }
            Ok::<_, Error>(found)
        };
        let mut found = within(asked).await?.map_err(lost)?;
        found.sort_by_key(|(uid, _)| *uid);
        Ok(found.into_iter().map(|(uid, letter)| Letter { uid, ..letter }).collect())
    }

    /// What the server calls a folder.
    async fn name_of(&mut self, folder: Folder) -> Result<Option<String>, MailboxProblem> {
        if folder == Folder::Inbox {
            return Ok(Some("INBOX".to_owned()));
        }
        self.allowance.set(ANSWER);
        let listed = async {
            let names = self.session.list(Some(""), Some("*")).await?;
            names.map_ok(|name| (name.name().to_owned(), name.attributes().iter().any(is_sent))).try_collect().await
        };
        let names: Vec<(String, bool)> = within(listed).await?.map_err(|error: Error| lost(error))?;
        let marked = names.iter().find(|(_, is_sent)| *is_sent);
        Ok(marked.or_else(|| names.iter().find(|(name, _)| is_called_sent(name))).map(|(name, _)| name.clone()))
    }
}

/// Whether the server says that it is the folder of what was sent (RFC 6154).
fn is_sent(attribute: &NameAttribute<'_>) -> bool {
    format!("{attribute:?}").to_lowercase().contains("sent")
}

/// Whether the folder is called as such ones are; in modified UTF-7, as servers have it.
fn is_called_sent(name: &str) -> bool {
    const NAMES: [&str; 9] = [
        "sent",
        "sent items",
        "sent messages",
        "sent mail",
        "sendte elementer",
        "sendt",
        "skickat",
        "skickade objekt",
        "skickade",
    ];
    let last = name.rsplit(['/', '.']).next().unwrap_or_default().to_lowercase();
    NAMES.contains(&last.as_str())
}

/// The day from which the first reading begins, as IMAP writes days.
fn first_day() -> String {
    let day = jiff::Zoned::now().date().saturating_sub(DAYS.days());
    day.strftime("%d-%b-%Y").to_string()
}

async fn within<T>(asked: impl Future<Output = T>) -> Result<T, MailboxProblem> {
    timeout(PATIENCE, asked).await.map_err(|_| MailboxProblem::Lost)
}

fn lost(error: Error) -> MailboxProblem {
    tracing::debug!(%error, "a mailbox was not read to its end");
    MailboxProblem::Lost
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_found_by_its_names() {
        for name in ["Sent", "INBOX.Sent", "[Gmail]/Sent Mail", "Sendte elementer", "INBOX/Skickat"] {
            assert!(is_called_sent(name), "{name}");
        }
        for name in ["INBOX", "Presents", "Sent.2024", "Unsent"] {
            assert!(!is_called_sent(name), "{name}");
        }
    }

    #[test]
    fn a_day_is_written_as_imap_does() {
        let day = first_day();
        let parts: Vec<_> = day.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [2, 3, 4], "{day}");
    }
}
