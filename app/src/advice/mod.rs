//! What is new in the product, and which settings would help a firm.

pub mod actions;
mod page;
mod words;

pub use page::{AdvicePage, AdviceView};
