//! What ties an ID token to one file: its nonce is the digest of all that was agreed to.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a nonce stands for. A person agrees to the text, of the file with this digest, as one signer of one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// SHA-256 of the file, in hexadecimal.
    pub document: String,
    /// The request.
    pub request: String,
    /// Whose place in it.
    pub signer: String,
    /// What they agree to, as they read it.
    pub text: String,
    /// Random, so that no nonce comes twice.
    pub salt: String,
}

impl Binding {
    /// The nonce: SHA-256 of the parts, each on a line, the text by its own digest; in base64url.
    #[must_use]
    pub fn nonce(&self) -> String {
        let text = hex::encode(Sha256::digest(self.text.as_bytes()));
        let parts = [super::FORMAT, &self.document, &self.request, &self.signer, &text, &self.salt];
        URL_SAFE_NO_PAD.encode(Sha256::digest(parts.join("\n").as_bytes()))
    }
}

/// A secret that nobody guesses: 256 random bits in hexadecimal.
#[must_use]
pub fn new_secret() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_another_as_soon_as_one_part_is() {
        let one = Binding {
            document: "0".repeat(64),
            request: "r".to_owned(),
            signer: "s".to_owned(),
            text: "Jeg signerer".to_owned(),
            salt: "x".to_owned(),
        };
        assert_eq!(one.nonce(), one.clone().nonce());
        for other in [
            Binding { document: "1".repeat(64), ..one.clone() },
            Binding { request: "q".to_owned(), ..one.clone() },
            Binding { signer: "t".to_owned(), ..one.clone() },
            Binding { text: "Jeg signerer ikke".to_owned(), ..one.clone() },
            Binding { salt: "y".to_owned(), ..one.clone() },
            // A line's end within a part is no border between two.
            Binding { request: "r\ns".to_owned(), signer: String::new(), ..one.clone() },
        ] {
            assert_ne!(one.nonce(), other.nonce(), "{other:?}");
        }
    }
}
