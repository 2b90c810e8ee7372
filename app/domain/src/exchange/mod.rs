//! Customers in files: which columns there are, how each kind of value is written to a cell and
//! read back from one, and why a file is refused.
//!
//! What is written and then read is the same value: an export can be changed and imported again.

mod cell;
mod column;
mod export;
mod lookup;
mod read;
mod refusal;
#[cfg(test)]
mod tests;
mod write;

pub use cell::{Cell, DateOrder, Decimal, Dialect};
pub use column::{Column, folded};
pub use export::Out;
pub use lookup::Lookup;
pub use read::{Reading, value};
pub use refusal::Refusal;
pub use write::{Form, Writing, cell};
