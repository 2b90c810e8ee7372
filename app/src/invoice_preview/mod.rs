//! The next invoice of a customer before there is one: its head and standing content, by what is decided today.

mod due;
mod lack;
mod lines;
mod page;
mod rows;
mod view;
mod whence;

pub(crate) use lack::{place_of, text_of};
pub use page::InvoicePreviewPage;
pub use view::InvoicePreviewView;
