//! What a firm decides of its customer portal (seeds 003:71, 003:73).

mod actions;
mod page;

pub use actions::{ChangePortal, change_portal};
pub use page::{PortalSettingPage, PortalSettingView};

/// Where a decision is sent.
pub const ACTION: &str = "/api/staff/portal-change";
