//! Counties and municipalities of Norway and Sweden, and the postal codes that belong to them.

use std::sync::LazyLock;

/// Country and number, name, runs of postal codes; see `data/README.md`.
const MUNICIPALITIES: &str = include_str!("../data/municipalities.csv");

/// Counties by country and number.
const COUNTIES: &[(&str, &str)] = &[
    ("NO-03", "Oslo"),
    ("NO-11", "Rogaland"),
    ("NO-15", "Møre og Romsdal"),
    ("NO-18", "Nordland"),
    ("NO-21", "Svalbard"),
    ("NO-22", "Jan Mayen"),
    ("NO-31", "Østfold"),
    ("NO-32", "Akershus"),
    ("NO-33", "Buskerud"),
    ("NO-34", "Innlandet"),
    ("NO-39", "Vestfold"),
    ("NO-40", "Telemark"),
    ("NO-42", "Agder"),
    ("NO-46", "Vestland"),
    ("NO-50", "Trøndelag"),
    ("NO-55", "Troms"),
    ("NO-56", "Finnmark"),
    ("SE-01", "Stockholms län"),
    ("SE-03", "Uppsala län"),
    ("SE-04", "Södermanlands län"),
    ("SE-05", "Östergötlands län"),
    ("SE-06", "Jönköpings län"),
    ("SE-07", "Kronobergs län"),
    ("SE-08", "Kalmar län"),
    ("SE-09", "Gotlands län"),
    ("SE-10", "Blekinge län"),
    ("SE-12", "Skåne län"),
    ("SE-13", "Hallands län"),
    ("SE-14", "Västra Götalands län"),
    ("SE-17", "Värmlands län"),
    ("SE-18", "Örebro län"),
    ("SE-19", "Västmanlands län"),
    ("SE-20", "Dalarnas län"),
    ("SE-21", "Gävleborgs län"),
    ("SE-22", "Västernorrlands län"),
    ("SE-23", "Jämtlands län"),
    ("SE-24", "Västerbottens län"),
    ("SE-25", "Norrbottens län"),
];

/// A county or a municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Country and official number: `NO-18`, `SE-1280`.
    pub code: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Runs of postal codes, first and last.
    pub codes: Vec<(&'static str, &'static str)>,
}

impl Area {
    /// The code of its country.
    #[must_use]
    pub fn country(&self) -> &'static str {
        self.code.get(..2).unwrap_or_default()
    }
}

static ALL_MUNICIPALITIES: LazyLock<Vec<Area>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut parts = line.split(';');
        let (code, name, runs) = (parts.next()?, parts.next()?, parts.next()?);
        let codes = runs.split(' ').map(|run| run.split_once('-').unwrap_or((run, run))).collect();
        Some(Area { code, name, codes })
    };
    MUNICIPALITIES.lines().filter_map(read).collect()
});

static ALL_COUNTIES: LazyLock<Vec<Area>> = LazyLock::new(|| {
    COUNTIES
        .iter()
        .map(|(code, name)| {
            // Runs that touch, or that no other county parts, become one.
            let mut runs: Vec<(&str, &str, bool)> = ALL_MUNICIPALITIES
                .iter()
                .filter(|area| area.country() == code.get(..2).unwrap_or_default())
                .flat_map(|area| area.codes.iter().map(|(from, to)| (*from, *to, area.code.starts_with(code))))
                .collect();
            runs.sort_unstable();
            let mut codes: Vec<(&str, &str)> = Vec::new();
            let mut goes_on = false;
            for (from, to, is_ours) in runs {
                match codes.last_mut() {
                    Some(last) if is_ours && goes_on => last.1 = to,
                    _ if is_ours => codes.push((from, to)),
                    _ => {}
                }
                goes_on = is_ours;
            }
            Area { code, name, codes }
        })
        .collect()
});

/// All counties, Norway's first.
#[must_use]
pub fn counties() -> &'static [Area] {
    &ALL_COUNTIES
}

/// All municipalities, Norway's first.
#[must_use]
pub fn municipalities() -> &'static [Area] {
    &ALL_MUNICIPALITIES
}

/// The county or municipality with this code.
#[must_use]
pub fn area(code: &str) -> Option<&'static Area> {
    counties().iter().chain(municipalities()).find(|area| area.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(area: &str, code: &str) -> bool {
        super::area(area)
            .unwrap()
            .codes
            .iter()
            .any(|(from, to)| from.len() == code.len() && (*from..=*to).contains(&code))
    }

    #[test]
    fn a_postal_code_is_in_its_municipality_and_county_and_in_no_other() {
        for (municipality, county, code) in
            [("NO-1804", "NO-18", "8006"), ("NO-0301", "NO-03", "0150"), ("SE-1280", "SE-12", "21120")]
        {
            let of = |areas: &[Area]| {
                areas.iter().filter(|area| has(area.code, code)).map(|area| area.code).collect::<Vec<_>>()
            };
            assert_eq!(of(municipalities()), [municipality]);
            assert_eq!(of(counties()), [county]);
        }
    }

    #[test]
    fn every_municipality_belongs_to_a_county() {
        assert_eq!((counties().len(), municipalities().len()), (38, 649));
        for municipality in municipalities() {
            let county = area(municipality.code.get(..5).unwrap()).unwrap();
            for (from, to) in &municipality.codes {
                assert!(has(county.code, from) && has(county.code, to), "{}", municipality.name);
            }
        }
    }

    #[test]
    fn an_unknown_area_is_none() {
        assert_eq!(area("NO-99"), None);
        assert_eq!(area(""), None);
    }
}
