//! Customers that may be the same: the page on which somebody says what they are.

mod actions;
mod page;

pub use actions::{DecideDouble, SearchDoubles, decide_double, search_doubles};
pub use page::{DoublesPage, DoublesView};
