//! What a contact may do in the customer portal, on the contact's page (seeds 000:87 to 000:96).

mod actions;
mod mail;
mod section;

pub use actions::{
    ChangePortalRights, ClosePortal, InviteToPortal, change_portal_rights, close_portal, invite_to_portal,
};
pub use mail::{Filled, invitation, usual_words};
pub use section::{PortalAccessView, portal_section};

/// Where rights are sent.
pub const RIGHTS: &str = "/api/staff/portal-rights";
/// Where an invitation is sent from.
pub const INVITE: &str = "/api/staff/portal-invite";
/// Where a door is shut.
pub const CLOSE: &str = "/api/staff/portal-close";
