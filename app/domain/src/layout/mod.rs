//! How a reader has arranged the customer card.
//!
//! A layout is resolved from layers: product < tenant < role < user. A layer holds only what
//! differs from those below it, so that a changed default reaches everybody and yet keeps what
//! each has changed. Resolving is pure and total: every section is in the result exactly once.

mod change;
mod layer;
mod resolve;
mod target;

pub use change::{Change, Direction};
pub use layer::{Layer, Move};
pub use resolve::{Layout, Placed, product_default, resolve};
pub use target::Target;

/// How many columns a card has at its widest.
pub const COLUMNS: usize = 3;

/// How many earlier versions of a layout are kept.
pub const VERSIONS: usize = 20;

/// What kind of device a layout belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Device {
    /// A wide screen with a mouse.
    Desk,
    /// A narrow screen with a thumb.
    Phone,
}

impl Device {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Desk, Self::Phone];

    /// The key, as it stands in forms and in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Phone => "phone",
        }
    }

    /// The kind with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|device| device.key() == key)
    }
}
