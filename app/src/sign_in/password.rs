//! Passwords, by argon2id.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::{
    error::{FieldError, Problem},
    user::{PASSWORD_MAX, PASSWORD_MIN},
};

/// What is wrong with a new password, by the inputs `new` and `repeat`.
#[must_use]
pub fn problems(new: &str, repeat: &str) -> Vec<FieldError> {
    let length = u32::try_from(new.chars().count()).unwrap_or(u32::MAX);
    let of = |field: &str, problem| vec![FieldError { field: field.to_owned(), problem }];
    if length < PASSWORD_MIN {
        of("new", Problem::TooShort { min: PASSWORD_MIN })
    } else if length > PASSWORD_MAX {
        of("new", Problem::TooLong { max: PASSWORD_MAX })
    } else if new != repeat {
        of("repeat", Problem::PasswordMismatch)
    } else {
        Vec::new()
    }
}

/// A hash that no password has: checked for unknown accounts, so that they take as long as known ones.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXRoaW5nc2FsdHk$6Yh5N1qXcCkV0cZC1yq3Ck0mM2bcVb8D1qbcvbXWBvM";

/// Hashes a password with the library's defaults (argon2id, 19 MiB, 2 passes: OWASP's minimum), off the request threads.
pub async fn hash(password: String) -> Option<String> {
    tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string())
    })
    .await
    .ok()
    .flatten()
}

/// Whether a password belongs to a hash; always takes the time of a check, also without a hash.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    let known = hash.is_some();
    let matches = tokio::task::spawn_blocking(move || {
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        PasswordHash::new(&text)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
    .unwrap_or(false);
    known && matches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_and_no_other() {
        let hash = hash("Kundekort-2026".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("Kundekort-2026".to_owned(), Some(hash.clone())).await);
        assert!(!verify("kundekort-2026".to_owned(), Some(hash)).await);
        assert!(!verify("Kundekort-2026".to_owned(), None).await);
    }

    #[test]
    fn the_stand_in_hash_is_one() {
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
