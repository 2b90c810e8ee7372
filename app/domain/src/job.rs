//! Work that goes on in the background: how far it is, and what came of each piece of it.

use crate::{
    error::Problem,
    id::{CustomerId, JobId, UserId},
    policy::{Action, Subject, can},
    session::Session,
    undo::Kept,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a job does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// It changes fields of many customers.
    Change,
    /// It takes another job back.
    Undo,
    /// It searches for customers that may be the same.
    Doubles,
    /// It makes and changes customers from a file.
    Import,
    /// It writes to many customers.
    Write,
}

impl JobKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Change, Self::Undo, Self::Doubles, Self::Import, Self::Write];

    /// The key, as it is kept.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Undo => "undo",
            Self::Doubles => "doubles",
            Self::Import => "import",
            Self::Write => "write",
        }
    }

    /// The kind with this key; none for one of another release.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What one must be allowed to do to have such work done.
    #[must_use]
    pub const fn right(self) -> Action {
        match self {
            Self::Change | Self::Undo => Action::ChangeMany,
            Self::Doubles => Action::MergeCustomers,
            Self::Import => Action::ImportCustomers,
            Self::Write => Action::WriteDialog,
        }
    }

    /// Whether it can be taken back as a whole.
    #[must_use]
    pub const fn can_be_undone(self) -> bool {
        match self {
            Self::Change | Self::Undo | Self::Import => true,
            // What was sent is out.
            Self::Doubles | Self::Write => false,
        }
    }
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobState {
    /// It waits for its turn.
    Queued,
    /// It is being done.
    Running,
    /// It was done to its end.
    Done,
    /// Somebody stopped it; what was done stays until it is taken back.
    Stopped,
    /// It can't go on.
    Failed,
}

impl JobState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Queued, Self::Running, Self::Done, Self::Stopped, Self::Failed];

    /// The key, as it is kept.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }

    /// The state with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or(Self::Failed)
    }

    /// Whether nothing more will come of it.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Stopped | Self::Failed)
    }
}

/// Why a job failed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobFailure {
    /// Whoever queued it is no longer one of the staff.
    Inactive,
    /// Whoever queued it may no longer do that.
    Forbidden,
    /// It was begun again and again and never got ahead.
    GaveUp,
    /// A fault of ours.
    Fault,
}

impl JobFailure {
    /// All failures.
    pub const ALL: [Self; 4] = [Self::Inactive, Self::Forbidden, Self::GaveUp, Self::Fault];

    /// The key, as it is kept.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::Forbidden => "forbidden",
            Self::GaveUp => "gave_up",
            Self::Fault => "fault",
        }
    }

    /// The failure with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|failure| failure.key() == key).unwrap_or(Self::Fault)
    }
}

/// How far a job is, in pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pieces in all.
    pub total: i64,
    /// Pieces that were looked at.
    pub done: i64,
    /// Of these: changed.
    pub changed: i64,
    /// Left as they are, as nothing was to be done or somebody changed them since.
    pub skipped: i64,
    /// Rows of a file that were held back, as nobody has said what they are about.
    pub held: i64,
    /// Rows of a file that are not what was asked for.
    pub left_out: i64,
    /// Refused.
    pub failed: i64,
}

/// A job.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// Its identity, which is the command of all that it changes.
    pub id: JobId,
    /// What it does.
    pub kind: JobKind,
    /// Who queued it.
    pub user: UserId,
    /// What they are called.
    pub by: String,
    /// Where it stands.
    pub state: JobState,
    /// What exactly it does, as its kind reads it.
    pub parameters: Value,
    /// How far it is.
    pub progress: Progress,
    /// Whether somebody has asked for it to stop.
    pub stop_requested: bool,
    /// The job that it takes back.
    pub undoes: Option<JobId>,
    /// The newest job that takes this one back.
    pub undone_by: Option<JobId>,
    /// Why it failed.
    pub failure: Option<JobFailure>,
    /// When it was queued, UTC in RFC 3339.
    pub created_at: String,
    /// When it was over.
    pub finished_at: Option<String>,
}

impl Job {
    /// Whether this person may stop it and take it back, where its kind allows that: it is their own, or they follow all.
    #[must_use]
    pub fn is_ruled_by(&self, session: &Session) -> bool {
        let subject = Subject { tenant: session.tenant, owner: None };
        self.user == session.user || can(session.actor(), Action::FollowAllJobs, subject).allowed
    }

    /// Whether it can be taken back as things stand.
    #[must_use]
    pub fn can_be_undone(&self) -> bool {
        // Customers that an import made and that went again come back by importing the file again.
        let is_way_back = self.kind == JobKind::Undo
            && self.parameters.get("kind").and_then(Value::as_str) == Some(JobKind::Import.key());
        !is_way_back
            && self.kind.can_be_undone()
            && self.state.is_over()
            && self.progress.changed > 0
            && self.undone_by.is_none()
    }
}

