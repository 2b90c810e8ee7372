//! Editing together: who else is on a card and what they write in, and what one has looked at.
//!
//! The stream of events itself is `server::events`; what becomes of it in the browser is
//! `browser::live`, `browser::presence` and `browser::looked`.

mod actions;
mod mark;

pub use actions::{Look, Presence, look, presence};
pub use mark::{dot, live_mark};
