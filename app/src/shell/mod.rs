//! The frame around every page: document, bar on top, navigation.

mod document;
mod error_page;
mod nav;

pub use document::{Assets, Document, Fonts, Place, PlainDocument, clock_of};
pub use error_page::ErrorPage;
pub use nav::may_register;
