//! Where customers stand with us, by what their status means (seeds 000:15, 001:5).

use crate::{list::StatusMeaning, text::Text};

/// Which customers are listed by where they stand with us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lifecycle {
    /// All but those that are hidden.
    #[default]
    All,
    /// Those that trade with us.
    Active,
    /// Those that might come to.
    Potential,
    /// Those that have ended.
    Ended,
    /// Those that have ended and are hidden elsewhere.
    Hidden,
}

impl Lifecycle {
    /// All choices, as they are offered.
    pub const ALL: [Self; 5] = [Self::All, Self::Active, Self::Potential, Self::Ended, Self::Hidden];

    /// The key, as it stands in the address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Active => "active",
            Self::Potential => "potential",
            Self::Ended => "ended",
            Self::Hidden => "hidden",
        }
    }

    /// The choice with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lifecycle| lifecycle.key() == key)
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> Text {
        match self {
            Self::All => Text { nb: "Alle", sv: "Alla", en: "All" },
            Self::Active => Text { nb: "Aktive", sv: "Aktiva", en: "Active" },
            Self::Potential => Text { nb: "Potensielle", sv: "Potentiella", en: "Potential" },
            Self::Ended => Text { nb: "Avsluttede", sv: "Avslutade", en: "Ended" },
            Self::Hidden => Text { nb: "Skjulte", sv: "Dolda", en: "Hidden" },
        }
    }

    /// Whether customers whose status means this are among them.
    #[must_use]
    pub fn has(self, meaning: StatusMeaning) -> bool {
        match self {
            Self::All => meaning != StatusMeaning::Hidden,
            Self::Active => meaning == StatusMeaning::Active,
            Self::Potential => meaning == StatusMeaning::Potential,
            Self::Ended => meaning == StatusMeaning::Ended,
            Self::Hidden => meaning == StatusMeaning::Hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_ones_are_listed_only_when_asked_for() {
        for lifecycle in Lifecycle::ALL {
            assert_eq!(Lifecycle::from_key(lifecycle.key()), Some(lifecycle));
            assert_eq!(lifecycle.has(StatusMeaning::Hidden), lifecycle == Lifecycle::Hidden);
        }
        assert_eq!(Lifecycle::from_key("gone"), None);
    }
}
