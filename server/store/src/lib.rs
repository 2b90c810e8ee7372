//! All SQL of Kundekort, one module a feature.
//!
//! Every function takes a [`Tx`]: a transaction in which the firm and the person are set, under a
//! role that owns nothing. Its first statement asks the policy.

#![warn(missing_docs)]

pub mod advice;
pub mod agreement;
pub mod as_of;
pub mod bulk;
pub mod card;
pub mod collective_agreement;
pub mod comment;
pub mod company;
pub mod contact;
pub mod corporate;
pub mod country;
pub mod customer;
pub mod demo;
pub mod department;
pub mod double;
pub mod employee;
mod error;
pub mod fields;
pub mod form_state;
pub mod help;
pub mod history;
pub mod import;
pub mod invitation;
pub mod job;
pub mod layout;
pub mod link;
pub mod list;
pub mod live;
pub mod log;
pub mod logo;
pub mod merge;
pub mod module;
mod names;
pub mod own_field;
pub mod placement;
mod position;
pub mod profile;
pub mod proposal;
pub mod register;
pub mod registration;
pub mod relation;
pub mod responsible;
pub mod rule;
pub mod search;
pub mod seen;
pub mod settings;
pub mod sign_in;
pub mod similar;
pub mod status;
mod store;
pub mod tab;
pub mod tag;
mod tx;
pub mod undo;
pub mod user;

pub use domain::change::Source;
pub use error::StoreError;
pub use store::{MIGRATOR, Store};
pub use tx::{Opened, SessionToken, Tx};

/// A moment of the database as UTC text in RFC 3339, which browsers and `jiff` read alike.
pub(crate) fn utc(at: jiff_sqlx::Timestamp) -> String {
    at.to_jiff().to_string()
}
