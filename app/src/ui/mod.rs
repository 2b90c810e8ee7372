//! The small parts that pages are made of.

mod avatar;
mod error_text;
#[cfg(feature = "ssr")]
mod form_actions;
mod hidden_mark;
mod icon;
#[cfg(feature = "ssr")]
mod linked;
#[cfg(feature = "ssr")]
mod menu;
#[cfg(feature = "ssr")]
mod once;
#[cfg(feature = "ssr")]
mod status;
#[cfg(feature = "ssr")]
mod text_area;
#[cfg(feature = "ssr")]
pub mod time;
#[cfg(feature = "ssr")]
mod up;

pub use avatar::Avatar;
pub use error_text::ErrorText;
#[cfg(feature = "ssr")]
pub use form_actions::FormActions;
pub use hidden_mark::HiddenMark;
pub use icon::{Icon, SpriteIcon};
#[cfg(feature = "ssr")]
pub use linked::{has_links, linked};
#[cfg(feature = "ssr")]
pub use menu::menu_panel;
#[cfg(feature = "ssr")]
pub use once::{Once, once};
#[cfg(feature = "ssr")]
pub use status::StatusTag;
#[cfg(feature = "ssr")]
pub use text_area::TextArea;
#[cfg(feature = "ssr")]
pub use up::Up;
