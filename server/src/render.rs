//! From a view to an answer.
//!
//! What a page shows is read before it is rendered, so rendering waits for nothing and happens
//! in one go.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use hydration_context::{SharedContext, SsrSharedContext};
use leptos::prelude::*;
use std::sync::Arc;

/// Renders a whole document.
pub(crate) fn page<V: IntoView + 'static>(status: StatusCode, view: impl FnOnce() -> V) -> Response {
    let shared = Arc::new(SsrSharedContext::new_islands());
    // Only islands wake up in the browser: what is outside of them needs no marks for it.
    shared.set_is_hydrating(false);
    let owner = Owner::new_root(Some(shared));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}
