//! Taking changes back: at once from the notice of what was just done, or later from the log.

mod actions;
mod notice;

pub use actions::{UndoChange, undo_change};
pub use notice::{UndoView, kept_in_words, notice, notice_of};
