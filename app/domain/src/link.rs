//! Where a customer is on the internet (seed 000:45).

use crate::id::LinkId;
use serde::{Deserialize, Serialize};

/// One link of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerLink {
    /// Its identity.
    pub id: LinkId,
    /// What kind it is, in the reader's language.
    pub kind: String,
    /// Where it leads, with its scheme.
    pub address: String,
}
