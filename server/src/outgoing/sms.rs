//! Handing SMS over to a gateway by HTTP, in the shape that 46elks and others in the Nordics take: a form with `from`,
//! `to`, `message` and `whendelivered`, answered with JSON that has the message's `id` and `status`.
//!
//! A gateway has no two steps as SMTP has. It is noted that the message is about to be out before it is asked for; where
//! no connection came about, or the gateway said no, it surely is not.

use super::said;
use domain::outgoing::OutgoingProblem;
use reqwest::{Client, StatusCode, Url, header, redirect::Policy};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{fmt, net::IpAddr, time::Duration};
use store::{
    Store,
    outgoing::{Claim, Outcome},
};

/// How long it may take to reach the gateway.
const CONNECT: Duration = Duration::from_secs(10);
/// How long all may take: shorter than the time for which a message is claimed.
const PATIENCE: Duration = Duration::from_secs(40);
/// Most bytes of an answer that are read.
const MOST_BYTES: usize = 64 * 1024;

/// By what one is known at the gateway.
#[derive(Clone)]
enum Account {
    Nobody,
    Password(String, String),
    Token(String),
}

/// A gateway that sends SMS.
#[derive(Clone)]
pub struct SmsGateway {
    address: Url,
    account: Account,
    from: String,
    /// The address under which the gateway reaches this system, where it is known.
    origin: Option<String>,
}

impl fmt::Debug for SmsGateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without name, password and token: it may be written into a log.
        write!(f, "{}", self.address.host_str().unwrap_or_default())
    }
}

/// Settings that make no gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidGateway {
    /// The address is none.
    #[error("the SMS gateway's address must be one of the web, with https://")]
    Address,
    /// Name and password would travel unencrypted.
    #[error("the SMS gateway's address must begin with https://, or secrets would travel unencrypted")]
    Unencrypted,
}

impl SmsGateway {
    /// A gateway at an address, with a token, or a name and a password.
    ///
    /// # Errors
    /// When the address is none, or none that secrets may be sent to.
    pub fn new(
        address: &str,
        user: Option<&str>,
        password: Option<&str>,
        token: Option<&str>,
        from: &str,
    ) -> Result<Self, InvalidGateway> {
        let address = Url::parse(address.trim()).map_err(|_| InvalidGateway::Address)?;
        let host = address.host_str().ok_or(InvalidGateway::Address)?;
        let is_here = is_here(host);
        match address.scheme() {
            "https" => {}
            "http" if is_here => {}
            "http" => return Err(InvalidGateway::Unencrypted),
            _ => return Err(InvalidGateway::Address),
        }
        let account = match (token, user) {
            (Some(token), _) => Account::Token(token.to_owned()),
            (None, Some(user)) => Account::Password(user.to_owned(), password.unwrap_or_default().to_owned()),
            (None, None) => Account::Nobody,
        };
        Ok(Self { address, account, from: from.to_owned(), origin: None })
    }

    /// The same, asked to tell at this address what became of each message.
    #[must_use]
    pub fn reporting_to(mut self, origin: Option<String>) -> Self {
        self.origin = origin;
        self
    }

    /// The secret in the address of reports, which nobody but the gateway is told. All servers that use one account know
    /// it; without an account there is none, and no reports.
    #[must_use]
    pub fn report_secret(&self) -> Option<String> {
        let secret = match &self.account {
            Account::Nobody => return None,
            Account::Password(user, password) => format!("{user}:{password}"),
            Account::Token(token) => token.clone(),
        };
        let digest = Sha256::digest(format!("kundekort reports of SMS:{secret}"));
        Some(hex::encode(digest))
    }

