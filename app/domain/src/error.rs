//! What can go wrong, as codes with fields; the interface puts them into words.

mod problem;

pub use problem::Problem;

use serde::{Deserialize, Serialize};

/// The answer of a server function that could not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// The kind of failure; decides the HTTP status.
    pub code: ErrorCode,
    /// Failures that belong to one field each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Fields that somebody else changed since they were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}

/// Kinds of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request itself is malformed (400).
    BadRequest,
    /// Nobody is signed in (401).
    Unauthenticated,
    /// E-mail and password don't belong together, or the account is closed (401).
    WrongCredentials,
    /// The signed-in person may not do this (403).
    Forbidden,
    /// There is no such thing, or none that this person may know of (404).
    NotFound,
    /// Somebody else changed the same field meanwhile (409).
    Conflict,
    /// The new customer may be one that is there already (409).
    PossibleDuplicate,
    /// The request is larger than allowed (413).
    TooLarge,
    /// One or more fields have a value that can't be taken (422).
    Invalid,
    /// Too many attempts in a short time (429).
    TooManyAttempts,
    /// The database or the server can't be reached just now (503).
    Unavailable,
    /// A fault of ours (500).
    Internal,
}

impl ErrorCode {
    /// The HTTP status that goes with this code.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Unauthenticated | Self::WrongCredentials => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict | Self::PossibleDuplicate => 409,
            Self::TooLarge => 413,
            Self::Invalid => 422,
            Self::TooManyAttempts => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }
}

/// A failure that belongs to one field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the form, which is its key in the catalogue.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// A field that somebody else changed since it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The field's key.
    pub field: String,
    /// What this person wanted to save.
    pub mine: String,
    /// What stands there now, as it would be typed.
    pub theirs: String,
    /// What stood there when this person read it, as it would be typed.
    pub was: String,
    /// `theirs` as it is shown.
    pub theirs_shown: String,
    /// `was` as it is shown.
    pub was_shown: String,
    /// `mine` as it is shown.
    pub mine_shown: String,
    /// Who changed it.
    pub by: String,
    /// Whether that is the same person: in another tab, or on another machine.
    #[serde(default)]
    pub by_me: bool,
    /// The row's version now; saving with it takes `mine`.
    pub version: i32,
}

impl ApiError {
    /// A failure without fields.
    #[must_use]
    pub const fn new(code: ErrorCode) -> Self {
        Self { code, fields: Vec::new(), conflicts: Vec::new() }
    }

    /// A failure of one field.
    #[must_use]
    pub fn field(field: &str, problem: Problem) -> Self {
        Self::invalid(vec![FieldError { field: field.to_owned(), problem }])
    }

    /// Failures of fields.
    #[must_use]
    pub const fn invalid(fields: Vec<FieldError>) -> Self {
        Self { code: ErrorCode::Invalid, fields, conflicts: Vec::new() }
    }

    /// Somebody else changed the same fields.
    #[must_use]
    pub const fn conflict(conflicts: Vec<Conflict>) -> Self {
        Self { code: ErrorCode::Conflict, fields: Vec::new(), conflicts }
    }

    /// What is wrong with a field, if anything is.
    #[must_use]
    pub fn problem_of(&self, field: &str) -> Option<Problem> {
        self.fields.iter().find(|error| error.field == field).map(|error| error.problem)
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.code)?;
        for error in &self.fields {
            write!(f, " {}: {:?}", error.field, error.problem)?;
        }
        Ok(())
    }
}

impl std::error::Error for ApiError {}
