//! Who of our own is responsible for a customer, each with a title.

mod actions;
mod section;

pub use actions::{
    AddResponsible, ChangeResponsible, DeleteResponsible, add_responsible, change_responsible, delete_responsible,
};
pub use section::VIEW;

/// Where a new responsible is sent.
pub const ADD: &str = "/api/staff/responsible-add";
/// Where another title is sent.
pub const CHANGE: &str = "/api/staff/responsible-change";
