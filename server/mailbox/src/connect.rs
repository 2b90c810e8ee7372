//! The way into a mailbox: the connection, its encryption, and signing in.

use crate::{
    bounded::{Allowance, Bounded, Wire},
    reach::Reach,
    read::Reader,
};
use async_imap::{Authenticator, Client, error::Error};
use domain::mailbox::{MailboxProblem, MailboxServer};
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use std::{fmt, future::Future, sync::Arc, time::Duration};
use tokio::{
    net::{TcpStream, lookup_host},
    time::timeout,
};
use tokio_rustls::TlsConnector;

/// How long a step of getting in may take: somebody waits for it.
const PATIENCE: Duration = Duration::from_secs(8);
/// Most bytes that a server says until somebody is signed in.
const SAYS: usize = 64 * 1024;
/// The port at which all is encrypted from the first byte on (RFC 8314).
const WHOLE: u16 = 993;

/// Whose mailbox it is.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    /// Where it is.
    pub server: &'a MailboxServer,
    /// The name by which one signs in.
    pub name: &'a str,
    /// The password.
    pub password: &'a str,
}

impl fmt::Debug for Account<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the password: it may be written into a log.
        write!(f, "{} at {}:{}", self.name, self.server.host, self.server.port)
    }
}

/// Signs in to a mailbox. What is not on this machine is reached encrypted or not at all.
pub(crate) async fn connect(account: Account<'_>, reach: Reach) -> Result<Reader, MailboxProblem> {
    let needs_tls = !account.server.is_here();
    let MailboxServer { host, port } = account.server;
    // The addresses that were looked at are those that are gone to: a name may mean another the next moment.
    let found = within(lookup_host((host.as_str(), *port))).await?.map_err(|_| MailboxProblem::Unreachable)?;
    let addresses = reach.of(found);
    if addresses.is_empty() {
        tracing::warn!(host, "a mailbox is at no address of the internet, and is not gone to (--mailboxes)");
        return Err(MailboxProblem::Unreachable);
    }
    let stream = within(TcpStream::connect(addresses.as_slice())).await?.map_err(|_| MailboxProblem::Unreachable)?;
    let _ = stream.set_nodelay(true);
    let allowance = Allowance::default();
    allowance.set(SAYS);
    let (wire, is_greeted): (Box<dyn Wire>, bool) = match (*port, needs_tls) {
        (WHOLE, _) => (encrypted(Box::new(stream), host).await?, false),
        (_, true) => (started(Box::new(stream), host, &allowance).await?, true),
        (_, false) => (Box::new(stream), false),
    };
    let mut client = Client::new(Bounded::new(wire, allowance.clone()));
    if !is_greeted {
        greeted(&mut client).await?;
    }
    let session = within(signed_in(client, account)).await??;
    Ok(Reader::new(session, allowance))
}

/// What is asked of a server within a few seconds, or that it does not answer.
async fn within<T>(asked: impl Future<Output = T>) -> Result<T, MailboxProblem> {
    timeout(PATIENCE, asked).await.map_err(|_| MailboxProblem::Unreachable)
}

async fn greeted(client: &mut Client<Bounded>) -> Result<(), MailboxProblem> {
    let answer = within(client.read_response()).await?.map_err(|_| MailboxProblem::Refused)?;
    // A server that is busy says "BYE" and hangs up; what is no mail server says something else.
    let answer = answer.map(|answer| format!("{:?}", answer.parsed())).unwrap_or_default();
    let is_ready = answer.starts_with("Data") && (answer.contains("status: Ok") || answer.contains("status: PreAuth"));
    if is_ready { Ok(()) } else { Err(MailboxProblem::Refused) }
}

/// Begins to encrypt a connection that has begun in the open (RFC 2595). What the server said until then counts for
/// nothing: anybody could have said it.
async fn started(wire: Box<dyn Wire>, host: &str, allowance: &Allowance) -> Result<Box<dyn Wire>, MailboxProblem> {
    let mut client = Client::new(Bounded::new(wire, allowance.clone()));
    greeted(&mut client).await?;
    within(client.run_command_and_check_ok("STARTTLS", None)).await?.map_err(|_| MailboxProblem::NoTls)?;
    encrypted(client.into_inner().into_wire(), host).await
}

async fn encrypted(wire: Box<dyn Wire>, host: &str) -> Result<Box<dyn Wire>, MailboxProblem> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| MailboxProblem::NoTls)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).map_err(|_| MailboxProblem::Untrusted)?;
    let connected = within(TlsConnector::from(Arc::new(config)).connect(name, wire)).await?;
    match connected {
        Ok(stream) => Ok(Box::new(stream)),
        Err(error) => {
            let cause = error.get_ref().and_then(|cause| cause.downcast_ref::<rustls::Error>());
            let is_untrusted = matches!(cause, Some(rustls::Error::InvalidCertificate(_)));
            Err(if is_untrusted { MailboxProblem::Untrusted } else { MailboxProblem::NoTls })
        }
    }
}

/// Name and password in one (RFC 4616): what of them is not ASCII can be sent no other way.
struct Plain(String);

impl Authenticator for Plain {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        self.0.clone()
    }
}

async fn signed_in(
    client: Client<Bounded>,
    account: Account<'_>,
) -> Result<async_imap::Session<Bounded>, MailboxProblem> {
    let signed = if account.name.is_ascii() && account.password.is_ascii() {
        client.login(account.name, account.password).await
    } else {
        client.authenticate("PLAIN", Plain(format!("\0{}\0{}", account.name, account.password))).await
    };
    signed.map_err(|(error, _)| match error {
        // RFC 5530: it can't say just now whether they are right.
        Error::No(said) if ["UNAVAILABLE", "INUSE", "LIMIT"].iter().any(|code| said.contains(code)) => {
            MailboxProblem::Refused
        }
        Error::No(_) | Error::Validate(_) => MailboxProblem::WrongPassword,
        _ => MailboxProblem::Refused,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_in_no_log() {
        let server = MailboxServer { host: "imap.firma.example".to_owned(), port: 993 };
        let account = Account { server: &server, name: "kari", password: "hemmelig" };
        assert_eq!(format!("{account:?}"), "kari at imap.firma.example:993");
    }
}
