//! The languages of the interface.

use serde::{Deserialize, Serialize};

/// A language that every text of the interface exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Norwegian Bokmål.
    #[default]
    Nb,
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Sv, Self::En];

    /// The one in this language, of a text in Norwegian, Swedish and English.
    #[must_use]
    pub fn of(self, texts: &[String; 3]) -> &str {
        let [nb, sv, en] = texts;
        match self {
            Self::Nb => nb,
            Self::Sv => sv,
            Self::En => en,
        }
    }

    /// The BCP 47 tag, as it stands in `<html lang>` and in the database.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language's own name.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Nb => "Norsk bokmål",
            Self::Sv => "Svenska",
            Self::En => "English",
        }
    }

    /// The language with this tag; `no`, `nn` and `da` readers get Bokmål.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.trim().to_ascii_lowercase().as_str() {
            "nb" | "no" | "nn" | "da" => Some(Self::Nb),
            "sv" => Some(Self::Sv),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language in which somebody is written to: the one they chose, else that of their country, else English.
    #[must_use]
    pub fn of_reader(chosen: Option<&str>, country: &str) -> Self {
        chosen.and_then(Self::from_tag).unwrap_or(match country {
            "NO" => Self::Nb,
            "SE" => Self::Sv,
            _ => Self::En,
        })
    }

    /// The best language for an `Accept-Language` header (RFC 9110, 12.5.4), by weight.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let Some(language) = pieces.next().and_then(Self::from_tag) else { continue };
            let weight =
                pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(other, _)| weight > other) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_written_to_in_what_they_chose_or_what_their_country_reads() {
        assert_eq!(Language::of_reader(Some("sv"), "NO"), Language::Sv);
        assert_eq!(Language::of_reader(Some("tlh"), "NO"), Language::Nb);
        assert_eq!(
            [None; 3]
                .into_iter()
                .zip(["NO", "SE", "DE"])
                .map(|(chosen, at)| Language::of_reader(chosen, at))
                .collect::<Vec<_>>(),
            [Language::Nb, Language::Sv, Language::En]
        );
    }

    #[test]
    fn takes_the_browsers_heaviest_known_language() {
        assert_eq!(Language::from_accept_language("de,sv;q=0.5,en;q=0.7"), Some(Language::En));
        assert_eq!(Language::from_accept_language("nn-NO, en;q=0.8"), Some(Language::Nb));
        assert_eq!(Language::from_accept_language("de, fr"), None);
        assert_eq!(Language::from_accept_language("sv;q=0"), None);
    }
}
