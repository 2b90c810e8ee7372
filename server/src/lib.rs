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
mod events;
mod exchange;
mod guard;
pub mod jobs;
mod pages;
mod render;
pub mod router;
mod upload;
mod visit;
