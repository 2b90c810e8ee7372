//! The Kundekort server: command line, private database, router, pages, demo data.

#![warn(missing_docs)]
// The types of rendered pages are deeply nested.
#![recursion_limit = "256"]

pub mod access;
mod actions;
mod assets;
pub mod commands;
pub mod config;
mod database;
pub mod demo;
pub mod digest;
mod events;
mod exchange;
mod guard;
pub mod invited;
pub mod jobs;
pub mod mailbox;
pub mod outgoing;
mod pages;
mod portal;
pub mod reminder;
mod render;
pub mod router;
pub mod sign;
mod upload;
mod visit;
