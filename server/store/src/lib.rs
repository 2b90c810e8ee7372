//! All SQL of Kundekort, one module a feature.
//!
//! Every function takes a [`Tx`]: a transaction in which the firm and the person are set, under a
//! role that owns nothing. Its first statement asks the policy.

#![warn(missing_docs)]

pub mod activity;
pub mod advice;
pub mod agreement;
pub mod as_of;
pub mod attempt;
pub mod bulk;
pub mod calendar_feed;
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
pub mod department_terms;
pub mod dialog;
pub mod document;
pub mod document_share;
pub mod double;
pub mod employee;
pub mod enquiry;
mod error;
pub mod field_right;
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
pub mod mailbox;
pub mod merge;
pub mod module;
mod names;
pub mod notice;
pub mod outgoing;
pub mod own_field;
pub mod payment_term;
pub mod placement;
pub mod portal;
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
pub mod setting_log;
pub mod settings;
pub mod sharepoint;
pub mod sign_in;
pub mod signing;
pub mod similar;
pub mod status;
mod store;
pub mod tab;
pub mod tag;
pub mod template;
mod tx;
mod unattended;
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
