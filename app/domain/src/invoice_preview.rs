//! What is known of a customer's next invoice before there is one: by which way it goes, and what its fixed lines come
//! to (seeds 002:44, 004:23).

use crate::{
    agreement::{
        InvoiceLine,
        line::{self, Totals},
    },
    country::Country,
    field::Record,
    vat_treatment::VatTreatment,
};

/// By which way an invoice goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// By e-mail, attached or as a link by which it can be followed.
    Email,
    /// As an electronic invoice.
    Electronic,
    /// By mail.
    Paper,
}

impl Channel {
    /// The way of a type of invoice (seed 002:30).
    #[must_use]
    pub fn of(invoice_type: &str) -> Self {
        match invoice_type {
            "ehf" => Self::Electronic,
            "paper" => Self::Paper,
            _ => Self::Email,
        }
    }
}

/// Where an electronic invoice goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The field that says so.
    pub field: &'static str,
    /// With the scheme of its number in front (ISO 6523), where the country has one here.
    pub address: String,
}

/// Where an electronic invoice to a customer goes (Peppol BIS Billing 3.0, PEPPOL-EN16931-R010): what was entered for
/// electronic invoices counts before the customer's own number.
#[must_use]
pub fn endpoint(own: &Record) -> Option<Endpoint> {
    let scheme = match own.country("country").code() {
        "NO" => "0192:",
        "SE" => "0007:",
        _ => "",
    };
    let candidates = [("ehf_organisation_number", scheme), ("gln", "0088:"), ("organisation_number", scheme)];
    candidates.into_iter().find_map(|(field, scheme)| {
        let number = own.text(field);
        (!number.is_empty()).then(|| Endpoint { field, address: format!("{scheme}{number}") })
    })
}

/// What lines of one rate come to, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rated {
    /// The rate in hundredths of a percent.
    pub rate: i64,
    /// What the tax is of.
    pub base: i64,
    /// The tax.
    pub tax: i64,
}

/// What the fixed lines come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Of each rate, the highest first.
    pub rates: Vec<Rated>,
    /// Without tax.
    pub without: i64,
    /// With tax; none where the rate of a line is not known.
    pub with: Option<i64>,
    /// Codes of lines for which there is no rate.
    pub unknown: Vec<String>,
}

/// What lines come to on a day; where the seller charges no tax, all of them have none, whatever their own rate.
#[must_use]
pub fn sums(lines: &[InvoiceLine], treatment: VatTreatment, home: Country, day: &str) -> Sums {
    let Totals { without, taxes, with, unknown } = line::totals(lines, home, day);
    if treatment != VatTreatment::Domestic {
        let rates = if lines.is_empty() { Vec::new() } else { vec![Rated { rate: 0, base: without, tax: 0 }] };
        return Sums { rates, without, with: Some(without), unknown: Vec::new() };
    }
    let base = |rate: i64| {
        let of_rate = lines.iter().filter(|line| line.rate(home, day).is_some_and(|known| known.hundredths == rate));
        of_rate.map(InvoiceLine::amount).sum()
    };
    let rates = taxes.into_iter().map(|(rate, tax)| Rated { rate, base: base(rate), tax }).collect();
    Sums { rates, without, with, unknown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::InvoiceLineId;
    use serde_json::{Value, json};
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
    fn each_rate_has_its_sum_and_its_tax() {
        let lines = [line(1000, 10_001, "standard"), line(2000, 5_000, "food"), line(1000, 10_001, "standard")];
        let told = sums(&lines, VatTreatment::Domestic, Country::NORWAY, "2026-05-01");
        let rated = |rate, base, tax| Rated { rate, base, tax };
        assert_eq!(told.rates, [rated(2500, 20_002, 5_001), rated(1500, 10_000, 1_500)]);
        assert_eq!((told.without, told.with), (30_002, Some(36_503)));
    }

    #[test]
    fn where_the_seller_charges_no_tax_there_is_none_and_an_unknown_rate_does_not_matter() {
        let lines = [line(1000, 10_000, "standard"), line(1000, 5_000, "hotel")];
        let told = sums(&lines, VatTreatment::Export, Country::NORWAY, "2026-05-01");
        assert_eq!(told.rates, [Rated { rate: 0, base: 15_000, tax: 0 }]);
        assert_eq!((told.with, told.unknown.len()), (Some(15_000), 0));
        let told = sums(&lines, VatTreatment::Domestic, Country::NORWAY, "2026-05-01");
        assert_eq!((told.with, told.unknown.len()), (None, 1), "at home it does");
        assert!(sums(&[], VatTreatment::Outside, Country::SWEDEN, "2026-05-01").rates.is_empty());
    }

    #[test]
    fn what_was_entered_for_electronic_invoices_counts_before_the_own_number() {
        let of = |own: Value| endpoint(&serde_json::from_value(own).unwrap()).map(|end| (end.field, end.address));
        let own = json!({"country": "NO", "organisation_number": "988077917"});
        assert_eq!(of(own), Some(("organisation_number", "0192:988077917".to_owned())));
        let both = json!({"country": "SE", "organisation_number": "5560360793", "gln": "7360000000008"});
        assert_eq!(of(both), Some(("gln", "0088:7360000000008".to_owned())));
        let ehf = json!({"country": "SE", "ehf_organisation_number": "2021005489", "gln": "7360000000008"});
        assert_eq!(of(ehf), Some(("ehf_organisation_number", "0007:2021005489".to_owned())));
        assert_eq!(of(json!({"country": "DE", "organisation_number": "HRB 1"})).unwrap().1, "HRB 1", "no scheme here");
        assert_eq!(of(json!({"country": "NO"})), None);
    }
}
