//! What makes pages quick in the browser.
//!
//! Pages are plain HTML that works by itself. Here, forms and links that would load the page
//! anew fetch it instead, and only the regions that changed are swapped, so that scrolling,
//! open menus and what one is typing elsewhere stay. The server renders everything once.

mod beside;
mod board;
mod choose;
mod diary;
pub mod dom;
mod draft;
mod files;
mod find;
mod fold;
mod forms;
mod job;
mod keys;
mod late;
mod links;
mod live;
mod looked;
mod mention;
mod menus;
mod morph;
pub(crate) mod net;
mod presence;
mod queue;
mod register;
mod registration;
mod registry;
mod sms;
mod swap;
mod toast;
mod typed;

/// Starts listening. Called once, when the WASM is loaded.
pub fn start() {
    swap::remember();
    // Before whatever else hears a key: Enter and Escape mean the list while it is open.
    mention::listen();
    draft::listen();
    registration::listen();
    registry::listen();
    forms::listen();
    files::listen();
    find::listen();
    sms::listen();
    links::listen();
    fold::listen();
    board::listen();
    diary::listen();
    menus::listen();
    keys::listen();
    register::listen();
    beside::listen();
    choose::listen();
    job::listen();
    live::listen();
    late::listen();
    looked::watch();
    toast::tell();
    typed::listen();
    swap::arrive();
}
