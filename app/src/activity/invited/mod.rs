//! Contacts who are invited to an activity: by e-mail, with what their own calendar takes in, and by a page of their own.

mod actions;
mod mail;
mod page;
mod section;

pub(super) use actions::send_new;
pub use actions::{InviteToActivity, invite_to_activity};
pub(crate) use mail::notice_says;
pub(super) use mail::send;
pub use mail::{answer_file, notice_mail};
pub use page::{InvitedPage, InvitedPageView, InvitedUnknownPage};
pub use section::{InvitedView, invited_section};

/// Where invitations are sent from.
pub const INVITE: &str = "/api/staff/activity-invite";
