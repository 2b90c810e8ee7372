//! All texts of the interface, each in Norwegian Bokmål, Swedish and English side by side.
//!
//! A text without one of the three does not compile. Labels of fields, sections and codes stand
//! with their declarations in `domain`.

pub mod advice;
pub mod agreement;
pub mod as_of;
pub mod browser;
pub mod bulk;
pub mod card;
pub mod comment;
pub mod common;
pub mod company;
pub mod contact;
pub mod corporate;
pub mod department;
pub mod double;
pub mod employee;
pub mod error;
pub mod exchange;
pub mod firm_country;
pub mod help;
pub mod history;
pub mod import;
pub mod invoice;
pub mod job;
pub mod layout;
pub mod link;
pub mod list;
pub mod live;
pub mod log;
pub mod logo;
pub mod merge;
pub mod module;
pub mod own_field;
pub mod profile;
pub mod register;
pub mod registration;
pub mod registry;
pub mod relation;
pub mod responsible;
pub mod rule;
pub mod search;
pub mod settings;
pub mod sign_in;
pub mod tab;
pub mod tag;
pub mod undo;
pub mod user;
