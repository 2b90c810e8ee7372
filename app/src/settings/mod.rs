//! The firm's settings: what it has chosen for all its cards, and the terms that customers follow.

mod actions;
mod find;
mod index;
mod names;
mod page;

pub use actions::{ChangeSettings, UndoSettings, change_settings, undo_settings};
pub use find::{SettingSearch, found};
pub use index::{MOST, find};
pub use names::{Names, three_names};
pub use page::{SettingsPage, SettingsView, ask, touches};
