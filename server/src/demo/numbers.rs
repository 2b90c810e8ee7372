//! Organisation numbers and phone numbers that have the right form and belong to nobody we know of.

use super::random::Random;
use domain::country::Country;

/// Counts valid organisation numbers of one country, each given once.
///
/// Norwegian ones start with 90 or 80, Swedish ones with 552: series from which, as far as we
/// know, none was ever given to a company. The third digit of a Swedish one is above 1, so that
/// it can't be a person's number.
#[derive(Debug)]
pub(super) struct OrganisationNumbers {
    country: Country,
    tried: u64,
}

/// Bodies in a series.
const SERIES: u64 = 1_000_000;

impl OrganisationNumbers {
    pub(super) const fn new(country: Country) -> Self {
        Self { country, tried: 0 }
    }

    /// The next number, digits only; none when the series are used up (1.8 million in Norway).
    pub(super) fn next(&mut self) -> Option<String> {
        let series: &[&str] = if self.country == Country::NORWAY { &["90", "80"] } else { &["552"] };
        loop {
            let prefix = usize::try_from(self.tried / SERIES).ok().and_then(|place| series.get(place))?;
            // A step that has no factor in common with the length visits every body, and looks less counted.
            let body = format!("{prefix}{:06}", (self.tried * 618_033 + 214_357) % SERIES);
            self.tried += 1;
            let check = if self.country == Country::NORWAY { modulus_11(&body) } else { Some(luhn(&body)) };
            if let Some(check) = check {
                return Some(format!("{body}{check}"));
            }
        }
    }
}

/// The check digit of a Norwegian number's eight first digits; some have none.
fn modulus_11(body: &str) -> Option<u32> {
    let sum: u32 =
        body.bytes().zip([3, 2, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        check => Some(check),
    }
}

/// The check digit of a Swedish number's nine first digits.
fn luhn(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    (10 - sum % 10) % 10
}

/// A mobile number, E.164.
///
/// Swedish ones are from 070-174 06 05 to 99, which Post- och telestyrelsen keeps for films and
/// books; Norway has no such series.
pub(super) fn mobile(random: &mut Random, country: Country) -> String {
    if country == Country::SWEDEN {
        return format!("+46{}", random.between(701_740_605, 701_740_699));
    }
    let first = random.pick(&[4, 9]);
    format!("+47{first}{:07}", random.between(0, 8_999_999))
}

/// A number in the telephone area of an office, E.164: the digits that are given, and others after them.
pub(super) fn landline(random: &mut Random, country: Country, area: &str) -> String {
    if country == Country::SWEDEN {
        return format!("+46{area}{:02}", random.between(0, 99));
    }
    format!("+47{area}{:06}", random.between(100_000, 999_999))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{organisation_number::OrganisationNumber, phone::Phone};
    use std::collections::HashSet;

    #[test]
    fn organisation_numbers_are_valid_and_different() {
        for country in [Country::NORWAY, Country::SWEDEN] {
            let mut numbers = OrganisationNumbers::new(country);
            let given: HashSet<_> = (0..5000).filter_map(|_| numbers.next()).collect();
            assert_eq!(given.len(), 5000);
            assert!(given.iter().all(|number| OrganisationNumber::parse(number, country).is_ok()));
        }
    }

    #[test]
    fn a_swedish_number_is_no_persons() {
        let number = OrganisationNumbers::new(Country::SWEDEN).next().unwrap();
        assert!(number.as_bytes()[2] >= b'2');
    }

    #[test]
    fn phone_numbers_are_kept_as_they_are_typed() {
        let mut random = Random::new(1, 1, 0);
        for (country, area) in [(Country::NORWAY, "75"), (Country::SWEDEN, "4062804")] {
            for number in [mobile(&mut random, country), landline(&mut random, country, area)] {
                assert_eq!(Phone::parse(&number, country).unwrap().e164(), number);
            }
        }
    }
}
