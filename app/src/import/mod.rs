//! Importing customers from a file.

mod actions;
mod choices;
mod columns;
mod page;
mod rows;
mod stage;
mod words;

pub use actions::ACTION;
pub use columns::ColumnsView;
pub use page::{FramePage, ImportView, Shown, StartPage, StartView};
pub use rows::RowsView;
pub use stage::{Files, check};
pub use words::{change, remark, verdict_of_row};
