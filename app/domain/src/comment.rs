//! Comments on a customer: the stream, and the fixed ones. Never seen by a portal user.

use crate::id::CommentId;

/// Most characters of a comment.
pub const MAX: u32 = 10_000;

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its identity.
    pub id: CommentId,
    /// Which save this is; grows by one with each.
    pub version: i32,
    /// Whether it stands among the fixed comments.
    pub fixed: bool,
    /// What it says.
    pub body: String,
    /// Who it says wrote it.
    pub author: String,
    /// The member of staff behind that name.
    pub author_id: String,
    /// When it says it was written, UTC in RFC 3339.
    pub at: String,
    /// Who truly wrote it, where author or date were changed afterwards.
    pub original: Option<Original>,
    /// Whether the text was changed after it was written.
    pub edited: bool,
}

/// What the system noted when a comment was written (seed 004:53, contract COM-03).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Who was signed in.
    pub author: String,
    /// When it was, UTC in RFC 3339.
    pub at: String,
}
