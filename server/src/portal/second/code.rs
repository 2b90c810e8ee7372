//! Codes that an app works out from a secret and the time (RFC 6238), and codes to write down.

use app::portal::Picture;
use qrcode::{Color, QrCode};
use ring::hmac;
use store::portal::second::Code;
use totp_rs::{Algorithm, Secret, TOTP};

/// Seconds that a code of the app holds.
const STEP: u64 = 30;
/// Digits of one.
const DIGITS: usize = 6;
/// Bytes of the secret (RFC 4226, section 4: 160 bits are recommended).
const SECRET: usize = 20;
/// How many codes are written down.
pub(crate) const WRITTEN: usize = 10;
/// Characters of one of them: 49 bits, which are guessed at ten times in a quarter of an hour; without those that are taken for others.
const LENGTH: usize = 10;
const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// What an app and the server share.
pub(crate) struct Shared(Vec<u8>);

impl Shared {
    /// A new one.
    pub(crate) fn generate() -> Self {
        Self(rand::random::<[u8; SECRET]>().to_vec())
    }

    /// One as [`Shared::written`] gives it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = Secret::Encoded(text.trim().to_owned()).to_bytes().ok()?;
        (bytes.len() == SECRET).then_some(Self(bytes))
    }

    /// In letters and digits (base 32), as apps take it where no picture can be read.
    pub(crate) fn written(&self) -> String {
        Secret::Raw(self.0.clone()).to_encoded().to_string()
    }

    fn totp(&self, issuer: &str, account: &str) -> Option<TOTP> {
        // A colon parts the two in the address.
        let plain = |text: &str| text.replace(':', " ");
        // Which of several steps a code is of must be known, so each is asked by itself.
        TOTP::new(Algorithm::SHA1, DIGITS, 0, STEP, self.0.clone(), Some(plain(issuer)), plain(account)).ok()
    }

    /// The address by which an app on the same device takes it over.
    pub(crate) fn address(&self, issuer: &str, account: &str) -> Option<String> {
        self.totp(issuer, account).map(|totp| totp.get_url())
    }

    /// The same as a picture.
    pub(crate) fn picture(&self, issuer: &str, account: &str) -> Option<Picture> {
        let code = QrCode::new(self.address(issuer, account)?.as_bytes()).ok()?;
        let size = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == Color::Dark);
        let squares: Vec<String> = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % size, at / size)).collect();
        Some(Picture { size, path: squares.concat() })
    }

    /// Which step of time a code is of, where it is one of now, or of the one before or after: clocks differ.
    pub(crate) fn step_of(&self, code: &str, now: u64) -> Option<i64> {
        let totp = self.totp("", "x")?;
        let steps = [now, now.saturating_sub(STEP), now + STEP];
        steps.into_iter().find(|time| totp.check(code, *time)).and_then(|time| i64::try_from(time / STEP).ok())
    }

    /// A set of codes to write down, each good once: worked out, so that none is kept anywhere.
    pub(crate) fn spares(&self, set: i32) -> Vec<String> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let spare = |place: usize| {
            let tag = hmac::sign(&key, format!("spare code {set} {place}").as_bytes());
            let signs = tag.as_ref().iter().filter_map(|byte| SIGNS.get(usize::from(*byte % 32)));
            signs.take(LENGTH).map(|sign| char::from(*sign)).collect()
        };
        (0..WRITTEN).map(spare).collect()
    }

    /// What was typed, by what is known of the contact.
    pub(crate) fn told(&self, plain: &str, set: i32, now: u64) -> Code {
        if is_timed(plain) {
            return self.step_of(plain, now).map_or(Code::Wrong { was_timed: true }, Code::Timed);
        }
        let place = self.spares(set).iter().position(|spare| spare == plain);
        let place = place.and_then(|place| i32::try_from(place).ok());
        place.map_or(Code::Wrong { was_timed: false }, |place| Code::Spare { set, place })
    }

    /// The code of a moment.
    #[cfg(test)]
    pub(crate) fn code_at(&self, time: u64) -> String {
        self.totp("", "x").map(|totp| totp.generate(time)).unwrap_or_default()
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or_default()
}

/// What was typed, without what people put in between.
pub(crate) fn plain(typed: &str) -> String {
    typed.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect()
}

/// Whether it looks like a code of the app.
pub(crate) fn is_timed(plain: &str) -> bool {
    plain.len() == DIGITS && plain.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// RFC 6238, appendix B, in six digits: SHA-1, the secret `12345678901234567890`.
    #[test]
    fn codes_are_those_of_the_standard() {
        let shared = Shared(b"12345678901234567890".to_vec());
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(shared.code_at(time), code);
            assert_eq!(shared.step_of(code, time), i64::try_from(time / STEP).ok());
        }
    }

    #[test]
    fn a_code_of_the_step_before_or_after_counts_and_no_other() {
        let shared = Shared::generate();
        let now = 1_700_000_010;
        let step = i64::try_from(now / STEP).unwrap();
        assert_eq!(shared.step_of(&shared.code_at(now - STEP), now), Some(step - 1));
        assert_eq!(shared.step_of(&shared.code_at(now + STEP), now), Some(step + 1));
        let near = [now - STEP, now, now + STEP].map(|time| shared.code_at(time));
        let far = [now - 2 * STEP, now + 2 * STEP, now + 100 * STEP].map(|time| shared.code_at(time));
        for code in far.into_iter().filter(|code| !near.contains(code)) {
            assert_eq!(shared.step_of(&code, now), None);
        }
        for wrong in ["", "12345", "1234567", "abcdef"] {
            assert_eq!(shared.step_of(wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn the_secret_comes_back_as_it_was_shown() {
        let shared = Shared::generate();
        assert_eq!(Shared::parse(&shared.written()).unwrap().0, shared.0);
        assert!(Shared::parse("").is_none() && Shared::parse("ABCDEFGH").is_none() && Shared::parse("æøå").is_none());
        let picture = shared.picture("Nord: Vikar", "kari@kunde.example").unwrap();
        assert!(picture.size > 40 && picture.path.starts_with("M0 0h1v1h-1zM1 0"), "the corner is dark: {picture:?}");
    }

    #[test]
    fn codes_to_write_down_are_read_however_they_are_typed() {
        let shared = Shared::generate();
        let codes = shared.spares(1);
        assert_eq!(codes.len(), WRITTEN);
        assert!(codes.iter().all(|code| code.len() == LENGTH && plain(code) == *code && !is_timed(code)));
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), WRITTEN, "no two are the same");
        assert_eq!(shared.told(&codes[3], 1, 0), Code::Spare { set: 1, place: 3 });
        assert_eq!(shared.told(&codes[3], 2, 0), Code::Wrong { was_timed: false }, "of another set");
        assert_eq!(Shared::generate().told(&codes[3], 1, 0), Code::Wrong { was_timed: false }, "of somebody else");
        assert_eq!(plain(" ABCDE-fghjk\n"), "abcdefghjk");
        assert!(is_timed(&plain("123 456")) && !is_timed("12345a"));
    }
}
