//! What can go wrong in the store, and what of it a person is told.

use domain::{
    error::{ApiError, ErrorCode, FieldError, Problem},
    policy::Decision,
    portal::PortalDecision,
};

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The policy says no.
    #[error("not allowed: {0:?}")]
    Forbidden(Decision),
    /// The portal's policy says no.
    #[error("not allowed in the portal: {0:?}")]
    Shut(PortalDecision),
    /// Nobody is signed in, or no longer.
    #[error("nobody is signed in")]
    Unauthenticated,
    /// There is no such row in this firm.
    #[error("no such row")]
    NotFound,
    /// The request can't be carried out as it stands: fields, conflicts.
    #[error("refused: {0}")]
    Refused(ApiError),
    /// The database failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// What the database holds does not fit the types of this release.
    #[error("stored data does not fit: {0}")]
    Data(#[from] serde_json::Error),
}

/// Constraints by name, each with the one error that a person can understand, on its field.
const CONSTRAINTS: &[(&str, &str, Problem)] = &[
    ("customer_number", "number", Problem::Taken),
    ("comment_answers", "body", Problem::Answered),
    ("activity_series", "title", Problem::ChangedSince),
    ("activity_occurrence", "title", Problem::ChangedSince),
    ("customer_external_id", "external_id", Problem::Taken),
    ("customer_status", "status", Problem::Choice),
    ("customer_industry", "industry", Problem::Choice),
    ("customer_responsible", "responsible", Problem::Choice),
    ("customer_name_length", "name", Problem::Required),
    ("customer_kind", "kind", Problem::Choice),
    ("customer_type", "customer_type", Problem::Choice),
    ("customer_postal_same_as", "postal_same_as", Problem::Choice),
    ("customer_invoice_same_as", "invoice_same_as", Problem::Choice),
    ("customer_delivery_same_as", "delivery_same_as", Problem::Choice),
    ("customer_parent", "parent_id", Problem::UnknownCustomer),
    ("customer_parent_self", "parent_id", Problem::OwnParent),
    ("customer_parent_ring", "parent_id", Problem::ParentRing),
    ("customer_own_kind", "own", Problem::ChangedSince),
    ("contact_own_kind", "own", Problem::ChangedSince),
    ("customer_reference_person", "reference_person", Problem::Choice),
    ("customer_relation_twice", "kind", Problem::Twice),
    ("customer_relation_self", "other", Problem::OwnRelation),
    ("customer_relation_days", "to_day", Problem::DaysTurned),
    ("customer_responsible_twice", "title", Problem::Twice),
    ("contact_title", "title", Problem::Choice),
    ("contact_first_name_length", "first_name", Problem::Required),
    ("contact_last_name_length", "last_name", Problem::Required),
    ("contact_last_one", "contact", Problem::LastContact),
    ("customer_employee_once", "employee", Problem::AlreadyAtCustomer),
    ("customer_employee_days", "ends_on", Problem::EndBeforeStart),
    ("app_user_email", "email", Problem::EmailTaken),
    ("app_user_email_of_firm", "email", Problem::EmailTaken),
    ("account_directory_pkey", "email", Problem::EmailTaken),
    ("pay_rate_overlap", "valid_from", Problem::AlreadyThere),
    ("pay_rate_period", "valid_to", Problem::Ends),
    ("factor_agreement_overlap", "valid_from", Problem::AlreadyThere),
    ("factor_agreement_period", "valid_to", Problem::Ends),
    ("message_template_name", "name", Problem::AlreadyThere),
    ("comment_author", "author", Problem::Choice),
    ("comment_body_length", "body", Problem::Required),
];

impl StoreError {
    /// A refusal of one field.
    #[must_use]
    pub fn field(field: &str, problem: Problem) -> Self {
        Self::Refused(ApiError::field(field, problem))
    }

    /// Whether the database can't be reached just now.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Database(error) => is_unavailable(error),
            _ => false,
        }
    }
}

fn is_unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => true,
        // 57P0x: shutting down, crash, starting up; 53300: too many connections; 08xxx: connection lost.
        sqlx::Error::Database(error) => {
            error.code().is_some_and(|code| code.starts_with("57P") || code.starts_with("08") || code == "53300")
        }
        _ => false,
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Forbidden(_) | StoreError::Shut(_) => Self::new(ErrorCode::Forbidden),
            StoreError::Unauthenticated => Self::new(ErrorCode::Unauthenticated),
            StoreError::NotFound => Self::new(ErrorCode::NotFound),
            StoreError::Refused(refusal) => refusal,
            StoreError::Database(error) => {
                if is_unavailable(&error) {
                    tracing::warn!(%error, "the database can't be reached");
                    return Self::new(ErrorCode::Unavailable);
                }
                if let sqlx::Error::Database(database) = &error
                    && let Some(name) = database.constraint()
                    && let Some((_, field, problem)) = CONSTRAINTS.iter().find(|(constraint, ..)| *constraint == name)
                {
                    return Self::invalid(vec![FieldError { field: (*field).to_owned(), problem: *problem }]);
                }
                tracing::error!(%error, "database");
                Self::new(ErrorCode::Internal)
            }
            StoreError::Data(error) => {
                tracing::error!(%error, "stored data");
                Self::new(ErrorCode::Internal)
            }
        }
    }
}
