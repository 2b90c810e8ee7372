//! What each role may do with which field.

mod actions;
mod page;

pub use actions::{DecideRights, decide_rights};
pub use page::{ACTION, RightsPage, RightsView};
