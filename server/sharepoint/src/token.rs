//! Tokens by which an application is let in: asked for with its secret, and used until shortly before they end.

use crate::{
    Account, Inner,
    address::{below, encoded},
    ask::{self, PATIENCE},
};
use domain::sharepoint::Failure;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{fmt, time::Duration};

/// So long before its end a token is no longer used.
const BEFORE_END: Duration = Duration::from_mins(5);
/// A token that says nothing better is used so long.
const SHORTEST: Duration = Duration::from_secs(30);

/// So long it is remembered that an account is not let in.
const REFUSED: Duration = Duration::from_mins(1);

/// A token.
#[derive(Clone)]
pub(crate) struct Token(pub(crate) String);

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    expires_in: u64,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refused {
    error_codes: Vec<u32>,
    error_description: String,
}

/// By what an account is known here, secret included.
pub(crate) fn key(account: &Account) -> String {
    let secret = hex::encode(Sha256::digest(account.secret.as_bytes()));
    format!("{} {} {secret}", account.directory, account.client)
}

/// A token of an account, the one that is kept or a new one.
pub(crate) async fn of(inner: &Inner, account: &Account) -> Result<Token, Failure> {
    let key = key(account);
    if let Some(token) = inner.tokens.get(&key) {
        return Ok(token);
    }
    if let Some(failure) = inner.refused.get(&key) {
        return Err(failure);
    }
    let granted = grant(inner, account).await?;
    let token = Token(granted.access_token);
    inner.tokens.put(&key, token.clone(), used(granted.expires_in));
    Ok(token)
}

/// How long a token is used that ends in so many seconds.
fn used(expires_in: u64) -> Duration {
    Duration::from_secs(expires_in.min(86_400)).checked_sub(BEFORE_END).unwrap_or_default().max(SHORTEST)
}

/// Forgets a token that is not taken any more.
pub(crate) fn forget(inner: &Inner, account: &Account) {
    inner.tokens.remove(&key(account));
}

async fn grant(inner: &Inner, account: &Account) -> Result<Granted, Failure> {
    let url = below(&inner.login, &format!("/{}/oauth2/v2.0/token", encoded(&account.directory)))?;
    let form = [
        ("client_id", account.client.as_str()),
        ("scope", "https://graph.microsoft.com/.default"),
        ("client_secret", &account.secret),
        ("grant_type", "client_credentials"),
    ];
    let body: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let request = inner
        .client
        .post(url)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "application/json")
        .timeout(PATIENCE)
        .body(body.join("&"));
    let answer = request.send().await.map_err(|error| ask::told(&error))?;
    if let Some(seconds) = ask::throttled(&answer) {
        return Err(ask::leave_alone(inner, account, seconds));
    }
    let status = answer.status();
    let body = ask::body(answer).await?;
    if status.is_success() {
        return ask::read(&body);
    }
    if status.is_server_error() {
        tracing::warn!(%status, "the sign-in of applications can't answer");
        return Err(Failure::Unreachable);
    }
    let refused: Refused = serde_json::from_slice(&body).unwrap_or_default();
    // What exactly is for the log; it has no secret in it.
    tracing::warn!(%status, why = %refused.error_description, "the directory lets the application not in");
    let failure = why(&refused);
    inner.refused.put(&key(account), failure, REFUSED);
    Err(failure)
}

/// Why the directory refuses, by the codes of Microsoft's documentation (AADSTS).
fn why(refused: &Refused) -> Failure {
    let told = refused.error_description.split("AADSTS").nth(1).unwrap_or_default();
    let told: String = told.chars().take_while(char::is_ascii_digit).collect();
    let codes = refused.error_codes.iter().copied().chain(told.parse());
    codes.map(of_code).find(|failure| *failure != Failure::SignInRefused).unwrap_or(Failure::SignInRefused)
}

const fn of_code(code: u32) -> Failure {
    match code {
        90_002 | 900_021 | 900_023 | 90_019 => Failure::UnknownDirectory,
        700_016 | 90_011 | 70_001 => Failure::UnknownClient,
        7_000_215 | 7_000_218 => Failure::WrongSecret,
        7_000_222 => Failure::SecretExpired,
        _ => Failure::SignInRefused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_not_used_to_its_very_end() {
        assert_eq!(used(3599), Duration::from_secs(3299));
        assert_eq!(used(331), Duration::from_secs(31));
        assert_eq!((used(299), used(0)), (SHORTEST, SHORTEST));
        assert_eq!(used(u64::MAX), Duration::from_hours(24).checked_sub(BEFORE_END).unwrap());
    }

    #[test]
    fn why_one_is_refused_is_told_by_number_or_in_the_text() {
        let of = |codes: &[u32], text: &str| {
            why(&Refused { error_codes: codes.to_vec(), error_description: text.to_owned() })
        };
        assert_eq!(of(&[7_000_215], ""), Failure::WrongSecret);
        assert_eq!(of(&[], "AADSTS7000222: The provided client secret keys are expired."), Failure::SecretExpired);
        assert_eq!(of(&[90_002], ""), Failure::UnknownDirectory);
        assert_eq!(of(&[1, 700_016], ""), Failure::UnknownClient);
        assert_eq!(of(&[53_003], "AADSTS53003: Access has been blocked."), Failure::SignInRefused);
        assert_eq!(of(&[], ""), Failure::SignInRefused);
    }
}
