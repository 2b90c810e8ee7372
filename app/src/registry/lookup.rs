//! Asking the registry, by number or by name.

use super::{Found, Said, SaidValue};
use domain::{
    address::AddressKind,
    country::Country,
    field::{Names, Record},
    language::Language,
    list::Choice,
    organisation_number::OrganisationNumber,
    registration::address_of,
    registry::{Failure, Part, Unit},
    text::plain,
};
use registry::Registry;
use std::sync::Arc;

/// What the registry has by an organisation number or a name; the only one of its name is taken
/// at once. `types` is the firm's list of types of company.
pub async fn look_up(registry: &Registry, query: &str, types: &[Choice], language: Language, home: Country) -> Found {
    let number = match OrganisationNumber::parse(query, Country::NORWAY) {
        Ok(number) => number,
        // Digits that are no number are no name either.
        Err(_) if !query.chars().any(char::is_alphabetic) => return Found::Failed(Failure::NotFound),
        Err(_) => match registry.search(query).await {
            Ok(hits) => match hits.as_ref() {
                [only] => only.number.clone(),
                several => return Found::Hits(several.to_vec()),
            },
            Err(failure) => return Found::Failed(failure),
        },
    };
    match registry.unit(&number).await {
        Ok(unit) => Found::Unit(Box::new(said(&unit, types, language, home))),
        Err(failure) => Found::Failed(failure),
    }
}

/// What the registry says of a customer with this number.
///
/// # Errors
/// Why it says nothing; a customer without a Norwegian number is not in it.
pub async fn unit_of(registry: &Registry, number: Option<&OrganisationNumber>) -> Result<Arc<Unit>, Failure> {
    registry.unit(number.ok_or(Failure::NotFound)?).await
}

fn said(unit: &Unit, types: &[Choice], language: Language, home: Country) -> Said {
    let names: Names = types.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect();
    let parts = unit.parts(types);
    let whole = Record(parts.iter().flat_map(|part| part.values.clone()).collect());
    let values = parts
        .iter()
        .flat_map(Part::typed)
        // An address without a country is in that of the customer.
        .filter(|(field, typed)| !(field.key.ends_with("_country") && typed == Country::NORWAY.code()))
        .map(|(field, _)| SaidValue {
            group: plain(address_of(field).map_or(field.label, AddressKind::label).get(language)),
            key: field.key.to_owned(),
            label: plain(field.label.get(language)),
            typed: whole.typed_for(field, home),
            shown: whole.shown(field, &names, language, home),
        })
        .collect();
    let shown = unit.number.shown(Country::NORWAY);
    Said {
        number: unit.number.as_str().to_owned(),
        name: format!("{} · {shown}", unit.name),
        notices: unit.notices.clone(),
        values,
    }
}
