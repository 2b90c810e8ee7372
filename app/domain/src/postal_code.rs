//! Postal codes: four digits in Norway, five in Sweden, as typed elsewhere.

use crate::country::Country;
use serde::{Deserialize, Serialize};

/// A postal code, kept as digits for Norway and Sweden.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PostalCode(String);

/// A text that is no postal code of the country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidPostalCode;

impl PostalCode {
    /// Reads a code of one country.
    ///
    /// # Errors
    /// When it has not as many digits as that country's codes, or is longer than 12 characters.
    pub fn parse(text: &str, country: Country) -> Result<Self, InvalidPostalCode> {
        let trimmed = text.trim();
        let digits = match country {
            Country::NORWAY | Country::SWEDEN => {
                if country == Country::NORWAY {
                    4
                } else {
                    5
                }
            }
            _ if trimmed.chars().count() <= 12 => return Ok(Self(trimmed.to_owned())),
            _ => return Err(InvalidPostalCode),
        };
        let prefix = country.code();
        let bare = trimmed.strip_prefix(prefix).map_or(trimmed, |rest| rest.trim_start_matches('-'));
        let compact: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
        let good = compact.len() == digits && compact.bytes().all(|byte| byte.is_ascii_digit());
        if good { Ok(Self(compact)) } else { Err(InvalidPostalCode) }
    }

    /// The code as it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as it is written: `8006` in Norway, `116 45` in Sweden.
    #[must_use]
    pub fn shown(&self, country: Country) -> String {
        match (self.0.get(0..3), self.0.get(3..)) {
            (Some(head), Some(tail)) if country == Country::SWEDEN && self.0.len() == 5 => format!("{head} {tail}"),
            _ => self.0.clone(),
        }
    }
}

/// A place in capitals as it is written in text: `MO I RANA` is `Mo i Rana`.
#[must_use]
pub fn place_written(capitals: &str) -> String {
    let word = |word: &str| {
        if matches!(word, "I" | "PÅ") {
            return word.to_lowercase();
        }
        word.split('-')
            .map(|part| {
                let mut letters = part.chars();
                letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect::<String>()
            })
            .collect::<Vec<_>>()
            .join("-")
    };
    capitals.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_country_has_its_length() {
        assert_eq!(PostalCode::parse(" 8006 ", Country::NORWAY).map(|c| c.shown(Country::NORWAY)), Ok("8006".into()));
        assert_eq!(PostalCode::parse("116 45", Country::SWEDEN).map(|c| c.as_str().to_owned()), Ok("11645".into()));
        assert_eq!(
            PostalCode::parse("SE-11645", Country::SWEDEN).map(|c| c.shown(Country::SWEDEN)),
            Ok("116 45".into())
        );
        assert_eq!(PostalCode::parse("11645", Country::NORWAY), Err(InvalidPostalCode));
        assert_eq!(PostalCode::parse("80A6", Country::NORWAY), Err(InvalidPostalCode));
        assert!(PostalCode::parse("SW1A 1AA", Country::parse("GB").unwrap()).is_ok());
    }

    #[test]
    fn places_are_written_as_people_do() {
        for (capitals, name) in [
            ("BODØ", "Bodø"),
            ("MO I RANA", "Mo i Rana"),
            ("NY-ÅLESUND", "Ny-Ålesund"),
            ("NES PÅ HEDMARKEN", "Nes på Hedmarken"),
        ] {
            assert_eq!(place_written(capitals), name);
        }
    }
}
