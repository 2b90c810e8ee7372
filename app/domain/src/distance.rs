//! How far customers are from a place, by the postal codes around it.
//!
//! A postal code stands where its place stands: near enough to find whom one can visit from Bodø,
//! and the same answer for each customer with that code.

use std::{cmp::Reverse, sync::LazyLock};

/// Country, name, degrees north and east, runs of postal codes; see `data/README.md`.
const PLACES: &str = include_str!("../data/places.csv");
/// Half a turn around the earth is no nearer than this, in kilometres; nobody asks for more.
pub const FARTHEST: u16 = 2000;
/// Kilometres through the earth (mean radius 6,371).
const DIAMETER: f64 = 12_742.0;

/// A place with its postal codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The code of its country.
    pub country: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Hundredths of a degree north.
    north: i32,
    /// Hundredths of a degree east.
    east: i32,
    codes: Vec<(&'static str, &'static str)>,
}

/// Runs of postal codes of one country, first and last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    /// The code of the country.
    pub country: &'static str,
    /// The runs.
    pub runs: Vec<(&'static str, &'static str)>,
}

static ALL: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let hundredths = |text: &str| {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let rest = rest.parse::<i32>().ok().map_or(0, |part| if rest.len() == 1 { part * 10 } else { part });
        whole.parse::<i32>().ok().map(|degrees| degrees * 100 + rest)
    };
    let read = |line: &'static str| {
        let mut parts = line.split(';');
        let (country, name) = (parts.next()?, parts.next()?);
        let (north, east) = (hundredths(parts.next()?)?, hundredths(parts.next()?)?);
        let codes = parts.next()?.split(' ').map(|run| run.split_once('-').unwrap_or((run, run))).collect();
        Some(Place { country, name, north, east, codes })
    };
    PLACES.lines().filter_map(read).collect()
});

impl Place {
    /// Its first postal code, which leads back to it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.codes.first().map_or("", |(from, _)| from)
    }

    fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|(from, to)| from.len() == code.len() && (*from..=*to).contains(&code))
    }

    /// Kilometres to another place, as the crow flies.
    #[must_use]
    pub fn kilometres_to(&self, other: &Self) -> f64 {
        let radians = |hundredths: i32| (f64::from(hundredths) / 100.0).to_radians();
        let (south, north) = (radians(self.north), radians(other.north));
        let across = ((radians(other.east) - radians(self.east)) / 2.0).sin().powi(2);
        let along = ((north - south) / 2.0).sin().powi(2);
        DIAMETER * (along + south.cos() * north.cos() * across).sqrt().asin()
    }

    /// The postal codes that are at most so many kilometres away, its own with them. Runs that no
    /// other place parts are one.
    #[must_use]
    pub fn within(&self, kilometres: u16) -> Vec<Codes> {
        ["NO", "SE"]
            .into_iter()
            .map(|country| {
                let mut all: Vec<(&str, &str, bool)> = ALL
                    .iter()
                    .filter(|place| place.country == country)
                    .flat_map(|place| {
                        let is_near = self.kilometres_to(place) <= f64::from(kilometres);
                        place.codes.iter().map(move |(from, to)| (*from, *to, is_near))
                    })
                    .collect();
                all.sort_unstable();
                let mut runs: Vec<(&str, &str)> = Vec::new();
                let mut goes_on = false;
                for (from, to, is_near) in all {
                    match runs.last_mut() {
                        Some(last) if is_near && goes_on => last.1 = to,
                        _ if is_near => runs.push((from, to)),
                        _ => {}
                    }
                    goes_on = is_near;
                }
                Codes { country, runs }
            })
            .filter(|codes| !codes.runs.is_empty())
            .collect()
    }
}

/// The place that was typed: a postal code, a name, or both (`8006 Bodø`). Of several places with
/// one name it is the one with most postal codes.
#[must_use]
pub fn place(typed: &str) -> Option<&'static Place> {
    let typed = typed.trim();
    let is_code = |text: &str| (4..=5).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    let first = typed.split(' ').next().unwrap_or_default();
    // A Swedish code may be written 111 20.
    let parted: String = typed.chars().take(6).filter(|c| *c != ' ').collect();
    for code in [first, &parted] {
        if is_code(code) {
            return ALL.iter().find(|place| place.has(code));
        }
    }
    let wanted = typed.to_lowercase();
    let count = |place: &Place| -> usize {
        let number = |code: &str| code.parse::<usize>().unwrap_or_default();
        place.codes.iter().map(|(from, to)| number(to) - number(from) + 1).sum()
    };
    ALL.iter()
        .filter(|place| place.name.to_lowercase() == wanted)
        .min_by_key(|place| (Reverse(count(place)), place.country))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(origin: &str, kilometres: u16, code: &str) -> bool {
        place(origin)
            .unwrap()
            .within(kilometres)
            .iter()
            .any(|codes| codes.runs.iter().any(|(from, to)| from.len() == code.len() && (*from..=*to).contains(&code)))
    }

    #[test]
    fn a_place_is_found_by_its_code_its_name_or_both() {
        for typed in ["8006", "8006 Bodø", "bodø", " Bodø "] {
            assert_eq!(place(typed).map(|place| place.name), Some("Bodø"), "{typed}");
        }
        assert_eq!(place("211 20").map(|place| place.name), Some("Malmö"));
        assert_eq!(place("Solna").map(|place| (place.country, place.name)), Some(("SE", "Solna")));
        for unknown in ["", "0000", "Atlantis", "12", "999999"] {
            assert_eq!(place(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn distances_are_those_of_a_map() {
        let far = |from: &str, to: &str| place(from).unwrap().kilometres_to(place(to).unwrap());
        for (from, to, kilometres) in
            [("Oslo", "Bergen", 305.0), ("Oslo", "Stockholm", 417.0), ("Bodø", "Tromsø", 324.0)]
        {
            let found = far(from, to);
            assert!((found - kilometres).abs() < 12.0, "{from} to {to}: {found}");
        }
        assert!(far("Bodø", "Bodø") < 0.1);
    }

    #[test]
    fn what_is_near_is_in_and_what_is_far_is_out_across_the_border_too() {
        assert!(near("Bodø", 5, "8006"), "itself");
        assert!(near("Bodø", 60, "8200"), "Fauske");
        assert!(!near("Bodø", 30, "8200"));
        assert!(!near("Bodø", 60, "0150"));
        assert!(near("Halden", 40, "45231"), "Strömstad");
        assert!(!near("Halden", 40, "41101"), "Göteborg");
        assert!(near("Oslo", FARTHEST, "9900"), "Kirkenes");
    }

    #[test]
    fn codes_lead_to_one_place_each_and_lie_in_the_two_countries() {
        assert!(ALL.len() > 3000);
        for place in ALL.iter() {
            assert!((5400..8100).contains(&place.north) && (400..3200).contains(&place.east), "{place:?}");
            for (from, to) in &place.codes {
                assert!(from <= to && from.len() == if place.country == "NO" { 4 } else { 5 }, "{place:?}");
            }
            assert!(super::place(place.code()).is_some());
        }
    }
}
