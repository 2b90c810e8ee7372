//! Work on many customers: chosen in the register, changed in the background or taken along as a file.

mod actions;
mod page;
mod preview;
mod selection;
mod write;

pub use actions::{
    BulkChoose, BulkConfirm, BulkPreview, ExportChoose, StillListed, bulk_choose, bulk_confirm, bulk_preview,
    export_choose, still_listed,
};
pub use page::{BulkPage, BulkView, Stage};
pub use selection::{FORM, Selection};
pub use write::{
    PREVIEW, WriteConfirm, WritePage, WritePreview, WriteTemplate, WriteView, write_confirm, write_preview,
    write_template,
};

/// What is done with customers that are chosen, where it is no field: made one.
pub const MERGE: &str = "merge";
/// The same: written to.
pub const WRITE: &str = "write";
