//! Asking the server for pages, and what it knows.

use super::dom;
use js_sys::Promise;
use leptos::prelude::window;
use serde::de::DeserializeOwned;
use std::{cell::Cell, pin::Pin};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, DomParser, FormData, Headers, ProgressEvent, RequestInit, Response, SupportedType, XmlHttpRequest,
};

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

/// What a server function answers; nothing where it can't be asked, or refuses. Its own call would bring
/// a second client along, of a tenth of all that a browser loads.
pub(crate) async fn ask<T: DeserializeOwned>(url: &str, values: &[(&str, &str)], is_read: bool) -> Option<T> {
    let answer = answer(question(url, values, is_read)?).await?;
    if (200..300).contains(&answer.status) { serde_json::from_str(&answer.text).ok() } else { None }
}

/// The request by which a server function is asked.
fn question(url: &str, values: &[(&str, &str)], is_read: bool) -> Option<Promise> {
    let (init, query) = (RequestInit::new(), web_sys::UrlSearchParams::new().ok()?);
    for (name, value) in values {
        query.append(name, value);
    }
    let headers = Headers::new().ok()?;
    let _ = headers.set("Accept", "application/json");
    init.set_headers(&headers);
    if is_read {
        return Some(window().fetch_with_str_and_init(&format!("{url}?{}", String::from(query.to_string())), &init));
    }
    init.set_method("POST");
    init.set_body(&query);
    Some(window().fetch_with_str_and_init(url, &init))
}

/// What a request was answered with.
struct Answer {
    /// Its address, after redirects.
    url: String,
    status: u16,
    text: String,
}

/// Waits for an answer; none where the server was not reached. A future that is boxed is in the program once, and
/// not in each that waits for it.
fn answer(request: Promise) -> Pin<Box<dyn Future<Output = Option<Answer>>>> {
    Box::pin(async move {
        let response: Response = JsFuture::from(request).await.ok()?.dyn_into().ok()?;
        let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
        Some(Answer { url: response.url(), status: response.status(), text })
    })
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

/// Sends a form with files and fetches the page that the answer leads to; tells how far it is, in hundredths.
/// Browsers send files only while the page is there, and only this kind of request says how far it is.
pub(super) async fn post_files(url: &str, form: &FormData, tell: impl Fn(f64) + 'static) -> Result<Page, Failed> {
    POSTS.set(POSTS.get().wrapping_add(1));
    let unreachable = |_: JsValue| Failed::Unreachable;
    let request = XmlHttpRequest::new().map_err(unreachable)?;
    request.open_with_async("POST", url, true).map_err(unreachable)?;
    request.set_request_header("Accept", "text/html").map_err(unreachable)?;
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            tell(100.0 * event.loaded() / event.total());
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_form_data(Some(form)).map_err(unreachable)?;
    let _ = JsFuture::from(ended).await;
    let status = request.status().unwrap_or_default();
    let text = request.response_text().ok().flatten().filter(|_| status != 0).ok_or(Failed::Unreachable)?;
    answered(request.response_url(), status, &text)
}

/// The page that was answered with, or why it is none.
fn answered(url: String, status: u16, text: &str) -> Result<Page, Failed> {
    if status == 503 || status == 502 || status == 504 {
        return Err(Failed::Unreachable);
    }
    let document = parse(text).ok_or(Failed::Unreachable)?;
    let page = Page { url, document };
    if (200..300).contains(&status) { Ok(page) } else { Err(Failed::Refused(page)) }
}

async fn request(url: &str, init: &RequestInit) -> Result<Page, Failed> {
    if let Ok(headers) = Headers::new() {
        let _ = headers.set("Accept", "text/html");
        init.set_headers(&headers);
    }
    let answer = answer(window().fetch_with_str_and_init(url, init)).await.ok_or(Failed::Unreachable)?;
    answered(answer.url, answer.status, &answer.text)
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
