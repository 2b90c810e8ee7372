//! Comments on a customer: the stream, and the fixed ones. Never seen by a portal user.

mod mention;

pub use mention::{Callable, Colleague, Mention, SeveralFit, mentions, segments};

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
    /// Whom it calls on.
    pub mentions: Vec<Mention>,
    /// The comment that it answers.
    pub answers: Option<CommentId>,
    /// The key of the field of the card that it stands at.
    pub anchor: Option<String>,
    /// That what it asked for is settled.
    pub resolved: Option<Resolved>,
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

impl Comment {
    /// Whether it stands at a field and is not settled.
    #[must_use]
    pub const fn is_open_at_field(&self) -> bool {
        self.anchor.is_some() && self.resolved.is_none()
    }
}

/// What the system noted when a comment was written (seed 004:53, contract COM-03).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Who was signed in.
    pub author: String,
    /// When it was, UTC in RFC 3339.
    pub at: String,
}

/// How a comment at a field was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// By whom; empty where nobody was signed in.
    pub by: String,
    /// When, UTC in RFC 3339.
    pub at: String,
    /// Whether it went by itself, for the field changed.
    pub by_change: bool,
}
