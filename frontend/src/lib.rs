//! The browser's entry to Kundekort.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by `boot.js` when the WASM is loaded, before it wakes the islands.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
    app::browser::start();
}
