//! Customers that are the same: made one, and split again.

mod actions;
mod list;
mod page;
mod parts;

pub use actions::{MergeCustomers, SplitCustomers, merge_customers, split_customers};
pub use list::MergesPage;
pub use page::{ACTION, MergePage, MergeView};
