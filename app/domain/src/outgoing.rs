//! Messages that leave the system: what they are, how far they are, and when they are tried again.

use crate::policy::Action;
use std::time::Duration;

/// How a message goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutgoingKind {
    /// By SMTP.
    Email,
    /// By a gateway.
    Sms,
}

impl OutgoingKind {
    /// As the database has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// The kind of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Email, Self::Sms].into_iter().find(|kind| kind.key() == key)
    }
}

/// What a message is sent for, which decides who may queue it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// An invitation to an account.
    Invitation,
    /// To a customer, from its card.
    Dialog,
    /// To a colleague, from a card (seed 004:19).
    Colleague,
    /// What somebody is told of because they asked to be.
    Notice,
    /// To a contact of a customer: the way into the portal.
    Portal,
    /// To somebody who is asked to sign a document.
    Signing,
    /// To a contact who is invited to an activity.
    Meeting,
}

impl Purpose {
    /// As the database has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Dialog => "dialog",
            Self::Colleague => "colleague",
            Self::Notice => "notice",
            Self::Portal => "portal",
            Self::Signing => "signing",
            Self::Meeting => "meeting",
        }
    }

    /// What one must be allowed to do so as to queue such a message.
    #[must_use]
    pub const fn right(self) -> Action {
        match self {
            Self::Invitation => Action::ChangeUsers,
            Self::Dialog | Self::Colleague => Action::WriteDialog,
            // Whoever causes one was asked for that already.
            Self::Notice => Action::ReadCustomer,
            Self::Portal => Action::ChangeContact,
            Self::Signing | Self::Meeting => Action::ChangeCustomer,
        }
    }
}

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutgoingState {
    /// It waits, for its first try or the next.
    Queued,
    /// A server is sending it.
    Sending,
    /// Whoever passes it on has taken it.
    Sent,
    /// It has arrived.
    Delivered,
    /// It could not be sent, and is not tried again by itself.
    Failed,
    /// It was being handed over when the connection or the server was lost: it may be out. Sending it again is for a
    /// person to decide, as nobody shall get it twice unasked.
    Unconfirmed,
}

impl OutgoingState {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sending, Self::Sent, Self::Delivered, Self::Failed, Self::Unconfirmed];

    /// As the database has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Unconfirmed => "unconfirmed",
        }
    }

    /// The state of a key; what a later release has written is failed here.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or(Self::Failed)
    }

    /// Whether a person may have it sent again.
    #[must_use]
    pub const fn may_be_retried(self) -> bool {
        matches!(self, Self::Failed | Self::Unconfirmed)
    }
}

/// Why a message has not gone out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutgoingProblem {
    /// Whoever passes it on can't be reached.
    Unreachable,
    /// It was refused for now.
    Later,
    /// It was refused for good.
    Refused,
    /// It may be out.
    Unconfirmed,
    /// Whoever had it sent took it back.
    Withdrawn,
    /// It can't be made into a message: a fault of ours.
    Fault,
}

impl OutgoingProblem {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Unreachable, Self::Later, Self::Refused, Self::Unconfirmed, Self::Withdrawn, Self::Fault];

    /// As the database has it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Later => "later",
            Self::Refused => "refused",
            Self::Unconfirmed => "unconfirmed",
            Self::Withdrawn => "withdrawn",
            Self::Fault => "fault",
        }
    }

    /// The problem of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|problem| problem.key() == key).unwrap_or(Self::Fault)
    }
}

/// How long a message waits after so many tries; after the last it is given up, some two days after it was queued.
const WAITS: [u64; 10] = [5, 20, 60, 300, 900, 3600, 3 * 3600, 8 * 3600, 12 * 3600, 24 * 3600];

/// How long a message that was tried `attempts` times in vain waits; none where it is given up.
#[must_use]
pub fn next_try(attempts: i32) -> Option<Duration> {
    let index = usize::try_from(attempts).unwrap_or_default().saturating_sub(1);
    WAITS.get(index).map(|seconds| Duration::from_secs(*seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let waits: Vec<_> = (1..=10).map_while(next_try).collect();
        assert_eq!(waits.len(), 10);
        assert!(waits.is_sorted());
        assert_eq!(next_try(11), None);
    }

    #[test]
    fn keys_lead_back() {
        for state in OutgoingState::ALL {
            assert_eq!(OutgoingState::from_key(state.key()), state);
        }
        for problem in OutgoingProblem::ALL {
            assert_eq!(OutgoingProblem::from_key(problem.key()), problem);
        }
        assert_eq!(OutgoingKind::from_key("sms"), Some(OutgoingKind::Sms));
    }
}
