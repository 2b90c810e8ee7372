//! What whoever imports has chosen.

use crate::id::UserId;
use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $(#[$fdoc:meta])* $first:ident $fkey:literal, $($(#[$vdoc:meta])* $variant:ident $key:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $(#[$fdoc])*
            #[default]
            $first,
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// All choices, the one that nobody need make first.
            pub const ALL: &[Self] = &[Self::$first, $(Self::$variant,)+];

            /// The key, as it stands in forms.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { Self::$first => $fkey, $(Self::$variant => $key,)+ }
            }

            /// The choice with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.key() == key)
            }
        }
    )+};
}

choices! {
    /// Which customers the file is to make or change.
    Mode {
        /// It makes those that are not there, and changes those that are.
        Both "both",
        /// It only makes new ones.
        Create "create",
        /// It only changes those that are there.
        Update "update",
    }
    /// What a value that is in no list does.
    Unknown {
        /// The row is refused.
        Refuse "refuse",
        /// The list gets it.
        Make "make",
    }
    /// What a cell that can't be taken does.
    Wrong {
        /// Its row is refused.
        Row "row",
        /// The rest of the row is taken, where the field may be empty.
        Cell "cell",
    }
    /// What an empty cell does to a customer that is there.
    Empty {
        /// What stands there stays.
        Keep "keep",
        /// What stands there goes.
        Clear "clear",
    }
    /// What becomes of values that people typed, or that come from somewhere that is believed more.
    Overwrite {
        /// They stay, and what the file says is proposed.
        Propose "propose",
        /// What the file says takes their place.
        Replace "replace",
    }
    /// What becomes of rows that may be the same as a customer that is there.
    Doubtful {
        /// They are left out.
        Leave "leave",
        /// They are made all the same.
        Make "make",
    }
    /// What a new customer without a contact person does.
    Lacking {
        /// The row is refused.
        Refuse "refuse",
        /// Its switchboard becomes its first contact; a private person is their own.
        Switchboard "switchboard",
    }
}

/// What whoever imports has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Which customers the file is to make or change.
    pub mode: Mode,
    /// The key of the field by which customers that are there are found; none finds none.
    pub match_by: Option<String>,
    /// What a value that is in no list does.
    pub unknown: Unknown,
    /// What a cell that can't be taken does.
    pub wrong: Wrong,
    /// What an empty cell does.
    pub empty: Empty,
    /// What becomes of values that are believed more.
    pub overwrite: Overwrite,
    /// What becomes of rows that may be the same as a customer that is there.
    pub doubtful: Doubtful,
    /// What a new customer without a contact person does.
    pub lacking: Lacking,
    /// The kind of new customers, where the file does not say; company where it is empty.
    pub kind: String,
    /// Who is responsible for new customers, where the file does not say.
    pub responsible: Option<UserId>,
}

impl Settings {
    /// The fields by which customers that are there can be found, by key, the surest first.
    pub const KEYS: [&'static str; 4] = ["id", "external_id", "number", "organisation_number"];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_chose_is_the_careful_choice() {
        let settings: Settings = serde_json::from_str("{}").unwrap();
        assert_eq!(settings, Settings::default());
        assert_eq!((settings.unknown, settings.wrong, settings.empty), (Unknown::Refuse, Wrong::Row, Empty::Keep));
        assert_eq!((settings.overwrite, settings.doubtful), (Overwrite::Propose, Doubtful::Leave));
        assert_eq!(Mode::from_key("create"), Some(Mode::Create));
        assert_eq!(Mode::from_key("all"), None);
    }
}