    fn report_address(&self, claim: &Claim) -> Option<String> {
        let (origin, secret) = (self.origin.as_ref()?, self.report_secret()?);
        Some(format!("{origin}/sms/{secret}/{}/{}", claim.tenant, claim.id))
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// What a gateway answers.
#[derive(Debug, Deserialize)]
struct Answer {
    id: String,
    #[serde(default)]
    status: String,
}

/// A way to a gateway.
pub(super) struct Sms {
    gateway: SmsGateway,
    client: Option<Client>,
}

impl Sms {
    pub(super) fn new(gateway: SmsGateway) -> Self {
        // The cryptography is that of the rest of the system; whoever comes second changes nothing.
        drop(rustls::crypto::ring::default_provider().install_default());
        let builder = Client::builder()
            // Somewhere else is not the gateway.
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(PATIENCE)
            // A connection that was kept may turn out to be gone after the message went into it.
            .pool_max_idle_per_host(0)
            .user_agent("kundekort");
        let builder = if gateway.address.host_str().is_some_and(is_here) { builder.no_proxy() } else { builder };
        let client = builder.build().inspect_err(|error| tracing::warn!(%error, "no SMS can be sent")).ok();
        Self { gateway, client }
    }

    /// Sends one; nothing where somebody else has it by now.
    pub(super) async fn send(&self, store: &Store, claim: &Claim) -> Option<Outcome> {
        let Some(client) = &self.client else {
            return Some(Outcome::Later(OutgoingProblem::Fault, "client".to_owned()));
        };
        let [to] = claim.recipients.as_slice() else {
            return Some(Outcome::Failed(OutgoingProblem::Fault, "one recipient".to_owned()));
        };
        let report = self.gateway.report_address(claim);
        let mut form = vec![("from", self.gateway.from.as_str()), ("to", to), ("message", &claim.body)];
        form.extend(report.as_ref().map(|address| ("whendelivered", address.as_str())));
        let Ok(form) = serde_urlencoded::to_string(form) else {
            return Some(Outcome::Failed(OutgoingProblem::Fault, "form".to_owned()));
        };
        let request = client
            .post(self.gateway.address.clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .body(form);
        let request = match &self.gateway.account {
            Account::Nobody => request,
            Account::Password(user, password) => request.basic_auth(user, Some(password)),
            Account::Token(token) => request.bearer_auth(token),
        };
        match store::outgoing::hand_over(store, claim).await {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => {
                tracing::warn!(%error, "a message could not be noted as handed over");
                return Some(Outcome::Later(OutgoingProblem::Fault, "database".to_owned()));
            }
        }
        let mut response = match request.send().await {
            Ok(response) => response,
            Err(error) if error.is_connect() => {
                return Some(Outcome::Later(OutgoingProblem::Unreachable, said(&error.to_string())));
            }
            Err(error) => return Some(Outcome::Unconfirmed(said(&error.to_string()))),
        };
        let status = response.status();
        let mut body = Vec::new();
        while let Ok(Some(chunk)) = response.chunk().await {
            body.extend_from_slice(&chunk);
            if body.len() > MOST_BYTES {
                break;
            }
        }
        Some(outcome(status, &body))
    }
}

/// What an answer means for the message.
fn outcome(status: StatusCode, body: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(body);
    let detail = said(&format!("{} {text}", status.as_u16()));
    match status.as_u16() {
        200..300 => match serde_json::from_slice::<Answer>(body) {
            Ok(answer) if answer.status == "failed" => Outcome::Failed(OutgoingProblem::Refused, detail),
            Ok(answer) if !answer.id.is_empty() && answer.id.chars().count() <= 100 => Outcome::SentAs(answer.id),
            // It took something, and does not say what.
            _ => Outcome::Unconfirmed(detail),
        },
        // Not us, not now: a password that is put right, an account that is filled, a gateway that has time again.
        300..400 | 401 | 402 | 403 | 404 | 407 | 408 | 429 | 503 => Outcome::Later(OutgoingProblem::Later, detail),
        400..500 => Outcome::Failed(OutgoingProblem::Refused, detail),
        // It broke somewhere behind the door.
        _ => Outcome::Unconfirmed(detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gateway(address: &str) -> Result<SmsGateway, InvalidGateway> {
        SmsGateway::new(address, Some("u"), Some("pass-word"), None, "Nordvikar")
    }

    #[test]
    fn secrets_are_sent_encrypted_and_told_to_no_log() {
        assert!(gateway("https://api.46elks.com/a1/sms").is_ok() && gateway("http://127.0.0.1:1/sms").is_ok());
        assert_eq!(gateway("http://gateway.example/sms").err(), Some(InvalidGateway::Unencrypted));
        assert_eq!(gateway("gateway.example").err(), Some(InvalidGateway::Address));
        assert_eq!(gateway("ftp://gateway.example").err(), Some(InvalidGateway::Address));
        let one = gateway("https://gateway.example/sms").unwrap();
        assert!(!format!("{one:?}").contains("pass-word"));
        let secret = one.report_secret().unwrap();
        assert!(secret.len() == 64 && !secret.contains("pass-word"));
        let open = SmsGateway::new("https://gateway.example/sms", None, None, None, "Nordvikar").unwrap();
        assert_eq!(open.report_secret(), None, "what anybody could guess is no secret");
    }

    #[test]
    fn only_what_surely_is_not_out_is_tried_again() {
        let of = |status: u16, body: &str| outcome(StatusCode::from_u16(status).unwrap(), body.as_bytes());
        assert_eq!(of(200, r#"{"id":"s1","status":"created"}"#), Outcome::SentAs("s1".to_owned()));
        assert!(matches!(of(200, r#"{"id":"s1","status":"failed"}"#), Outcome::Failed(OutgoingProblem::Refused, _)));
        assert!(matches!(of(200, "<html>"), Outcome::Unconfirmed(_)));
        assert!(
            matches!(of(400, "Invalid to number"), Outcome::Failed(OutgoingProblem::Refused, text) if text.contains("Invalid to"))
        );
        assert!(matches!(of(401, ""), Outcome::Later(..)) && matches!(of(503, ""), Outcome::Later(..)));
        assert!(matches!(of(500, ""), Outcome::Unconfirmed(_)) && matches!(of(504, ""), Outcome::Unconfirmed(_)));
    }
}
