//! Passwords to mailboxes, sealed: what the database has of one opens nothing without the key of this server.

use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    rand::{SecureRandom, SystemRandom},
};
use sha2::{Digest, Sha256};
use std::{
    fmt, fs,
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    sync::Arc,
};

/// The form of what is sealed: another would get another number.
const FORM: u8 = 1;
/// Fewest characters of a key that somebody sets.
const SHORTEST: usize = 32;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It could be guessed.
    #[error("the secret key needs 32 characters at least")]
    TooShort,
    /// Its file can't be read or made.
    #[error("the file of the secret key {0}: {1}")]
    File(String, io::Error),
}

/// The key; without one nothing is sealed or opened. Clones share it.
#[derive(Clone, Default)]
pub struct Key(Option<Arc<LessSafeKey>>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Key(set)" } else { "Key(none)" })
    }
}

impl Key {
    /// The key that a text makes.
    ///
    /// # Errors
    /// When the text is short enough to be guessed.
    pub fn of(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        if text.chars().count() < SHORTEST {
            return Err(KeyError::TooShort);
        }
        let bytes = Sha256::digest(format!("kundekort:{text}").as_bytes());
        let key = UnboundKey::new(&AES_256_GCM, &bytes).ok();
        Ok(Self(key.map(|key| Arc::new(LessSafeKey::new(key)))))
    }

    /// The key in a file that nobody else may read; it is made where it is not there.
    ///
    /// # Errors
    /// When the file can be neither read nor made.
    pub fn in_file(path: &Path) -> Result<Self, KeyError> {
        let told = |error| KeyError::File(path.display().to_string(), error);
        match fs::read_to_string(path) {
            Ok(text) => return Self::of(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(told(error)),
        }
        let mut bytes = [0; 32];
        SystemRandom::new().fill(&mut bytes).map_err(|_| told(io::Error::other("no randomness")))?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(told)?;
        }
        match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Ok(mut file) => {
                file.write_all(hex::encode(bytes).as_bytes()).and_then(|()| file.sync_all()).map_err(told)?;
            }
            // Another server on this folder was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(told(error)),
        }
        Self::of(&fs::read_to_string(path).map_err(told)?)
    }

    /// Seals a text for a place: it opens there alone. None where there is no key.
    #[must_use]
    pub fn seal(&self, text: &str, place: &str) -> Option<Vec<u8>> {
        let key = self.0.as_ref()?;
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).ok()?;
        let mut sealed = text.as_bytes().to_vec();
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place), &mut sealed).ok()?;
        Some([&[FORM], nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for a place; none where this key did not seal it, or not for there.
    #[must_use]
    pub fn open(&self, sealed: &[u8], place: &str) -> Option<String> {
        let key = self.0.as_ref()?;
        let (nonce, text) = sealed.strip_prefix(&[FORM])?.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = text.to_vec();
        let opened = key.open_in_place(nonce, Aad::from(place), &mut text).ok()?;
        String::from_utf8(opened.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_is_sealed_opens_with_its_key_at_its_place_alone() {
        let key = Key::of("et hemmelig ord som ingen gjetter").unwrap();
        let sealed = key.seal("på§ord", "a").unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("ord"));
        assert_ne!(key.seal("på§ord", "a").unwrap(), sealed, "nor can two be told to be the same");
        assert_eq!(key.open(&sealed, "a").as_deref(), Some("på§ord"));
        assert_eq!(key.open(&sealed, "b"), None);
        assert_eq!(Key::of("et annet hemmelig ord enn det første").unwrap().open(&sealed, "a"), None);
        let mut bent = sealed.clone();
        *bent.last_mut().unwrap() ^= 1;
        assert_eq!(key.open(&bent, "a"), None);
        assert_eq!(key.open(&sealed[..5], "a"), None);
        assert_eq!(key.open(&[], "a"), None);
        assert_eq!(Key::default().seal("x", "a"), None);
        assert!(matches!(Key::of("kort"), Err(KeyError::TooShort)));
        assert_eq!(format!("{key:?}"), "Key(set)");
    }

    #[test]
    fn the_file_is_made_once_and_is_its_owners_alone() {
        let folder = std::env::temp_dir().join(format!("kundekort-key-{}", std::process::id()));
        let file = folder.join("secret.key");
        let sealed = Key::in_file(&file).unwrap().seal("x", "a").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(Key::in_file(&file).unwrap().open(&sealed, "a").as_deref(), Some("x"));
        fs::remove_dir_all(folder).unwrap();
    }
}
