//! The pay matrix: what an hour costs, by role and kind of rate, for a time (seed 002:46).

use super::Period;
use crate::{
    decimal,
    id::{ListItemId, PayRateId},
    language::Language,
    money::Money,
};
use serde::{Deserialize, Serialize};

/// What is paid and charged for an hour of a role and a kind of rate, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateRow {
    /// Its identity.
    pub id: PayRateId,
    /// Which save this is.
    pub version: i32,
    /// The role; none for all roles.
    pub role: Option<ListItemId>,
    /// The kind of rate.
    pub rate_kind: ListItemId,
    /// What whoever works there is paid for an hour, in hundredths.
    pub pay: i64,
    /// What the customer is charged for it, in hundredths.
    pub charge: i64,
    /// The currency of both, by its ISO 4217 code.
    pub currency: String,
    /// When it holds.
    #[serde(flatten)]
    pub period: Period,
}

impl RateRow {
    /// Pay and charge as they are read: `245,00 → 453,25`.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("{} → {}", Money::from_hundredths(self.pay), Money::from_hundredths(self.charge))
    }

    /// What is left of the charge when pay is paid, in tenths of a percent of it; none where nothing is charged.
    #[must_use]
    pub const fn margin(&self) -> Option<i64> {
        if self.charge == 0 {
            return None;
        }
        let (left, half) = ((self.charge - self.pay) * 1000, self.charge / 2);
        Some(if left < 0 { (left - half) / self.charge } else { (left + half) / self.charge })
    }

    /// The margin as it is read: `45,9 %`.
    #[must_use]
    pub fn margin_shown(&self, language: Language) -> Option<String> {
        let margin = self.margin()?;
        let sign = if margin < 0 { "−" } else { "" };
        let unit = if language == Language::En { "%" } else { "\u{a0}%" };
        let number = decimal::written(margin.abs(), 1, 1, language);
        Some(format!("{sign}{number}{unit}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::Country;
    use uuid::Uuid;

    fn rate(pay: i64, charge: i64) -> RateRow {
        RateRow {
            id: PayRateId(Uuid::from_u128(1)),
            version: 1,
            role: None,
            rate_kind: ListItemId(Uuid::from_u128(2)),
            pay,
            charge,
            currency: "NOK".to_owned(),
            period: Period::parse("2026-01-01", "", "", Country::NORWAY).unwrap(),
        }
    }

    #[test]
    fn the_margin_is_of_what_is_charged() {
        assert_eq!(rate(24_500, 45_325).shown(), "245,00 → 453,25");
        assert_eq!(rate(24_500, 45_325).margin_shown(Language::Nb).as_deref(), Some("45,9\u{a0}%"));
        assert_eq!(rate(50_000, 40_000).margin_shown(Language::En).as_deref(), Some("−25.0%"));
        assert_eq!(rate(50_000, 0).margin_shown(Language::Sv), None);
    }
}
