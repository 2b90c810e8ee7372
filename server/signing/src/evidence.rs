//! What proves who signed what: all that is needed to check it again, without us.

use crate::{
    binding::Binding,
    provider::{self, Identity},
    token::{self, Between},
};
use jiff::Timestamp;
use openidconnect::core::{CoreIdToken, CoreJsonWebKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The name of this format; it is in every nonce too.
pub const FORMAT: &str = "kundekort-signing-1";

/// Who signed a file, and what proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// [`FORMAT`].
    pub format: String,
    /// The request.
    pub request: String,
    /// The firm that asked.
    pub firm: String,
    /// The customer on whose card the file is.
    pub customer: String,
    /// What the document is called.
    pub document: String,
    /// What the file is called.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Who of the firm asked.
    pub asked_by: String,
    /// When, UTC in RFC 3339.
    pub asked_at: String,
    /// Who signed, in the order in which they did.
    pub signatures: Vec<Signature>,
}

/// One person's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// What whoever asked calls them.
    pub asked: String,
    /// What the provider calls them.
    pub name: String,
    /// When they signed, UTC in RFC 3339.
    pub signed_at: String,
    /// What the nonce stands for.
    pub binding: Binding,
    /// The nonce.
    pub nonce: String,
    /// The provider.
    pub issuer: String,
    /// By which name it knows us.
    pub client_id: String,
    /// By what it knows the person.
    pub subject: String,
    /// By which means they identified themselves.
    pub acr: Option<String>,
    /// When, UTC in RFC 3339.
    pub auth_time: String,
    /// The ID token, as it came.
    pub id_token: String,
    /// The provider's public key by which it is signed, as a JWK.
    pub key: Value,
}

/// Why evidence proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// It is of another format.
    #[error("another format")]
    Format,
    /// Nobody has signed.
    #[error("no signature")]
    Empty,
    /// It is for another file.
    #[error("another file")]
    File,
    /// The parts of a nonce are of another file or request, or do not make it.
    #[error("the nonce is not that of this file")]
    Binding,
    /// An ID token is not what it should be.
    #[error("the ID token: {0}")]
    Token(String),
    /// What stands beside an ID token is not what it says.
    #[error("the ID token says something else")]
    Said,
}

impl Signature {
    /// The signature of somebody who identified themselves for this binding.
    #[must_use]
    pub fn new(asked: &str, binding: Binding, identity: Identity, at: Timestamp) -> Self {
        Self {
            asked: asked.to_owned(),
            name: identity.name,
            signed_at: at.to_string(),
            nonce: binding.nonce(),
            binding,
            issuer: identity.issuer,
            client_id: identity.client_id,
            subject: identity.subject,
            acr: identity.acr,
            auth_time: identity.auth_time.to_string(),
            id_token: identity.id_token,
            key: identity.key,
        }
    }

    fn verify(&self, request: &str, sha256: &str) -> Result<(), Invalid> {
        if self.binding.document != sha256 || self.binding.request != request || self.binding.nonce() != self.nonce {
            return Err(Invalid::Binding);
        }
        let wrong = |error: &dyn std::fmt::Display| Invalid::Token(error.to_string());
        let token: CoreIdToken = self.id_token.parse().map_err(|error| wrong(&error))?;
        let key: CoreJsonWebKey = serde_json::from_value(self.key.clone()).map_err(|error| wrong(&error))?;
        // It had not expired when they signed.
        let at: Timestamp = self.signed_at.parse().map_err(|error| wrong(&error))?;
        let between = Between { issuer: &self.issuer, client_id: &self.client_id };
        let said = token::read(&token, key, between, &self.nonce, at).map_err(Invalid::Token)?;
        let auth_time = said.auth_time.map(|time| time.to_string());
        let agrees = said.subject == self.subject
            && said.name.map(|name| provider::kept(&name)).as_ref() == Some(&self.name)
            && said.acr == self.acr
            && auth_time.as_deref() == Some(self.auth_time.as_str());
        if agrees { Ok(()) } else { Err(Invalid::Said) }
    }
}

impl Evidence {
    /// Checks that all of this is true of this file: that the file is the one, and each ID token is signed by the key
    /// beside it, for this file and request. Whether that key is the provider's, the provider says.
    ///
    /// # Errors
    /// What is not true.
    pub fn verify(&self, file: &[u8]) -> Result<(), Invalid> {
        if self.format != FORMAT {
            return Err(Invalid::Format);
        }
        if self.signatures.is_empty() {
            return Err(Invalid::Empty);
        }
        if hex::encode(Sha256::digest(file)) != self.sha256 {
            return Err(Invalid::File);
        }
        self.signatures.iter().try_for_each(|signature| signature.verify(&self.request, &self.sha256))
    }
}
