//! Whether an invoice could be sent to a customer: what the next one lacks, and where it is mended
//! (seed 002:29; Peppol BIS Billing 3.0, release 3.0.19, by the ids of its rules).

use crate::{
    address::{Address, AddressKind},
    field::Record,
    settings::{FirmSettings, effective},
};

/// Something that the next invoice lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// What it is.
    pub what: What,
    /// The rule that asks for it, by its id; none where it is how the invoice is sent that does.
    pub rule: Option<&'static str>,
}

/// What may be lacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Street, postal code or place of the address that invoices go to.
    Address,
    /// An e-mail address that invoices go to.
    Email,
    /// Whom an electronic invoice is for: an organisation number or a GLN.
    ElectronicAddress,
    /// The buyer's own reference, without which an electronic invoice is sent back.
    Reference,
}

/// What was looked at, and what of it is lacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// How many things the customer's invoices need.
    pub needs: usize,
    /// Those that are not there.
    pub lacks: Vec<Lack>,
}

impl Readiness {
    /// How ready a customer with these values is.
    #[must_use]
    pub fn of(own: &Record, firm: &FirmSettings) -> Self {
        let values = effective(own, firm);
        let has = |key: &str| !own.text(key).is_empty();
        let kind = if firm.invoice_address_used() { AddressKind::Invoice } else { AddressKind::Postal };
        let address = Address::resolved(own, kind);
        let address_is_whole =
            [&address.street, &address.postal_code, &address.place].iter().all(|part| !part.is_empty());
        let mut looked_at = vec![(address_is_whole, What::Address, Some("BR-10"))];
        match values.text("invoice_type") {
            "email_attachment" | "email_link" => {
                looked_at.push((has("invoice_email") || has("email"), What::Email, None));
            }
            "ehf" => {
                let electronic = ["ehf_organisation_number", "organisation_number", "gln"].into_iter().any(has);
                looked_at.push((electronic, What::ElectronicAddress, Some("PEPPOL-EN16931-R010")));
                looked_at.push((has("ehf_reference"), What::Reference, Some("PEPPOL-EN16931-R003")));
            }
            _ => {}
        }
        let lacks = looked_at
            .iter()
            .filter(|(is_there, ..)| !is_there)
            .map(|(_, what, rule)| Lack { what: *what, rule: *rule });
        Self { needs: looked_at.len(), lacks: lacks.collect() }
    }

    /// Whether nothing is lacking.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.lacks.is_empty()
    }
}

/// Most kilometres of a trip that are billed to a customer: what was driven is kept, what is over the
/// cap is not billed (seed 004:31).
#[must_use]
pub fn billed_kilometres(driven: i64, customer: &Record) -> i64 {
    customer.number("maximum_distance").map_or(driven, |most| driven.min(most)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::country::Country;
    use serde_json::{Value, json};

    fn record(value: Value) -> Record {
        serde_json::from_value(value).unwrap()
    }

    fn lacks(own: Value) -> Vec<What> {
        let firm = FirmSettings::new(None, Country::NORWAY);
        Readiness::of(&record(own), &firm).lacks.into_iter().map(|lack| lack.what).collect()
    }

    fn with_address(more: Value) -> Value {
        let mut values = json!({"visiting_street": "Verftsgata 14", "visiting_postal_code": "8006", "visiting_place": "Bodø",
            "visiting_country": "NO", "country": "NO", "postal_same_as": "visiting", "invoice_same_as": "postal"});
        values.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        values
    }

    #[test]
    fn an_invoice_by_mail_needs_an_address_and_one_by_e_mail_an_e_mail_too() {
        assert_eq!(lacks(json!({"invoice_type": "paper"})), [What::Address]);
        assert_eq!(lacks(with_address(json!({"invoice_type": "paper"}))), []);
        assert_eq!(lacks(with_address(json!({}))), [What::Email], "as the product sends where nobody has chosen");
        assert_eq!(lacks(with_address(json!({"email": "post@a.example"}))), [], "the customer's own will do");
        assert_eq!(lacks(with_address(json!({"invoice_email": "faktura@a.example"}))), []);
        assert_eq!(lacks(with_address(json!({"invoice_type": "paper", "invoice_same_as": "own"}))), [What::Address]);
    }

    #[test]
    fn an_electronic_invoice_needs_whom_it_is_for_and_their_reference() {
        let of = |more: Value| lacks(with_address(more));
        assert_eq!(of(json!({"invoice_type": "ehf"})), [What::ElectronicAddress, What::Reference]);
        assert_eq!(of(json!({"invoice_type": "ehf", "organisation_number": "988077917"})), [What::Reference]);
        assert_eq!(of(json!({"invoice_type": "ehf", "gln": "7070000000006", "ehf_reference": "Kari Berg"})), []);
    }

    #[test]
    fn what_the_firm_has_chosen_counts_where_the_customer_has_not() {
        let firm = FirmSettings::new(Some(record(json!({"invoice_type": "ehf"}))), Country::NORWAY);
        let found = Readiness::of(&record(with_address(json!({}))), &firm);
        assert_eq!((found.needs, found.lacks.len(), found.is_ready()), (3, 2, false));
        assert_eq!(found.lacks[0].rule, Some("PEPPOL-EN16931-R010"));
    }

    #[test]
    fn no_more_is_billed_than_the_longest_trip() {
        assert_eq!(billed_kilometres(120, &record(json!({"maximum_distance": 80}))), 80);
        assert_eq!(billed_kilometres(40, &record(json!({"maximum_distance": 80}))), 40);
        assert_eq!(billed_kilometres(120, &record(json!({}))), 120, "no cap");
    }
}
