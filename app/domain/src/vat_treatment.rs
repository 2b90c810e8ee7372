//! How VAT is treated on invoices to a customer, by its country (seed 003:33).

use crate::{
    country::Country,
    customer::{CustomerKind, codes},
    language::Language,
    text::Text,
};

codes! {
    /// How VAT is treated on what is sold to a customer.
    VatTreatment {
        /// With the seller's own VAT.
        Domestic "domestic" ["Med mva.", "Med moms", "With VAT"],
        /// The buyer accounts for it: Article 196 of directive 2006/112/EC.
        ReverseCharge "reverse_charge" ["Omvendt avgiftsplikt", "Omvänd skattskyldighet", "Reverse charge"],
        /// Exempt because it is sold abroad.
        Export "export" ["Fritatt, salg til utlandet", "Undantag, försäljning till utlandet", "Exempt, sold abroad"],
        /// Outside what VAT is charged on.
        Outside "outside" ["Utenfor mva.-loven", "Utanför momslagen", "Outside VAT"],
    }
}

impl VatTreatment {
    /// What holds unless a firm says otherwise, for services that a firm of `home` sells to a customer in
    /// `country`. Private persons are charged as at home: for them the seller's country counts.
    ///
    /// From Norway, services to businesses abroad are exempt (merverdiavgiftsloven § 6-22). From Sweden, a
    /// business in another member state accounts for the VAT itself (mervärdesskattelagen 2023:200, 6 kap. 33 §;
    /// directive 2006/112/EC, Articles 44 and 196), and what is sold to one outside the Union is outside VAT.
    #[must_use]
    pub fn usual(home: Country, country: Country, kind: CustomerKind) -> Self {
        if country == home || kind == CustomerKind::Private {
            Self::Domestic
        } else if !home.is_eu() {
            Self::Export
        } else if country.is_eu() {
            Self::ReverseCharge
        } else {
            Self::Outside
        }
    }

    /// What must stand on an invoice without VAT, in the language of the seller's country; nothing where VAT is charged.
    ///
    /// Why there is none must be told for each category (Peppol BIS Billing 3.0, BR-AE-10, BR-G-10, BR-O-10): exempt from
    /// Norway by merverdiavgiftsloven § 6-22; the words of directive 2006/112/EC, Article 226 (11a), where the buyer
    /// accounts for it; from Sweden outside VAT by mervärdesskattelagen 2023:200, 6 kap. 33 §, and exempt by Article 146.
    #[must_use]
    pub fn invoice_text(self, home: Country) -> Option<&'static str> {
        let is_swedish = home == Country::SWEDEN;
        match self {
            Self::Domestic => None,
            Self::ReverseCharge if is_swedish => Some("Omvänd betalningsskyldighet (reverse charge)"),
            Self::ReverseCharge => Some("Omvendt avgiftsplikt (reverse charge)"),
            Self::Export if is_swedish => Some("Export, undantagen enligt artikel 146 i direktiv 2006/112/EG"),
            Self::Export => Some("Fritatt for merverdiavgift, merverdiavgiftsloven § 6-22"),
            Self::Outside if is_swedish => {
                Some("Omsättning utanför Sverige, 6 kap. 33 § mervärdesskattelagen (2023:200)")
            }
            Self::Outside => Some("Utenfor merverdiavgiftsloven"),
        }
    }

    /// The category's code on an electronic invoice (UNCL 5305, as Peppol BIS Billing 3.0 uses it).
    #[must_use]
    pub const fn category(self) -> &'static str {
        match self {
            Self::Domestic => "S",
            Self::ReverseCharge => "AE",
            Self::Export => "G",
            Self::Outside => "O",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual(home: &str, country: &str, kind: CustomerKind) -> &'static str {
        VatTreatment::usual(Country::parse(home).unwrap(), Country::parse(country).unwrap(), kind).category()
    }

    #[test]
    fn at_home_vat_is_charged_and_abroad_the_country_decides() {
        let company = CustomerKind::Company;
        assert_eq!((usual("NO", "NO", company), usual("SE", "SE", company)), ("S", "S"));
        assert_eq!((usual("NO", "SE", company), usual("NO", "US", company)), ("G", "G"));
        assert_eq!((usual("SE", "DE", company), usual("SE", "NO", company)), ("AE", "O"));
    }

    #[test]
    fn an_invoice_without_vat_says_why_and_one_with_vat_need_not() {
        for home in [Country::NORWAY, Country::SWEDEN] {
            for treatment in VatTreatment::ALL {
                let text = treatment.invoice_text(home);
                assert_eq!(text.is_none(), *treatment == VatTreatment::Domestic, "{treatment:?}");
            }
        }
        assert!(VatTreatment::ReverseCharge.invoice_text(Country::SWEDEN).unwrap().contains("reverse charge"));
    }

    #[test]
    fn private_persons_are_charged_as_at_home() {
        assert_eq!((usual("SE", "DE", CustomerKind::Private), usual("NO", "SE", CustomerKind::Private)), ("S", "S"));
    }
}
