//! Phone numbers, kept as E.164 (ITU-T) text and shown as the country writes them.

use crate::country::Country;
use serde::{Deserialize, Serialize};

/// A phone number in E.164 form: `+` and 6 to 15 digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
pub struct Phone(String);

/// A text that is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidPhone;

impl Phone {
    /// Reads a number as typed; without a country code it is one of `home`.
    ///
    /// # Errors
    /// When it holds anything but digits and the usual separators, or has a length that the
    /// country doesn't use (Norway: 5 digits, or 8 without a leading zero; Sweden: 7 to 13 with the leading zero).
    pub fn parse(text: &str, home: Country) -> Result<Self, InvalidPhone> {
        let text = text.trim();
        if !text.chars().all(|c| c.is_ascii_digit() || "+-/(). \u{a0}".contains(c)) {
            return Err(InvalidPhone);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let plus = text.starts_with('+');
        if !plus && text.contains('+') || text.matches('+').count() > 1 {
            return Err(InvalidPhone);
        }
        let international = if plus {
            digits
        } else if let Some(rest) = digits.strip_prefix("00") {
            rest.to_owned()
        } else if home == Country::SWEDEN {
            let national = digits.strip_prefix('0').ok_or(InvalidPhone)?;
            if !(6..=12).contains(&national.len()) {
                return Err(InvalidPhone);
            }
            format!("46{national}")
        } else if home == Country::NORWAY {
            // One that begins with 0 is not of Norway, but for those of five digits.
            let is_local = digits.len() == 5 || (digits.len() == 8 && !digits.starts_with('0'));
            if !is_local {
                return Err(InvalidPhone);
            }
            format!("47{digits}")
        } else {
            return Err(InvalidPhone);
        };
        if let Some(national) = international.strip_prefix("47")
            && national.len() != 8
            && national.len() != 5
        {
            return Err(InvalidPhone);
        }
        if !(6..=15).contains(&international.len()) || international.starts_with('0') {
            return Err(InvalidPhone);
        }
        Ok(Self(format!("+{international}")))
    }

    /// Reads a number of a customer as typed: without a country code it is one of the customer's country, or else
    /// of `home`, the firm's.
    ///
    /// # Errors
    /// When it is a number of neither, as [`Phone::parse`] says.
    pub fn of_customer(text: &str, customer: Country, home: Country) -> Result<Self, InvalidPhone> {
        Self::parse(text, customer)
            .or_else(|refused| if customer == home { Err(refused) } else { Self::parse(text, home) })
    }

    /// The number in E.164 form, for `tel:` and `sms:` links.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The number as it is written: numbers of `home` without the country code.
    ///
    /// Norwegian mobiles are written `412 34 567`, other Norwegian numbers `75 50 01 20`.
    #[must_use]
    pub fn shown(&self, home: Country) -> String {
        if let Some(national) = self.0.strip_prefix("+47") {
            let grouped = match national.len() {
                8 if national.starts_with(['4', '9']) => groups(national, &[3, 2, 3]),
                8 if national.starts_with('8') => groups(national, &[3, 2, 3]),
                _ => groups(national, &[2, 2, 2, 2]),
            };
            return if home == Country::NORWAY { grouped } else { format!("+47 {grouped}") };
        }
        if let Some(national) = self.0.strip_prefix("+46") {
            let area = if national.starts_with('8') { 1 } else { 2 };
            let (area, rest) = national.split_at(area.min(national.len()));
            let grouped = match rest.len() {
                5 => groups(rest, &[3, 2]),
                6 => groups(rest, &[2, 2, 2]),
                7 => groups(rest, &[3, 2, 2]),
                8 => groups(rest, &[3, 3, 2]),
                _ => rest.to_owned(),
            };
            return if home == Country::SWEDEN {
                format!("0{area}-{grouped}")
            } else {
                format!("+46 {area} {grouped}")
            };
        }
        self.0.clone()
    }
}

/// Splits digits into groups of the given sizes; what is left over is the last group.
fn groups(digits: &str, sizes: &[usize]) -> String {
    let mut rest = digits;
    let mut out = String::with_capacity(digits.len() + sizes.len());
    for size in sizes {
        if rest.is_empty() {
            break;
        }
        let (group, tail) = rest.split_at((*size).min(rest.len()));
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(group);
        rest = tail;
    }
    if !rest.is_empty() {
        out.push(' ');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn national_numbers_get_their_country() {
        let e164 = |text, home| Phone::parse(text, home).map(|phone| phone.e164().to_owned());
        assert_eq!(e164("75 50 01 20", Country::NORWAY), Ok("+4775500120".to_owned()));
        assert_eq!(e164("070-123 45 67", Country::SWEDEN), Ok("+46701234567".to_owned()));
        assert_eq!(e164("0046 70 123 45 67", Country::NORWAY), Ok("+46701234567".to_owned()));
        assert_eq!(e164("+49 30 901820", Country::NORWAY), Ok("+4930901820".to_owned()));
    }

    #[test]
    fn wrong_lengths_and_letters_are_refused() {
        for bad in ["412 34 5", "1", "", "41234567 ext 2", "+47 412 34 56", "4++7", "47+41234567"] {
            assert_eq!(Phone::parse(bad, Country::NORWAY), Err(InvalidPhone), "{bad}");
        }
        assert_eq!(Phone::parse("701234567", Country::SWEDEN), Err(InvalidPhone));
    }

    #[test]
    fn a_national_number_is_of_the_customers_country_and_else_of_the_firms() {
        let (norway, sweden, denmark) = (Country::NORWAY, Country::SWEDEN, Country::parse("DK").unwrap());
        let e164 = |text, of, home| Phone::of_customer(text, of, home).map(|phone| phone.e164().to_owned());
        let kept = |number: &str| Ok(number.to_owned());
        assert_eq!(e164("070-123 45 67", sweden, norway), kept("+46701234567"));
        assert_eq!(e164("08-123 456", sweden, norway), kept("+468123456"), "eight digits, and yet not of Norway");
        assert_eq!(e164("412 34 567", norway, sweden), kept("+4741234567"));
        // As the firm writes them: each comes back from the form as it was kept.
        assert_eq!(e164("412 34 567", sweden, norway), kept("+4741234567"));
        assert_eq!(e164("070-123 45 67", norway, sweden), kept("+46701234567"));
        assert_eq!(e164("08-123 456", norway, sweden), kept("+468123456"));
        assert_eq!(
            e164("75 50 01 20", denmark, norway),
            kept("+4775500120"),
            "of a country whose numbers are not known"
        );
        assert_eq!(e164("+46 70 123 45 67", norway, norway), kept("+46701234567"));
        for (bad, of, home) in
            [("070-123 45 67", norway, norway), ("412 34 567", sweden, sweden), ("41 23 45", sweden, norway)]
        {
            assert_eq!(e164(bad, of, home), Err(InvalidPhone), "{bad}");
        }
    }

    #[test]
    fn shown_as_the_reader_writes_it() {
        let mobile = Phone::parse("41234567", Country::NORWAY).unwrap();
        assert_eq!(mobile.shown(Country::NORWAY), "412 34 567");
        assert_eq!(mobile.shown(Country::SWEDEN), "+47 412 34 567");
        let stockholm = Phone::parse("08-123 456 78", Country::SWEDEN).unwrap();
        assert_eq!(stockholm.shown(Country::SWEDEN), "08-123 456 78");
    }
}
