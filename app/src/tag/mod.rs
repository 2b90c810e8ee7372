//! Tags on a customer.

mod actions;
mod section;

pub use actions::{AddTag, RemoveTag, add_tag, remove_tag};
pub use section::VIEW;
