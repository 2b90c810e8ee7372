//! Rates of value added tax, by country and time: rows of a table, never constants elsewhere.
//!
//! The rate follows the day of supply. Sources: Skatteetaten, "Merverdiavgift, satser" (Stortingets vedtak om
//! merverdiavgift for each year); Skatteverket, "Momssatser och undantag" (mervärdesskattelagen 2023:200, chapter 9;
//! for food 2026 and 2027 the law on a temporarily lowered tax).

use crate::{country::Country, decimal, language::Language, text::Text};

/// A rate of a country for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatRate {
    country: &'static str,
    /// What it is of, as it is kept.
    pub code: &'static str,
    name: Text,
    /// In hundredths of a percent.
    pub hundredths: i64,
    from: &'static str,
    to: &'static str,
}

const STANDARD: Text = Text { nb: "Alminnelig sats", sv: "Normal skattesats", en: "Standard rate" };
const FOOD: Text = Text { nb: "Mat og drikke", sv: "Livsmedel", en: "Food" };
const TRANSPORT: Text = Text {
    nb: "Persontransport, hotell, kultur",
    sv: "Persontransport, böcker, kultur",
    en: "Passenger transport, culture",
};
const HOTEL: Text = Text { nb: "Hotell og restaurant", sv: "Hotell och restaurang", en: "Hotels and restaurants" };
const FISH: Text = Text { nb: "Råfisk", sv: "Råfisk", en: "Raw fish" };
const ZERO: Text = Text { nb: "Uten mva.", sv: "Utan moms", en: "No VAT" };
/// The last day of what has no end yet.
const ON: &str = "9999-12-31";

const fn rate(
    country: &'static str,
    code: &'static str,
    name: Text,
    hundredths: i64,
    from: &'static str,
    to: &'static str,
) -> VatRate {
    VatRate { country, code, name, hundredths, from, to }
}

/// All rates, of each country and code one for a day.
const RATES: &[VatRate] = &[
    rate("NO", "standard", STANDARD, 2500, "2005-01-01", ON),
    rate("NO", "food", FOOD, 1500, "2012-01-01", ON),
    rate("NO", "transport", TRANSPORT, 1200, "2018-01-01", ON),
    rate("NO", "fish", FISH, 1111, "2004-07-01", ON),
    rate("NO", "zero", ZERO, 0, "2001-07-01", ON),
    rate("SE", "standard", STANDARD, 2500, "1990-07-01", ON),
    rate("SE", "hotel", HOTEL, 1200, "2012-01-01", ON),
    rate("SE", "food", FOOD, 1200, "1996-01-01", "2026-03-31"),
    rate("SE", "food", FOOD, 600, "2026-04-01", "2027-12-31"),
    rate("SE", "food", FOOD, 1200, "2028-01-01", ON),
    rate("SE", "transport", TRANSPORT, 600, "2001-01-01", ON),
    rate("SE", "zero", ZERO, 0, "1969-01-01", ON),
];

impl VatRate {
    /// As it is read: `Alminnelig sats, 25 %`.
    #[must_use]
    pub fn shown(self, language: Language) -> String {
        format!("{}, {}", self.name.get(language), self.percent(language))
    }

    /// The rate as it is read: `25 %`, `11,11 %`.
    #[must_use]
    pub fn percent(self, language: Language) -> String {
        let unit = if language == Language::En { "%" } else { "\u{a0}%" };
        format!("{}{unit}", decimal::written(self.hundredths, 2, 0, language))
    }
}

/// The rates of a country on a day; those of Norway where the country has none here.
pub fn on(country: Country, day: &str) -> impl Iterator<Item = VatRate> {
    let key = if country == Country::SWEDEN { "SE" } else { "NO" };
    RATES.iter().copied().filter(move |rate| rate.country == key && rate.from <= day && day <= rate.to)
}

/// What a code is of; none where there is no such code.
#[must_use]
pub fn name(code: &str) -> Option<Text> {
    RATES.iter().find(|rate| rate.code == code).map(|rate| rate.name)
}

/// The rate of a code in a country on a day.
#[must_use]
pub fn of(country: Country, code: &str, day: &str) -> Option<VatRate> {
    on(country, day).find(|rate| rate.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_of_food_in_sweden_follows_the_day() {
        let food = |day| of(Country::SWEDEN, "food", day).map(|rate| rate.hundredths);
        assert_eq!((food("2026-03-31"), food("2026-04-01")), (Some(1200), Some(600)));
        assert_eq!((food("2027-12-31"), food("2028-01-01")), (Some(600), Some(1200)));
        assert_eq!(of(Country::NORWAY, "food", "2026-04-01").map(|rate| rate.hundredths), Some(1500));
        assert_eq!(of(Country::NORWAY, "hotel", "2026-04-01"), None);
        assert_eq!(of(Country::NORWAY, "fish", "2026-04-01").unwrap().percent(Language::Nb), "11,11\u{a0}%");
    }

    #[test]
    fn of_a_code_one_rate_counts_on_a_day() {
        for (at, one) in RATES.iter().enumerate() {
            assert!(one.from <= one.to, "{one:?}");
            for other in &RATES[at + 1..] {
                let is_same = (one.country, one.code) == (other.country, other.code);
                assert!(!is_same || one.to < other.from || other.to < one.from, "{one:?} {other:?}");
            }
        }
    }
}
