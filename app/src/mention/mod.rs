//! Calling on colleagues: who is offered while one types a name after an "@".

mod actions;

pub use actions::{FindColleagues, find_colleagues};
