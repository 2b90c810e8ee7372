//! Relations between customers, and to contact persons elsewhere (seed 004:75).

use crate::{
    id::{ContactId, CustomerId, ListItemId, RelationId},
    list::StatusMeaning,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Most characters of a relation's note.
pub const NOTE_MAX: u32 = 500;
/// Most relations that a card shows; the newest of them.
pub const MOST_RELATIONS: i64 = 200;

/// A kind of relation as it is read from one of its two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The kind.
    pub kind: ListItemId,
    /// Whether it is read from the side that has the kind's other name.
    pub reversed: bool,
}

/// What stands after the kind where it is read from its other side.
const REVERSED: &str = ":inverse";

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.kind, if self.reversed { REVERSED } else { "" })
    }
}

impl FromStr for Side {
    type Err = crate::id::InvalidId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, reversed) = text.strip_suffix(REVERSED).map_or((text, false), |kind| (kind, true));
        Ok(Self { kind: kind.parse()?, reversed })
    }
}

/// A relation as the card of one of the two customers shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Its identity.
    pub id: RelationId,
    /// Which save this is.
    pub version: i32,
    /// The other customer.
    pub other: CustomerId,
    /// Its customer number; 0 where that is not told.
    pub number: i64,
    /// What it is called.
    pub name: String,
    /// What its status means.
    pub meaning: StatusMeaning,
    /// The contact person that is meant, where they are still at that customer.
    pub contact: Option<ContactId>,
    /// What that person is called; empty where the whole customer is meant.
    pub contact_name: String,
    /// Whether that person is a contact of this customer, and not of the other.
    pub contact_is_here: bool,
    /// The kind.
    pub kind: ListItemId,
    /// Whether this customer is on the side that has the kind's other name.
    pub reversed: bool,
    /// What this customer is to the other.
    pub kind_name: String,
    /// What else is to be said.
    pub note: String,
    /// Since when, ISO 8601; empty where that is not known.
    pub from_day: String,
    /// Until when; empty while it lasts.
    pub to_day: String,
}

impl Relation {
    /// The kind as it is read from this side.
    #[must_use]
    pub const fn side(&self) -> Side {
        Side { kind: self.kind, reversed: self.reversed }
    }

    /// Whether it was over before a day in ISO 8601.
    #[must_use]
    pub fn is_over(&self, today: &str) -> bool {
        !self.to_day.is_empty() && self.to_day.as_str() < today
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_side_is_written_and_read() {
        let kind = ListItemId(Uuid::from_u128(7));
        for reversed in [false, true] {
            let side = Side { kind, reversed };
            assert_eq!(side.to_string().parse(), Ok(side));
        }
        assert!("leverandør".parse::<Side>().is_err());
        assert!(format!("{kind}:annet").parse::<Side>().is_err());
    }
}
