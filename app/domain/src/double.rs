//! Two customers that may be the same: what they have in common, and what somebody said of it.

use crate::{
    id::{CustomerId, DoubleId},
    list::StatusMeaning,
};

/// What two customers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// The organisation number.
    Number,
    /// Name, without the legal form, and place.
    Name,
    /// A phone number, of the customer or a contact.
    Phone,
    /// An e-mail address, of the customer or a contact.
    Email,
    /// The domain of an e-mail address that is their own, not a common provider's.
    Domain,
}

impl Likeness {
    /// All, in the order in which they are searched for.
    pub const ALL: [Self; 5] = [Self::Number, Self::Name, Self::Phone, Self::Email, Self::Domain];

    /// The key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Domain => "domain",
        }
    }

    /// The likeness with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|likeness| likeness.key() == key)
    }
}

/// What somebody said of two customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Nothing yet.
    #[default]
    Open,
    /// To be looked at later.
    Later,
    /// They are two; they are never proposed again.
    NotSame,
    /// They became one.
    Same,
}

impl Verdict {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Open, Self::Later, Self::NotSame, Self::Same];

    /// The key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Later => "later",
            Self::NotSame => "not_same",
            Self::Same => "same",
        }
    }

    /// The verdict with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }
}

/// One of two customers, as far as it tells whether they are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    /// The customer.
    pub id: CustomerId,
    /// Customer number.
    pub number: i64,
    /// Name.
    pub name: String,
    /// What is known of it, as it is kept: organisation number, country, street, place, phone, mobile, e-mail.
    pub facts: crate::field::Record,
    /// Name of its status.
    pub status: String,
    /// What the status means.
    pub meaning: StatusMeaning,
    /// How many contacts it has.
    pub contacts: i64,
    /// When it was changed last, UTC in RFC 3339.
    pub changed_at: String,
}

/// Two customers that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// Its identity.
    pub id: DoubleId,
    /// The two.
    pub halves: [Half; 2],
    /// What they have in common.
    pub likeness: Vec<Likeness>,
    /// How much that is.
    pub score: i32,
}

/// Something that more customers share than can be compared with each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// What kind of thing.
    pub likeness: Likeness,
    /// The thing itself.
    pub value: String,
    /// How many share it.
    pub count: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_leads_back() {
        assert!(Likeness::ALL.into_iter().all(|likeness| Likeness::from_key(likeness.key()) == Some(likeness)));
        assert!(Verdict::ALL.into_iter().all(|verdict| Verdict::from_key(verdict.key()) == Some(verdict)));
        assert_eq!(Verdict::from_key("gone"), None);
    }
}
