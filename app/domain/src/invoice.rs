//! Whether an invoice could be sent to a customer: what the next one lacks, and where it is mended
//! (seed 002:29; Peppol BIS Billing 3.0, release 3.0.19, by the ids of its rules).

use crate::{
    address::{Address, AddressKind, stands_for},
    field::{self, Record},
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

impl What {
    /// The fields that are looked at for it, those of a customer with these values.
    #[must_use]
    pub fn fields(self, own: &Record, firm: &FirmSettings) -> Vec<String> {
        let keys: &[&str] = match self {
            Self::Address => return address_fields(own, firm),
            Self::Email => &["invoice_email", "email"],
            Self::ElectronicAddress => &["ehf_organisation_number", "gln", "organisation_number"],
            Self::Reference => &["ehf_reference", "reference_person"],
        };
        keys.iter().map(|key| (*key).to_owned()).collect()
    }
}

/// Which of a customer's addresses invoices of a firm go to, before "same as" is followed.
#[must_use]
pub fn address_kind(firm: &FirmSettings) -> AddressKind {
    if firm.invoice_address_used() { AddressKind::Invoice } else { AddressKind::Postal }
}

/// The fields that say which address stands on an invoice, and what it is.
fn address_fields(own: &Record, firm: &FirmSettings) -> Vec<String> {
    let kind = address_kind(firm);
    let same = [kind, AddressKind::Postal].map(|of| format!("{}_same_as", of.key()));
    same.into_iter().chain(stands_for(own, kind).parts().map(|(_, key)| key)).collect()
}

/// Whether whoever reads may see all of these fields of a customer; what is no field is seen.
#[must_use]
pub fn sees_all(firm: &FirmSettings, keys: &[String]) -> bool {
    keys.iter().all(|key| field::customer(key).is_none_or(|field| firm.rights.sees(field)))
}

/// What was looked at, and what of it is lacking. What the reader may not see is not told to them, neither that it is
/// there nor that it is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// How many things the customer's invoices need, as far as the reader may know.
    pub needs: usize,
    /// Those that are not there.
    pub lacks: Vec<Lack>,
    /// Whether there is more that the reader may not see.
    pub hidden: bool,
}

impl Readiness {
    /// How ready a customer with these values is.
    #[must_use]
    pub fn of(own: &Record, firm: &FirmSettings) -> Self {
        let values = effective(own, firm);
        let has = |key: &str| !own.text(key).is_empty();
        let address = Address::resolved(own, address_kind(firm));
        let address_is_whole =
            [&address.street, &address.postal_code, &address.place].iter().all(|part| !part.is_empty());
        let mut looked_at = vec![(address_is_whole, What::Address, Some("BR-10"))];
        let knows_type = sees_all(firm, &["invoice_type".to_owned()]);
        match values.text("invoice_type") {
            // How it is sent decides what else it needs.
            _ if !knows_type => {}
            "email_attachment" | "email_link" => {
                looked_at.push((has("invoice_email") || has("email"), What::Email, None));
            }
            "ehf" => {
                let electronic = ["ehf_organisation_number", "organisation_number", "gln"].into_iter().any(has);
                looked_at.push((electronic, What::ElectronicAddress, Some("PEPPOL-EN16931-R010")));
                // Who is to be asked about the invoice stands for a reference of their own (BT-10).
                let reference = has("ehf_reference") || has("reference_person");
                looked_at.push((reference, What::Reference, Some("PEPPOL-EN16931-R003")));
            }
            _ => {}
        }
        let all = looked_at.len();
        looked_at.retain(|(_, what, _)| sees_all(firm, &what.fields(own, firm)));
        let lacks = looked_at
            .iter()
            .filter(|(is_there, ..)| !is_there)
            .map(|(_, what, rule)| Lack { what: *what, rule: *rule });
        let hidden = !knows_type || looked_at.len() < all;
        Self { needs: looked_at.len(), lacks: lacks.collect(), hidden }
    }

    /// Whether the reader knows that nothing is lacking.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.lacks.is_empty() && !self.hidden
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
    use crate::{country::Country, policy::FieldRights, user::Role};
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
        let person = "01900000-0000-7000-8000-000000000001";
        assert_eq!(of(json!({"invoice_type": "ehf", "gln": "7070000000006", "reference_person": person})), []);
    }

    #[test]
    fn what_the_firm_has_chosen_counts_where_the_customer_has_not() {
        let firm = FirmSettings::new(Some(record(json!({"invoice_type": "ehf"}))), Country::NORWAY);
        let found = Readiness::of(&record(with_address(json!({}))), &firm);
        assert_eq!((found.needs, found.lacks.len(), found.is_ready()), (3, 2, false));
        assert_eq!(found.lacks[0].rule, Some("PEPPOL-EN16931-R010"));
    }

    #[test]
    fn what_the_reader_may_not_see_is_told_neither_as_there_nor_as_lacking() {
        let rights = |key: &str| FieldRights::new(Role::ReadOnly, Some(&json!([["customer", key, "none"]])));
        let firm = |key: &str| FirmSettings::new(None, Country::NORWAY).read_with(&rights(key));
        let of = |key: &str, own: Value| Readiness::of(&record(own), &firm(key));
        let hidden = of("invoice_email", with_address(json!({})));
        assert_eq!((hidden.lacks.len(), hidden.hidden, hidden.is_ready()), (0, true, false));
        let hidden = of("invoice_type", json!({}));
        assert_eq!(hidden.lacks.iter().map(|lack| lack.what).collect::<Vec<_>>(), [What::Address], "what all need");
        assert!(of("visiting_street", with_address(json!({"email": "post@a.example"}))).hidden);
        let other = of("phone", with_address(json!({"email": "post@a.example"})));
        assert!(other.is_ready() && !other.hidden, "what no invoice needs");
    }

    #[test]
    fn no_more_is_billed_than_the_longest_trip() {
        assert_eq!(billed_kilometres(120, &record(json!({"maximum_distance": 80}))), 80);
        assert_eq!(billed_kilometres(40, &record(json!({"maximum_distance": 80}))), 40);
        assert_eq!(billed_kilometres(120, &record(json!({}))), 120, "no cap");
    }
}
