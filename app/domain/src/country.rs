//! Countries by ISO 3166-1 alpha-2 code.

mod names;

use crate::language::Language;
use names::{COUNTRIES, USUAL};
use serde::{Deserialize, Serialize};

/// A country, by its ISO 3166-1 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country(usize);

/// A text that is no country's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCountry;

impl Country {
    /// Norway.
    pub const NORWAY: Self = Self(0);
    /// Sweden.
    pub const SWEDEN: Self = Self(1);

    /// The country with this code.
    ///
    /// # Errors
    /// When no country that we know has it.
    pub fn parse(code: &str) -> Result<Self, UnknownCountry> {
        let code = code.trim();
        COUNTRIES.iter().position(|(known, _)| known.eq_ignore_ascii_case(code)).map(Self).ok_or(UnknownCountry)
    }

    /// The ISO code, in capitals.
    #[must_use]
    pub fn code(self) -> &'static str {
        COUNTRIES.get(self.0).map_or("NO", |(code, _)| code)
    }

    /// The country's name.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        COUNTRIES.get(self.0).map_or("", |(_, name)| name.get(language))
    }

    /// All countries, the firm's neighbours first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..COUNTRIES.len()).map(Self)
    }

    /// Those that are offered to a firm that has not chosen, its neighbours first.
    pub fn usual() -> impl Iterator<Item = Self> {
        (0..USUAL).map(Self)
    }

    /// Whether it is a member of the European Union.
    #[must_use]
    pub fn is_eu(self) -> bool {
        EU.contains(&self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = &'static str;

    fn try_from(code: String) -> Result<Self, &'static str> {
        Self::parse(&code).map_err(|_| "unknown country")
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.code().to_owned()
    }
}

/// Member states of the European Union (Article 52 of its treaty).
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_any_case() {
        assert_eq!(Country::parse("no"), Ok(Country::NORWAY));
        assert_eq!(Country::parse("SE").map(|c| c.name(Language::En)), Ok("Sweden"));
        assert_eq!(Country::parse("XX"), Err(UnknownCountry));
    }

    #[test]
    fn each_country_stands_once_and_the_usual_ones_first() {
        let codes: std::collections::BTreeSet<_> = Country::all().map(Country::code).collect();
        assert_eq!((codes.len(), Country::all().count()), (249, 249));
        assert_eq!(Country::usual().next(), Some(Country::NORWAY));
        assert!(Country::usual().any(|country| country.code() == "US"));
        assert!(!Country::usual().any(|country| country.code() == "JP"));
    }

    #[test]
    fn members_of_the_union_are_known() {
        let is_eu = |code| Country::parse(code).map(Country::is_eu);
        assert_eq!((is_eu("SE"), is_eu("GR"), is_eu("NO"), is_eu("GB")), (Ok(true), Ok(true), Ok(false), Ok(false)));
        assert_eq!(Country::all().filter(|country| country.is_eu()).count(), 27);
    }
}
