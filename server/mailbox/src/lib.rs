//! The client of people's mailboxes: reads by IMAP (RFC 3501) what came and what was sent, changes nothing there, and
//! makes plain text of it.
//!
//! A server of mail is not trusted, nor is what others wrote: how long and how much is limited, and a message is never
//! more than text, whatever it was. HTML becomes text here and is kept nowhere, so that nothing in it can load, run or
//! pose as a part of the page.

#![warn(missing_docs)]

mod bounded;
mod connect;
mod key;
mod letter;
mod reach;
mod read;
mod reply;

pub use connect::Account;
pub use key::{Key, KeyError};
pub use letter::letter;
pub use reach::{Access, Reach};
pub use read::{Mark, News, Reader};
