//! What the next invoice lacks, in words, and where it is mended.

use crate::i18n::invoice as words;
use domain::{
    address,
    field::{self, Audience, Need, Record},
    invoice::{What, address_kind},
    settings::FirmSettings,
    text::Text,
};

/// What is lacking.
pub(crate) const fn text_of(what: What) -> Text {
    match what {
        What::Address => words::ADDRESS,
        What::Email => words::EMAIL,
        What::ElectronicAddress => words::ELECTRONIC_ADDRESS,
        What::Reference => words::REFERENCE,
    }
}

/// Where it is mended on the card of a customer with these values: the address itself, also where the invoice goes to
/// another of the customer's; otherwise the editor of the first of its fields that the firm uses.
pub(crate) fn place_of(what: What, values: &Record, firm: &FirmSettings) -> String {
    let keys: &[&str] = match what {
        What::Address => {
            let key = address::stands_for(values, address_kind(firm)).key();
            return format!("?edit=address-{key}#address-{key}");
        }
        What::Email => &["invoice_email", "email"],
        What::ElectronicAddress => &["ehf_organisation_number", "gln", "organisation_number"],
        What::Reference => &["ehf_reference", "reference_person"],
    };
    let audience = Audience::of_customer(values);
    let is_used = |key: &&&str| field::customer(key).is_some_and(|field| firm.need(field, audience) != Need::Off);
    let key = keys.iter().find(is_used).unwrap_or(&keys[0]);
    format!("?edit={key}#field-{key}")
}
