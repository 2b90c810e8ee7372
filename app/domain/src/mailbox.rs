//! People's own mailboxes: where they are, what is read of them, and why they can't be (contract INT-09).

use crate::{
    customer::codes,
    error::Problem,
    id::{CustomerId, MailboxMessageId},
    language::Language,
    text::Text,
};
use serde::{Deserialize, Serialize};
use std::{net::IpAddr, time::Duration};

/// Most messages of a page.
pub const PAGE: i64 = 30;
/// Most characters that are kept of a message's text.
pub const BODY_MAX: u32 = 50_000;
/// Most characters that are kept of a subject.
pub const SUBJECT_MAX: u32 = 300;
/// How often a mailbox is looked into.
pub const INTERVAL: Duration = Duration::from_mins(3);

codes! {
    /// A folder that is read.
    Folder {
        /// What came.
        Inbox "inbox" ["Innboks", "Inkorg", "Inbox"],
        /// What was sent from other programs.
        Sent "sent" ["Sendt", "Skickat", "Sent"],
    }
}

impl Folder {
    /// The folder of a key; what a later release has written came in.
    #[must_use]
    pub fn of_key(key: &str) -> Self {
        Self::from_key(key).unwrap_or(Self::Inbox)
    }
}

/// Why a mailbox can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailboxProblem {
    /// No server answers there.
    Unreachable,
    /// What answers is no mail server, or it takes nobody just now.
    Refused,
    /// The server does not take user and password.
    WrongPassword,
    /// The server offers no encryption.
    NoTls,
    /// The server can't prove that it is the one of that name.
    Untrusted,
    /// The password that was kept can't be read any more.
    NoKey,
    /// The server stopped answering in between.
    Lost,
}

impl MailboxProblem {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Unreachable, Self::Refused, Self::WrongPassword, Self::NoTls, Self::Untrusted, Self::NoKey, Self::Lost];

    /// As the database has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::WrongPassword => "wrong_password",
            Self::NoTls => "no_tls",
            Self::Untrusted => "untrusted",
            Self::NoKey => "no_key",
            Self::Lost => "lost",
        }
    }

    /// The problem of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|problem| problem.key() == key).unwrap_or(Self::Lost)
    }

    /// The input that it is told at.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::WrongPassword => "password",
            Self::Unreachable | Self::Refused | Self::NoTls | Self::Untrusted | Self::NoKey | Self::Lost => "host",
        }
    }

    /// How long one waits after so many tries that ended so. A wrong password is not tried often: accounts are closed
    /// for that.
    #[must_use]
    pub fn wait(self, attempts: i32) -> Duration {
        const WAITS: [u64; 5] = [1, 5, 15, 60, 180];
        let index = usize::try_from(attempts).unwrap_or_default().saturating_sub(1).min(WAITS.len() - 1);
        match self {
            Self::WrongPassword | Self::NoKey => Duration::from_hours(6),
            _ => Duration::from_mins(WAITS.get(index).copied().unwrap_or(180)),
        }
    }
}

/// A server of mailboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxServer {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
}

impl MailboxServer {
    /// Reads name and port as they were typed; an empty port is the usual one.
    ///
    /// # Errors
    /// Which of the two can't be one.
    pub fn parse(host: &str, port: &str) -> Result<Self, (&'static str, Problem)> {
        let host = host.trim().trim_end_matches('.').to_lowercase();
        if host.is_empty() {
            return Err(("host", Problem::Required));
        }
        // A name without a dot is none that certificates are made for.
        let is_name = host.len() <= 253
            && (host == "localhost" || host.contains('.'))
            && host.split('.').all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && !label.starts_with('-')
                    && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            });
        if !is_name && host.parse::<IpAddr>().is_err() {
            return Err(("host", Problem::MailServer));
        }
        let port = match port.trim() {
            "" => 993,
            typed => typed.parse().ok().filter(|port| *port > 0).ok_or(("port", Problem::Number))?,
        };
        Ok(Self { host, port })
    }

    /// Whether it is on this machine, towards which alone nothing need be encrypted.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

/// Somebody in the head of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correspondent {
    /// What they call themselves; may be empty.
    pub name: String,
    /// Where they are reached; may be empty.
    pub address: String,
}

impl Correspondent {
    /// Name and address in one.
    #[must_use]
    pub fn shown(&self) -> String {
        match (self.name.is_empty(), self.address.is_empty()) {
            (true, _) => self.address.clone(),
            (false, true) => self.name.clone(),
            (false, false) => format!("{} <{}>", self.name, self.address),
        }
    }
}

