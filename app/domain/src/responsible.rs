//! Members of staff who are responsible for a customer, each with a title (seed 003:75).

use crate::id::{ListItemId, ResponsibleId, UserId};
use serde::{Deserialize, Serialize};

/// Somebody who is responsible for a customer in some respect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsible {
    /// Its identity.
    pub id: ResponsibleId,
    /// Which save this is.
    pub version: i32,
    /// The member of staff.
    pub user: UserId,
    /// What they are called.
    pub name: String,
    /// Their address for e-mail; empty where it is not told.
    pub email: String,
    /// The title.
    pub title: ListItemId,
    /// What it is called in the reader's language.
    pub title_name: String,
}
