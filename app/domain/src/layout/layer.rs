//! One layer: what it changes in the layers below.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A sparse difference to the layers below.
///
/// Sections are named by key, and unknown keys are passed over: a layer stored by an older or a
/// newer release still resolves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Sections that are open or folded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub open: BTreeMap<String, bool>,
    /// Sections that are hidden or brought back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hidden: BTreeMap<String, bool>,
    /// Sections that take the whole width, or a column again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub wide: BTreeMap<String, bool>,
    /// Sections that stand elsewhere, in the order in which they were moved; each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Whether inactive contacts are shown too (seed 004:59).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inactive_contacts: Option<bool>,
}

/// A section that stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The section.
    pub section: String,
    /// The column, from 0.
    pub column: u8,
    /// The section above it; `None` at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl Layer {
    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
