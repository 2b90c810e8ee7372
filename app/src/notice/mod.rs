//! Notices: who called on whom, in the bar on top and on a page of their own (seed 003:99).

mod actions;
mod bell;
mod mail;
mod page;

pub use actions::{ChangeMentionMail, ReadAllNotices, ReadNotice, change_mention_mail, read_all_notices, read_notice};
pub use bell::{Bell, label};
pub use mail::{mail_at_once, mail_of_reminder, mail_of_the_day};
pub use page::{NoticesPage, NoticesView};
