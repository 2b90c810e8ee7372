//! What a field comes to where nobody has said anything.

use crate::{country::Country, terms::Currency};
use serde_json::Value;

/// The product's own value of a field that is inherited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// A number, in the unit of the kind.
    Number(i64),
    /// A number that is one in Norway and another elsewhere, by the firm's country.
    ByHome {
        /// In Norway.
        norway: i64,
        /// In Sweden and elsewhere.
        elsewhere: i64,
    },
    /// A text that is one in Norway and another elsewhere, by the firm's country.
    TextByHome {
        /// In Norway.
        norway: &'static str,
        /// In Sweden and elsewhere.
        elsewhere: &'static str,
    },
    /// Yes or no.
    Yes(bool),
    /// The key of a choice.
    Key(&'static str),
    /// The currency of the firm's country.
    HomeCurrency,
}

impl Preset {
    /// The value for a firm of this country, as the database would keep it.
    #[must_use]
    pub fn value(self, home: Country) -> Value {
        match self {
            Self::Number(number) => Value::from(number),
            Self::ByHome { norway, elsewhere } => Value::from(if home == Country::NORWAY { norway } else { elsewhere }),
            Self::TextByHome { norway, elsewhere } => {
                Value::from(if home == Country::NORWAY { norway } else { elsewhere })
            }
            Self::Yes(yes) => Value::Bool(yes),
            Self::Key(key) => Value::from(key),
            Self::HomeCurrency => Value::from(Currency::of(home).key()),
        }
    }
}
