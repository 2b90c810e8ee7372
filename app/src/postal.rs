//! Which place a postal code belongs to, in Norway and Sweden.

use domain::{
    address::AddressKind,
    country::Country,
    postal_code::{PostalCode, place_written},
};
use std::collections::BTreeMap;

/// Norwegian postal codes: code, place in capitals, municipality, kind.
pub const NORWEGIAN: &str = include_str!("../../server/data/norwegian-postal-codes.csv");
/// Swedish postal codes: code, place.
pub const SWEDISH: &str = include_str!("../../server/data/swedish-postal-codes.csv");

/// The place of a postal code as it was typed; none for codes and countries that are not known.
#[must_use]
pub fn place(code: &str, country: Country) -> Option<String> {
    let register = match country {
        Country::NORWAY => NORWEGIAN,
        Country::SWEDEN => SWEDISH,
        _ => return None,
    };
    let code = PostalCode::parse(code, country).ok()?;
    let line = register.lines().find_map(|line| line.strip_prefix(code.as_str())?.strip_prefix(','))?;
    let name = line.split(',').next()?;
    Some(if country == Country::NORWAY { place_written(name) } else { name.to_owned() })
}

/// Fills in the places that were left empty beside a postal code.
pub fn fill_places(typed: &mut BTreeMap<String, String>, home: Country) {
    for kind in AddressKind::ALL {
        let of = |part: &str| typed.get(&format!("{}_{part}", kind.key())).map_or("", |text| text.trim());
        let own = Country::parse(of("country")).ok();
        let country = own.or_else(|| Country::parse(typed.get("country")?).ok()).unwrap_or(home);
        if of("place").is_empty()
            && let Some(place) = place(of("postal_code"), country)
        {
            typed.insert(format!("{}_place", kind.key()), place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_place_in_its_own_country_only() {
        assert_eq!(place(" 8006 ", Country::NORWAY).as_deref(), Some("Bodø"));
        assert_eq!(place("111 20", Country::SWEDEN).as_deref(), Some("Stockholm"));
        assert_eq!(place("8006", Country::SWEDEN), None);
        assert_eq!(place("0000", Country::NORWAY), None);
        assert_eq!(place("", Country::NORWAY), None);
        assert_eq!(Country::parse("DE").map(|germany| place("10115", germany)), Ok(None));
    }

    #[test]
    fn only_empty_places_are_filled_in() {
        let mut typed: BTreeMap<String, String> = [
            ("country", "SE"),
            ("visiting_postal_code", "11120"),
            ("visiting_place", " "),
            ("postal_postal_code", "8006"),
            ("postal_country", "NO"),
            ("invoice_postal_code", "11120"),
            ("invoice_place", "Söder"),
        ]
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .into();
        fill_places(&mut typed, Country::NORWAY);
        let place = |key: &str| typed.get(key).map(String::as_str);
        assert_eq!(
            (place("visiting_place"), place("postal_place"), place("invoice_place"), place("delivery_place")),
            (Some("Stockholm"), Some("Bodø"), Some("Söder"), None)
        );
    }
}
