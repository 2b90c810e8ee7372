//! Handing messages over by SMTP (RFC 5321), step by step: between the server's word that it will take the text and the
//! text itself it is noted that the message is about to be out.

use super::said;
use domain::outgoing::OutgoingProblem;
use lettre::{
    Address, Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use std::{fmt, net::IpAddr, str::FromStr, time::Duration};
use store::{
    Store,
    outgoing::{Claim, Outcome},
};

/// How long all may take until the text is handed over; shorter than the time for which a message is claimed.
const BEFORE: Duration = Duration::from_secs(40);
/// How long the server may take to say that it has the text (RFC 5321, 4.5.3.2.6).
const AFTER: Duration = Duration::from_mins(10);

/// How the connection is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encryption {
    /// From the first byte on (RFC 8314).
    Whole,
    /// By STARTTLS, or not at all.
    Started,
    /// Not: within one machine or a network of one's own.
    None,
}

/// Where mail is handed over: `smtp://name:password@host:587`, `smtps://…`; `?tls=none` for a network of one's own.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpAddress {
    host: String,
    port: u16,
    encryption: Encryption,
    account: Option<(String, String)>,
}

impl fmt::Debug for SmtpAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without name and password: it may be written into a log.
        write!(f, "{}:{} ({:?})", self.host, self.port, self.encryption)
    }
}

impl FromStr for SmtpAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "this is no address such as smtp://name:password@mail.firm.example:587";
        let (scheme, rest) = text.trim().split_once("://").ok_or(WRONG)?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (account, place) = match rest.trim_end_matches('/').rsplit_once('@') {
            Some((account, place)) => (Some(account), place),
            None => (None, rest.trim_end_matches('/')),
        };
        let account = match account.map(|account| account.split_once(':').ok_or(WRONG)).transpose()? {
            Some((name, password)) => Some((decoded(name).ok_or(WRONG)?, decoded(password).ok_or(WRONG)?)),
            None => None,
        };
        let usual = if scheme == "smtps" { 465 } else { 587 };
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| WRONG)?),
            None => (place, usual),
        };
        if host.is_empty() || !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte)) {
            return Err(WRONG);
        }
        let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        let encryption = match (scheme, query) {
            ("smtps", "") => Encryption::Whole,
            ("smtp", "") if is_here => Encryption::None,
            ("smtp", "") => Encryption::Started,
            ("smtp", "tls=none") => Encryption::None,
            _ => return Err(WRONG),
        };
        Ok(Self { host: host.to_owned(), port, encryption, account })
    }
}

/// A text of an address, whose special characters are written as `%40`.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A way to a server, with the connection that is open.
pub(super) struct Smtp {
    server: SmtpAddress,
    from: Address,
    connection: Option<AsyncSmtpConnection>,
}

impl Smtp {
    pub(super) const fn new(server: SmtpAddress, from: Address) -> Self {
        Self { server, from, connection: None }
    }

    pub(super) const fn from(&self) -> &Address {
        &self.from
    }

