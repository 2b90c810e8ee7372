//! The company registry: filling in a new customer, comparing an old one, and what it proposes.

#[cfg(feature = "ssr")]
mod actions;
#[cfg(feature = "ssr")]
mod ask;
#[cfg(feature = "ssr")]
mod compare;
#[cfg(feature = "ssr")]
mod find;
#[cfg(feature = "ssr")]
mod lookup;
mod panel;
#[cfg(feature = "ssr")]
mod proposal;
mod said;

#[cfg(feature = "ssr")]
pub use actions::{
    AcceptProposal, DismissProposal, FillFromRegistry, TakeFromRegistry, UpdateFromRegistry, accept_proposal,
    dismiss_proposal, fill_from_registry, take_from_registry, update_from_registry,
};
#[cfg(feature = "ssr")]
pub use ask::{Asked, ask_section};
#[cfg(feature = "ssr")]
pub use compare::{CompareView, compare_foot, compare_panel};
#[cfg(feature = "ssr")]
pub use find::{FindInRegistry, find_in_registry};
#[cfg(feature = "ssr")]
pub use lookup::{look_up, unit_of};
pub use panel::{FoundPanel, failure_text};
#[cfg(feature = "ssr")]
pub use proposal::{proposal_count, proposal_rows};
pub use said::{Found, Said, SaidValue};

/// Where the registration form is sent to be filled in.
pub const FILL: &str = "/api/staff/registry-fill";
/// Where the values that were chosen on a card are sent.
pub const TAKE: &str = "/api/staff/registry-take";
