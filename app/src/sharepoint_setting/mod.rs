//! Where the firm's `SharePoint` is, and what it takes to be let in there.

mod actions;
mod page;

pub use actions::{ChangeSharepoint, change_sharepoint};
pub use page::{Found, SharePointSettingPage, SharePointSettingView, Tried};

/// Where a change is sent.
pub const ACTION: &str = "/api/staff/sharepoint-change";
