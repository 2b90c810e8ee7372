//! Work in the background: how it is getting on, what came of it, and the way back.

mod actions;
mod list;
mod page;
mod report;
mod words;

pub use actions::{StopJob, UndoJob, stop_job, undo_job};
pub use list::JobsPage;
pub use page::{JobPage, JobView};
pub use words::{change_title, ids_of, mailing_title, title};
