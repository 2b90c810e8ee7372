//! Signing documents with `BankID` (seed 001:19): a section of the document's page, the mails to those who are asked, their
//! page, and what the evidence says.

mod actions;
mod evidence;
mod mail;
mod page;
mod section;

pub use actions::{RemindSigners, SendForSigning, WithdrawSigning, remind_signers, send_for_signing, withdraw_signing};
pub use evidence::{agreed, readable};
pub use mail::notice_mail;
pub use page::{Failed, GoingPage, OverPage, SignPage, SignView, UnknownPage};
pub use section::{SigningView, mark, signing_section};

/// Where a request is sent.
pub const SEND: &str = "/api/staff/signing-send";

/// How people sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SigningWay {
    /// By a provider.
    Provider,
    /// Not: nobody can be asked to.
    #[default]
    None,
}
