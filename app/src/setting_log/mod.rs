//! The log of the firm's settings, and the notice of what was just changed there.

mod listed;
mod notice;
mod page;
mod words;

pub use notice::{SettingNotice, setting_notice};
pub use page::{SettingLogPage, SettingLogView};
pub(crate) use words::role_name;