/// A file that came with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// What it is called.
    pub name: String,
    /// Its bytes; none where not all of it was read.
    pub size: Option<u64>,
}

/// A message as it was read: text alone, whatever it was before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// Its number in its folder.
    pub uid: u32,
    /// By what it is known: its Message-ID, or what its content makes where it has none.
    pub message_id: String,
    /// The messages that it answers, by theirs; the one that it answers first.
    pub answers: Vec<String>,
    /// When it was sent, UTC in RFC 3339.
    pub at: String,
    /// By whom.
    pub from: Vec<Correspondent>,
    /// To whom, copies included.
    pub to: Vec<Correspondent>,
    /// What it is about; may be empty.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// What came with it.
    pub files: Vec<Enclosure>,
    /// Whether all of its text was read.
    pub is_whole: bool,
    /// The answer to an invitation that it brings, where it brings one.
    pub reply: Option<Reply>,
}

/// The answer to an invitation, as a calendar sends it (METHOD:REPLY, RFC 5546, 3.2.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// By what the activity is known among calendars.
    pub uid: String,
    /// Which message it answers.
    pub sequence: i32,
    /// When it was given, UTC in RFC 3339; empty where it does not say.
    pub at: String,
    /// The answer (PARTSTAT), as it stands there.
    pub answer: String,
    /// What was written with it.
    pub note: String,
}

/// A customer that a message may belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggested {
    /// Which.
    pub id: CustomerId,
    /// Its number.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// Whether an address of the message is one of the customer's or of its contacts; otherwise it has the same domain.
    pub by_address: bool,
}

/// A message of one's own mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxMessage {
    /// Its identity.
    pub id: MailboxMessageId,
    /// Where it was found.
    pub folder: Folder,
    /// When it was sent, UTC in RFC 3339.
    pub at: String,
    /// By whom.
    pub from: Vec<Correspondent>,
    /// To whom.
    pub to: Vec<Correspondent>,
    /// What it is about; may be empty.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// What came with it.
    pub files: Vec<Enclosure>,
    /// Whether all of its text was read.
    pub is_whole: bool,
    /// The customer on whose card it is, with its name.
    pub card: Option<(CustomerId, String)>,
    /// Customers that it may belong to.
    pub suggested: Vec<Suggested>,
}

/// Which messages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Those that are on no card.
    #[default]
    Open,
    /// Those that are on one.
    OnCards,
}

impl Shown {
    /// As an address has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::OnCards => "cards",
        }
    }

    /// What an address asks for.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        if key == "cards" { Self::OnCards } else { Self::Open }
    }
}

/// One's own mailbox, without its password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// Where it is.
    pub server: MailboxServer,
    /// The name by which one signs in there.
    pub account: String,
    /// When it was last read, UTC in RFC 3339.
    pub read_at: Option<String>,
    /// When it is read next.
    pub due_at: String,
    /// Why it could not be read.
    pub problem: Option<MailboxProblem>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_a_name_or_an_address_and_a_port() {
        let parse = MailboxServer::parse;
        assert_eq!(
            parse(" IMAP.Firma.example. ", ""),
            Ok(MailboxServer { host: "imap.firma.example".into(), port: 993 })
        );
        assert_eq!(parse("::1", "143").map(|server| server.is_here()), Ok(true));
        assert_eq!(parse("127.0.0.9", "1").map(|server| server.is_here()), Ok(true));
        assert_eq!(parse("127.0.0.1.firma.example", "1").map(|server| server.is_here()), Ok(false));
        assert_eq!(parse("", "993"), Err(("host", Problem::Required)));
        for bad in ["a b", "imap://firma.example", "a..b", "-a.b", "å.no", "a/b", "a.b\u{0}", "null", "99999"] {
            assert_eq!(parse(bad, ""), Err(("host", Problem::MailServer)), "{bad}");
        }
        for bad in ["0", "65536", "x", "-1"] {
            assert_eq!(parse("a.b", bad), Err(("port", Problem::Number)), "{bad}");
        }
    }

    #[test]
    fn waits_grow_and_a_wrong_password_is_not_tried_often() {
        let waits: Vec<_> = (1..9).map(|attempts| MailboxProblem::Unreachable.wait(attempts)).collect();
        assert!(waits.is_sorted() && waits[0] == Duration::from_mins(1) && waits[7] == Duration::from_hours(3));
        assert_eq!(MailboxProblem::WrongPassword.wait(1), Duration::from_hours(6));
        for problem in MailboxProblem::ALL {
            assert_eq!(MailboxProblem::from_key(problem.key()), problem);
        }
    }
}
