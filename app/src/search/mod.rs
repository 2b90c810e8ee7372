//! Search: the palette behind Ctrl+K, and its page for those without JavaScript.

#[cfg(feature = "ssr")]
mod actions;
mod go;
mod hits;
mod line;
#[cfg(feature = "ssr")]
mod page;
mod palette;

#[cfg(feature = "ssr")]
pub use actions::{Search, search};
pub use hits::{customer_line, meaning_colour, with_hidden};
#[cfg(feature = "ssr")]
pub use page::SearchPage;
pub use palette::Palette;
