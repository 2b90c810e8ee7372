//! Documents of a customer: the section and the tab of the card, the page of each, and their files.

mod actions;
pub mod content;
mod form;
mod page;
mod section;
mod share;
mod tab;

pub(crate) use actions::put;
pub use actions::{
    AddDocuments, AddVersion, ChangeDocument, ChooseVersion, DeleteDocument, add_documents, add_version,
    change_document, choose_version, delete_document,
};
pub(crate) use content::checked;
pub(crate) use form::{endings, hint};
pub use page::{DocumentPage, DocumentView};
pub use section::VIEW;
pub use share::{ShareDocument, share_document};
pub use tab::{Filter, documents_tab};

/// Where is sent with whom one is shared.
pub const SHARE: &str = "/api/staff/document-share";
/// Where new documents are sent.
pub const ADD: &str = "/api/staff/document-add";
/// Where a new version of one is sent.
pub const ADD_VERSION: &str = "/api/staff/document-version";
/// Where a changed name or kind is sent.
pub const CHANGE: &str = "/api/staff/document-change";
