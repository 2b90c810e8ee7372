//! The log of a customer: who changed what, and when.

mod activity;
mod invited;
mod section;
mod signing;
mod verb;

pub use section::{VIEW, column_label, log_tab};
pub use verb::verb;

/// How many entries the section shows.
pub const LATEST: i64 = 10;
/// How many the page shows at first, and how many more each time.
pub const PAGE: i64 = 100;
