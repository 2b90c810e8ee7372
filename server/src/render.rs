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
use memchr::memmem::{self, Finder};
use std::sync::Arc;

/// Renders a whole document.
pub(crate) fn page<V: IntoView + 'static>(status: StatusCode, view: impl FnOnce() -> V) -> Response {
    let shared = Arc::new(SsrSharedContext::new_islands());
    // Only islands wake up in the browser.
    shared.set_is_hydrating(false);
    let owner = Owner::new_root(Some(shared));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], without_marks(&html)).into_response()
}

const MARK: &str = "<!>";
const ISLAND: &str = "<leptos-island";
const ISLAND_END: &str = "</leptos-island>";

/// Takes out the marks by which a view finds its place again when it wakes up; outside of islands
/// nothing does. In text and attributes `<` is always escaped, so that a mark is never content.
fn without_marks(html: &str) -> String {
    let (island, island_end) = (Finder::new(ISLAND), Finder::new(ISLAND_END));
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = split(rest, island.find(rest.as_bytes())) {
        push_without_marks(&mut out, before);
        let end = island_end.find(tag.as_bytes()).map(|end| end + ISLAND_END.len());
        let (kept, after) = split(tag, end).unwrap_or((tag, ""));
        out.push_str(kept);
        rest = after;
    }
    push_without_marks(&mut out, rest);
    out
}

fn push_without_marks(out: &mut String, html: &str) {
    let mut from = 0;
    for at in memmem::find_iter(html.as_bytes(), MARK) {
        out.push_str(html.get(from..at).unwrap_or_default());
        from = at + MARK.len();
    }
    out.push_str(html.get(from..).unwrap_or_default());
}

fn split(text: &str, at: Option<usize>) -> Option<(&str, &str)> {
    text.split_at_checked(at?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stay_only_where_something_wakes_up() {
        let html = "<p>a<!>b</p><leptos-island data-component=x><!>c</leptos-island><!><p>d</p>";
        assert_eq!(without_marks(html), "<p>ab</p><leptos-island data-component=x><!>c</leptos-island><p>d</p>");
    }

    #[test]
    fn what_a_person_typed_is_never_taken_for_a_mark() {
        let owner = Owner::new();
        let html = owner.with(|| view! { <p title="a<!>b">{"c<!>d".to_owned()}</p> }.to_html());
        assert_eq!(without_marks(&html).matches("&lt;!&gt;").count(), 2, "{html}");
    }
}
