//! Rules of fields: which ones a firm uses, and how much they matter, for which customers.

mod actions;
mod lacking;
mod page;

pub use actions::{DecideFields, UndoFields, decide_fields, undo_fields};
pub use lacking::{lacking_notice, lacks_mark};
pub use page::{ACTION, RulesPage, RulesView, UNDO, types_of};
