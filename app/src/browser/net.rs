//! Asking the server for pages.

use super::dom;
use js_sys::Promise;
use leptos::prelude::window;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DomParser, FormData, Headers, RequestInit, Response, SupportedType};

/// A page that the server answered with.
pub(super) struct Page {
    /// Its address, after redirects.
    pub(super) url: String,
    /// What it says.
    pub(super) document: Document,
}

/// Why there is no page.
pub(super) enum Failed {
    /// The server was not reached, or can't answer just now: worth another try.
    Unreachable,
    /// The server refuses; the page says why.
    Refused(Page),
}

thread_local! {
    static POSTS: Cell<u32> = const { Cell::new(0) };
}

/// How many forms have been sent: a page that was fetched before one may be older than its answer.
pub(super) fn posts() -> u32 {
    POSTS.get()
}

/// Fetches a page.
pub(super) async fn get(url: &str) -> Result<Page, Failed> {
    request(url, &RequestInit::new()).await
}

/// Tells the server something whose answer is of no use, also while the page is being left.
pub(super) fn tell(url: &str, form: &[(&str, &str)]) {
    let (init, Ok(body)) = (RequestInit::new(), web_sys::UrlSearchParams::new()) else { return };
    for (name, value) in form {
        body.append(name, value);
    }
    init.set_method("POST");
    init.set_body(&body);
    let _ = js_sys::Reflect::set(&init, &JsValue::from_str("keepalive"), &JsValue::TRUE);
    if let Ok(headers) = Headers::new() {
        let _ = headers.set("Accept", "application/json");
        init.set_headers(&headers);
    }
    let sent = window().fetch_with_str_and_init(url, &init);
    wasm_bindgen_futures::spawn_local(async move {
        let _ = JsFuture::from(sent).await;
    });
}

/// Sends a form and fetches the page that the answer leads to.
pub(super) async fn post(url: &str, form: &[(String, String)]) -> Result<Page, Failed> {
    POSTS.set(POSTS.get().wrapping_add(1));
    let init = RequestInit::new();
    init.set_method("POST");
    let Ok(body) = web_sys::UrlSearchParams::new() else { return Err(Failed::Unreachable) };
    for (name, value) in form {
        body.append(name, value);
    }
    init.set_body(&body);
    // A save goes on when the reader leaves the page.
    let _ = js_sys::Reflect::set(&init, &JsValue::from_str("keepalive"), &JsValue::TRUE);
    request(url, &init).await
}

/// Sends a form with files and fetches the page that the answer leads to. Browsers send files only
/// while the page is there.
pub(super) async fn post_files(url: &str, form: &FormData) -> Result<Page, Failed> {
    POSTS.set(POSTS.get().wrapping_add(1));
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(form);
    request(url, &init).await
}

async fn request(url: &str, init: &RequestInit) -> Result<Page, Failed> {
    if let Ok(headers) = Headers::new() {
        let _ = headers.set("Accept", "text/html");
        init.set_headers(&headers);
    }
    let response =
        JsFuture::from(window().fetch_with_str_and_init(url, init)).await.map_err(|_| Failed::Unreachable)?;
    let response: Response = response.dyn_into().map_err(|_| Failed::Unreachable)?;
    let status = response.status();
    if status == 503 || status == 502 || status == 504 {
        return Err(Failed::Unreachable);
    }
    let text = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok().and_then(|text| text.as_string()),
        Err(_) => None,
    };
    let text = text.ok_or(Failed::Unreachable)?;
    let document = parse(&text).ok_or(Failed::Unreachable)?;
    let page = Page { url: response.url(), document };
    if response.ok() { Ok(page) } else { Err(Failed::Refused(page)) }
}

/// The document that a text says, as a page with scripts has it: what is there for browsers without
/// them is text.
pub(super) fn parse(html: &str) -> Option<Document> {
    let document = DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml)).ok()?;
    for kept in dom::all(&document.document_element()?, "noscript") {
        let whole = kept.outer_html();
        let inside = whole.strip_prefix("<noscript>").and_then(|rest| rest.strip_suffix("</noscript>"));
        kept.set_text_content(inside);
    }
    Some(document)
}

/// Waits.
pub(super) async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(done.unchecked_ref(), milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}
