//! From when to when something is agreed.

use crate::{
    country::Country,
    error::{FieldError, Problem},
    field,
    language::Language,
    text::Text,
};
use serde::{Deserialize, Serialize};

const FROM: Text = Text { nb: "fra {from}", sv: "från {from}", en: "from {from}" };

/// Days from one to another, both included; open where it has no end. Days are kept as ISO 8601, so that they
/// compare as texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub valid_from: String,
    /// The last day; none where it goes on.
    pub valid_to: Option<String>,
}

impl Period {
    /// Reads what was typed, days as people of `home` write them; where nothing says when it begins, it begins `today`.
    ///
    /// # Errors
    /// What is wrong at `valid_from` or `valid_to`: no day, or an end before the beginning.
    pub fn parse(from: &str, to: &str, today: &str, home: Country) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut day = |field: &str, typed: &str| {
            let day = field::date_in(typed, home);
            if day.is_none() {
                errors.push(FieldError { field: field.to_owned(), problem: Problem::Date });
            }
            day
        };
        let from = if from.trim().is_empty() { Some(today.to_owned()) } else { day("valid_from", from) };
        let to = if to.trim().is_empty() { None } else { day("valid_to", to) };
        if let (Some(from), Some(to)) = (&from, &to)
            && to < from
        {
            errors.push(FieldError { field: "valid_to".to_owned(), problem: Problem::Ends });
        }
        match from.filter(|_| errors.is_empty()) {
            Some(valid_from) => Ok(Self { valid_from, valid_to: to }),
            None => Err(errors),
        }
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, day: &str) -> bool {
        self.valid_from.as_str() <= day && !self.is_over(day)
    }

    /// Whether it was over before a day.
    #[must_use]
    pub fn is_over(&self, day: &str) -> bool {
        self.valid_to.as_deref().is_some_and(|to| to < day)
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.is_over(&other.valid_from) && !other.is_over(&self.valid_from)
    }

    /// That another period has days in common with this one, which it names.
    #[must_use]
    pub fn in_the_way(&self) -> Problem {
        let number = |day: &str| day.replace('-', "").parse().unwrap_or_default();
        Problem::Overlap { from: number(&self.valid_from), to: self.valid_to.as_deref().map_or(0, number) }
    }

    /// As it is read: `1.1.2026–31.12.2026`, `fra 1.1.2026`.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        let from = field::day(&self.valid_from, language);
        match &self.valid_to {
            Some(to) => format!("{from}–{}", field::day(to, language)),
            None => FROM.with(language, &[("from", &from)]),
        }
    }

    /// The period that [`Problem::Overlap`] names.
    #[must_use]
    pub fn of_numbers(from: u32, to: u32) -> Self {
        let day = |number: u32| format!("{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100);
        Self { valid_from: day(from), valid_to: (to > 0).then(|| day(to)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period::parse(from, to, "2026-06-15", Country::NORWAY).unwrap()
    }

    #[test]
    fn a_period_begins_today_unless_it_says_otherwise_and_may_be_open() {
        assert_eq!(period("", "").shown(Language::Nb), "fra 15.6.2026");
        assert_eq!(period("1.1.2026", "31/12 2026").shown(Language::Sv), "2026-01-01–2026-12-31");
        let problem = |from, to| Period::parse(from, to, "2026-06-15", Country::NORWAY).unwrap_err()[0].clone();
        assert_eq!(problem("31.2.2026", "").problem, Problem::Date);
        assert_eq!(
            (problem("", "1.6.2026").field.as_str(), problem("", "1.6.2026").problem),
            ("valid_to", Problem::Ends)
        );
        assert!(Period::parse("1.6.2026", "010626", "", Country::NORWAY).is_ok(), "a single day");
    }

    #[test]
    fn both_ends_belong_to_it() {
        let may = period("1.5.2026", "31.5.2026");
        for (day, holds) in [("2026-04-30", false), ("2026-05-01", true), ("2026-05-31", true), ("2026-06-01", false)] {
            assert_eq!(may.holds(day), holds, "{day}");
        }
        assert!(period("1.1.2020", "").holds("2999-01-01"));
        assert!(may.overlaps(&period("31.5.2026", "")) && period("31.5.2026", "").overlaps(&may));
        assert!(!may.overlaps(&period("1.6.2026", "")) && !period("1.6.2026", "").overlaps(&may));
        assert!(may.overlaps(&period("1.1.2026", "1.5.2026")));
    }

    #[test]
    fn what_is_in_the_way_is_named() {
        for one in [period("1.5.2026", "31.5.2026"), period("1.12.2025", "")] {
            let Problem::Overlap { from, to } = one.in_the_way() else { panic!("an overlap") };
            assert_eq!(Period::of_numbers(from, to), one);
        }
    }
}
