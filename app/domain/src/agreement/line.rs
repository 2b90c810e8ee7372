//! Fixed lines that stand on each of a customer's invoices (seed 002:44), and what they come to.

use super::vat::{self, VatRate};
use crate::{country::Country, decimal, id::InvoiceLineId, language::Language};
use serde::{Deserialize, Serialize};

/// Most thousandths of a quantity.
const MOST: i64 = 100_000_000;

/// A fixed line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// Its identity.
    pub id: InvoiceLineId,
    /// Which save this is.
    pub version: i32,
    /// Its place among the lines.
    pub place: i32,
    /// The article, or its number; empty where it has none.
    pub article: String,
    /// What it says.
    pub text: String,
    /// How many, in thousandths; less than nothing takes something off.
    pub quantity: i64,
    /// What one costs without tax, in hundredths of the customer's currency.
    pub unit_price: i64,
    /// Which rate of value added tax, by its code.
    pub vat_code: String,
}

impl InvoiceLine {
    /// What it comes to without tax, in hundredths: rounded once, half away from nothing.
    #[must_use]
    pub fn amount(&self) -> i64 {
        rounded(i128::from(self.quantity) * i128::from(self.unit_price), 1000)
    }

    /// Its rate of value added tax on a day.
    #[must_use]
    pub fn rate(&self, country: Country, day: &str) -> Option<VatRate> {
        vat::of(country, &self.vat_code, day)
    }
}

/// Reads a quantity, `1`, `2,5`, `-1`, in thousandths; never nothing.
#[must_use]
pub fn quantity(typed: &str) -> Option<i64> {
    let bare = typed.trim();
    let (sign, bare) = bare.strip_prefix(['-', '−', '–']).map_or((1, bare), |bare| (-1, bare.trim_start()));
    let read = decimal::parse(bare, &["stk", "st", "pcs", "timer", "tim", "t", "h"], 3)?;
    (1..=MOST).contains(&read).then_some(sign * read)
}

/// A quantity as one types it.
#[must_use]
pub fn quantity_shown(quantity: i64, language: Language) -> String {
    let sign = if quantity < 0 { "−" } else { "" };
    format!("{sign}{}", decimal::written(quantity.abs(), 3, 0, language))
}

/// What lines come to, in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Without tax.
    pub without: i64,
    /// The tax of each rate that a line has: the rate in hundredths of a percent, and the tax.
    pub taxes: Vec<(i64, i64)>,
    /// With tax; none where the rate of a line is not known, since nobody can say what it comes to then.
    pub with: Option<i64>,
    /// Codes of lines for which there is no rate on that day.
    pub unknown: Vec<String>,
}

/// What lines come to on a day: tax is reckoned of the sum of each rate, as on an electronic invoice (EN 16931,
/// BR-CO-17), and all amounts have two decimals (BR-DEC).
#[must_use]
pub fn totals(lines: &[InvoiceLine], country: Country, day: &str) -> Totals {
    let mut sums: Vec<(i64, i64)> = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for line in lines {
        // A rate that nobody knows is not none.
        let Some(rate) = line.rate(country, day).map(|rate| rate.hundredths) else {
            unknown.push(line.vat_code.clone());
            continue;
        };
        match sums.iter_mut().find(|(known, _)| *known == rate) {
            Some((_, sum)) => *sum += line.amount(),
            None => sums.push((rate, line.amount())),
        }
    }
    sums.sort_unstable_by_key(|(rate, _)| std::cmp::Reverse(*rate));
    let without: i64 = lines.iter().map(InvoiceLine::amount).sum();
    unknown.sort_unstable();
    unknown.dedup();
    let taxes: Vec<_> =
        sums.into_iter().map(|(rate, sum)| (rate, rounded(i128::from(sum) * i128::from(rate), 10_000))).collect();
    let tax: i64 = taxes.iter().map(|(_, tax)| tax).sum();
    Totals { without, taxes, with: unknown.is_empty().then_some(without + tax), unknown }
}

/// A quotient, rounded half away from nothing.
fn rounded(number: i128, by: i128) -> i64 {
    let half = if number < 0 { -by / 2 } else { by / 2 };
    i64::try_from((number + half) / by).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn line(quantity: i64, unit_price: i64, vat_code: &str) -> InvoiceLine {
        InvoiceLine {
            id: InvoiceLineId(Uuid::from_u128(1)),
            version: 1,
            place: 1,
            article: String::new(),
            text: "Linje".to_owned(),
            quantity,
            unit_price,
            vat_code: vat_code.to_owned(),
        }
    }

    #[test]
    fn amounts_have_two_decimals_and_tax_is_of_the_sum_of_each_rate() {
        assert_eq!(line(1500, 333, "standard").amount(), 500, "4.995 is 5.00");
        assert_eq!(line(-1500, 333, "standard").amount(), -500);
        let lines = [line(1000, 10_001, "standard"), line(1000, 10_001, "standard"), line(2000, 5_000, "food")];
        let norway = totals(&lines, Country::NORWAY, "2026-05-01");
        assert_eq!((norway.without, norway.with), (30_002, Some(36_503)));
        assert_eq!(norway.taxes, [(2500, 5_001), (1500, 1_500)], "of 200.02 once, not of 100.01 twice");
        let sweden = totals(&lines, Country::SWEDEN, "2026-05-01");
        assert_eq!(sweden.taxes, [(2500, 5_001), (600, 600)]);
    }

    #[test]
    fn a_rate_that_nobody_knows_is_told_and_not_taken_as_none() {
        let lines = [line(1000, 10_000, "standard"), line(1000, 5_000, "hotel")];
        let norway = totals(&lines, Country::NORWAY, "2026-05-01");
        assert_eq!((norway.without, norway.with, norway.unknown), (15_000, None, vec!["hotel".to_owned()]));
        assert_eq!(totals(&lines, Country::SWEDEN, "2026-05-01").unknown, Vec::<String>::new());
    }

    #[test]
    fn quantities_have_three_decimals_and_may_take_off() {
        assert_eq!((quantity("1"), quantity("2,5 stk"), quantity("−1")), (Some(1000), Some(2500), Some(-1000)));
        for typed in ["0", "", "1,2345", "mange", "--1", "100001"] {
            assert_eq!(quantity(typed), None, "{typed}");
        }
        assert_eq!(quantity_shown(-2500, Language::Nb), "−2,5");
    }
}
