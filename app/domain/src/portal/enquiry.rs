//! Enquiries from customers (seeds 000:92, 002:24): what they ask for, and how far it is.

use crate::{
    country::Country,
    customer::codes,
    error::{FieldError, Problem},
    id::{ContactId, DocumentId, EnquiryId},
    language::Language,
    plain_text,
    text::Text,
};
use serde::{Deserialize, Deserializer};

/// Most characters of a title.
pub const TITLE_MAX: u32 = 150;
/// Most characters of what is asked for.
pub const WISHES_MAX: u32 = 5_000;
/// Most characters of an answer.
pub const ANSWER_MAX: u32 = 5_000;
/// Most people that one enquiry asks for.
const PLACES_MAX: i32 = 999;

codes! {
    /// What somebody asks for.
    EnquiryKind {
        /// Somebody to hire.
        Enquiry "enquiry" ["Forespørsel", "Förfrågan", "Enquiry"],
        /// A price before they decide.
        Offer "offer" ["Tilbud", "Offert", "Offer"],
    }
}

codes! {
    /// How far an enquiry is.
    EnquiryState {
        /// Nobody of the firm has taken it up.
        New "new" ["Ny", "Ny", "New"],
        /// Somebody works on it.
        Taken "taken" ["Under arbeid", "Under arbete", "In progress"],
        /// The firm has answered.
        Answered "answered" ["Besvart", "Besvarad", "Answered"],
        /// It is over.
        Closed "closed" ["Avsluttet", "Avslutad", "Closed"],
    }
}

/// An enquiry, as both sides see it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Enquiry {
    /// Its identity.
    pub id: EnquiryId,
    /// What it asks for.
    #[serde(deserialize_with = "kind_of")]
    pub kind: EnquiryKind,
    /// In a few words.
    pub title: String,
    /// In full.
    pub wishes: String,
    /// How many people; none where it does not say.
    pub places: Option<i32>,
    /// From when, as `2026-11-28`; empty where it does not say.
    pub starts_on: String,
    /// Until when, as `2026-11-28`; empty where it does not say.
    pub ends_on: String,
    /// How far it is.
    #[serde(deserialize_with = "state_of")]
    pub state: EnquiryState,
    /// What the firm answered; empty before it has.
    pub answer: String,
    /// Which save this is.
    pub version: i32,
    /// Who sent it; none where they are gone.
    pub sender: Option<ContactId>,
    /// What they are called.
    pub sender_name: String,
    /// When it came, UTC in RFC 3339.
    pub sent_at: String,
    /// Who of the firm took it up or answered; empty where nobody has.
    pub handled_by: String,
    /// The files that came with it: name and document.
    pub files: Vec<(DocumentId, String)>,
}

fn kind_of<'de, D: Deserializer<'de>>(from: D) -> Result<EnquiryKind, D::Error> {
    String::deserialize(from).map(|key| EnquiryKind::from_key(&key).unwrap_or(EnquiryKind::Enquiry))
}

fn state_of<'de, D: Deserializer<'de>>(from: D) -> Result<EnquiryState, D::Error> {
    String::deserialize(from).map(|key| EnquiryState::from_key(&key).unwrap_or(EnquiryState::New))
}

/// An enquiry as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEnquiry {
    /// A key of [`EnquiryKind`].
    pub kind: String,
    /// In a few words.
    pub title: String,
    /// In full.
    pub wishes: String,
    /// How many people.
    pub places: String,
    /// From when.
    pub starts_on: String,
    /// Until when.
    pub ends_on: String,
}

/// What was read of what somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadEnquiry {
    /// What it asks for.
    pub kind: EnquiryKind,
    /// In a few words.
    pub title: String,
    /// In full.
    pub wishes: String,
    /// How many people.
    pub places: Option<i32>,
    /// From when.
    pub starts_on: Option<String>,
    /// Until when.
    pub ends_on: Option<String>,
}

impl NewEnquiry {
    /// Reads it, days as people of the firm's country write them.
    ///
    /// # Errors
    /// What is wrong with which field.
    pub fn read(&self, home: Country) -> Result<ReadEnquiry, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let mut tell = |field: &str, problem| wrong.push(FieldError { field: field.to_owned(), problem });
        let kind = EnquiryKind::from_key(&self.kind);
        if kind.is_none() {
            tell("kind", Problem::Choice);
        }
        let title = plain_text::line(&self.title, TITLE_MAX).map_err(Problem::from);
        let wishes = plain_text::lines(&self.wishes, WISHES_MAX).map_err(Problem::from);
        for (field, text) in [("title", &title), ("wishes", &wishes)] {
            match text {
                Ok(text) if text.is_empty() => tell(field, Problem::Required),
                Ok(_) => {}
                Err(problem) => tell(field, *problem),
            }
        }
        let places = match self.places.trim() {
            "" => None,
            typed => match typed.parse::<i32>() {
                Ok(places) if (1..=PLACES_MAX).contains(&places) => Some(places),
                _ => {
                    tell("places", Problem::Places { max: PLACES_MAX.unsigned_abs() });
                    None
                }
            },
        };
        let mut day = |field: &str, typed: &str| {
            let day = crate::field::date_in(typed, home);
            if day.is_none() && !typed.trim().is_empty() {
                tell(field, Problem::Date);
            }
            day
        };
        let (starts_on, ends_on) = (day("starts_on", &self.starts_on), day("ends_on", &self.ends_on));
        // Written as year, month, day, so that letters compare as days do.
        if let (Some(start), Some(end)) = (&starts_on, &ends_on)
            && end < start
        {
            tell("ends_on", Problem::EndBeforeStart);
        }
        match (kind, title, wishes) {
            (Some(kind), Ok(title), Ok(wishes)) if wrong.is_empty() => {
                Ok(ReadEnquiry { kind, title, wishes, places, starts_on, ends_on })
            }
            _ => Err(wrong),
        }
    }
}
