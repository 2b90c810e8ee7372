//! Real postal codes with their places.

use super::random::Random;
use app::postal::{NORWEGIAN, SWEDISH};
use domain::country::Country;
use domain::postal_code::place_written;
use std::collections::HashMap;

/// A postal code and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// The code, digits.
    pub(super) code: &'static str,
    /// The place as it is written: `Mo i Rana`.
    pub(super) name: &'a str,
}

/// The postal codes of a country.
#[derive(Debug)]
pub(super) struct Places {
    /// Codes with streets.
    streets: Vec<(&'static str, String)>,
    /// By place: the first code for boxes, where there is one.
    boxes: HashMap<String, &'static str>,
    /// By office: where in `streets` the codes around it are.
    around: Vec<Vec<usize>>,
}

impl Places {
    /// The codes of a country; `offices` are the starts of the codes around each office.
    pub(super) fn new(country: Country, offices: &[&[&str]]) -> Self {
        let mut places = Self { streets: Vec::new(), boxes: HashMap::new(), around: Vec::new() };
        let norwegian = country == Country::NORWAY;
        for line in if norwegian { NORWEGIAN } else { SWEDISH }.lines() {
            let mut columns = line.split(',');
            let (Some(code), Some(name)) = (columns.next(), columns.next()) else { continue };
            let name = if norwegian { place_written(name) } else { name.to_owned() };
            // Swedish codes from 100, 200 and 400 on are boxes and big receivers in the three cities.
            let has_streets = if norwegian {
                matches!(columns.nth(2), Some("G" | "B"))
            } else {
                !["10", "20", "40"].iter().any(|city| code.starts_with(city))
            };
            if has_streets {
                places.streets.push((code, name));
            } else {
                places.boxes.entry(name).or_insert(code);
            }
        }
        places.around = offices
            .iter()
            .map(|starts| {
                let near = |code: &str| starts.iter().any(|start| code.starts_with(start));
                (0..places.streets.len()).filter(|at| near(places.streets[*at].0)).collect()
            })
            .collect();
        places
    }

    /// A code with streets, mostly around an office.
    pub(super) fn pick(&self, random: &mut Random, office: usize) -> Place<'_> {
        let near = &self.around[office];
        let at = if random.chance(85) { random.pick(near) } else { random.place(self.streets.len()) };
        let (code, name) = &self.streets[at];
        Place { code, name }
    }

    /// A code with streets, anywhere in the country.
    pub(super) fn anywhere(&self, random: &mut Random) -> Place<'_> {
        let (code, name) = &self.streets[random.place(self.streets.len())];
        Place { code, name }
    }

    /// The code for boxes in the same place.
    pub(super) fn for_boxes(&self, place: Place<'_>) -> &'static str {
        self.boxes.get(place.name).copied().unwrap_or(place.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::postal_code::PostalCode;

    #[test]
    fn every_code_is_one_of_its_country() {
        for (country, start) in [(Country::NORWAY, "80"), (Country::SWEDEN, "21")] {
            let places = Places::new(country, &[&[start]]);
            assert!(places.streets.len() > 3000);
            assert!(!places.around[0].is_empty());
            assert!(
                places.streets.iter().all(|(code, name)| PostalCode::parse(code, country).is_ok() && !name.is_empty())
            );
        }
    }

    #[test]
    fn boxes_have_codes_of_their_own() {
        let places = Places::new(Country::NORWAY, &[]);
        assert_eq!(places.for_boxes(Place { code: "8006", name: "Bodø" }), "8001");
        assert_eq!(places.for_boxes(Place { code: "8098", name: "Landegode" }), "8098");
    }
}
