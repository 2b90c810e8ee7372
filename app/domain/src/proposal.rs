//! A value that a source has for a customer, where one that is believed more stands.

use crate::{change::Source, field::Names, id::ProposalId, registry::Part};

/// A value that is proposed, until somebody takes it over or dismisses it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Its identity.
    pub id: ProposalId,
    /// For which field, or which address, and what.
    pub part: Part,
    /// Who says so.
    pub source: Source,
    /// When it was seen there, UTC in RFC 3339.
    pub seen_at: String,
    /// Names for what it refers to by id.
    pub names: Names,
}

/// What became of values that a source offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// How many stand on the card now.
    pub taken: usize,
    /// How many are proposed.
    pub proposed: usize,
}
