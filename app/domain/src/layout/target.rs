//! For whom a firm arranges the card.

use crate::user::Role;

/// For whom a firm arranges the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Everybody.
    Firm,
    /// People with a role, on top of what counts for everybody.
    Role(Role),
}

impl Target {
    /// All of them, the firm first.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Firm).chain(Role::ALL.into_iter().map(Self::Role))
    }

    /// The key, as it stands in addresses and forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Role(role) => role.key(),
        }
    }

    /// The target with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all().find(|target| target.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_leads_back_to_its_target() {
        for target in Target::all() {
            assert_eq!(Target::from_key(target.key()), Some(target));
        }
        assert_eq!(Target::from_key("user"), None);
        assert_eq!(Target::from_key(""), None);
    }
}
