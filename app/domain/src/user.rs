//! Members of staff, and how each wants the interface.

use serde::{Deserialize, Serialize};

/// What a member of staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything in the firm.
    Administrator,
    /// Reads and changes customers.
    Consultant,
    /// Reads only.
    ReadOnly,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Administrator, Self::Consultant, Self::ReadOnly];

    /// The key, as it stands in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Consultant => "consultant",
            Self::ReadOnly => "read_only",
        }
    }

    /// The role with this key; an unknown one may do the least.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|role| role.key() == key).unwrap_or(Self::ReadOnly)
    }
}

/// Light, dark, or as the machine says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColourScheme {
    /// As the machine says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ColourScheme {
    /// All schemes.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The key, as it stands in `data-color-scheme` and in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The scheme with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.key() == key)
    }
}

/// How close things stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// With room around.
    #[default]
    Comfortable,
    /// As much as fits.
    Compact,
}

impl Density {
    /// Both densities.
    pub const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    /// The key, as it stands in `data-density` and in the database.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    /// The density with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|density| density.key() == key)
    }
}

/// Most characters of a person's name.
pub const NAME_MAX: u32 = 100;
/// Fewest characters of a password (NIST SP 800-63B-4 asks for 15 where it stands alone; 12 with limits on attempts).
pub const PASSWORD_MIN: u32 = 12;
/// Most characters of a password.
pub const PASSWORD_MAX: u32 = 200;
