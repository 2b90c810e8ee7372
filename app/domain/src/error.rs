//! What can go wrong, as codes with fields; the interface puts them into words.

use crate::{exchange::Refusal, plain_text::TextProblem, registry::Failure};
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

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Problem {
    /// It must be filled in.
    Required,
    /// It is longer than allowed.
    TooLong {
        /// Most characters allowed.
        max: u32,
    },
    /// It is shorter than allowed.
    TooShort {
        /// Fewest characters allowed.
        min: u32,
    },
    /// It holds characters that can't be shown.
    ControlCharacters,
    /// It is no e-mail address.
    Email,
    /// There are more e-mail addresses than fit.
    TooManyEmails {
        /// Most addresses.
        max: u32,
    },
    /// It is no phone number.
    Phone,
    /// It is no web address.
    WebAddress,
    /// It has not as many digits as an organisation number of the country.
    OrganisationNumberLength {
        /// Digits that it should have.
        digits: u8,
    },
    /// Its check digit is wrong.
    CheckDigit,
    /// It is no amount of money.
    Money,
    /// It is no amount that one charges: from nothing to a hundred thousand.
    Charge,
    /// It is no amount that one may owe: from nothing to a milliard.
    Limit,
    /// It is no number of days: 0 to 365.
    Days,
    /// It is no percentage: 0 to 100 with at most two decimals.
    Percent,
    /// It is no factor: 1 to 10 with at most three decimals.
    Factor,
    /// A customer has agreed on both values for the same days, so that they can't become one.
    AgreedOnBoth,
    /// It is no quantity: a number with at most three decimals, not nothing.
    Quantity,
    /// The customer has as many fixed lines as there can be.
    TooManyLines {
        /// Most lines.
        max: u32,
    },
    /// It ends before it begins.
    Ends,
    /// It has days in common with a period that is there already.
    Overlap {
        /// That one's first day, as YYYYMMDD.
        from: u32,
        /// Its last day, as YYYYMMDD; 0 where it is open.
        to: u32,
    },
    /// It is no working hours of a day: from, to and a break.
    Shift,
    /// The break is as long as the shift, or longer.
    Break,
    /// It is no number of hours of a week: 0 to 168 with at most two decimals.
    Hours,
    /// It is no GLN: 13 digits, the last of which checks the others.
    Gln,
    /// It is no distance: whole kilometres from 0 to 5,000.
    Kilometres,
    /// It is no whole number.
    Whole,
    /// It is no number that customer numbers can go on from: 1 to 999,999,999.
    CustomerNumberFrom,
    /// It is no day.
    Date,
    /// It is no official industry code.
    Industry,
    /// It is no postal code of the country.
    PostalCode,
    /// It is none of the choices.
    Choice,
    /// The firm has as many fields of its own as there can be.
    TooManyOwnFields {
        /// Most fields.
        max: u32,
    },
    /// The firm has as many tabs of its own as there can be.
    TooManyTabs {
        /// Most tabs.
        max: u32,
    },
    /// More values would be chosen than a customer can have.
    TooManyChosen {
        /// Most values.
        max: u32,
    },
    /// It is no date and time.
    DateTime,
    /// It is no customer number: a whole number from 1 on.
    Number,
    /// Another customer has it.
    Taken,
    /// The list has it already.
    AlreadyThere,
    /// One status must be left for customers who are active.
    LastStatus,
    /// A customer must keep at least one contact.
    LastContact,
    /// The two passwords differ.
    PasswordMismatch,
    /// The current password is wrong.
    WrongPassword,
    /// The field can't be changed here.
    ReadOnly,
    /// No customer of the firm has this name or number.
    UnknownCustomer,
    /// More than one customer is called that.
    SeveralCustomers,
    /// No employee of the firm who has not left has this name or number.
    UnknownEmployee,
    /// More than one employee is called that.
    SeveralEmployees,
    /// The employee is at the customer on some of these days already.
    AlreadyAtCustomer,
    /// The last day is before the first.
    EndBeforeStart,
    /// The firm would have no administrator left.
    LastAdministrator,
    /// It is one's own account.
    Yourself,
    /// The invitation to the account was never taken.
    NotAccepted,
    /// The invitation to the account was taken already.
    Accepted,
    /// The address has an account already.
    EmailTaken,
    /// A customer is not its own parent company.
    OwnParent,
    /// The parent company would be below its own subsidiary.
    ParentRing,
    /// The same stands there already.
    Twice,
    /// A customer has no relation to itself.
    OwnRelation,
    /// The other customer has no contact person of that name.
    UnknownContact,
    /// Several contact persons of the other customer fit.
    SeveralContacts,
    /// It ends before it begins.
    DaysTurned,
    /// The customer has a parent company already.
    HasParent,
    /// No picture was chosen.
    NoPicture,
    /// It is no picture of a kind that is taken.
    PictureKind,
    /// The picture's file is too large.
    PictureTooLarge {
        /// Most megabytes.
        max: u32,
    },
    /// The picture has too many pixels.
    PictureTooManyPixels {
        /// Most pixels, in millions.
        max: u32,
    },
    /// The picture is damaged, or did not arrive whole.
    PictureBroken,
    /// This person has changed nothing here lately that could be taken back.
    NothingToUndo,
    /// Somebody has changed it since, so that it can't be taken back.
    ChangedSince,
    /// Fewer than two customers are to become one.
    NothingToMerge,
    /// More customers than can become one in one go.
    TooManyToMerge {
        /// Most of them.
        max: u32,
    },
    /// The customer was itself merged into another since; that is taken back first.
    MergedSince,
    /// The company registry has no answer.
    Registry {
        /// Why.
        failure: Failure,
    },
    /// The spreadsheet itself shows an error in this cell.
    CellError,
    /// The file is not read.
    File {
        /// Why.
        refusal: Refusal,
    },
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::TooLong { max } => Self::TooLong { max },
            TextProblem::ControlCharacters => Self::ControlCharacters,
        }
    }
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
