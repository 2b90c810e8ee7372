//! The parts of the product that a firm uses, and for whom.

mod actions;
mod page;

pub use actions::{DecideModule, decide_module};
pub use page::{ACTION, ModulesPage, ModulesView};
