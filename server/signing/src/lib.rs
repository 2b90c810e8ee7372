//! Signing with `BankID` or another means of identification, by OpenID Connect.
//!
//! Whoever signs shows who they are to the provider. What it says of them, the ID token, is signed by it and names a
//! number that stands for exactly one file, one request and one text ([`Binding`]): so the token is for that file and no
//! other, and anybody can see so afterwards from the [`Evidence`], without asking us.

#![warn(missing_docs)]

mod archive;
mod binding;
mod evidence;
mod http;
mod provider;
mod token;

pub use archive::{ArchiveError, write_archive};
pub use binding::{Binding, new_secret};
pub use evidence::{Evidence, FORMAT, Invalid, Signature};
pub use provider::{Begun, Failure, Identity, InvalidProvider, Provider};
