//! A customer: what its header says, and the codes of its fields.

use crate::{language::Language, text::Text};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $key:literal [$nb:literal, $sv:literal, $en:literal],)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {$(
            $(#[$vdoc])*
            $variant,
        )+}

        impl $name {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The key, as it stands in forms and in the database.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The value with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }

            /// What people read.
            #[must_use]
            pub const fn name(self, language: Language) -> &'static str {
                match self { $(Self::$variant => (Text { nb: $nb, sv: $sv, en: $en }).get(language),)+ }
            }
        }
    };
}

pub(crate) use codes;

codes! {
    /// Whether a customer is a company or a private person (seed 003:85).
    CustomerKind {
        /// A company, an organisation, a public body.
        Company "company" ["Firma", "Företag", "Company"],
        /// A private person.
        Private "private" ["Privat", "Privat", "Private"],
    }
}

codes! {
    /// The type of a customer (seed 003:69).
    CustomerType {
        /// An ordinary customer.
        Ordinary "ordinary" ["Vanlig kunde", "Vanlig kund", "Ordinary customer"],
        /// A temporary customer.
        Temporary "temporary" ["Midlertidig kunde", "Temporär kund", "Temporary customer"],
        /// Someone who may become a customer.
        Prospect "prospect" ["Prospekt", "Prospekt", "Prospect"],
    }
}
