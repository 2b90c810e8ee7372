//! What makes pages quick in the browser.
//!
//! Pages are plain HTML that works by itself. Here, forms and links that would load the page
//! anew fetch it instead, and only the regions that changed are swapped, so that scrolling,
//! open menus and what one is typing elsewhere stay. The server renders everything once.

mod board;
mod choose;
pub mod dom;
mod draft;
mod files;
mod find;
mod fold;
mod forms;
mod job;
mod keys;
mod links;
mod live;
mod looked;
mod menus;
mod morph;
mod net;
mod presence;
mod queue;
mod register;
mod registration;
mod registry;
mod swap;
mod toast;

/// Starts listening. Called once, when the WASM is loaded.
pub fn start() {
    swap::remember();
    draft::listen();
    registration::listen();
    registry::listen();
    forms::listen();
    files::listen();
    find::listen();
    links::listen();
    fold::listen();
    board::listen();
    menus::listen();
    keys::listen();
    register::listen();
    choose::listen();
    job::listen();
    live::listen();
    looked::watch();
    toast::tell();
}
