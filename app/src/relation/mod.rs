//! What customers are to one another, on the cards of both.

mod actions;
mod form;
mod section;

pub use actions::{AddRelation, ChangeRelation, DeleteRelation, add_relation, change_relation, delete_relation};
pub use section::VIEW;

/// Where a new relation is sent.
pub const ADD: &str = "/api/staff/relation-add";
/// Where a changed relation is sent.
pub const CHANGE: &str = "/api/staff/relation-change";
