//! The diary for other programs: as a calendar to subscribe to, and each activity as a file.

mod actions;
mod alarm;
mod invitation;
mod lines;
mod own;
mod page;
mod text;
mod zone;

pub use actions::{RemoveCalendarFeed, RenewCalendarFeed, remove_calendar_feed, renew_calendar_feed};
pub use invitation::{Invitation, Method};
pub use page::{SubscribePage, SubscribeView};
pub use text::{calendar, invitation};

/// Where a new address is asked for.
pub const RENEW: &str = "/api/staff/calendar-feed-renew";
/// Where the address is taken away.
pub const REMOVE: &str = "/api/staff/calendar-feed-remove";
/// What the cookie that shows a secret once begins with, where it is that of a calendar.
pub const SHOWN: &str = "feed";
