//! Searching for customers by criteria: the page, and the one on which the firm chooses its columns and criteria.

mod actions;
mod page;
mod settings;

pub use actions::{ChooseCriteria, choose_criteria};
pub use page::{CriteriaPage, CriteriaView, Criterion};
pub use settings::{COLUMNS, CRITERIA, RegisterSettingsPage, RegisterSettingsView};
