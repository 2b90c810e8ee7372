//! The consultant's diary: all that is planned and done, by day, week, month or as a list (seeds 001:29 to 31, 002:21).

mod entry;
mod list;
mod month;
mod page;
mod query;
mod table;

pub use page::{DiaryPage, DiaryView};
pub use query::{DiaryQuery, Parameters, Span, Who};
