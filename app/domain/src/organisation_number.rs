//! Organisation numbers of Norway and Sweden, checked by their check digit.

use crate::country::Country;
use serde::{Deserialize, Serialize};

/// An organisation number: digits only for Norway and Sweden, as typed for other countries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrganisationNumber(String);

/// Why a number is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidOrganisationNumber {
    /// Not as many digits as the country's numbers have.
    Length {
        /// Digits that it should have.
        digits: u8,
    },
    /// The check digit is wrong.
    CheckDigit,
}

impl OrganisationNumber {
    /// Reads a number of one country; spaces, dots and hyphens go.
    ///
    /// Norway: nine digits, modulus 11 with weights 3 2 7 6 5 4 3 2 (Brønnøysundregistrene).
    /// Sweden: ten digits, Luhn (Skatteverket, SKV 709). Other countries are taken as typed:
    /// a foreign number must not block anybody.
    ///
    /// # Errors
    /// When it is no number of that country.
    pub fn parse(text: &str, country: Country) -> Result<Self, InvalidOrganisationNumber> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace() && !".-\u{a0}".contains(*c)).collect();
        let digits = if country == Country::NORWAY {
            let upper = compact.to_ascii_uppercase();
            let bare = upper.strip_prefix("NO").unwrap_or(&upper);
            digits_of(bare.strip_suffix("MVA").unwrap_or(bare), 9)?
        } else if country == Country::SWEDEN {
            let long = compact.len() == 12 && ["16", "19", "20"].iter().any(|century| compact.starts_with(century));
            digits_of(if long { compact.get(2..).unwrap_or_default() } else { &compact }, 10)?
        } else {
            return Ok(Self(text.trim().to_owned()));
        };
        let good = if country == Country::NORWAY { norwegian_check(&digits) } else { luhn(&digits) };
        if good {
            Ok(Self(digits.iter().map(|digit| char::from(b'0' + digit)).collect()))
        } else {
            Err(InvalidOrganisationNumber::CheckDigit)
        }
    }

    /// The number as it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as it is written: `988 077 917` in Norway, `556036-0793` in Sweden.
    #[must_use]
    pub fn shown(&self, country: Country) -> String {
        let (a, b, c) = (self.0.get(0..3), self.0.get(3..6), self.0.get(6..));
        match (a, b, c) {
            (Some(a), Some(b), Some(c)) if country == Country::NORWAY && self.0.len() == 9 => format!("{a} {b} {c}"),
            (Some(a), Some(b), Some(c)) if country == Country::SWEDEN && self.0.len() == 10 => format!("{a}{b}-{c}"),
            _ => self.0.clone(),
        }
    }
}

fn digits_of(text: &str, count: u8) -> Result<Vec<u8>, InvalidOrganisationNumber> {
    let digits: Option<Vec<u8>> = text.bytes().map(|byte| byte.is_ascii_digit().then(|| byte - b'0')).collect();
    digits
        .filter(|digits| digits.len() == usize::from(count))
        .ok_or(InvalidOrganisationNumber::Length { digits: count })
}

fn norwegian_check(digits: &[u8]) -> bool {
    let sum: u32 = digits.iter().zip([3, 2, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let check = match 11 - sum % 11 {
        11 => 0,
        other => other,
    };
    digits.last().is_some_and(|last| u32::from(*last) == check)
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(*digit) * if place % 2 == 1 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norwegian_numbers_by_modulus_11() {
        for good in ["123456785", "988 077 917", "701730496", "995525828", "974760673", "NO988077917MVA"] {
            assert!(OrganisationNumber::parse(good, Country::NORWAY).is_ok(), "{good}");
        }
        assert_eq!(OrganisationNumber::parse("988077918", Country::NORWAY), Err(InvalidOrganisationNumber::CheckDigit));
        for body in ["91225884", "80000005"] {
            for last in 0..10 {
                let number = format!("{body}{last}");
                assert!(OrganisationNumber::parse(&number, Country::NORWAY).is_err(), "{number}");
            }
        }
        assert_eq!(
            OrganisationNumber::parse("12345678", Country::NORWAY),
            Err(InvalidOrganisationNumber::Length { digits: 9 })
        );
    }

    #[test]
    fn swedish_numbers_by_luhn() {
        for good in ["1234567897", "556036-0793", "2021005489", "212000-0142", "165560360793"] {
            assert!(OrganisationNumber::parse(good, Country::SWEDEN).is_ok(), "{good}");
        }
        assert_eq!(
            OrganisationNumber::parse("5560360794", Country::SWEDEN),
            Err(InvalidOrganisationNumber::CheckDigit)
        );
    }

    #[test]
    fn other_countries_do_not_block() {
        let number = OrganisationNumber::parse("DE 123/4", Country::parse("DE").unwrap()).unwrap();
        assert_eq!(number.as_str(), "DE 123/4");
    }

    #[test]
    fn written_as_the_country_does() {
        let no = OrganisationNumber::parse("988077917", Country::NORWAY).unwrap();
        assert_eq!(no.shown(Country::NORWAY), "988 077 917");
        let se = OrganisationNumber::parse("5560360793", Country::SWEDEN).unwrap();
        assert_eq!(se.shown(Country::SWEDEN), "556036-0793");
    }
}
