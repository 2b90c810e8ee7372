//! ID tokens: whether one is the provider's, for us, for this nonce; and what it says.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use jiff::Timestamp;
use openidconnect::{
    ClientId, IssuerUrl, JsonWebKeySet, Nonce,
    core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKey, CoreJwsSigningAlgorithm},
};
use serde_json::Value;

/// Signatures that anybody can check by the provider's public key. Those by a secret that we share with it prove nothing.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Whose tokens, and for whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Between<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
}

/// What a token says, once it is known to be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub subject: String,
    pub name: Option<String>,
    pub acr: Option<String>,
    pub auth_time: Option<Timestamp>,
    pub issued_at: Timestamp,
}

/// The key of a set that a token names.
pub(crate) fn key_of(
    token: &CoreIdToken,
    keys: JsonWebKeySet<CoreJsonWebKey>,
    between: Between<'_>,
) -> Result<CoreJsonWebKey, String> {
    let verifier = verifier(keys, between)?;
    token.signing_key(&verifier).cloned().map_err(|error| error.to_string())
}

fn verifier<'k>(keys: JsonWebKeySet<CoreJsonWebKey>, between: Between<'_>) -> Result<CoreIdTokenVerifier<'k>, String> {
    let issuer = IssuerUrl::new(between.issuer.to_owned()).map_err(|error| error.to_string())?;
    let client = ClientId::new(between.client_id.to_owned());
    // Its secret is not given: no token that is signed by that counts.
    Ok(CoreIdTokenVerifier::new_public_client(client, issuer, keys).set_allowed_algs(ALGORITHMS))
}

/// Checks signature, issuer, audience, nonce and expiry as of a moment, and reads the token.
///
/// # Errors
/// Why it is not what it should be.
pub(crate) fn read(
    token: &CoreIdToken,
    key: CoreJsonWebKey,
    between: Between<'_>,
    nonce: &str,
    at: Timestamp,
) -> Result<Said, String> {
    let now = DateTime::<Utc>::from_timestamp(at.as_second(), 0).ok_or("no moment")?;
    let verifier = verifier(JsonWebKeySet::new(vec![key]), between)?.set_time_fn(move || now);
    let claims = token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(|error| {
        // The kind of fault stands in its source.
        std::error::Error::source(&error).map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
    })?;
    let time = |time: DateTime<Utc>| Timestamp::from_second(time.timestamp()).map_err(|error| error.to_string());
    Ok(Said {
        subject: claims.subject().as_str().to_owned(),
        name: claims.name().and_then(|name| name.get(None)).map(|name| name.as_str().trim().to_owned()),
        acr: claims.auth_context_ref().map(|acr| acr.as_str().to_owned()),
        auth_time: claims.auth_time().map(time).transpose()?,
        issued_at: time(claims.issue_time())?,
    })
}

/// Whether a token tells somebody's national identity number: such a one is not kept.
pub(crate) fn tells_national_number(token: &str) -> bool {
    let payload = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let claims: Option<Value> = payload.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    claims.is_some_and(|claims| holds_number(&claims))
}

fn holds_number(value: &Value) -> bool {
    match value {
        Value::String(text) => is_national_number(text),
        Value::Array(all) => all.iter().any(holds_number),
        Value::Object(all) => all.values().any(holds_number),
        _ => false,
    }
}

/// Whether a text is a Norwegian identity number or a Swedish personal number, by their dates and check digits.
fn is_national_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !matches!(c, '-' | '+' | ' ')).collect();
    let Some(digits) = bare.chars().map(|c| c.to_digit(10)).collect::<Option<Vec<_>>>() else { return false };
    match digits.len() {
        11 => is_norwegian(&digits),
        10 => is_swedish(&digits),
        12 => digits.get(2..).is_some_and(is_swedish),
        _ => false,
    }
}

fn two(digits: &[u32], at: usize) -> u32 {
    digits.get(at).copied().unwrap_or_default() * 10 + digits.get(at + 1).copied().unwrap_or_default()
}

fn is_norwegian(digits: &[u32]) -> bool {
    // D numbers add 40 to the day; numbers of aid 40 to the month, those of tests 80 or 65.
    let (day, month) = (two(digits, 0) % 40, two(digits, 2));
    let month = [0, 40, 65, 80].into_iter().any(|more| (more + 1..=more + 12).contains(&month));
    let sum = |weights: &[u32]| weights.iter().zip(digits).map(|(weight, digit)| weight * digit).sum::<u32>() % 11;
    (1..=31).contains(&day)
        && month
        && sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) == 0
        && sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
}

fn is_swedish(digits: &[u32]) -> bool {
    // Numbers of coordination add 60 to the day.
    let (month, day) = (two(digits, 2), two(digits, 4));
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    (1..=12).contains(&month) && ((1..=31).contains(&day) || (61..=91).contains(&day)) && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn national_numbers_are_known_and_other_numbers_are_not() {
        for number in ["13097248022", "13 09 72 48022", "19811218-9876", "8112189876", "811218-9876"] {
            assert!(is_national_number(number), "{number}");
        }
        for other in
            ["13097248023", "9578-6000-4-123456", "1981-12-18", "8112189877", "4790012345", "", "Kari Nordmann"]
        {
            assert!(!is_national_number(other), "{other}");
        }
        let token = |claims: &str| format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims));
        assert!(tells_national_number(&token(r#"{"sub":"a","more":{"pid":["13097248022"]}}"#)));
        assert!(!tells_national_number(&token(r#"{"sub":"a","birthdate":"1972-09-13"}"#)));
    }
}
