//! What the server answers, over HTTP and with a real database, by feature. One binary, so that it is
//! linked once.

mod access;
mod bad_input;
#[path = "../store/tests/common/mod.rs"]
mod common;
mod editing;
mod events;
mod export;
mod forms;
mod help;
mod jobs;
mod logo;
mod merge;
mod registration;
mod registry;
mod site;
mod table;
mod unavailable;
