//! What the server answers, over HTTP and with a real database, by feature. One binary, so that it is
//! linked once.

mod access;
mod bad_input;
mod calendar;
mod comment_exits;
#[path = "../store/tests/common/mod.rs"]
mod common;
mod editing;
mod events;
mod export;
mod forms;
mod help;
mod imap;
mod invited;
mod jobs;
mod logo;
mod mailbox;
mod mention_mail;
mod merge;
mod outgoing;
mod portal;
mod portal_second;
mod registration;
mod registry;
mod reminder;
mod sharepoint;
mod sharepoint_folders;
mod signed_out;
mod signing;
mod site;
mod sms;
mod smtp;
mod table;
mod unavailable;
