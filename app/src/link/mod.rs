//! Where a customer is on the internet.

mod actions;
mod section;

pub use actions::{AddLink, DeleteLink, add_link, delete_link};
pub use section::VIEW;
