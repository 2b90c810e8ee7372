//! What a contact may propose of their customer's details, and how it is read.

use crate::{
    address::{Address, AddressKind},
    country::Country,
    error::{FieldError, Problem},
    field::{self, Parsing, Record},
    registry::Part,
};
use serde_json::{Map, Value};

/// The single fields that a contact sees and may propose, in their order.
pub const FIELDS: [&str; 5] = ["phone", "mobile", "email", "website", "invoice_email"];
/// The addresses that a contact sees and may propose.
pub const ADDRESSES: [AddressKind; 3] = [AddressKind::Visiting, AddressKind::Postal, AddressKind::Invoice];
/// The parts of an address that are typed.
pub const ADDRESS_PARTS: [&str; 3] = ["street", "postal_code", "place"];

/// An address as it is shown: what it is taken from where it is the same as another.
#[must_use]
pub fn address(values: &Record, kind: AddressKind) -> Address {
    Address::resolved(values, kind)
}

/// What somebody proposes: the parts that were typed, each whole. A part that was left as it is shown is no proposal.
///
/// # Errors
/// What is wrong with which field.
pub fn read(stands: &Record, typed: &Map<String, Value>, home: Country) -> Result<Vec<Part>, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut parts = Vec::new();
    let text = |key: &str| typed.get(key).and_then(Value::as_str);
    let customers = Country::parse(stands.text("country")).unwrap_or(home);
    for key in FIELDS {
        let (Some(field), Some(value)) = (field::customer(key), text(key)) else { continue };
        match field.parse(value, Parsing { home, country: customers }) {
            Ok(value) => parts.push(Part { key: key.to_owned(), values: Map::from_iter([(key.to_owned(), value)]) }),
            Err(problem) => wrong.push(FieldError { field: key.to_owned(), problem }),
        }
    }
    for kind in ADDRESSES {
        let key = |part: &str| format!("{}_{part}", kind.key());
        if !ADDRESS_PARTS.iter().any(|part| text(&key(part)).is_some()) {
            continue;
        }
        let country = address(stands, kind).country;
        let mut values = Map::new();
        for part in ADDRESS_PARTS {
            let Some(field) = field::customer(&key(part)) else { continue };
            match field.parse(text(field.key).unwrap_or_default(), Parsing { home, country }) {
                Ok(value) => {
                    values.insert(field.key.to_owned(), value);
                }
                Err(problem) => wrong.push(FieldError { field: field.key.to_owned(), problem }),
            }
        }
        if kind != AddressKind::Visiting {
            values.insert(key("same_as"), Value::from("own"));
        }
        values.insert(key("country"), Value::from(country.code()));
        parts.push(Part { key: format!("address-{}", kind.key()), values });
    }
    if wrong.is_empty() { Ok(parts) } else { Err(wrong) }
}

/// How a contact is reached, as they typed it: mobile and phone. Numbers without a country code are of the
/// customer's country, or else of the firm's.
///
/// # Errors
/// What is wrong with which field.
pub fn reached(
    mobile: &str,
    phone: &str,
    customers: Country,
    home: Country,
) -> Result<(Option<String>, Option<String>), Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut read = |key: &str, typed: &str| {
        let field = field::contact(key)?;
        match field.parse(typed, Parsing { home, country: customers }) {
            Ok(value) => value.as_str().map(str::to_owned),
            Err(problem) => {
                let field = format!("own_{key}");
                wrong.push(FieldError {
                    field,
                    problem: if problem == Problem::Required { Problem::Phone } else { problem },
                });
                None
            }
        }
    };
    let found = (read("mobile", mobile), read("phone", phone));
    if wrong.is_empty() { Ok(found) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn map(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(map) => map,
            _ => Map::new(),
        }
    }

    fn stands() -> Record {
        Record(map(
            json!({"country": "NO", "phone": "+4775500120", "visiting_street": "Storgata 1", "visiting_postal_code": "8006",
            "visiting_place": "Bodø", "visiting_country": "NO", "postal_same_as": "visiting"}),
        ))
    }

    #[test]
    fn what_is_left_as_it_stands_proposes_nothing() {
        let typed = map(
            json!({"phone": "75 50 01 20", "postal_street": "storgata 1", "postal_postal_code": "8006", "postal_place": "BODØ"}),
        );
        let parts = read(&stands(), &typed, Country::NORWAY).unwrap();
        assert_eq!(parts.len(), 2);
        assert!(parts.iter().all(|part| part.is_kept_by(&stands())), "{parts:?}");
    }

    #[test]
    fn an_address_is_proposed_whole_and_stands_for_itself() {
        let typed = map(json!({"postal_street": "Boks 4", "postal_postal_code": "8001", "postal_place": "Bodø"}));
        let parts = read(&stands(), &typed, Country::NORWAY).unwrap();
        assert_eq!(parts[0].key, "address-postal");
        assert!(!parts[0].is_kept_by(&stands()));
        assert_eq!(parts[0].values["postal_same_as"], "own");
    }

    #[test]
    fn what_can_not_be_read_is_told_at_its_field_and_other_fields_are_out_of_reach() {
        let typed =
            map(json!({"email": "nobody", "visiting_postal_code": "12", "name": "Hacked", "credit_limit": "1"}));
        let wrong = read(&stands(), &typed, Country::NORWAY).unwrap_err();
        let fields: Vec<&str> = wrong.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["email", "visiting_postal_code"]);
        let typed = map(json!({"name": "Hacked", "responsible": "x"}));
        assert_eq!(read(&stands(), &typed, Country::NORWAY).unwrap(), []);
        assert_eq!(reached("12", "", Country::NORWAY, Country::NORWAY).unwrap_err()[0].field, "own_mobile");
    }
}
