//! Types, rules and validation of Kundekort.
//!
//! No Leptos, no SQL: this crate builds for the browser and for the server, so that both
//! judge a value by the same rule.

#![warn(missing_docs)]

pub mod address;
pub mod advice;
pub mod agreement;
pub mod as_of;
pub mod bulk;
pub mod change;
pub mod comment;
pub mod company;
pub mod contact;
pub mod corporate;
pub mod country;
pub mod customer;
mod decimal;
pub mod distance;
pub mod double;
pub mod email;
pub mod employee;
pub mod error;
pub mod exchange;
pub mod field;
pub mod filter;
pub mod firm_country;
pub mod geography;
pub mod gln;
pub mod id;
pub mod import;
pub mod industry;
pub mod invoice;
pub mod job;
pub mod language;
pub mod layout;
pub mod link;
pub mod list;
pub mod logo;
pub mod merge;
pub mod module;
pub mod money;
pub mod organisation_number;
pub mod phone;
pub mod plain_text;
pub mod policy;
pub mod postal_code;
pub mod proposal;
pub mod register;
pub mod register_width;
pub mod registration;
pub mod registry;
pub mod relation;
pub mod responsible;
pub mod search;
pub mod section;
pub mod session;
pub mod settings;
pub mod tab;
pub mod terms;
pub mod text;
pub mod undo;
pub mod user;
pub mod vat_treatment;
pub mod web_address;
