//! Signing documents with `BankID` (seed 001:19): how far a request is, what its signers may do, and whether who signed is
//! who was asked.

use crate::{
    id::{DocumentId, SignerId, SigningId},
    text::Text,
};
use serde::{Deserialize, Serialize};

/// Most people who are asked to sign one document.
pub const MOST_SIGNERS: usize = 20;
/// Most characters of what goes along with the request.
pub const MESSAGE_MAX: u32 = 2000;
/// Most characters of why somebody refuses.
pub const REASON_MAX: u32 = 1000;
/// Days that a request waits unless another number is chosen.
pub const USUAL_DAYS: u32 = 14;
/// Most days that it waits.
pub const MOST_DAYS: u32 = 90;

const fn text(nb: &'static str, sv: &'static str, en: &'static str) -> Text {
    Text { nb, sv, en }
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningState {
    /// Some have not signed yet.
    UnderWay,
    /// All have signed.
    Signed,
    /// Somebody refused.
    Refused,
    /// The firm took it back.
    Withdrawn,
    /// Its time was out before all had signed.
    Expired,
}

impl SigningState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::UnderWay, Self::Signed, Self::Refused, Self::Withdrawn, Self::Expired];

    /// As the database has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnderWay => "under_way",
            Self::Signed => "signed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// The state of a key; what a later release has written is over here.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or(Self::Withdrawn)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::UnderWay => text("Til signering", "Skickat för signering", "Out for signing"),
            Self::Signed => text("Signert", "Signerat", "Signed"),
            Self::Refused => text("Avslått", "Avböjt", "Refused"),
            Self::Withdrawn => text("Trukket tilbake", "Återtaget", "Withdrawn"),
            Self::Expired => text("Fristen gikk ut", "Tiden gick ut", "Expired"),
        }
    }
}

/// How far one signer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignerState {
    /// They have not looked at the document.
    Waiting,
    /// They have opened it.
    Opened,
    /// They have signed.
    Signed,
    /// They have refused.
    Refused,
}

impl SignerState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Opened, Self::Signed, Self::Refused];

    /// As the database has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Opened => "opened",
            Self::Signed => "signed",
            Self::Refused => "refused",
        }
    }

    /// The state of a key; what a later release has written has not been done here.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or(Self::Waiting)
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Waiting => text("Venter", "Väntar", "Waiting"),
            Self::Opened => text("Har åpnet dokumentet", "Har öppnat dokumentet", "Has opened the document"),
            Self::Signed => text("Har signert", "Har signerat", "Has signed"),
            Self::Refused => text("Har avslått", "Har avböjt", "Has refused"),
        }
    }

    /// Whether they have done what they were asked for, or said that they won't.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Signed | Self::Refused)
    }
}

/// What a signer may do by their link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Read what is to be signed, and the file.
    Read,
    /// Sign it, or refuse to.
    Answer,
}

/// Why a signer may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The request is over.
    Request(SigningState),
    /// They have answered already.
    Answered,
    /// They are no longer reached at the address to which the link went, or what they should sign is gone.
    Closed,
}

/// Whether a signer may do something, by how far the request and they are.
///
/// # Errors
/// Why not.
pub const fn may(step: Step, request: SigningState, signer: SignerState, is_closed: bool) -> Result<(), Over> {
    if is_closed {
        return Err(Over::Closed);
    }
    match (step, request, signer) {
        // Who has signed keeps the way to what they signed until the request is taken back or somebody refuses.
        (Step::Read, SigningState::UnderWay | SigningState::Signed, _)
        | (Step::Answer, SigningState::UnderWay, SignerState::Waiting | SignerState::Opened) => Ok(()),
        (Step::Answer, SigningState::UnderWay | SigningState::Signed, _) => Err(Over::Answered),
        (_, state, _) => Err(Over::Request(state)),
    }
}

/// How far the last request for a document is, as its row shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// How far it is.
    pub state: SigningState,
    /// Who is asked, and how far each is.
    pub signers: Vec<(String, SignerState)>,
}

