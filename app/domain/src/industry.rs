//! Official industry codes: the Norwegian standard (SN, the national NACE), of Statistics Norway.

use std::{collections::HashMap, sync::LazyLock};

/// One industry, or one that holds several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Industry {
    /// The code: a letter, or digits such as `78`, `78.2` and `78.200`.
    pub code: &'static str,
    /// The code of the industry that holds it; empty for the topmost.
    pub parent: &'static str,
    /// Its Norwegian name.
    pub name: &'static str,
}

static ALL: LazyLock<Vec<Industry>> = LazyLock::new(|| {
    include_str!("../data/industry-codes.csv")
        .lines()
        .filter_map(|line| {
            let mut columns = line.splitn(3, ';');
            Some(Industry { code: columns.next()?, parent: columns.next()?, name: columns.next()? })
        })
        .collect()
});
static BY_CODE: LazyLock<HashMap<&'static str, Industry>> =
    LazyLock::new(|| ALL.iter().map(|industry| (industry.code, *industry)).collect());

/// The industries that a customer may have: those with five digits, by code.
pub fn all() -> impl Iterator<Item = &'static Industry> {
    ALL.iter().filter(|industry| is_full(industry.code))
}

fn is_full(code: &str) -> bool {
    code.len() == 6
}

/// The industry with this code, of any level.
#[must_use]
pub fn by_code(code: &str) -> Option<Industry> {
    BY_CODE.get(code).copied()
}

/// The industry that was typed: its code with or without the point, its code and name, or its name
/// where only one has it.
#[must_use]
pub fn typed(typed: &str) -> Option<Industry> {
    let typed = typed.trim();
    let first = typed.split_whitespace().next().unwrap_or_default();
    let digits: String = first.chars().filter(|c| *c != '.').collect();
    if digits.len() == 5 && digits.chars().all(|c| c.is_ascii_digit()) {
        let (class, rest) = digits.split_at(2);
        return by_code(&format!("{class}.{rest}"));
    }
    let wanted = typed.to_lowercase();
    let mut named = all().filter(|industry| industry.name.to_lowercase() == wanted);
    let found = named.next().copied()?;
    named.next().is_none().then_some(found)
}

/// The industries that hold this one, the topmost first.
#[must_use]
pub fn path(code: &str) -> Vec<Industry> {
    let mut path: Vec<Industry> =
        std::iter::successors(by_code(code).and_then(|industry| by_code(industry.parent)), |industry| {
            by_code(industry.parent)
        })
        .collect();
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_industry_is_found_by_code_and_by_name() {
        for text in ["78.200", "78200", "78.200 Utleie av arbeidskraft", "utleie av ARBEIDSKRAFT"] {
            assert_eq!(typed(text).map(|industry| industry.code), Some("78.200"), "{text}");
        }
    }

    #[test]
    fn what_is_no_industry_is_not_found() {
        for text in ["", "78", "99.999", "utleie", "78.2000", "æøå"] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    #[test]
    fn an_industry_knows_what_holds_it() {
        let names: Vec<_> = path("78.200").iter().map(|industry| industry.code).collect();
        assert_eq!(names, ["N", "78", "78.2", "78.20"]);
        assert!(path("N").is_empty());
    }

    #[test]
    fn each_has_a_name_and_a_parent_that_is_there() {
        assert_eq!(all().count(), 817);
        assert!(ALL.iter().all(|industry| !industry.name.is_empty()));
        assert!(ALL.iter().all(|industry| industry.parent.is_empty() || by_code(industry.parent).is_some()));
    }
}
