//! The logo of a customer: kept for adverts, and shown in the card's header where the firm wants that
//! (seed 002:15).

mod actions;
mod picture;
mod view;

pub use actions::{ChangeLogo, RemoveLogo, change_logo, remove_logo};
pub use view::{in_header, panel, row};

/// Where a logo is sent.
pub const ACTION: &str = "/api/staff/logo-change";
