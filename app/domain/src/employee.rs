//! The people whom the firm hires out, and at which customers they are (seed 002:49).

use crate::{
    id::{DepartmentId, EmployeeId, PlacementId},
    text::Text,
};
use serde::{Deserialize, Serialize};

/// Most characters of a first or last name, a profession, a role.
pub const NAME_MAX: u32 = 100;
/// Most characters of a note on somebody at a customer.
pub const NOTE_MAX: u32 = 500;
/// Most employees that are offered where one is to be picked.
pub const MOST_OFFERED: i64 = 8;

/// Somebody whom the firm hires out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employee {
    /// Their identity.
    pub id: EmployeeId,
    /// Employee number, unique in the firm.
    pub number: i64,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; empty where there is none.
    pub email: String,
    /// Mobile, E.164; empty where there is none.
    pub mobile: String,
    /// What they work as, in words.
    pub profession: String,
    /// The department that they belong to.
    pub department: Option<DepartmentId>,
    /// What that is called.
    pub department_name: String,
    /// Whether they have left.
    pub ended: bool,
    /// At how many customers they are today.
    pub customers: i64,
    /// Which save this is.
    pub version: i32,
}

impl Employee {
    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// An employee that can be picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedEmployee {
    /// Their identity.
    pub id: EmployeeId,
    /// Employee number.
    pub number: i64,
    /// First and last name.
    pub name: String,
    /// What they work as; empty where nothing is said.
    pub profession: String,
}

impl OfferedEmployee {
    /// Name and number, by which they are found again when that is typed.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} ({})", self.name, self.number)
    }
}

/// What was typed where an employee is to be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    /// One that was picked.
    Picked(EmployeeId),
    /// One with this number.
    Number(i64),
    /// A name, or a part of it.
    Name(&'a str),
}

/// Reads what was typed where an employee is to be named: a box that was ticked beneath the line stands after a
/// comma, a number stands alone or in brackets after the name.
#[must_use]
pub fn named(text: &str) -> Named<'_> {
    let text = text.trim();
    let last = text.rsplit(',').next().unwrap_or_default();
    if let Ok(id) = last.parse() {
        return Named::Picked(id);
    }
    let in_brackets = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, number)| number);
    match in_brackets.unwrap_or(text).trim().parse() {
        Ok(number) => Named::Number(number),
        Err(_) => Named::Name(text),
    }
}

/// Whether somebody is at a customer now, will be, or was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Today.
    Now,
    /// From a later day on.
    Coming,
    /// Until an earlier day.
    Earlier,
}

impl Stage {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::Now => Text { nb: "nå", sv: "nu", en: "now" },
            Self::Coming => Text { nb: "kommer", sv: "kommer", en: "to come" },
            Self::Earlier => Text { nb: "tidligere", sv: "tidigare", en: "earlier" },
        }
    }
}

/// An employee at a customer: as what, and from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Its identity.
    pub id: PlacementId,
    /// Which save this is.
    pub version: i32,
    /// Who it is.
    pub employee: EmployeeId,
    /// What they are called.
    pub name: String,
    /// As what they are there; empty where nothing is said.
    pub role: String,
    /// The first day, as `2026-11-28`.
    pub starts_on: String,
    /// The last day; empty where there is none yet.
    pub ends_on: String,
    /// A note; empty where there is none.
    pub note: String,
}

impl Placement {
    /// Whether it is of `today`, of later or of earlier. Days of this form sort as texts.
    #[must_use]
    pub fn stage(&self, today: &str) -> Stage {
        stage(&self.starts_on, &self.ends_on, today)
    }
}

/// Whether a stretch of days is of `today`, of later or of earlier; without a last day it goes on.
#[must_use]
pub fn stage(starts_on: &str, ends_on: &str, today: &str) -> Stage {
    if !ends_on.is_empty() && ends_on < today {
        Stage::Earlier
    } else if starts_on > today {
        Stage::Coming
    } else {
        Stage::Now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_employee_is_named_by_box_number_or_name() {
        let id = "0190b6a5-7d6c-7cc0-8000-000000000001";
        assert_eq!(named(&format!("Berg,{id}")), Named::Picked(id.parse().unwrap()));
        assert_eq!(named(" 1001 "), Named::Number(1001));
        assert_eq!(named("Eva Berg (1001)"), Named::Number(1001));
        assert_eq!(named("Eva Berg"), Named::Name("Eva Berg"));
        assert_eq!(named("Berg, Eva"), Named::Name("Berg, Eva"));
        assert_eq!(named("Eva (vikar)"), Named::Name("Eva (vikar)"));
    }

    #[test]
    fn first_and_last_day_are_both_of_now() {
        let of = |from, to| stage(from, to, "2026-11-28");
        assert_eq!(of("2026-11-28", ""), Stage::Now);
        assert_eq!(of("2026-01-01", "2026-11-28"), Stage::Now);
        assert_eq!(of("2026-11-29", ""), Stage::Coming);
        assert_eq!(of("2026-01-01", "2026-11-27"), Stage::Earlier);
    }
}