    /// Ends the connection.
    pub(super) async fn leave(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            let _ = tokio::time::timeout(Duration::from_secs(2), connection.quit()).await;
        }
    }

    /// Sends one; nothing where somebody else has it by now.
    pub(super) async fn send(&mut self, store: &Store, claim: &Claim, message: &Message) -> Option<Outcome> {
        let text = message.formatted();
        let prepared = tokio::time::timeout(BEFORE, self.prepare(message, &text)).await;
        let mut connection = match prepared {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) => return Some(refusal(&error)),
            Err(_) => return Some(Outcome::Later(OutgoingProblem::Unreachable, "timeout".to_owned())),
        };
        match store::outgoing::hand_over(store, claim).await {
            Ok(true) => {}
            // The connection is dropped, and with it what it was told: without its end the text is none.
            Ok(false) => return None,
            Err(error) => {
                tracing::warn!(%error, "a message could not be noted as handed over");
                return Some(Outcome::Later(OutgoingProblem::Fault, "database".to_owned()));
            }
        }
        match tokio::time::timeout(AFTER, connection.message(&text)).await {
            Ok(Ok(_)) => {
                self.connection = Some(connection);
                Some(Outcome::Sent)
            }
            // The server has said what became of it.
            Ok(Err(error)) if error.status().is_some() => Some(refusal(&error)),
            Ok(Err(error)) => Some(Outcome::Unconfirmed(said(&error.to_string()))),
            Err(_) => Some(Outcome::Unconfirmed("timeout".to_owned())),
        }
    }

    /// All up to the word of the server that it will take the text.
    async fn prepare(&mut self, message: &Message, text: &[u8]) -> Result<AsyncSmtpConnection, Error> {
        let mut connection = match self.connection.take() {
            Some(mut open) => {
                if open.test_connected().await {
                    open
                } else {
                    self.connect().await?
                }
            }
            None => self.connect().await?,
        };
        let envelope = message.envelope();
        let mut options = Vec::new();
        let is_plain = envelope.to().iter().chain(envelope.from()).all(|address| address.to_string().is_ascii());
        if !is_plain {
            options.push(MailParameter::SmtpUtfEight);
        }
        if !text.is_ascii() && connection.server_info().supports_feature(Extension::EightBitMime) {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        connection.command(Mail::new(envelope.from().cloned(), options)).await?;
        for recipient in envelope.to() {
            connection.command(Rcpt::new(recipient.clone(), Vec::new())).await?;
        }
        connection.command(Data).await?;
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let server = &self.server;
        let hello = ClientId::Domain(self.from.domain().to_owned());
        let tls = || TlsParameters::new(server.host.clone());
        let whole = if server.encryption == Encryption::Whole { Some(tls()?) } else { None };
        let place = (server.host.as_str(), server.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(place, Some(Duration::from_secs(15)), &hello, whole, None).await?;
        if server.encryption == Encryption::Started {
            connection.starttls(tls()?, &hello).await?;
        }
        if let Some((name, password)) = &server.account {
            connection.auth(DEFAULT_MECHANISMS, &Credentials::new(name.clone(), password.clone())).await?;
        }
        Ok(connection)
    }
}

/// What a refusal means for the message.
fn refusal(error: &Error) -> Outcome {
    let detail = said(
        &std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source())
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(": "),
    );
    if error.is_permanent() {
        Outcome::Failed(OutgoingProblem::Refused, detail)
    } else if error.is_transient() {
        Outcome::Later(OutgoingProblem::Later, detail)
    } else {
        Outcome::Later(OutgoingProblem::Unreachable, detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SmtpAddress, &'static str> {
        text.parse()
    }

    #[test]
    fn an_address_says_where_by_whom_and_how() {
        let whole = read("smtps://post%40firma.example:p%3Ass@mail.firma.example").unwrap();
        assert_eq!((whole.port, whole.encryption), (465, Encryption::Whole));
        assert_eq!(whole.account, Some(("post@firma.example".to_owned(), "p:ss".to_owned())));
        assert!(!format!("{whole:?}").contains("p:ss"), "no secret in a log");
        let started = read("smtp://mail.firma.example:25").unwrap();
        assert_eq!((started.port, started.encryption, started.account), (25, Encryption::Started, None));
        assert_eq!(read("smtp://127.0.0.1:2525").map(|address| address.encryption), Ok(Encryption::None));
        assert_eq!(read("smtp://relay:25?tls=none").map(|address| address.encryption), Ok(Encryption::None));
    }

    #[test]
    fn what_is_none_is_refused() {
        for wrong in [
            "",
            "mail.firma.example",
            "http://a",
            "smtp://",
            "smtp://a:x",
            "smtps://a?tls=none",
            "smtp://n@a",
            "smtp://n:%4@a",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
