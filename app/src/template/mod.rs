//! Templates of messages: the page on which they are looked after.

mod actions;
mod page;

pub use actions::{AddTemplate, ChangeTemplate, DeleteTemplate, add_template, change_template, delete_template};
pub use page::{ADD, CHANGE, TemplatesPage, TemplatesView};
