//! Sending: a task for each way by which messages leave, one message at a time, so that requests never wait for it.
//!
//! What is promised: a message is lost by no fault of ours, and never sent twice without somebody asking for it. It is
//! claimed before it is sent, noted as about to be handed over when the other side has agreed to take its text, and noted
//! as sent when the other side has said that it has it. A server that is killed before the second leaves it to the next; one
//! that is killed between the second and the third leaves a message of which nobody knows whether it is out. That one is
//! not sent again by itself: it is shown as such, and a person decides (its Message-ID is the same then, so that most
//! mailboxes show it once).

mod folder;
mod message;
mod sms;
mod smtp;

pub use sms::{InvalidGateway, SmsGateway};
pub use smtp::SmtpAddress;

use domain::outgoing::{OutgoingKind, OutgoingProblem};
use futures::TryStreamExt;
use lettre::Address;
use objects::{Objects, ObjectsError};
use std::{path::PathBuf, time::Duration};
use store::{
    Store,
    outgoing::{self, Claim, Outcome},
};

/// How often one looks whether a message is due again, or whether one was queued of which nothing was heard.
const POLL: Duration = Duration::from_secs(2);
/// Most characters that are kept of what the other side says.
const DETAIL: usize = 300;

/// How messages of one kind leave this server.
#[derive(Clone, Debug)]
pub enum Post {
    /// E-mail by a server that passes it on.
    Smtp(SmtpAddress, Address),
    /// E-mail into a folder, where somebody can look at it.
    Folder(PathBuf, Address),
    /// SMS by a gateway.
    Sms(SmsGateway),
}

impl Post {
    const fn kind(&self) -> OutgoingKind {
        match self {
            Self::Smtp(..) | Self::Folder(..) => OutgoingKind::Email,
            Self::Sms(_) => OutgoingKind::Sms,
        }
    }
}

/// Sends messages of one kind until the server stops.
pub async fn run(store: Store, post: Post, objects: Objects) {
    store::job::listen(&store).await;
    let mut closing = store.live().closing();
    let mut queued = store.live().message_queued();
    let mut sender = Sender::new(post, objects);
    while !*closing.borrow() {
        queued.mark_unchanged();
        drain(&store, &mut sender).await;
        sender.rest().await;
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => return,
            _ = queued.changed() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
}

/// Sends all that is due, and ends.
pub async fn run_waiting(store: &Store, post: Post, objects: Objects) {
    let mut sender = Sender::new(post, objects);
    drain(store, &mut sender).await;
    sender.rest().await;
}

async fn drain(store: &Store, sender: &mut Sender) {
    while !*store.live().closing().borrow() {
        match outgoing::take(store, sender.kind).await {
            Ok(Some(claim)) => {
                let Some(outcome) = sender.send(store, &claim).await else { continue };
                if let Outcome::Later(problem, detail) | Outcome::Failed(problem, detail) = &outcome {
                    tracing::warn!(message = %claim.id, problem = problem.key(), detail, "a message was not sent");
                }
                note(store, &claim, outcome).await;
            }
            Ok(None) => return,
            Err(error) => {
                tracing::warn!(%error, "can't look for messages just now");
                return;
            }
        }
    }
}

/// Notes what became of a message. That it is sent is said again and again until the database has it: it is the one
/// thing that nobody else can find out.
async fn note(store: &Store, claim: &Claim, outcome: Outcome) {
    for pause in [50, 200, 1000, 5000, 15_000, 0] {
        match outgoing::finish(store, claim, outcome.clone()).await {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, message = %claim.id, "what became of a message could not be noted"),
        }
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
}

struct Sender {
    kind: OutgoingKind,
    way: Way,
    /// Where documents stand that go along.
    objects: Objects,
}

enum Way {
    Smtp(Box<smtp::Smtp>),
    Folder(PathBuf, Address),
    Sms(sms::Sms),
}

impl Sender {
    fn new(post: Post, objects: Objects) -> Self {
        let kind = post.kind();
        let way = match post {
            Post::Smtp(server, from) => Way::Smtp(Box::new(smtp::Smtp::new(server, from))),
            Post::Folder(folder, from) => Way::Folder(folder, from),
            Post::Sms(gateway) => Way::Sms(sms::Sms::new(gateway)),
        };
        Self { kind, way, objects }
    }

    /// The files that go along with a message, or what becomes of it without them.
    async fn load(&self, store: &Store, claim: &Claim) -> Result<Vec<message::Loaded>, Outcome> {
        let later = |what: &str| Outcome::Later(OutgoingProblem::Fault, what.to_owned());
        let files = outgoing::files(store, claim).await.map_err(|_| later("database"))?;
        let mut loaded = Vec::with_capacity(files.len());
        for file in files {
            let content = match self.objects.get(claim.tenant, &file.digest).await {
                Ok((_, content)) => content,
                Err(ObjectsError::Missing) => {
                    return Err(Outcome::Failed(OutgoingProblem::Fault, said(&file.file_name)));
                }
                Err(error) => return Err(later(&said(&error.to_string()))),
            };
            let content = content
                .try_fold(Vec::new(), |mut all, piece| async move {
                    all.extend_from_slice(&piece);
                    Ok(all)
                })
                .await
                .map_err(|error| later(&said(&error.to_string())))?;
            loaded.push((file, content));
        }
        Ok(loaded)
    }

    /// Sends one; nothing where somebody else has it by now.
    async fn send(&mut self, store: &Store, claim: &Claim) -> Option<Outcome> {
        let from = match &self.way {
            Way::Smtp(smtp) => smtp.from(),
            Way::Folder(_, from) => from,
            Way::Sms(sms) => return sms.send(store, claim).await,
        };
        let from = from.clone();
        // Within what the claim lasts: another server would take it meanwhile.
        let loading = tokio::time::timeout(Duration::from_secs(20), self.load(store, claim)).await;
        let late = Err(Outcome::Later(OutgoingProblem::Fault, "timeout".to_owned()));
        let files = match loading.unwrap_or(late) {
            Ok(files) => files,
            Err(outcome) => return Some(outcome),
        };
        let Ok(calendar) = outgoing::calendar(store, claim).await else {
            return Some(Outcome::Later(OutgoingProblem::Fault, "database".to_owned()));
        };
        let message = match message::build(claim, &from, files, calendar) {
            Ok(message) => message,
            Err(error) => return Some(Outcome::Failed(OutgoingProblem::Fault, said(&error.to_string()))),
        };
        match &mut self.way {
            Way::Smtp(smtp) => smtp.send(store, claim, &message).await,
            Way::Folder(folder, _) => Some(folder::write(folder, claim, &message).await),
            Way::Sms(_) => None,
        }
    }

    /// Lets go of the other side while there is nothing to send.
    async fn rest(&mut self) {
        if let Way::Smtp(smtp) = &mut self.way {
            smtp.leave().await;
        }
    }
}

/// What the other side said, so that it can be shown: one line, of no more than so many characters.
fn said(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(DETAIL).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_other_side_says_is_one_bounded_line() {
        assert_eq!(said("550 no\r\nBcc: x\u{0}y"), "550 no Bcc: x y");
        assert_eq!(said(&"å".repeat(999)).chars().count(), DETAIL);
    }
}
