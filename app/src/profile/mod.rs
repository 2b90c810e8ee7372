//! A person's own profile.

mod actions;
mod page;

pub use actions::{ChangePassword, ChangeProfile, ChangeSignature, change_password, change_profile, change_signature};
pub(crate) use page::browser_name;
pub use page::{ProfilePage, ProfileView};
