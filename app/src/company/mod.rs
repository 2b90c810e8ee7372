//! Picking another customer for a field: its name or number is typed, and those that fit are offered.

mod actions;

pub use actions::{FindCustomers, find_customers};
