//! Terms of invoices and pay: how long, how often, how much (seed 000:57).

use crate::{country::Country, customer::codes, decimal, language::Language, text::Text};

codes! {
    /// A currency in which one invoices, by its ISO 4217 code.
    Currency {
        /// Norwegian krone.
        Nok "NOK" ["NOK – norske kroner", "NOK – norska kronor", "NOK – Norwegian krone"],
        /// Swedish krona.
        Sek "SEK" ["SEK – svenske kroner", "SEK – svenska kronor", "SEK – Swedish krona"],
        /// Euro.
        Eur "EUR" ["EUR – euro", "EUR – euro", "EUR – euro"],
        /// Danish krone.
        Dkk "DKK" ["DKK – danske kroner", "DKK – danska kronor", "DKK – Danish krone"],
        /// US dollar.
        Usd "USD" ["USD – amerikanske dollar", "USD – amerikanska dollar", "USD – US dollar"],
        /// Pound sterling.
        Gbp "GBP" ["GBP – britiske pund", "GBP – brittiska pund", "GBP – pound sterling"],
    }
}

impl Currency {
    /// The currency of a country; the euro where it is none of the others.
    #[must_use]
    pub fn of(country: Country) -> Self {
        match country.code() {
            "NO" => Self::Nok,
            "SE" => Self::Sek,
            "DK" => Self::Dkk,
            "US" => Self::Usd,
            "GB" => Self::Gbp,
            _ => Self::Eur,
        }
    }
}

/// What was typed is no such number, or is out of its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

const DAYS: Text = Text { nb: "{n} dager", sv: "{n} dagar", en: "{n} days" };
const DAY: Text = Text { nb: "1 dag", sv: "1 dag", en: "1 day" };

/// A number of whole days, 0 to [`Days::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days(i64);

impl Days {
    /// Most days that a customer may take to pay.
    pub const MOST: i64 = 365;

    /// So many days.
    #[must_use]
    pub const fn new(days: i64) -> Self {
        Self(days)
    }

    /// Reads `14`, `14 dager`, `30 days`.
    ///
    /// # Errors
    /// [`OutOfRange`] when it is no whole number from 0 to [`Days::MOST`].
    pub fn parse(typed: &str) -> Result<Self, OutOfRange> {
        decimal::parse(typed, &["dager", "dagar", "days", "dag", "day", "d"], 0)
            .filter(|days| (0..=Self::MOST).contains(days))
            .map(Self)
            .ok_or(OutOfRange)
    }

    /// How many.
    #[must_use]
    pub const fn count(self) -> i64 {
        self.0
    }

    /// As it is read: `14 dager`.
    #[must_use]
    pub fn shown(self, language: Language) -> String {
        if self.0 == 1 { DAY.get(language).to_owned() } else { DAYS.with(language, &[("n", &self.0.to_string())]) }
    }
}

/// A share in hundredths of a percent, 0 to 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(i64);

impl Percent {
    /// So many hundredths of a percent.
    #[must_use]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// Reads `8`, `8,75`, `8.75 %`.
    ///
    /// # Errors
    /// [`OutOfRange`] when it has more than two decimals or is not between 0 and 100.
    pub fn parse(typed: &str) -> Result<Self, OutOfRange> {
        decimal::parse(typed, &["%"], 2).filter(|part| (0..=10_000).contains(part)).map(Self).ok_or(OutOfRange)
    }

    /// In hundredths of a percent.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// As one types it: `8,75`.
    #[must_use]
    pub fn typed(self) -> String {
        decimal::written(self.0, 2, 0, Language::Nb)
    }

    /// As it is read: `8,75 %` in Norwegian and Swedish, `8.75%` in English.
    #[must_use]
    pub fn shown(self, language: Language) -> String {
        let sign = if language == Language::En { "%" } else { "\u{a0}%" };
        format!("{}{sign}", decimal::written(self.0, 2, 0, language))
    }
}

/// What pay is multiplied by to give the price, in thousandths: 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor(i64);

impl Factor {
    /// So many thousandths.
    #[must_use]
    pub const fn from_thousandths(thousandths: i64) -> Self {
        Self(thousandths)
    }

    /// Reads `1,85`, `1.85`, `1,725`.
    ///
    /// # Errors
    /// [`OutOfRange`] when it has more than three decimals or is not between 1 and 10.
    pub fn parse(typed: &str) -> Result<Self, OutOfRange> {
        decimal::parse(typed, &["x", "×"], 3)
            .filter(|factor| (1000..=10_000).contains(factor))
            .map(Self)
            .ok_or(OutOfRange)
    }

    /// In thousandths.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// As one types it: `1,85`.
    #[must_use]
    pub fn typed(self) -> String {
        decimal::written(self.0, 3, 2, Language::Nb)
    }

    /// As it is read, with two decimals at least: `1,85`, in English `1.85`.
    #[must_use]
    pub fn shown(self, language: Language) -> String {
        decimal::written(self.0, 3, 2, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_three_languages_write_them() {
        assert_eq!(Days::parse(" 14 dager "), Ok(Days(14)));
        assert_eq!(Days::parse("30 days"), Ok(Days(30)));
        assert_eq!(Percent::parse("8,75\u{a0}%"), Ok(Percent(875)));
        assert_eq!(Percent::parse("12.5"), Ok(Percent(1250)));
        assert_eq!(Percent::parse("100"), Ok(Percent(10_000)));
        assert_eq!(Factor::parse("1,85"), Ok(Factor(1850)));
        assert_eq!(Factor::parse("1.850"), Ok(Factor(1850)), "no thousands in a factor");
        assert_eq!(Factor::parse("1,725"), Ok(Factor(1725)));
    }

    #[test]
    fn what_is_out_of_range_is_refused() {
        for typed in ["366", "-1", "14,5", "fjorten", "1 4", ""] {
            assert_eq!(Days::parse(typed), Err(OutOfRange), "{typed}");
        }
        for typed in ["100,01", "-1", "1,234", "%", "1,2,3"] {
            assert_eq!(Percent::parse(typed), Err(OutOfRange), "{typed}");
        }
        for typed in ["0,99", "10,001", "185", "1,8501", "-2"] {
            assert_eq!(Factor::parse(typed), Err(OutOfRange), "{typed}");
        }
    }

    #[test]
    fn they_are_shown_as_the_reader_writes_them() {
        assert_eq!(Days(1).shown(Language::Sv), "1 dag");
        assert_eq!(Days(30).shown(Language::Sv), "30 dagar");
        assert_eq!(Percent(800).shown(Language::Nb), "8\u{a0}%");
        assert_eq!(Percent(875).shown(Language::En), "8.75%");
        assert_eq!(Factor(1850).shown(Language::Nb), "1,85");
        assert_eq!(Factor(2000).shown(Language::En), "2.00");
        assert_eq!(Factor(1725).typed(), "1,725");
    }

    #[test]
    fn each_country_has_its_currency() {
        assert_eq!(Currency::of(Country::SWEDEN), Currency::Sek);
        assert_eq!(Country::parse("DE").map(Currency::of), Ok(Currency::Eur));
    }
}
