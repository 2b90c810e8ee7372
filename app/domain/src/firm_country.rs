//! The countries that a firm's customers and suppliers may be of (seed 003:29), each with how VAT is treated.

use crate::{country::Country, customer::CustomerKind, vat_treatment::VatTreatment};
use serde::Deserialize;

/// The countries that a firm has chosen; one that has chosen none is offered the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirmCountries(Vec<(Country, Option<VatTreatment>)>);

#[derive(Deserialize)]
struct Told {
    country: String,
    vat: Option<String>,
}

impl FirmCountries {
    /// As the database tells them.
    #[must_use]
    pub fn new(told: Option<serde_json::Value>) -> Self {
        let told: Vec<Told> = told.and_then(|told| serde_json::from_value(told).ok()).unwrap_or_default();
        let read = |told: Told| {
            Some((Country::parse(&told.country).ok()?, told.vat.as_deref().and_then(VatTreatment::from_key)))
        };
        Self(told.into_iter().filter_map(read).collect())
    }

    /// Whether the firm has chosen.
    #[must_use]
    pub const fn is_chosen(&self) -> bool {
        !self.0.is_empty()
    }

    /// What is offered, in the product's order; the firm's own country always is.
    #[must_use]
    pub fn offered(&self, home: Country) -> Vec<Country> {
        if self.is_chosen() {
            Country::all()
                .filter(|country| *country == home || self.0.iter().any(|(known, _)| known == country))
                .collect()
        } else {
            Country::usual().collect()
        }
    }

    /// How VAT is treated on what a firm of `home` sells to a customer in `country`.
    #[must_use]
    pub fn vat(&self, home: Country, country: Country, kind: CustomerKind) -> VatTreatment {
        let decided = self.0.iter().find(|(known, _)| *known == country).and_then(|(_, vat)| *vat);
        decided.filter(|_| kind == CustomerKind::Company).unwrap_or_else(|| VatTreatment::usual(home, country, kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn who_has_not_chosen_is_offered_the_usual_ones() {
        let offered = FirmCountries::new(Some(json!(null))).offered(Country::NORWAY);
        assert!(offered.contains(&country("DE")) && !offered.contains(&country("JP")));
    }

    #[test]
    fn who_has_chosen_is_offered_those_and_the_own() {
        let chosen = FirmCountries::new(Some(json!([{"country": "JP", "vat": null}, {"country": "??", "vat": null}])));
        assert_eq!(chosen.offered(Country::SWEDEN), [Country::SWEDEN, country("JP")]);
    }

    #[test]
    fn what_the_firm_says_of_vat_counts_for_companies() {
        let chosen = FirmCountries::new(Some(json!([{"country": "DK", "vat": "domestic"}])));
        let vat = |kind| chosen.vat(Country::SWEDEN, country("DK"), kind).category();
        assert_eq!((vat(CustomerKind::Company), vat(CustomerKind::Private)), ("S", "S"));
        let of = |code| chosen.vat(Country::SWEDEN, country(code), CustomerKind::Company).category();
        assert_eq!((of("DE"), of("JP")), ("AE", "O"));
        let charged = FirmCountries::new(Some(json!([{"country": "DK", "vat": "reverse_charge"}])));
        assert_eq!(charged.vat(Country::SWEDEN, country("DK"), CustomerKind::Private), VatTreatment::Domestic);
    }
}
