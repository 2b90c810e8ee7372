//! The customers' portal: plain pages with plain forms, without scripts (seeds 000:87, 003:71).
//!
//! Staff who look see the same pages, with the reason beside each thing and nothing to change it by.

mod account;
mod details;
mod documents;
mod door;
mod enquiries;
mod frame;
mod home;
mod messages;
mod second;
mod words;

pub use account::{AccountPage, AccountView};
pub use details::{DetailsPage, DetailsView};
pub use documents::DocumentsPage;
pub use door::{ChoicePage, LinkPage, LinkSentPage, LinkView, PortalSignInPage};
pub use enquiries::{EnquiriesPage, EnquiryPage, NewEnquiryPage, NewEnquiryView};
pub use frame::{PortalDocument, PortalPlace, Problems, Root};
pub use home::{HomePage, HomeView};
pub use messages::{MessagesPage, MessagesView};
pub use second::{Picture, SecondPage, SecondStepPage, SecondStepView, SecondView, SetUp, grouped_code};
pub(crate) use words::notice_text;
pub use words::{answer_mail, link_mail, notice_mail};

/// The cookie that carries a contact's session. The prefix binds it to this host and to encrypted connections.
pub const PORTAL_COOKIE: &str = "__Host-portal";
