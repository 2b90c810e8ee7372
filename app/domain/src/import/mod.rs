//! Customers from a file: which column is what, what a row says, and what is to become of it.

mod choice;
mod columns;
mod compare;
mod names;
mod near;
mod read;
#[cfg(test)]
mod tests;

pub use choice::{Doubtful, Empty, Lacking, Mode, Overwrite, Settings, Unknown, Wrong};
pub use columns::{Guess, Target, guess, of_dry_run, source_digest_text};
pub use compare::{ContactPlan, KnownContact, Plan, compare_contact, differing, plan};
pub use names::{OF_DRY_RUN, also_called};
pub use read::{NewItem, Read, Reader, Staff};

use crate::{error::Problem, id::CustomerId, registration::Likeness};
use serde::{Deserialize, Serialize};

/// Most bytes of a file that is imported.
pub const MOST_BYTES: u64 = 50 * 1024 * 1024;
/// Rows of a page of the dry run.
pub const ROWS_PAGE: i64 = 50;
/// Largest customer number that a file may bring.
pub const MOST_NUMBER: i64 = 99_999_999;

/// What is to become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It makes a customer.
    New,
    /// It changes one, or proposes to.
    Changed,
    /// All that it says stands already.
    Same,
    /// It may be one that is there, or that another row makes.
    Doubtful,
    /// Something in it can't be taken.
    Wrong,
    /// It is not what was asked for: new where one only changes, or the other way round.
    LeftOut,
}

impl Verdict {
    /// All verdicts, in the order in which they are told.
    pub const ALL: [Self; 6] = [Self::New, Self::Changed, Self::Same, Self::Doubtful, Self::Wrong, Self::LeftOut];

    /// The key, as it is kept.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Doubtful => "doubtful",
            Self::Wrong => "wrong",
            Self::LeftOut => "left_out",
        }
    }

    /// The verdict with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }
}

/// What there is to say of a row, beside its verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Remark {
    /// A cell can't be taken.
    Cell {
        /// The column, counted from the left and from 0; none where it is missing altogether.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<usize>,
        /// The field, by the key of its target.
        field: String,
        /// What is wrong.
        problem: Problem,
        /// What was perhaps meant.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        meant: Option<String>,
        /// Whether the rest of the row is taken all the same.
        #[serde(default)]
        passed: bool,
    },
    /// An earlier row of the file says the same of the same customer.
    Repeats {
        /// That row.
        row: i32,
    },
    /// Customers that are there may be the same.
    Alike {
        /// Which one.
        customer: CustomerId,
        /// What they have in common.
        likeness: Vec<Likeness>,
    },
    /// Several customers have what it is matched by.
    Several {
        /// They.
        customers: Vec<CustomerId>,
    },
    /// It is there already, and nothing is to be changed.
    Exists {
        /// It.
        customer: CustomerId,
    },
    /// There is no such customer, and none is to be made.
    Missing,
    /// It has nothing to be matched by, and none is to be made.
    NoKey,
    /// A value of the contact person that is there stays, where the file says something else.
    Stays {
        /// The contact's field.
        field: String,
        /// What stands.
        stands: String,
        /// What the file says.
        said: String,
    },
}

/// How many rows have each verdict, in the order of [`Verdict::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([i64; 6]);

impl Counts {
    /// How many rows have this verdict.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> i64 {
        Verdict::ALL.iter().zip(self.0).find(|(known, _)| **known == verdict).map_or(0, |(_, count)| count)
    }

    /// Adds rows of a verdict.
    pub fn add(&mut self, verdict: Verdict, rows: i64) {
        for (known, count) in Verdict::ALL.iter().zip(&mut self.0) {
            if *known == verdict {
                *count += rows;
            }
        }
    }

    /// All rows.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.0.iter().sum()
    }
}

#[cfg(test)]
mod verdicts {
    use super::*;

    #[test]
    fn keys_lead_back_to_what_they_are_keys_of() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::from_key(verdict.key()), Some(verdict));
        }
        assert_eq!(Verdict::from_key("odd"), None);
    }

    #[test]
    fn rows_are_counted_by_verdict() {
        let mut counts = Counts::default();
        counts.add(Verdict::New, 3);
        counts.add(Verdict::Wrong, 1);
        counts.add(Verdict::New, 1);
        assert_eq!((counts.of(Verdict::New), counts.of(Verdict::Same), counts.total()), (4, 0, 5));
    }
}