/// What came of a piece of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ItemState {
    /// Its turn has not come.
    Todo,
    /// It was changed.
    Changed,
    /// It was left as it is.
    Skipped,
    /// It was held back: nobody has said what it is about.
    Held,
    /// It is not what was asked for.
    LeftOut,
    /// It was refused.
    Failed,
}

impl ItemState {
    /// All states.
    pub const ALL: [Self; 6] = [Self::Todo, Self::Changed, Self::Skipped, Self::Held, Self::LeftOut, Self::Failed];

    /// The key, as it is kept.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Changed => "changed",
            Self::Skipped => "skipped",
            Self::Held => "held",
            Self::LeftOut => "left_out",
            Self::Failed => "failed",
        }
    }

    /// The state with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// One piece of a job, for its report.
#[derive(Clone, Debug, PartialEq)]
pub struct JobItem {
    /// Its place.
    pub ordinal: i64,
    /// The customer that it is about.
    pub customer: Option<CustomerId>,
    /// The customer's number, where there is still one.
    pub number: Option<i64>,
    /// What the customer is called.
    pub name: String,
    /// What came of it.
    pub state: ItemState,
    /// More about that, as the job's kind tells it: a [`Told`] where it changes fields or takes back.
    pub detail: Value,
}

impl JobItem {
    /// Why a customer was not, or not wholly, changed.
    #[must_use]
    pub fn told(&self) -> Option<Told> {
        serde_json::from_value(self.detail.clone()).ok()
    }
}

/// Why a customer was not, or not wholly, changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Told {
    /// It was not there before.
    Made,
    /// It had that value already.
    Same,
    /// There is no such customer any more.
    Gone,
    /// There was nothing to be taken back.
    Nothing,
    /// It is there by now, and is not made once more.
    Exists,
    /// It may be the same as another, and nobody has said that it is not.
    Doubtful,
    /// An earlier row of the file is about the same customer, and says something else.
    Repeats {
        /// That row.
        row: i32,
    },
    /// Several customers may be meant, and nobody has said which.
    Several,
    /// It is not what was asked for.
    LeftOut,
    /// Nobody there can be reached so.
    NoRecipient,
    /// A rule forbids it.
    Refused {
        /// The field, by its key.
        field: String,
        /// The rule.
        problem: Problem,
    },
    /// Some of it was not taken back.
    Kept {
        /// What, and why.
        kept: Vec<Kept>,
    },
}

/// Pieces of a report on one page.
pub const ITEMS_PAGE: i64 = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_lead_back_to_what_they_are_keys_of() {
        for kind in JobKind::ALL {
            assert_eq!(JobKind::from_key(kind.key()), Some(kind));
        }
        for state in JobState::ALL {
            assert_eq!(JobState::from_key(state.key()), state);
        }
        for state in ItemState::ALL {
            assert_eq!(ItemState::from_key(state.key()), Some(state));
        }
        for failure in JobFailure::ALL {
            assert_eq!(JobFailure::from_key(failure.key()), failure);
        }
        assert_eq!(JobKind::from_key("of a later release"), None);
    }

    #[test]
    fn only_what_is_over_and_has_changed_something_is_taken_back_and_only_once() {
        let id = JobId(uuid::Uuid::from_u128(1));
        let job = Job {
            id,
            kind: JobKind::Change,
            user: UserId(uuid::Uuid::from_u128(2)),
            by: String::new(),
            state: JobState::Done,
            parameters: json!({}),
            progress: Progress { total: 2, done: 2, changed: 1, skipped: 1, ..Progress::default() },
            stop_requested: false,
            undoes: None,
            undone_by: None,
            failure: None,
            created_at: String::new(),
            finished_at: None,
        };
        assert!(job.can_be_undone());
        assert!(Job { state: JobState::Stopped, ..job.clone() }.can_be_undone());
        assert!(!Job { state: JobState::Running, ..job.clone() }.can_be_undone());
        assert!(!Job { undone_by: Some(id), ..job.clone() }.can_be_undone());
        assert!(!Job { progress: Progress::default(), ..job }.can_be_undone());
    }

    #[test]
    fn what_is_told_survives_being_kept() {
        let told = Told::Refused { field: "parent_id".to_owned(), problem: Problem::OwnParent };
        let kept = serde_json::to_value(&told).unwrap();
        assert_eq!(kept, json!({"why": "refused", "field": "parent_id", "problem": {"kind": "own_parent"}}));
        assert_eq!(serde_json::from_value::<Told>(kept).unwrap(), told);
    }
}
