//! A person's own profile.

mod actions;
mod page;

pub use actions::{ChangePassword, ChangeProfile, change_password, change_profile};
pub use page::{ProfilePage, ProfileView};