impl Mark {
    /// How many have signed.
    #[must_use]
    pub fn signed(&self) -> usize {
        self.signers.iter().filter(|(_, state)| *state == SignerState::Signed).count()
    }
}

/// A request to sign one version of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// Its identity.
    pub id: SigningId,
    /// Which version is signed.
    pub number: i32,
    /// How far it is.
    pub state: SigningState,
    /// When its time is out, UTC in RFC 3339.
    pub expires_at: String,
    /// Who asked; empty where they are gone.
    pub by: String,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// The document with the signed file and its evidence.
    pub signed_document: Option<DocumentId>,
    /// Who is asked.
    pub signers: Vec<Signer>,
}

/// Somebody who is asked to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Their place in the request.
    pub id: SignerId,
    /// What they were called when they were asked.
    pub name: String,
    /// Where the request went.
    pub email: String,
    /// How far they are.
    pub state: SignerState,
    /// When they signed or refused, UTC in RFC 3339.
    pub finished_at: Option<String>,
    /// What whoever vouches for them calls them.
    pub signed_name: Option<String>,
    /// Why they refused.
    pub reason: String,
}

impl Signer {
    /// What they are called by whoever vouches for them, where that is plainly somebody else.
    #[must_use]
    pub fn other_name(&self) -> Option<&str> {
        self.signed_name.as_deref().filter(|name| !same_person(&self.name, name))
    }
}

/// Whether two names may well be of the same person: each word of the shorter is in the longer, whatever its letters'
/// case, marks and hyphens.
#[must_use]
pub fn same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(plain).collect()
    };
    let (one, other) = (words(one), words(other));
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    !few.is_empty() && few.iter().all(|word| many.contains(word))
}

fn plain(word: &str) -> String {
    word.to_lowercase()
        .chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'á' | 'à' | 'â' => 'a',
            'ä' => 'æ',
            'ö' => 'ø',
            'ü' => 'u',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_back() {
        for state in SigningState::ALL {
            assert_eq!(SigningState::from_key(state.key()), state);
        }
        for state in SignerState::ALL {
            assert_eq!(SignerState::from_key(state.key()), state);
        }
        assert_eq!(serde_json::to_value(SigningState::UnderWay).unwrap(), "under_way");
    }

    #[test]
    fn who_signed_is_who_was_asked_unless_the_names_plainly_differ() {
        for (asked, signed) in [
            ("Kari Nordmann", "KARI NORDMANN"),
            ("Kari Nordmann", "Nordmann, Kari Anne"),
            ("Anne-Marie Lindé", "Anne Marie Linde"),
            ("Bjorn Ase", "Bjorn Ase"),
            ("Björn Bäck", "Bjørn Bæck"),
        ] {
            assert!(same_person(asked, signed), "{asked} and {signed}");
        }
        for (asked, signed) in [("Kari Nordmann", "Ola Nordmann"), ("Kari", "Ola Nordmann"), ("", "Ola"), ("Jo Ek", "")]
        {
            assert!(!same_person(asked, signed), "{asked} and {signed}");
        }
    }

    #[test]
    fn one_answers_once_and_while_the_request_is_under_way() {
        use SignerState::{Opened, Refused, Signed, Waiting};
        let answer = |request, signer| may(Step::Answer, request, signer, false);
        assert_eq!(answer(SigningState::UnderWay, Waiting), Ok(()));
        assert_eq!(answer(SigningState::UnderWay, Opened), Ok(()));
        assert_eq!(answer(SigningState::UnderWay, Signed), Err(Over::Answered));
        assert_eq!(answer(SigningState::Signed, Signed), Err(Over::Answered));
        assert_eq!(may(Step::Read, SigningState::Signed, Signed, false), Ok(()));
        for state in [SigningState::Refused, SigningState::Withdrawn, SigningState::Expired] {
            assert_eq!(answer(state, Waiting), Err(Over::Request(state)));
            assert_eq!(may(Step::Read, state, Refused, false), Err(Over::Request(state)));
        }
        assert_eq!(may(Step::Read, SigningState::UnderWay, Waiting, true), Err(Over::Closed));
    }
}
