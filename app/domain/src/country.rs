//! Countries by ISO 3166-1 alpha-2 code.

use crate::{language::Language, text::Text};
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

    /// All countries that can be chosen, the firm's neighbours first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..COUNTRIES.len()).map(Self)
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

macro_rules! countries {
    ($($code:literal $nb:literal $sv:literal $en:literal,)+) => {
        &[$(($code, Text { nb: $nb, sv: $sv, en: $en }),)+]
    };
}

static COUNTRIES: &[(&str, Text)] = countries! {
    "NO" "Norge" "Norge" "Norway",
    "SE" "Sverige" "Sverige" "Sweden",
    "DK" "Danmark" "Danmark" "Denmark",
    "FI" "Finland" "Finland" "Finland",
    "IS" "Island" "Island" "Iceland",
    "DE" "Tyskland" "Tyskland" "Germany",
    "NL" "Nederland" "Nederländerna" "Netherlands",
    "BE" "Belgia" "Belgien" "Belgium",
    "FR" "Frankrike" "Frankrike" "France",
    "GB" "Storbritannia" "Storbritannien" "United Kingdom",
    "IE" "Irland" "Irland" "Ireland",
    "PL" "Polen" "Polen" "Poland",
    "EE" "Estland" "Estland" "Estonia",
    "LV" "Latvia" "Lettland" "Latvia",
    "LT" "Litauen" "Litauen" "Lithuania",
    "AT" "Østerrike" "Österrike" "Austria",
    "CH" "Sveits" "Schweiz" "Switzerland",
    "ES" "Spania" "Spanien" "Spain",
    "PT" "Portugal" "Portugal" "Portugal",
    "IT" "Italia" "Italien" "Italy",
    "CZ" "Tsjekkia" "Tjeckien" "Czechia",
    "SK" "Slovakia" "Slovakien" "Slovakia",
    "HU" "Ungarn" "Ungern" "Hungary",
    "RO" "Romania" "Rumänien" "Romania",
    "US" "USA" "USA" "United States",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_any_case() {
        assert_eq!(Country::parse("no"), Ok(Country::NORWAY));
        assert_eq!(Country::parse("SE").map(|c| c.name(Language::En)), Ok("Sweden"));
        assert_eq!(Country::parse("XX"), Err(UnknownCountry));
    }
}
